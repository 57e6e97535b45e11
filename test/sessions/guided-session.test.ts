import {existsSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {begin} from './at-the-call.js';
import {keys, openedHome, openedTerminal} from './opened-terminal.js';
import {threeSizes} from './three-sizes.js';

test('a person who has never seen it goes from the admin panel to a proven API call, by keyboard alone', async () => {
	const home = openedHome();
	const terminal = openedTerminal({home, arguments: ['--practice']});
	await terminal.see('PRACTICE');
	await terminal.see('a practice Concur runs on this machine');
	await begin(terminal);
	await terminal.see('Enter tick');
	for (const step of ['Sign in', 'The heading reads']) {
		terminal.press(keys.enter);
		await terminal.see(`› [ ] ${step}`);
	}

	terminal.press(keys.enter);
	await terminal.see('Stage 1 is done → stage 2');
	await terminal.see('1 of 7 done');

	await terminal.see(/› ○ 2 Create a new app/);
	terminal.press(keys.ctrl('G'));
	await terminal.see('Issued by the practice panel: Client ID, Client Secret. → stage 3');

	await terminal.see(/› ○ 3 Generate your company/);
	terminal.press(keys.ctrl('G'));
	await terminal.see('Issued by the practice panel: Company UUID, Request token. → stage 4');
	await terminal.see('credentials valid');

	await terminal.see(/› ○ 4 Set up the Node.js app/);
	terminal.press(keys.enter);
	await terminal.see('4 of 7 done');

	await terminal.see('›  Write credentials.json');
	terminal.press(keys.enter);
	await terminal.see(/Wrote\s+\S+credentials\.json,\s+readable\s+only\s+by\s+you\./);

	await terminal.see('›  Get the refresh token');
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token. It is saved. → stage 7');
	await terminal.see('Status code = 200');

	await terminal.see('›  Call the API');
	terminal.press(keys.enter);
	await terminal.see('7 of 7 done');
	await terminal.see('All 7 stages are done');
	await terminal.see('›  Copy the token command');
	terminal.press(keys.ctrl('C'));
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	await terminal.see('All 7 stages are done');
	expect(terminal.emulator.buffer.active.type).toBe('normal');

	const file = path.join(home.configFolder, 'practice', 'files', 'credentials.json');
	expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual([
		'appID',
		'clientSecret',
		'grantType',
		'companyUUID',
		'companyRequestToken',
		'credentialType',
	]);
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each(threeSizes)('in $columns x $rows Enter and Ctrl+G lead from the first start to seven of seven in practice, '
	+ 'pressed twelve times at most', async size => {
	const terminal = openedTerminal({home: openedHome(), arguments: ['--practice'], ...size});
	const road: ReadonlyArray<readonly [seen: string, key: string]> = [
		['›  Begin', keys.enter],
		['› [ ] Press Ctrl+O to open the admin panel', keys.enter],
		['› [ ] Sign in', keys.enter],
		['› [ ] The heading reads', keys.enter],
		['── Stage 2: Create a new app', keys.ctrl('G')],
		['── Stage 3: Generate your company', keys.ctrl('G')],
		['── Stage 4: Set up the Node.js app', keys.enter],
		['›  Write credentials.json', keys.enter],
		['›  Get the refresh token', keys.enter],
		['›  Call the API', keys.enter],
	];
	for (const [seen, key] of road) {
		await terminal.see(seen);
		terminal.press(key);
	}

	await terminal.see('7 of 7 done');
	expect(road.length).toBeLessThanOrEqual(12);
});

test('who chooses to rehearse at the first start goes on in practice in the same run, '
	+ 'and keeps the two apart', async () => {
	const home = openedHome();
	const terminal = openedTerminal({home});
	await terminal.see('›  Begin');
	expect(terminal.screen()).not.toContain('PRACTICE');
	terminal.press(keys.up);
	await terminal.see('›  Rehearse first');
	terminal.press(keys.enter);
	await terminal.see('PRACTICE');
	await begin(terminal);
	terminal.press(keys.pageDown);
	await terminal.see('Stage 2');
	terminal.press(keys.ctrl('G'));
	await terminal.see('Issued by the practice panel: Client ID, Client Secret. → stage 3');
	terminal.press(keys.ctrl('C'));
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	await terminal.see('To resume where you left off: concur-tokens --practice');
	expect(terminal.screen().match(/Saved:/g)).toHaveLength(1);
	expect(terminal.emulator.buffer.active.type).toBe('normal');
	const stored = JSON.parse(readFileSync(path.join(home.configFolder, 'practice', 'default.json'), 'utf8')) as {
		values: {appID: string};
	};
	expect(stored.values.appID).not.toBe('');
	// Nothing was entered outside practice, and nothing was kept there.
	expect(existsSync(path.join(home.configFolder, 'default.json'))).toBe(false);
});
