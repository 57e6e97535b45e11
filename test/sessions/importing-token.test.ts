import {mkdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {composeCredentials} from '../../source/concur/credentials.js';
import {postToken} from '../practice/opened-practice.js';
import {keys, openedTerminal} from './opened-terminal.js';
import {openedRehearsal, type Rehearsal} from './rehearsal.js';

type Answer = Readonly<Record<string, string | number>>;

/** What SAP's two samples leave in a folder: compact JSON, the second file with the company's UUID. */
async function sampleRun({server, values, filesFolder}: Rehearsal): Promise<Answer> {
	const {body} = await postToken(server, {
		client_id: values.appID,
		client_secret: values.clientSecret,
		grant_type: 'password',
		username: values.companyUUID,
		password: values.companyRequestToken,
		credtype: 'authtoken',
	});
	mkdirSync(filesFolder, {recursive: true});
	writeFileSync(path.join(filesFolder, 'credentials.json'), JSON.stringify(composeCredentials(values)));
	writeFileSync(
		path.join(filesFolder, 'refreshTokenObjectFile.json'),
		JSON.stringify({...body, companyUUID: values.companyUUID}),
	);
	return body;
}

function savedSettings({home}: Rehearsal): {
	token?: {object: Answer; receivedAt: number};
	proof?: object;
	bearer?: object;
	enteredAt: Record<string, number>;
} {
	return JSON.parse(readFileSync(path.join(home.configFolder, 'practice', 'default.json'), 'utf8')) as ReturnType<
		typeof savedSettings
	>;
}

test('who has run SAP\'s samples takes over both files, and one Enter proves the refresh token', async () => {
	const rehearsal = await openedRehearsal();
	const granted = await sampleRun(rehearsal);
	const written = new Date(Date.now() - 3 * 3600 * 1000);
	utimesSync(path.join(rehearsal.filesFolder, 'credentials.json'), written, written);
	utimesSync(path.join(rehearsal.filesFolder, 'refreshTokenObjectFile.json'), written, written);
	const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 100, rows: 30});
	await terminal.see('refreshTokenObjectFile.json in');
	await terminal.see(/valid until[ │]+\s+20\d\d-/);
	terminal.press('y');
	await terminal.see('Imported 4 values and the refresh token');
	await terminal.see('Stage 7: Prove it');
	await terminal.see('6 of 7 done');
	expect(savedSettings(rehearsal).token).toMatchObject({
		object: {refresh_token: granted['refresh_token']},
		receivedAt: written.getTime(),
	});

	terminal.press(keys.enter);
	await terminal.see('All 7 stages are done.');
	await terminal.see('7 of 7 done');
	terminal.press(keys.ctrl('C'));
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	const saved = savedSettings(rehearsal);
	expect(saved.enteredAt['companyRequestToken']).toBe(written.getTime());
	expect(saved.proof).toBeDefined();
	for (const secret of [
		rehearsal.values.clientSecret,
		rehearsal.values.companyRequestToken,
		String(granted['refresh_token']),
		String(granted['access_token']),
	]) {
		expect(terminal.output()).not.toContain(secret);
	}
});

test('a refresh token that is pasted with its app is on disk before the session says so', async () => {
	const rehearsal = await openedRehearsal();
	const {body} = await postToken(rehearsal.server, {
		client_id: rehearsal.values.appID,
		client_secret: rehearsal.values.clientSecret,
		grant_type: 'password',
		username: rehearsal.values.companyUUID,
		password: rehearsal.values.companyRequestToken,
		credtype: 'authtoken',
	});
	const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 100, rows: 30});
	await terminal.see('›  Begin');
	terminal.paste([
		`CONCUR_CLIENT_ID=${rehearsal.values.appID}`,
		`CONCUR_CLIENT_SECRET='${rehearsal.values.clientSecret}' # keep`,
		`CONCUR_REFRESH_TOKEN=${String(body['refresh_token'])} # of today`,
		'',
	].join('\n'));
	await terminal.see('Imported 2 values and the refresh token');
	expect(savedSettings(rehearsal).token?.object['refresh_token']).toBe(body['refresh_token']);
	terminal.press(keys.enter);
	await terminal.see('answered with 7 users. → stage 3');
	terminal.kill('SIGKILL');
	await terminal.ended;
});

test('a malformed refreshTokenObjectFile.json is told with line and column, mended, and then imported', async () => {
	const rehearsal = await openedRehearsal();
	await sampleRun(rehearsal);
	const file = path.join(rehearsal.filesFolder, 'refreshTokenObjectFile.json');
	const whole = readFileSync(file, 'utf8');
	const malformed = whole.replace('{', '{\n').replaceAll(',"', '\n"');
	writeFileSync(file, malformed);
	const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 80, rows: 24});
	await terminal.see('credentials.json in');
	terminal.press('y');
	await terminal.see(/! refreshTokenObjectFile.json is not valid JSON \(line 3, column 1\):/);
	await terminal.see('import its refresh token in stage 6.');
	terminal.press(keys.pageDown);
	await terminal.see('Stage 5:');
	terminal.press(keys.pageDown);
	await terminal.see(/! refreshTokenObjectFile.json is not valid JSON \(line 3, column 1\):/);
	await terminal.see(/›[ ]+Get the refresh token/);
	terminal.press(keys.tab);
	await terminal.see(/›[ ]+Check refreshTokenObjectFile.json again/);
	terminal.press(keys.enter);
	expect(readFileSync(file, 'utf8')).toBe(malformed);
	writeFileSync(file, whole);
	terminal.press(keys.enter);
	await terminal.see(/›[ ]+Import the refresh token from/);
	terminal.press(keys.enter);
	await terminal.see('Imported the refresh token');
});
