import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {
	goodReply, hostileAnswers, openHostileServer, rotatedToken, type HostileServer,
} from '../concur/hostile-answers.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {openProfile} from '../../source/store/profile/profile-store.js';
import {openedHome} from '../sessions/opened-terminal.js';
import {ranProgram} from './finished-profile.js';

let server: HostileServer;

beforeAll(async () => {
	server = await openHostileServer();
});

afterAll(async () => {
	await server.close();
});

/** A profile whose next bearer token has to be asked for, at the hostile server. */
async function profileThere() {
	const home = openedHome();
	const {store} = openProfile(profilePaths('default', home.environment), Date.now);
	const obtainedWith = {appID: 'an-app', clientSecret: 'client-secret-4711', companyUUID: 'company'};
	await store.update(settings => ({
		...settings,
		baseUri: server.origin,
		values: {...obtainedWith, companyRequestToken: 'at-request'},
		stage: 'proof',
		token: {
			object: {
				expires_in: 3600,
				scope: '',
				token_type: 'Bearer',
				access_token: 'old',
				refresh_token: 'old-refresh-token',
			},
			receivedAt: Date.now() - 1000,
			baseUri: server.origin,
			obtainedWith,
		},
	}));
	return {home, store};
}

const chosen = [
	'a token object with status 201',
	'a token object with scope null',
	'a token object with geolocation "https://evil.example"',
	'a token object with refresh_expires_in 8700000000000',
	'a token object with expires_in 9000000000000',
	String.raw`a token object with access_token "a\nb"`,
	'a token object with access_token null',
	'the secret as access token',
	String.raw`a token object with refresh_token "a\nb"`,
	'error_description with the body decoded',
	'broken gzip',
];

test.each(chosen)('`token`, answered with %s, loses no rotated token and says nothing untrue', async name => {
	const index = hostileAnswers.findIndex(answer => answer.name === name);
	const {ends} = hostileAnswers[index]!;
	const {home, store} = await profileThere();
	server.serve(index);
	const ran = await ranProgram(['token'], {home});
	expect(ran.code).toBe(ends === 'granted' ? 0 : 1);
	expect(ran.stdout).toBe(ends === 'granted' ? 'new-access-token\n' : '');
	expect(store.read().token?.object.refresh_token).toBe(ends === 'failed' ? 'old-refresh-token' : rotatedToken);
	expect(ran.stdout + ran.stderr)
		.not.toMatch(/client-secret-4711|an unexpected error occurred|[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
	const status = await ranProgram(['status', '--json'], {home});
	expect(status.stderr).toBe('');
	const {expires} = JSON.parse(status.stdout) as {expires: {refresh_token: string}};
	expect(Date.parse(expires.refresh_token)).toBeGreaterThan(Date.now());
});

test('`token` asks once where interim answers precede the token, whether or not it expects them', async () => {
	const {home, store} = await profileThere();
	const [goOn, hints] = ['HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'];
	server.serveReply(() => goodReply(`${goOn}${hints}${goOn}`));
	expect(await ranProgram(['token'], {home})).toMatchObject({code: 0, stdout: 'new-access-token\n', stderr: ''});
	expect(server.requests()).toHaveLength(1);
	expect(store.read().token?.object.refresh_token).toBe(rotatedToken);
});

test('`token` keeps a rotated token although the one that it sent is longer than any pattern may be', async () => {
	const {home, store} = await profileThere();
	await store.update(settings => ({
		...settings,
		token: {...settings.token!, object: {...settings.token!.object, refresh_token: 'long'.repeat(50_000)}},
	}));
	server.serveReply(() => goodReply());
	expect(await ranProgram(['token'], {home})).toMatchObject({code: 0, stdout: 'new-access-token\n'});
	expect(store.read().token?.object.refresh_token).toBe(rotatedToken);
});

describe('settings that can no longer be written once the answer arrives', () => {
	const changes: ReadonlyArray<readonly [string, (file: string) => void]> = [
		['are a folder', file => {
			rmSync(file);
			mkdirSync(file);
		}],
		['are of a later version', file => {
			writeFileSync(file, '{"version": 7}');
		}],
		['are a link to another place', file => {
			const elsewhere = path.join(path.dirname(file), '..', 'elsewhere.json');
			renameSync(file, elsewhere);
			symlinkSync(elsewhere, file);
		}],
		['have a file in the place of their lock', file => {
			writeFileSync(path.join(path.dirname(file), '.default.write.lock'), '');
		}],
	];
	test.each(changes)('because they %s: it is kept beside them', async (_how, change) => {
		const {home} = await profileThere();
		const file = path.join(home.configFolder, 'default.json');
		server.serveReply(() => {
			change(file);
			return goodReply();
		});
		const ran = await ranProgram(['token'], {home});
		expect(ran).toMatchObject({code: 5, stdout: ''});
		const [kept, ...others] = readdirSync(home.configFolder).filter(name => name.includes('kept'));
		expect(others).toEqual([]);
		const keptFile = path.join(home.configFolder, kept!);
		const remedy = 'Then put SAP Concur\'s answer, which has the new token, into its place';
		expect(ran.stderr).toContain(`\n${remedy}`);
		expect(ran.stderr.trimEnd().endsWith(`mv -f '${keptFile}' '${file}'`)).toBe(true);
		expect(ran.stderr).not.toMatch(/client-secret-4711|rotated-refresh-token|should not have happened/);
		expect(statSync(keptFile).mode & 0o777).toBe(0o600);
		expect(readFileSync(keptFile, 'utf8')).toContain(rotatedToken);

		rmSync(file, {recursive: true});
		rmSync(path.join(home.configFolder, '.default.write.lock'), {force: true});
		renameSync(keptFile, file);
		expect(await ranProgram(['token'], {home})).toMatchObject({code: 0, stdout: 'new-access-token\n'});
		expect(await ranProgram(['profiles', '--names'], {home})).toMatchObject({stdout: 'default\n'});
	});
});

test('a token that somebody replaced in the meantime is not said to be saved', async () => {
	const {home, store} = await profileThere();
	const file = path.join(home.configFolder, 'default.json');
	server.serveReply(() => {
		writeFileSync(file, readFileSync(file, 'utf8').replaceAll('old-refresh-token', 'imported-token'));
		return goodReply();
	});
	expect(await ranProgram(['token'], {home})).toMatchObject({
		code: 1,
		stdout: '',
		stderr: 'concur-tokens: Another program replaced the refresh token of profile default '
			+ 'while this one refreshed it.\nRun the command again.\n',
	});
	expect(store.read().token?.object.refresh_token).toBe('imported-token');
});
