import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test, vi} from 'vitest';
import {begin} from './at-the-call.js';
import {keys, openedHome, openedTerminal, type Home, type OpenedTerminal} from './opened-terminal.js';
import {credentialsPage, openedRehearsal, requestTokenDialog} from './rehearsal.js';

const practice = ['--practice'];

async function leave(terminal: OpenedTerminal): Promise<void> {
	terminal.press(keys.ctrl('C'));
	expect(await terminal.ended).toMatchObject({exitCode: 0});
}

async function leaveAndComeBack(terminal: OpenedTerminal, home: Home): Promise<OpenedTerminal> {
	await leave(terminal);
	const next = openedTerminal({home, arguments: practice});
	await next.see('Welcome back');
	return next;
}

test('a person who leaves at every stage goes on each time where they left', async () => {
	const {home, values} = await openedRehearsal();
	let terminal = openedTerminal({home, arguments: practice});
	await begin(terminal);
	terminal.press(keys.enter);
	await terminal.see('› [ ] Sign in');

	terminal = await leaveAndComeBack(terminal, home);
	await terminal.see('0 of 7 done · next is stage 1');
	terminal.press(keys.enter);
	await terminal.see('[✔] Press Ctrl+O to open the admin panel');
	await terminal.see('› [ ] Sign in');
	terminal.press(keys.pageDown);
	await terminal.see('Stage 2');
	terminal.paste(credentialsPage(values));
	await terminal.see('Filled from the paste: Client ID, Client Secret.');

	terminal = await leaveAndComeBack(terminal, home);
	await terminal.see('2 of 7 done · next is stage 3');
	terminal.paste(requestTokenDialog(values));
	await terminal.see('Filled from the paste: Company UUID, Request token.');

	terminal = await leaveAndComeBack(terminal, home);
	await terminal.see('3 of 7 done · the request token has up to 23 h 59 min left');
	terminal.press(keys.enter);
	await terminal.see('Stage 4: Set up');
	await terminal.see('request token: up to 23 h 59 min left');
	terminal.press(keys.enter);
	await terminal.see('4 of 7 done');

	terminal = await leaveAndComeBack(terminal, home);
	await terminal.see('›  Write credentials.json');
	terminal.press(keys.enter);
	await terminal.see('Stage 6: Generate');

	terminal = await leaveAndComeBack(terminal, home);
	await terminal.see('›  Get the refresh token');
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');

	terminal = await leaveAndComeBack(terminal, home);
	await terminal.see('›  Call the API');
	terminal.press(keys.enter);
	await terminal.see('All 7 stages are done');

	await leave(terminal);
	terminal = openedTerminal({home, arguments: practice});
	await terminal.see('All 7 stages are done');
	await terminal.see('›  Copy the token command');
	await leave(terminal);
	for (const secret of [values.clientSecret, values.companyRequestToken]) {
		expect(terminal.output()).not.toContain(secret);
	}
});

test('what was typed survives kill -9, and the next start is not kept out by the dead one', async () => {
	const home = openedHome();
	const first = openedTerminal({home});
	await begin(first);
	first.press(keys.pageDown);
	await first.see('Stage 2');
	for (let item = 0; item < 7; item++) {
		first.press(keys.tab);
	}

	await first.see('› Client ID');
	await first.type('my-app-4711');
	const settingsFile = path.join(home.configFolder, 'default.json');
	await vi.waitFor(
		() => {
			expect(readFileSync(settingsFile, 'utf8')).toContain('my-app-4711');
		},
		{timeout: 10_000, interval: 5},
	);
	first.kill('SIGKILL');
	await first.ended;

	const second = openedTerminal({home});
	await second.see('Welcome back');
	await second.see('next is stage 2');
	second.press(keys.enter);
	await second.see('Stage 2');
	await second.see(/› Client ID\s+my-app-4711/);
});

test.each(['SIGTERM', 'SIGHUP'])('%s saves, gives the terminal back and ends well', async signal => {
	const home = openedHome();
	const terminal = openedTerminal({home});
	await begin(terminal);
	terminal.press(keys.enter);
	await terminal.see('› [ ] Sign in');
	terminal.kill(signal);
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	expect(terminal.emulator.buffer.active.type).toBe('normal');
	// Cursor shown again, bracketed paste off.
	expect(terminal.output().lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.output().lastIndexOf('\u001B[?25l'));
	expect(terminal.output().lastIndexOf('\u001B[?2004l'))
		.toBeGreaterThan(terminal.output().lastIndexOf('\u001B[?2004h'));
	expect(JSON.parse(readFileSync(path.join(home.configFolder, 'default.json'), 'utf8'))).toMatchObject({
		ticks: ['login.open'],
	});
});

test('a second session on the same profile is told who has it, and changes nothing', async () => {
	const home = openedHome();
	const first = openedTerminal({home});
	await begin(first);
	const second = openedTerminal({home});
	expect(await second.ended).toMatchObject({exitCode: 2});
	await second.see(`process ${first.processId}`);
	expect(second.screen().replaceAll('\n', '')).toContain('--profile another');
	first.press(keys.enter);
	await first.see('› [ ] Sign in');
	await leave(first);
});

test('a settings file that cannot be read is set aside under a name that is told', async () => {
	const home = openedHome();
	mkdirSync(home.configFolder, {recursive: true});
	writeFileSync(path.join(home.configFolder, 'default.json'), '{"version": 1, "values": ');
	const terminal = openedTerminal({home, columns: 160, rows: 40});
	await terminal.see('was renamed to');
	await leave(terminal);
	const aside = readdirSync(home.configFolder).find(name => name.startsWith('default.broken-'));
	expect(readFileSync(path.join(home.configFolder, aside!), 'utf8')).toBe('{"version": 1, "values": ');
});
