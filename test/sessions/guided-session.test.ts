import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {keys, openedHome, openedTerminal} from './opened-terminal.js';

test('a person who has never seen it goes from the admin panel to a proven API call, by keyboard alone', async () => {
	const home = openedHome();
	const terminal = openedTerminal({home, arguments: ['--practice']});
	await terminal.see('1 Log in to your Concur admin panel');
	await terminal.see('PRACTICE');
	await terminal.see('Enter tick');
	for (const step of ['2.', '3.', '4.']) {
		terminal.press(keys.enter);
		await terminal.see(new RegExp(String.raw`› \[ \]\s+${step.replace('.', String.raw`\.`)}`));
	}

	terminal.press(keys.enter);
	await terminal.see('› Base URI');
	terminal.press(keys.enter);
	await terminal.see('›  Go on to stage 2');
	await terminal.see('1 of 7 done');
	terminal.press(keys.enter);

	await terminal.see(/› ○ 2 Create a new app/);
	terminal.press(keys.ctrl('G'));
	await terminal.see('The practice panel issued: Client ID, Client Secret.');
	terminal.press(keys.pageDown);

	await terminal.see(/› ○ 3 Generate your company/);
	terminal.press(keys.ctrl('G'));
	await terminal.see('The practice panel issued: Company UUID, Request token.');
	await terminal.see('credentials valid');
	terminal.press(keys.pageDown);

	await terminal.see(/› ○ 4 Set up the Node.js app/);
	terminal.press(keys.enter);
	await terminal.see('4 of 7 done');
	terminal.press(keys.pageDown);

	await terminal.see('Write credentials.json');
	terminal.press(keys.enter);
	await terminal.see('credentials.json is written, readable by you alone.');
	terminal.press(keys.enter);

	await terminal.see('Get the refresh token');
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token. It is saved.');
	await terminal.see('Status code = 200');
	terminal.press(keys.enter);

	await terminal.see('Call the API');
	terminal.press(keys.enter);
	await terminal.see('7 of 7 done');
	await terminal.see('Concur counted 7 users');
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
