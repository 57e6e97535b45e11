import {expect, test} from 'vitest';
import {ranProgram} from '../commands/finished-profile.js';
import {keys, openedTerminal} from './opened-terminal.js';
import {credentialsPage, openedRehearsal, requestTokenDialog} from './rehearsal.js';

const foreign = /[^\u0000-\u007F]/;

function expectAscii(output: string): void {
	const found = foreign.exec(output);
	expect(found && `${found[0]} in ${JSON.stringify(output.slice(found.index - 40, found.index + 40))}`).toBeNull();
}

test('a locale without UTF-8 gets marks, lines and arrows in ASCII: on the screen, in help, '
	+ 'in every command', async () => {
	const {home, values} = await openedRehearsal();
	Object.assign(home.environment, {LC_ALL: 'C'});
	const terminal = openedTerminal({home, arguments: ['--practice']});
	await terminal.see('>  Begin');
	terminal.paste(credentialsPage(values));
	await terminal.see('2 stages filled > stage 3: Client ID, Client Secret.');
	terminal.press(keys.ctrl('Z'));
	await terminal.see('Undone: ');
	terminal.paste(credentialsPage({...values, clientSecret: '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f'}));
	terminal.paste(requestTokenDialog(values));
	await terminal.see('+ 3 Generate');
	terminal.press(keys.f1);
	await terminal.see(/more: Down or PgDn/);
	terminal.press(keys.escape);
	await terminal.see('Stage 3:');
	terminal.press(keys.ctrl('D'));
	await terminal.see('grantType: \'password\'');
	terminal.press(keys.escape);
	await terminal.see('Stage 3:');
	terminal.press(keys.enter);
	terminal.resize(140, 45);
	for (const shown of ['Stage 4', '>  Write credentials.json', '>  Get the refresh token']) {
		await terminal.see(shown);
		terminal.press(keys.enter);
	}

	await terminal.see('Status code = 401');
	// The secret that was taken back was the right one: it is in its place again.
	await terminal.see('x SAP Concur refused the Client Secret ending in 4e5f.');
	terminal.press(keys.ctrl('C'));
	await terminal.ended;
	expectAscii(terminal.output());

	const commands = [
		['status', '--practice'], ['check', '--practice'], ['profiles'], ['doctor', '--practice'], ['help'],
		['schedule'], ['scopes'], ['scopes', 'identity-v4'], ['prove', '--practice'],
		['forget', '--yes', '--practice'], ['nonsense'],
	];
	for (const given of commands) {
		const {stdout, stderr} = await ranProgram(given, {home});
		expect(stdout + stderr).not.toBe('');
		expectAscii(stdout + stderr);
	}
});

test('the Linux console gets them too: its font has no others', async () => {
	const {home} = await openedRehearsal();
	const {stdout} = await ranProgram(['status', '--practice'], {home, environment: {TERM: 'linux'}});
	expect(stdout).toContain('  o 1 Log in to your Concur admin panel');
	expectAscii(stdout);
});

test('what programs read is the same in every locale', async () => {
	const {home} = await openedRehearsal();
	const inLocale = async (locale: string) =>
		(await ranProgram(['check', '--practice', '--json'], {home, environment: {LC_ALL: locale}})).stdout;
	expect(await inLocale('C')).toBe(await inLocale('C.UTF-8'));
});
