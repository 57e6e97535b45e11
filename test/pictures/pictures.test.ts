import {Buffer} from 'node:buffer';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {chromiumPath, openedPage} from '../practice/browser/opened-browser.js';
import {setFault} from '../practice/opened-practice.js';
import {openedAtTheCall} from '../sessions/at-the-call.js';
import {keys, openedTerminal, type OpenedTerminal} from '../sessions/opened-terminal.js';
import {openedRehearsal} from '../sessions/rehearsal.js';
import {drawAnimation, type Frame} from './draw-animation.js';
import {drawSvg} from './draw-svg.js';
import {recordedRoad} from './recorded-road.js';

// `npm run pictures` writes the README's pictures; a plain test run only proves that they can be made.
const isMaking = process.env['MODE'] === 'pictures';

const size = {columns: 116, rows: 33};

function keep(name: string, svg: string): void {
	expect(svg).toMatch(/^<svg [\S\s]+<\/svg>\n$/);
	expect(svg).not.toMatch(/<script|\son\w+=|href="(?!#)/);
	if (isMaking) {
		writeFileSync(path.join(import.meta.dirname, name), svg);
	}
}

/** The text of rows, without blanks: they are no elements of their own. */
function textOf(rows: readonly string[]): string {
	return rows.join('').replaceAll(/<[^>]*>|\s/g, '').replaceAll('&gt;', '>').replaceAll('&lt;', '<')
		.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Finds, in a browser, what of the moving picture is visible. */
const visibleText = String.raw`[...document.querySelectorAll('use')]
	.filter(use => getComputedStyle(use).visibility === 'visible')
	.map(use => document.querySelector(use.getAttribute('href')).textContent).join('').replaceAll(/\s/g, '')`;

function keepStill(name: string, terminal: OpenedTerminal, label: string): string {
	const svg = drawSvg(terminal.emulator, 'concur-tokens', label);
	keep(name, svg);
	return svg;
}

test('the picture of a first start', async () => {
	const {home} = await openedRehearsal();
	const terminal = openedTerminal({home, arguments: ['--practice'], columns: 80, rows: 24});
	await terminal.see('Ctrl+C leave');
	keepStill('welcome.svg', terminal, 'A first start: what is next, and the keys that work.');
});

test('the picture of a running session comes from a real terminal and holds no secret', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal, size);
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');
	const svg = drawSvg(
		terminal.emulator,
		'concur-tokens',
		'The guided session: a checklist of seven stages, the current stage, and the '
			+ 'debug panel with the refresh token object.',
	);
	expect(svg).not.toContain(rehearsal.values.clientSecret);
	expect(svg).toContain('Refresh Token Object');
});

test('the picture of a stage at work shows what runs, and how long it still waits', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal, {columns: 80, rows: 24});
	await setFault(rehearsal.server, {kind: 'status', status: 503, retryAfter: 20, path: 'token', calls: 1});
	terminal.press(keys.enter);
	await terminal.see(/Retrying in/);
	keepStill('running-stage.svg', terminal, 'A call under way: elapsed time, '
		+ 'why SAP Concur is asked again, and when.');
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
		'A refused token call: status 401, error 64, the cause in plain words, what to do, '
			+ 'and the stage that mends it.',
	);
	expect(svg).not.toContain(wrong);
	expect(svg).toContain('What to do');
	terminal.press(keys.enter);
	await terminal.see(/✘ refused/);
	keepStill('refused-field.svg', terminal, 'The refused field: marked, with the cause and what to do below it.');
});

describe('the moving picture', () => {
	let svg = '';
	let frames: readonly Frame[] = [];

	test('shows a complete rehearsal, from a real terminal, in under 30 seconds', async () => {
		const {home, server} = await openedRehearsal();
		await setFault(server, {kind: 'slow', milliseconds: 1500, path: 'token', calls: 1});
		const terminal = openedTerminal({home, arguments: ['--practice'], columns: 80, rows: 24});
		frames = await recordedRoad(terminal);
		expect(terminal.screen()).toContain('7 of 7 done');
		expect(frames.reduce((sum, {hold}) => sum + hold, 0)).toBeLessThan(30_000);
		svg = drawAnimation(frames, {
			columns: 80, title: 'concur-tokens --practice',
			label: 'A complete rehearsal: from the first start through seven stages to a proven API call.',
		});
		keep('the-road.svg', svg);
		keepStill('finish.svg', terminal, 'The end: all seven stages are done.');
	});

	test('is small, moves without script, and stands still where motion is not wanted', () => {
		expect(Buffer.byteLength(svg)).toBeLessThan(400_000);
		expect(svg).toContain('@media(prefers-reduced-motion:reduce){.a{animation:none}}');
	});

	test.skipIf(chromiumPath === undefined)('shows in a browser what the terminal showed, at every time', async () => {
		const page = await openedPage();
		await page.setContent(svg);
		let begin = 0;
		for (const {rows, hold} of frames) {
			await page.evaluate(`for (const animation of document.getAnimations()) {
				animation.pause();
				animation.currentTime = ${begin + hold / 2};
			}`);
			expect(await page.evaluate(visibleText)).toBe(textOf(rows));
			begin += hold;
		}

		await page.emulateMedia({reducedMotion: 'reduce'});
		expect(await page.evaluate('document.getAnimations().length')).toBe(0);
		expect(await page.evaluate(visibleText)).toBe(textOf(frames.at(-1)!.rows));
	});
});
