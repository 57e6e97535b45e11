import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test, vi} from 'vitest';
import {begin} from './at-the-call.js';
import {keys, openedTerminal} from './opened-terminal.js';
import {openedRehearsal} from './rehearsal.js';

test('Ctrl+O opens the stage\'s page in the browser of the desktop', async () => {
	const {home, server} = await openedRehearsal();
	const folder = path.join(home.folder, 'bin');
	const opened = path.join(home.folder, 'opened');
	mkdirSync(folder);
	writeFileSync(path.join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> ${opened}\n`, {mode: 0o755});
	const terminal = openedTerminal({
		home,
		arguments: ['--practice'],
		environment: {DISPLAY: ':99', PATH: `${folder}${path.delimiter}${home.environment['PATH']}`},
	});
	await begin(terminal);
	terminal.press(keys.ctrl('O'));
	await terminal.see('Opening the page in your browser.');
	terminal.press(keys.pageDown, keys.pageDown);
	await terminal.see('Stage 3');
	terminal.press(keys.ctrl('O'));
	await vi.waitFor(
		() => {
			expect(readFileSync(opened, 'utf8')).toBe(`${server.panelUrl}\n${server.companyTokensUrl}\n`);
		},
		{timeout: 20_000, interval: 20},
	);
});

test('a browser that can\'t be opened is not said to be: the address is', async () => {
	const {home, server} = await openedRehearsal();
	const folder = path.join(home.folder, 'bin');
	mkdirSync(folder);
	writeFileSync(path.join(folder, 'xdg-open'), '#!/bin/sh\nexit 3\n', {mode: 0o755});
	const terminal = openedTerminal({
		home,
		arguments: ['--practice'],
		environment: {DISPLAY: ':99', PATH: `${folder}${path.delimiter}${home.environment['PATH']}`},
	});
	await begin(terminal);
	terminal.press(keys.ctrl('O'));
	await terminal.see(/No browser could be opened. Open this address in one yourself:\s+http/);
	expect(terminal.screen()).toContain(server.panelUrl);
	expect(terminal.output()).not.toContain('Opening the page in your browser.');
});

test('over SSH there is no browser to open: a page of practice, on this machine alone, '
	+ 'is reached by Ctrl+G or a forwarded port', async () => {
	const {home, server} = await openedRehearsal();
	const terminal = openedTerminal({
		home,
		arguments: ['--practice'],
		environment: {DISPLAY: ':99', SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22'},
	});
	await begin(terminal);
	await terminal.see(server.panelUrl);
	terminal.press(keys.ctrl('O'));
	await terminal.see(/No\s+browser\s+is\s+available\s+here,\s+and\s+the\s+page\s+is\s+only\s+on\s+this\s+machine/);
	await terminal.see(/ssh\s+-L/);
});
