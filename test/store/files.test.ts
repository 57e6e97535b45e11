import {execFileSync} from 'node:child_process';
import {chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {composeCredentials} from '../../source/concur/credentials.js';
import {inspectFolder, writeCredentialsFile, writeTokenObjectFile} from '../../source/store/credentials-file.js';
import {expandFolder} from '../../source/store/expand-folder.js';
import {exportFiles} from '../../source/store/export-formats.js';
import {gitProtection, ignoreInGit} from '../../source/store/git-protection.js';
import {readCredentialsFile} from '../../source/store/read-credentials-file.js';
import {temporaryFolder} from '../practice/opened-practice.js';

const credentials = composeCredentials({appID: 'a', clientSecret: 's', companyUUID: 'c', companyRequestToken: 'at-t'});

describe('credentials.json', () => {
	test('is written whole, for this person alone, into a folder that is made if need be', async () => {
		const folder = path.join(temporaryFolder(), 'new', 'folder');
		expect(await writeCredentialsFile(folder, credentials, {overwrite: false})).toEqual({kind: 'written'});
		expect(readdirSync(folder)).toEqual(['credentials.json']);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(statSync(path.join(folder, 'credentials.json')).mode & 0o777).toBe(0o600);
		expect(readCredentialsFile(path.join(folder, 'credentials.json'))).toMatchObject({kind: 'read', credentials});
	});

	test('replaces another one only when told to, and keeps its mode tight', async () => {
		const folder = temporaryFolder();
		const file = path.join(folder, 'credentials.json');
		writeFileSync(file, 'mine', {mode: 0o644});
		expect(await writeCredentialsFile(folder, credentials, {overwrite: false})).toEqual({kind: 'exists'});
		expect(readFileSync(file, 'utf8')).toBe('mine');
		expect(await writeCredentialsFile(folder, credentials, {overwrite: true})).toEqual({kind: 'written'});
		expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	test('is not written through a symbolic link', async () => {
		const folder = temporaryFolder();
		const target = path.join(temporaryFolder(), 'target');
		writeFileSync(target, 'theirs');
		symlinkSync(target, path.join(folder, 'credentials.json'));
		expect(await writeCredentialsFile(folder, credentials, {overwrite: true})).toMatchObject({kind: 'failed'});
		expect(readFileSync(target, 'utf8')).toBe('theirs');
		expect(readdirSync(folder)).toEqual(['credentials.json']);
	});

	test('that cannot be written says why and what to do, and leaves nothing behind', async () => {
		const file = path.join(temporaryFolder(), 'a-file');
		writeFileSync(file, '');
		expect(await writeCredentialsFile(file, credentials, {overwrite: false})).toMatchObject({kind: 'failed', reason: expect.stringContaining('choose another place') as string});
	});

	test('that is huge, or no file, is not read', async () => {
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'huge.json'), ' '.repeat(100_000));
		expect(readCredentialsFile(path.join(folder, 'huge.json'))).toMatchObject({kind: 'wrong-shape'});
		expect(readCredentialsFile(path.join(folder, 'none.json'))).toEqual({kind: 'absent'});
		expect(readCredentialsFile(folder)).toMatchObject({kind: 'unreadable'});
	});
});

test('refreshTokenObjectFile.json is the answer and the company\'s UUID, as SAP\'s samples write it', async () => {
	const folder = temporaryFolder();
	const token = {expires_in: 3600, scope: 'openid', token_type: 'Bearer', access_token: 'a', refresh_token: 'r', companyUUID: 'c'};
	await writeTokenObjectFile(folder, token, {overwrite: false});
	expect(readFileSync(path.join(folder, 'refreshTokenObjectFile.json'), 'utf8')).toBe(`${JSON.stringify(token)}\n`);
});

describe('a folder as the disk has it', () => {
	test('is ready, will be made, or is in the way', async () => {
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'GetRefreshToken.js'), '');
		writeFileSync(path.join(folder, 'credentials.json'), '{"appID": }');
		expect(await inspectFolder(folder)).toMatchObject({state: 'ready', hasSapSample: true, tokenObjectFile: {kind: 'absent'}, git: 'none', credentialsFile: {kind: 'malformed', line: 1, column: 11}});
		expect(await inspectFolder(path.join(folder, 'new'))).toMatchObject({state: 'will-be-created', credentialsFile: {kind: 'absent'}});
		expect(await inspectFolder(path.join(folder, 'credentials.json'))).toMatchObject({state: 'not-a-folder'});
	});

	test.each([['~', '/home/ada'], ['~/x', '/home/ada/x'], ['x', '/projects/x'], ['  /abs ', '/abs'], ['~x', '/projects/~x'], ['../y', '/y']])('%j means %s', (typed, folder) => {
		expect(expandFolder(typed, '/projects', '/home/ada')).toBe(folder);
	});
});

describe('a git work tree', () => {
	function workTree(ignored?: string): string {
		const folder = temporaryFolder();
		execFileSync('git', ['init', '--quiet', folder]);
		if (ignored !== undefined) {
			writeFileSync(path.join(folder, '.gitignore'), ignored);
		}

		return folder;
	}

	test('that does not ignore credentials.json would publish it; one action mends that', async () => {
		const folder = workTree('node_modules');
		expect(await gitProtection(folder)).toBe('unprotected');
		expect(await ignoreInGit(folder)).toEqual({kind: 'written'});
		expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('node_modules\ncredentials.json\nrefreshTokenObjectFile.json\n');
		expect(await gitProtection(folder)).toBe('ignored');
		await ignoreInGit(folder);
		expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('node_modules\ncredentials.json\nrefreshTokenObjectFile.json\n');
	});

	test('that ignores it, and a folder outside any, are fine', async () => {
		expect(await gitProtection(workTree('*.json\n'))).toBe('ignored');
		expect(await gitProtection(temporaryFolder())).toBe('none');
	});
});

describe('exports', () => {
	const values = {appID: 'a', clientSecret: 'it\'s "quoted" \\', companyUUID: 'c', companyRequestToken: 'at-t', refreshToken: 'r', baseUri: 'glz'};
	const exported = {values, geolocation: 'https://us2.api.concursolutions.com', profile: 'default'};
	const exportedText = (format: 'env' | 'curl' | 'postman') => exportFiles(format, exported)[0]!.text;

	test('env survives a shell, whatever the value holds', () => {
		const text = exportedText('env');
		const file = path.join(temporaryFolder(), 'concur.env');
		writeFileSync(file, text);
		chmodSync(file, 0o600);
		expect(execFileSync('sh', ['-c', `. ${file}; printf %s "$CONCUR_CLIENT_SECRET|$CONCUR_BASE_URI"`], {encoding: 'utf8'})).toBe(`${values.clientSecret}|${exported.geolocation}`);
	});

	test('postman names the bare host', () => {
		const text = exportedText('postman');
		expect(text).toContain('"us2.api.concursolutions.com"');
	});

	test('sap-sample without a token is credentials.json alone', () => {
		expect(exportFiles('sap-sample', exported).map(({name}) => name)).toEqual(['credentials.json']);
	});
});
