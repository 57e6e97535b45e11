import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {expect, test} from 'vitest';
import {begin} from './at-the-call.js';
import {keys, openedHome, openedTerminal, program} from './opened-terminal.js';
import {openedRehearsal} from './rehearsal.js';

test('a terminal that is too small asks for room, and what is typed meanwhile is not lost', async () => {
	const terminal = openedTerminal({home: openedHome(), columns: 60, rows: 16});
	await begin(terminal);
	terminal.press(keys.pageDown);
	await terminal.see('Stage 2');
	for (let item = 0; item < 7; item++) {
		terminal.press(keys.tab);
	}

	await terminal.see('› Client ID');
	terminal.resize(59, 15);
	await terminal.see('This window is 59x15. Enlarge it to at least 60x16.');
	expect(terminal.screen().trim().split('\n')).toHaveLength(2);
	for (const letter of 'kept') {
		terminal.press(letter);
	}

	terminal.resize(80, 24);
	await terminal.see(/› Client ID\s+kept/);
});

test('the three regions re-flow when the window changes, and nothing of the old picture stays', async () => {
	const terminal = openedTerminal({home: openedHome(), columns: 120, rows: 40});
	await begin(terminal);
	await terminal.see('│ ── Debug');
	terminal.resize(80, 24);
	await terminal.see(/^[^│]*── Debug[^│]*Ctrl\+C leave[^│]*$/);
	expect(terminal.screen().match(/Debug/g)).toHaveLength(1);
	terminal.resize(137, 31);
	await terminal.see(/│ ── Debug[\s\S]*Ctrl\+C leave/);
	expect(terminal.screen().match(/Debug/g)).toHaveLength(1);
	expect(terminal.screen().match(/Ctrl\+C leave/g)).toHaveLength(1);
});

test('help tells every key, and Esc goes back to where one was', async () => {
	const terminal = openedTerminal({home: openedHome()});
	await begin(terminal);
	terminal.press(keys.f1);
	await terminal.see('next stage; nothing is lost');
	for (const key of ['Tab', 'Enter', 'PgDn', 'Ctrl+O', 'Ctrl+Y', 'Ctrl+R', 'Ctrl+U', 'F1', 'Ctrl+C']) {
		await terminal.see(key);
	}

	terminal.press(keys.escape);
	await terminal.see('Stage 1');
});

test('Ctrl+Y puts the App ID on the clipboard of the machine that the person sits at', async () => {
	const {home, values} = await openedRehearsal();
	const terminal = openedTerminal({home, arguments: ['--practice']});
	await terminal.see('›  Begin');
	terminal.paste(`App ID: ${values.appID}\nsecret: ${values.clientSecret}`);
	await terminal.see('2 stages filled');
	await terminal.see('Stage 3');
	terminal.press(keys.ctrl('Y'));
	await terminal.see('Copied the');
	expect(terminal.output()).toContain(`\u001B]52;c;${Buffer.from(values.appID).toString('base64')}`);
});

test('Ctrl+R shows the secrets on purpose and hides them again', async () => {
	const {home, values} = await openedRehearsal();
	const terminal = openedTerminal({home, arguments: ['--practice']});
	await terminal.see('›  Begin');
	terminal.paste(`Client ID ${values.appID}\nClient Secret ${values.clientSecret}`);
	await terminal.see('2 stages filled');
	expect(terminal.output()).not.toContain(values.clientSecret);
	terminal.press(keys.ctrl('R'));
	await terminal.see(values.clientSecret);
	terminal.press(keys.ctrl('R'));
	await terminal.seeNoMore(values.clientSecret);
});

test('without a terminal it says so, names status, and ends with 2 at once', () => {
	const home = openedHome();
	const refused = spawnSync(process.execPath, [program], {
		env: home.environment, cwd: home.folder, timeout: 20_000, encoding: 'utf8',
	});
	expect(refused).toMatchObject({status: 2, stdout: ''});
	expect(refused.stderr).toContain('needs a terminal');
	expect(refused.stderr).toContain('concur-tokens status');
});

test('an environment that continuous integration runs in does not keep a person with a terminal out', async () => {
	const terminal = openedTerminal({home: openedHome({CI: 'true'})});
	await terminal.see('›  Begin');
	terminal.press(keys.ctrl('C'));
	expect(await terminal.ended).toMatchObject({exitCode: 0});
});
