import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {after, grantedCall, press, readyForTheCall} from '../wizard/wizard-builders.js';
import {drawScreen} from './opened-screen.js';

const family = '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
const accents = '\u0301\u0308\u0327';

function grantedWith(scope: string): WizardState {
	const granted = after(readyForTheCall(), press('accept'), grantedCall());
	const {token} = granted;
	const value = scope.slice(0, 400);
	return {
		...granted,
		token: {
			...token!,
			object: {
				...token!.object,
				scope,
				token_type: value,
				geolocation: `https://${value}`,
				refresh_token: value,
			},
			obtainedWith: {...token!.obtainedWith, companyUUID: value},
		},
		values: {...granted.values, companyUUID: value, clientSecret: value},
		folder: `/tmp/${value}`,
		lastCall: {...granted.lastCall!, kind: 'refused', error: value, description: value, code: 5},
		notice: {tone: 'bad', text: value},
	};
}

describe('the frame stays within the terminal whatever a scope, a value or an answer is made of', () => {
	test.each([
		['families of emoji', family.repeat(200)],
		['families of emoji, one a scope', `${family} `.repeat(200)],
		['letters with many accents', `e${accents.repeat(300)}`.repeat(20)],
		['accents alone', accents.repeat(2000)],
		['wide letters', '東京'.repeat(500)],
		['flags, skin tones and keycaps', '\u{1F1E9}\u{1F1EA}\u{1F44D}\u{1F3FD}1\uFE0F\u20E3'.repeat(100)],
		['Hangul in parts', '\u1112\u1161\u11AB'.repeat(300)],
		['ten thousand scopes', 'a.b '.repeat(10_000)],
		['one endless scope', 'a'.repeat(50_000)],
	])('%s', (_what, scope) => {
		const granted = grantedWith(scope);
		const frames = [
			[granted, 80, 24],
			[granted, 100, 30],
			[{...granted, stage: 'app', item: 8, isRevealing: true}, 80, 24],
			[after(granted, press('debug')), 80, 24],
		] as const;
		for (const [state, columns, rows] of frames) {
			const frame = drawScreen(state, columns, rows).split('\n');
			expect(frame.length).toBe(rows);
			expect(Math.max(...frame.map(row => stringWidth(row)))).toBeLessThanOrEqual(columns);
			expect(frame.at(-1)).toContain('Ctrl+C leave');
		}
	});
});
