import {describe, expect, test} from 'vitest';
import {markColours, noticeMarks, tones, tonesFor} from '../../source/ui/theme.js';
import {problemMarks, statusMarks, verdictMarks} from '../../source/wizard/marks.js';

type Colour = readonly [number, number, number];

/** An entry of the colour cube that terminals of 256 colours have in common: 16 to 231. */
function paletteColour(entry: number): Colour {
	const levels = [0, 95, 135, 175, 215, 255];
	const place = entry - 16;
	return [levels[Math.floor(place / 36)]!, levels[Math.floor(place / 6) % 6]!, levels[place % 6]!];
}

function writtenColour(hex: string): Colour {
	const channel = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16);
	return [channel(1), channel(3), channel(5)];
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: Colour): number {
	const [red, green, blue] = colour.map(channel => {
		const share = channel / 255;
		return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: Colour, other: Colour): number {
	const [darker, lighter] = [luminance(one), luminance(other)].toSorted((first, second) => first - second);
	return (lighter! + 0.05) / (darker! + 0.05);
}

describe('a mark of each tone', () => {
	const backgrounds = ['#ffffff', '#000000', '#1e1e1e', '#282c34'];
	const cases = Object.entries(markColours).flatMap(([name, {entry}]) =>
		backgrounds.map(background => [name, entry, background] as const));

	test.each(cases)('%s, colour %i of 256, stands out 3:1 on %s', (_name, entry, background) => {
		expect(contrast(paletteColour(entry), writtenColour(background))).toBeGreaterThanOrEqual(3);
	});

	test('is one of the colours that are the same in every terminal of 256', () => {
		for (const {entry} of Object.values(markColours)) {
			expect(entry).toBeGreaterThanOrEqual(16);
			expect(entry).toBeLessThanOrEqual(231);
		}
	});

	test('no tone has a colour besides', () => {
		const colours = Object.values(markColours).map(({entry}) => `ansi256(${entry})`);
		for (const {color} of Object.values(tonesFor('256'))) {
			expect([undefined, ...colours]).toContain(color);
		}
	});
});

describe('without colour', () => {
	test('no tone has one, and each emphasis is still one', () => {
		const plain = tonesFor('none');
		expect(Object.values(plain).filter(({color}) => color !== undefined)).toEqual([]);
		for (const emphasis of ['accent', 'focus', 'practice', 'heading', 'link', 'placeholder'] as const) {
			expect(plain[emphasis], emphasis).not.toEqual({});
		}
	});

	test('the marks of states, verdicts and notices differ', () => {
		const signs = [
			Object.values(statusMarks).map(({symbol}) => symbol),
			// What stands beside a value: its symbol and its word.
			[...Object.values(verdictMarks), ...Object.values(problemMarks)]
				.map(({symbol, word}) => `${symbol} ${word}`),
			// Success is good news, while it is new.
			Object.entries(noticeMarks).flatMap(([tone, mark]) => tone === 'success' ? [] : [mark]),
		];
		for (const marks of signs) {
			expect(new Set(marks).size).toBe(marks.length);
		}
	});
});

test('only rules are dim: what must be read is in the colour that the terminal has for text', () => {
	expect(Object.entries(tones).filter(([, {dimColor}]) => dimColor).map(([name]) => name)).toEqual(['rule']);
});
