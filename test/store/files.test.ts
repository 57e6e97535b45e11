import {execFileSync} from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {composeCredentials} from '../../source/concur/credentials.js';
import {inspectFolder} from '../../source/store/files/inspect-folder.js';
import {
	writeCredentialsFile, writeTokenObjectFile, readCredentialsFile, readTokenObjectFile,
} from '../../source/store/files/credential-files.js';
import {writeSecretFile} from '../../source/store/files/secret-file.js';
import {expandFolder} from '../../source/store/profile/config-folder.js';
import {renderExport} from '../../source/store/files/render-export.js';
import {gitProtection, ignoreInGit} from '../../source/store/files/git-protection.js';
import {temporaryFolder} from '../temporary-folder.js';
import {mountedDisk} from './small-disk.js';

const credentials = composeCredentials({
	appID: 'a',
	clientSecret: 's',
	companyUUID: 'c',
	companyRequestToken: 'at-t',
});

describe('credentials.json', () => {
	test('is written whole, for this person alone, into a folder that is made if need be', async () => {
		const folder = path.join(temporaryFolder(), 'new', 'folder');
		expect(await writeCredentialsFile(folder, credentials, {canOverwrite: false})).toEqual({kind: 'written'});
		expect(readdirSync(folder)).toEqual(['credentials.json']);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(statSync(path.join(folder, 'credentials.json')).mode & 0o777).toBe(0o600);
		expect(await readCredentialsFile(path.join(folder, 'credentials.json'))).toMatchObject({
			kind: 'read',
			credentials,
		});
	});

	test('replaces another one only when told to, and keeps its mode tight', async () => {
		const folder = temporaryFolder();
		const file = path.join(folder, 'credentials.json');
		writeFileSync(file, 'mine', {mode: 0o644});
		expect(await writeCredentialsFile(folder, credentials, {canOverwrite: false})).toEqual({kind: 'exists'});
		expect(readFileSync(file, 'utf8')).toBe('mine');
		expect(await writeCredentialsFile(folder, credentials, {canOverwrite: true})).toEqual({kind: 'written'});
		expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	test('is not written through a symbolic link', async () => {
		const folder = temporaryFolder();
		const target = path.join(temporaryFolder(), 'target');
		writeFileSync(target, 'theirs');
		symlinkSync(target, path.join(folder, 'credentials.json'));
		expect(await writeCredentialsFile(folder, credentials, {canOverwrite: true})).toMatchObject({kind: 'failed'});
		expect(readFileSync(target, 'utf8')).toBe('theirs');
		expect(readdirSync(folder)).toEqual(['credentials.json']);
	});

	test('that cannot be written says why and what to do, and leaves nothing behind', async () => {
		const file = path.join(temporaryFolder(), 'a-file');
		writeFileSync(file, '');
		expect(await writeCredentialsFile(file, credentials, {canOverwrite: false})).toMatchObject({
			kind: 'failed',
			remedy: expect.stringContaining('choose another location') as string,
		});
	});

	test('that is huge, or no file, is not read', async () => {
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'huge.json'), ' '.repeat(100_000));
		expect(await readCredentialsFile(path.join(folder, 'huge.json'))).toMatchObject({kind: 'wrong-shape'});
		expect(await readCredentialsFile(path.join(folder, 'none.json'))).toEqual({kind: 'absent'});
		expect(await readCredentialsFile(folder)).toMatchObject({kind: 'unreadable'});
	});
});

describe.each([
	['credentials.json', readCredentialsFile],
	['refreshTokenObjectFile.json', readTokenObjectFile],
] as const)('%s', (name, read) => {
	/** What is said of a file that holds no such thing. */
	async function problemOf(file: string): Promise<string> {
		const found = await read(file);
		return 'problem' in found ? found.problem : ('reason' in found ? found.reason : found.kind);
	}

	test('is absent where it is not there, nor the folder that it would be in', async () => {
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'file'), '');
		expect(await read(path.join(folder, name))).toEqual({kind: 'absent'});
		expect(await read(path.join(folder, 'none', name))).toEqual({kind: 'absent'});
		expect(await read(path.join(folder, 'file', name))).toEqual({kind: 'absent'});
	});

	test('that holds no such thing is told as such', async () => {
		const file = path.join(temporaryFolder(), name);
		writeFileSync(file, '[]');
		expect((await read(file)).kind).toBe('wrong-shape');
	});

	test('that is not JSON is told with line and column, and none of it is quoted', async () => {
		const file = path.join(temporaryFolder(), name);
		writeFileSync(file, '\uFEFF{\r\n  "appID": "one",\r\n  "refresh_token": "secret" "scope": "LIST"\r\n}');
		expect(await read(file)).toEqual({
			kind: 'malformed', line: 3, column: 29, problem: 'a comma is missing before this.',
		});
	});

	test('that is something else is told as such, and nobody waits for it', async () => {
		const folder = temporaryFolder();
		const file = path.join(folder, name);
		execFileSync('mkfifo', [file]);
		expect(await problemOf(file)).toBe('it is a named pipe.');
		expect((await read(file)).kind).toBe('unreadable');
		expect(await problemOf(folder)).toBe('it is a folder.');
		expect(await problemOf(path.join(folder, 'n'.repeat(300))))
			.toMatch(/^(?:the|that) name is too long/);
		expect((await read(path.join(folder, 'n'.repeat(300)))).kind).toBe('unreadable');
	});

	test('that is far too large is told as such', async () => {
		const file = path.join(temporaryFolder(), name);
		writeFileSync(file, '');
		truncateSync(file, 256 * 1024 + 1);
		expect(await problemOf(file)).toMatch(/^it is too large for a /);
		expect((await read(file)).kind).toBe('wrong-shape');
	});
});

describe('what a file was written with', () => {
	const token = {expires_in: 3600, scope: 'openid', token_type: 'Bearer', access_token: 'a', refresh_token: 'r'};

	test('counts from the time of the file', async () => {
		const folder = temporaryFolder();
		const [credentialsFile, tokenFile] = [
			path.join(folder, 'credentials.json'),
			path.join(folder, 'refreshTokenObjectFile.json'),
		];
		writeFileSync(credentialsFile, JSON.stringify(credentials));
		writeFileSync(tokenFile, JSON.stringify({...token, companyUUID: 'c'}));
		for (const file of [credentialsFile, tokenFile]) {
			utimesSync(file, 1_700_000_000, 1_700_000_000.5);
		}

		expect(await readCredentialsFile(credentialsFile)).toEqual({
			kind: 'read',
			credentials,
			modifiedAt: 1_700_000_000_500,
		});
		expect(await readTokenObjectFile(tokenFile)).toEqual({
			kind: 'read',
			object: token,
			companyUUID: 'c',
			modifiedAt: 1_700_000_000_500,
		});
	});

	test('may be up to 64 KiB of credentials, and 256 KiB of a token object', async () => {
		const folder = temporaryFolder();
		const file = path.join(folder, 'file');
		writeFileSync(file, JSON.stringify(credentials).padEnd(64 * 1024));
		expect((await readCredentialsFile(file)).kind).toBe('read');
		writeFileSync(file, JSON.stringify(token).padEnd(256 * 1024));
		expect((await readTokenObjectFile(file)).kind).toBe('read');
	});

	test('is no token object where it holds none', async () => {
		const file = path.join(temporaryFolder(), 'refreshTokenObjectFile.json');
		writeFileSync(file, '{"access_token": "a"}');
		expect(await readTokenObjectFile(file))
			.toEqual({kind: 'wrong-shape', problem: 'it contains no refresh token object.'});
	});
});

test('a file of secrets that exists is kept or replaced as the person says, '
	+ 'and a folder that cannot be made is told', async () => {
	const file = path.join(temporaryFolder(), 'deep', 'er', 'concur.env');
	expect(await writeSecretFile(file, 'one', {canOverwrite: false})).toEqual({kind: 'written'});
	expect(await writeSecretFile(file, 'two', {canOverwrite: false})).toEqual({kind: 'exists'});
	expect(await writeSecretFile(file, 'three', {canOverwrite: true})).toEqual({kind: 'written'});
	expect(readFileSync(file, 'utf8')).toBe('three');
	expect(await writeSecretFile(path.join(file, 'below', 'concur.env'), 'x', {canOverwrite: true})).toEqual({
		kind: 'failed',
		reason: 'part of its path is a file, not a folder',
		remedy: 'Rename that file, or choose another location.',
	});
	mkdirSync(`${file}.folder`);
	expect(await writeSecretFile(`${file}.folder`, 'x', {canOverwrite: true})).toEqual({
		kind: 'failed',
		reason: 'it is a folder',
		remedy: 'Rename the folder, or choose another location.',
	});
});

test('refreshTokenObjectFile.json is the answer and the company\'s UUID, as SAP\'s samples write it', async () => {
	const folder = temporaryFolder();
	const token = {
		expires_in: 3600,
		scope: 'openid',
		token_type: 'Bearer',
		access_token: 'a',
		refresh_token: 'r',
		companyUUID: 'c',
	};
	await writeTokenObjectFile(folder, token, {canOverwrite: false});
	expect(readFileSync(path.join(folder, 'refreshTokenObjectFile.json'), 'utf8')).toBe(`${JSON.stringify(token)}\n`);
});

describe('a folder as the disk has it', () => {
	test('is ready, will be made, or is in the way', async () => {
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'GetRefreshToken.js'), '');
		writeFileSync(path.join(folder, 'credentials.json'), '{"appID": }');
		expect(await inspectFolder(folder)).toMatchObject({
			state: 'ready',
			hasSapSample: true,
			tokenObjectFile: {kind: 'absent'},
			git: 'none',
			credentialsFile: {kind: 'malformed', line: 1, column: 11},
		});
		expect(await inspectFolder(path.join(folder, 'new'))).toMatchObject({
			state: 'will-be-created',
			credentialsFile: {kind: 'absent'},
		});
		expect(await inspectFolder(path.join(folder, 'credentials.json'))).toMatchObject({state: 'not-a-folder'});
		expect(await inspectFolder(path.join(folder, 'deep', 'er'))).toMatchObject({
			folder: path.join(folder, 'deep', 'er'),
			state: 'will-be-created',
			hasSapSample: false,
		});
		expect(await inspectFolder(path.join(folder, 'credentials.json', 'below'))).toMatchObject({
			state: 'not-a-folder',
		});
	});

	test('that is on a read-only disk is told before anything is entered', async context => {
		const {folder} = mountedDisk(context, 16_384);
		execFileSync('mount', ['-o', 'remount,ro', folder]);
		expect(await inspectFolder(folder)).toMatchObject({state: 'not-writable'});
		expect(await inspectFolder(path.join(folder, 'new', 'folder'))).toMatchObject({state: 'not-writable'});
	});

	test.each([
		['~', '/home/ada'],
		['~/x', '/home/ada/x'],
		['x', '/projects/x'],
		['  /abs ', '/abs'],
		['~x', '/projects/~x'],
		['../y', '/y'],
		['x~/y', '/projects/x~/y'],
	])('%j means %s', (typed, folder) => {
		expect(expandFolder(typed, '/projects', () => '/home/ada')).toBe(folder);
	});
});

const secretFiles = 'credentials.json\nrefreshTokenObjectFile.json\nconcur.env\nconcur.fish\n'
	+ 'concur-tokens.json\nrefresh-token.sh\nconcur.postman_environment.json\n';

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
		expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe(`node_modules\n${secretFiles}`);
		expect(await gitProtection(folder)).toBe('ignored');
		const {ino} = statSync(path.join(folder, '.gitignore'));
		expect(await ignoreInGit(folder)).toEqual({kind: 'written'});
		expect(statSync(path.join(folder, '.gitignore')).ino).toBe(ino);
		expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe(`node_modules\n${secretFiles}`);
	});

	test('keeps the lines, the end and the mode of its .gitignore', async () => {
		const folder = workTree('node_modules\r\ncredentials.json\r\n');
		const file = path.join(folder, '.gitignore');
		chmodSync(file, 0o664);
		expect(await ignoreInGit(folder)).toEqual({kind: 'written'});
		const others = secretFiles.replace('credentials.json\n', '');
		expect(readFileSync(file, 'utf8')).toBe(`node_modules\r\ncredentials.json\r\n${others}`);
		expect(statSync(file).mode & 0o777).toBe(0o664);
	});

	test('without a .gitignore gets one that everybody may read', async () => {
		const folder = workTree();
		expect(await ignoreInGit(folder)).toEqual({kind: 'written'});
		expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe(secretFiles);
		expect(statSync(path.join(folder, '.gitignore')).mode & 0o777).toBe(0o644);
	});

	test.each([
		[
			'a symbolic link',
			(file: string) => {
				symlinkSync('/etc/hostname', file);
			},
			'it is a symbolic link',
			'Add credentials.json to it yourself.',
		],
		[
			'a named pipe',
			(file: string) => {
				execFileSync('mkfifo', [file]);
			},
			'it is a named pipe',
			'Keep credentials.json out of git some other way.',
		],
		[
			'a folder',
			(file: string) => {
				mkdirSync(file);
			},
			'it is a folder',
			'Keep credentials.json out of git some other way.',
		],
		[
			'huge',
			(file: string) => {
				writeFileSync(file, '');
				truncateSync(file, 4 * 1024 * 1024 + 1);
			},
			'it is too large',
			'Keep credentials.json out of git some other way.',
		],
	])('whose .gitignore is %s is left alone, and the person told', async (_, make, reason, remedy) => {
		const folder = temporaryFolder();
		make(path.join(folder, '.gitignore'));
		expect(await ignoreInGit(folder)).toEqual({kind: 'failed', reason, remedy});
		expect(readdirSync(folder)).toEqual(['.gitignore']);
	});

	test('whose folder is none is told as such', async () => {
		const file = path.join(temporaryFolder(), 'file');
		writeFileSync(file, '');
		expect(await ignoreInGit(file)).toMatchObject({
			kind: 'failed',
			reason: expect.stringContaining('part of its path is a file') as string,
		});
		expect(await ignoreInGit(path.join(file, '..', 'none'))).toMatchObject({
			kind: 'failed',
			reason: expect.stringContaining('it does not exist') as string,
		});
		expect(existsSync(path.join(file, '..', 'none'))).toBe(false);
	});

	test('that ignores it, and a folder outside any, are fine', async () => {
		expect(await gitProtection(workTree('*.json\n'))).toBe('ignored');
		expect(await gitProtection(temporaryFolder())).toBe('none');
	});

	test('is known from a folder within it, whatever link leads there', async () => {
		const within = path.join(workTree(), 'scripts');
		mkdirSync(within);
		const link = path.join(temporaryFolder(), 'scripts');
		symlinkSync(within, link);
		expect(await gitProtection(within)).toBe('unprotected');
		expect(await gitProtection(link)).toBe('unprotected');
	});
});

describe('exports', () => {
	const values = {
		appID: 'a',
		clientSecret: 'it\'s "quoted" \\',
		companyUUID: 'c',
		companyRequestToken: 'at-t',
		refreshToken: 'r',
		baseUri: 'glz',
	};
	const exported = {
		values, geolocation: 'https://us2.api.concursolutions.com', profile: 'default', repeatedOptions: '',
	};
	const exportedText = (format: 'env' | 'curl' | 'postman') => renderExport(format, exported)[0]!.text;

	test('env survives a shell, whatever the value holds', () => {
		const text = exportedText('env');
		const file = path.join(temporaryFolder(), 'concur.env');
		writeFileSync(file, text);
		chmodSync(file, 0o600);
		expect(execFileSync('sh', ['-c', `. ${file}; printf %s "$CONCUR_CLIENT_SECRET|$CONCUR_BASE_URI"`], {
				encoding: 'utf8',
			})).toBe(`${values.clientSecret}|${exported.geolocation}`);
	});

	test('postman names the bare host', () => {
		const text = exportedText('postman');
		expect(text).toContain('"us2.api.concursolutions.com"');
	});

	test('sap-sample without a token is credentials.json alone', () => {
		expect(renderExport('sap-sample', exported).map(({name}) => name)).toEqual(['credentials.json']);
	});
});
