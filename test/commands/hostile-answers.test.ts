import {afterAll, beforeAll, expect, test} from 'vitest';
import {hostileAnswers, openHostileServer, rotatedToken, type HostileServer} from '../concur/hostile-answers.js';
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
