import {writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {openedAtTheCall} from '../sessions/at-the-call.js';
import {keys} from '../sessions/opened-terminal.js';
import {openedRehearsal} from '../sessions/rehearsal.js';
import {drawSvg} from './draw-svg.js';

// `npm run pictures` writes the README's pictures; a plain test run only proves that they can be made.
const isMaking = process.env['MODE'] === 'pictures';

const size = {columns: 116, rows: 33};

function keep(name: string, svg: string): void {
	expect(svg).toMatch(/^<svg [\S\s]+<\/svg>\n$/);
	if (isMaking) {
		writeFileSync(path.join(import.meta.dirname, name), svg);
	}
}

test('the picture of a running session comes from a real terminal and holds no secret', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal, size);
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');
	const svg = drawSvg(
		terminal.emulator,
		'concur-tokens',
		'The guided session: a checklist of seven stages, the current stage, and the debug panel with the refresh '
			+ 'token object.',
	);
	expect(svg).not.toContain(rehearsal.values.clientSecret);
	expect(svg).toContain('Refresh Token Object');
	keep('running-session.svg', svg);
});

test('the picture of a refused call shows its explanation', async () => {
	const rehearsal = await openedRehearsal();
	const wrong = '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
	const terminal = await openedAtTheCall(rehearsal, {
		...size,
		values: {...rehearsal.values, clientSecret: wrong},
	});
	terminal.press(keys.enter);
	await terminal.see('Status code = 401');
	const svg = drawSvg(
		terminal.emulator,
		'concur-tokens',
		'A refused token call: status 401, error 64, the cause in plain words, what to do, and the stage that '
			+ 'mends it.',
	);
	expect(svg).not.toContain(wrong);
	expect(svg).toContain('What to do');
	keep('refused-call.svg', svg);
});
