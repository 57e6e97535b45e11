import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {setFault} from '../practice/opened-practice.js';
import {keys, openedTerminal} from './opened-terminal.js';
import {begin, goToTheEnd, openedAtTheCall} from './at-the-call.js';
import {credentialsPage, openedRehearsal, type Rehearsal} from './rehearsal.js';

function openedAt(stage: number, {home}: Rehearsal) {
	const terminal = openedTerminal({home, arguments: ['--practice'], columns: 100, rows: 30});
	return {
		terminal,
		async arrive() {
			await begin(terminal);
			for (let number = 2; number <= stage; number++) {
				terminal.press(keys.pageDown);
				await terminal.see(`Stage ${number}`);
			}
		},
	};
}

test('a wrong secret is explained, mended in its stage with one key, and the set-up goes on to the end', async () => {
	const rehearsal = await openedRehearsal();
	const wrong = '11111111-2222-4333-8444-555555555555';
	const terminal = await openedAtTheCall(rehearsal, {values: {...rehearsal.values, clientSecret: wrong}});
	terminal.press(keys.enter);
	await terminal.see('Status code = 401');
	await terminal.see('✘ The Client Secret does not belong to this Client');
	await terminal.see('What to do: Paste the secret again.');
	await terminal.see('Error = 64 invalid_client');
	await terminal.see('›  Go to stage 2: Create a new app');
	terminal.press(keys.enter);
	await terminal.see('Stage 2: Create a new app');
	terminal.paste(credentialsPage(rehearsal.values));
	await terminal.see('Filled from the paste');
	// The file on disk holds the wrong secret still: stage 5 says so and replaces it after a yes.
	await terminal.see(/○ 5 Generate/);
	await terminal.see(/› \[ \] Once both values are entered/);
	terminal.press(keys.enter);
	await terminal.see('Stage 2 is done → stage 5');
	await terminal.see('›  Replace the file with the values shown here');
	terminal.press(keys.enter);
	await terminal.see('y replace');
	terminal.press('y');
	await terminal.see('Stage 6');
	await terminal.see(/›\s+(?:Get the refresh token|Try again)/);
	await goToTheEnd(terminal);
	expect(terminal.output()).not.toContain(wrong);
	expect(terminal.output()).not.toContain(rehearsal.values.clientSecret);
});

test('a forbidden proof call names no scope that was granted, and takes back what was proven', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');
	await terminal.see('›  Call the API');
	await setFault(rehearsal.server, {kind: 'status', status: 403, path: 'users'});
	terminal.press(keys.enter);
	await terminal.see('Status code = 403');
	const screen = await terminal.see('SAP Concur forbids this call');
	expect(screen).not.toContain('scope is missing');
	expect(screen).toContain('6 of 7 done');
});

test('a busy Concur is asked again after the pause that it wants, '
	+ 'and Esc cancels without losing anything', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	await setFault(rehearsal.server, {kind: 'status', status: 503, retryAfter: 30, path: 'token', calls: 1});
	terminal.press(keys.enter);
	await terminal.see(/SAP Concur answered 503\. Retrying in \d+/);
	terminal.press(keys.escape);
	await terminal.see('The call was cancelled. Nothing was changed.');
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');
});

test('an error page where JSON belongs is named as what it is', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	await setFault(rehearsal.server, {kind: 'html', status: 400, path: 'token', calls: 1});
	terminal.press(keys.enter);
	await terminal.see('Status code = 400');
	await terminal.see('A web page came back instead of SAP Concur\'s');
	expect(terminal.screen()).not.toContain('<');
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');
});

test('a malformed credentials.json is shown with line and column and never overwritten', async () => {
	const rehearsal = await openedRehearsal();
	mkdirSync(rehearsal.filesFolder, {recursive: true});
	const file = path.join(rehearsal.filesFolder, 'credentials.json');
	const malformed = '{\n  "appID": "x",\n  "clientSecret": "top-secret" "grantType": "password"\n}';
	writeFileSync(file, malformed);
	const {terminal, arrive} = openedAt(4, rehearsal);
	await arrive();
	terminal.press(keys.enter);
	await terminal.see(/✔ 4 Set up/);
	await terminal.see(/line 3, column[\S\s]*32\): a comma/);
	await terminal.see('Check the file again');
	expect(terminal.screen()).not.toContain('top-secret');
	terminal.press(keys.enter);
	await terminal.see(/line 3, column[\S\s]*32\): a comma/);
	expect(readFileSync(file, 'utf8')).toBe(malformed);
});

test('an existing credentials.json is offered, and taken over after a yes', async () => {
	const rehearsal = await openedRehearsal();
	mkdirSync(rehearsal.filesFolder, {recursive: true});
	const file = path.join(rehearsal.filesFolder, 'credentials.json');
	const {appID, clientSecret, companyUUID, companyRequestToken} = rehearsal.values;
	const compact = `\uFEFF${JSON.stringify({
		companyUUID, companyRequestToken, appID, clientSecret, credentialType: 'authtoken', grantType: 'password',
	})}`;
	writeFileSync(file, compact);
	const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice']});
	await terminal.see('y import');
	await terminal.see('credentials.json');
	terminal.press('y');
	await terminal.see('credentials valid');
	expect(readFileSync(file, 'utf8')).toBe(compact);
});
