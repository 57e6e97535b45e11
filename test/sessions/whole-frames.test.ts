import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {begin} from './at-the-call.js';
import {keys, openedHome, openedTerminal, program} from './opened-terminal.js';

const recorder = String.raw`
const {appendFileSync} = require('node:fs');
const {stdout} = process;
const write = stdout.write.bind(stdout);
stdout.write = (data, ...rest) => {
	appendFileSync(process.env.WRITES, JSON.stringify(String(data)) + '\n');
	return write(data, ...rest);
};
`;

test('each frame reaches the terminal in one write, between the signs that begin and end it', async () => {
	const home = openedHome();
	const recorderFile = path.join(home.folder, 'recorder.cjs');
	const writes = path.join(home.folder, 'writes');
	writeFileSync(recorderFile, recorder);
	writeFileSync(writes, '');
	const terminal = openedTerminal({
		home,
		arguments: ['--practice'],
		command: [process.execPath, '--require', recorderFile, program],
		environment: {WRITES: writes},
	});
	await begin(terminal);
	const before = readFileSync(writes, 'utf8');
	for (let press = 0; press < 3; press++) {
		const shown = terminal.screen();
		terminal.press(keys.tab);
		await terminal.changed(shown);
	}

	const lines = readFileSync(writes, 'utf8').slice(before.length).trim().split('\n');
	const frames = lines.map(line => String(JSON.parse(line)));
	expect(frames.length).toBeGreaterThanOrEqual(3);
	for (const frame of frames) {
		expect(frame).toMatch(/^\u001B\[\?2026h[^]+\u001B\[\?2026l$/);
		// Unchanged rows are stepped over at once.
		expect(frame).toMatch(/\u001B\[\d+E/);
		expect(frame).not.toContain('\u001B[E\u001B[E');
	}
});
