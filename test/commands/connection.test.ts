import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {composeCredentials} from '../../source/concur/credentials.js';
import {obtainCompanyToken, revokeConnection} from '../../source/concur/token-calls.js';
import {settingsAfterOutcome} from '../../source/store/profile/settings-after-outcome.js';
import {setFault, temporaryFolder} from '../practice/opened-practice.js';
import {ranProgram, finishedProfile, letBearerAge, type FinishedProfile} from './finished-profile.js';
import {jsonShapes} from './json-shapes.js';

/** Somebody revokes the connection in another place, as an administrator may. */
async function revokedElsewhere(): Promise<FinishedProfile> {
	const profile = await finishedProfile();
	const {accessToken} = profile.store.read().bearer!;
	expect(await revokeConnection({accessToken, baseUri: profile.server.origin})).toMatchObject({kind: 'revoked'});
	return profile;
}

async function reportedStatus({run}: FinishedProfile) {
	const ran = await run(['status', '--json']);
	return {code: ran.code, ...jsonShapes.status.parse(JSON.parse(ran.stdout))};
}

describe('a connection that was revoked elsewhere', () => {
	test('is noticed by renew, and from then on by every command, so that a monitor notices it', async () => {
		const profile = await revokedElsewhere();
		expect((await reportedStatus(profile)).connection).toMatchObject({state: 'untried', at: null});
		const renewed = await profile.run(['renew', '--within', '52w']);
		expect(renewed).toMatchObject({code: 1, stdout: ''});
		expect(renewed.stderr).toContain('code 108');

		const {code, connection, stages} = await reportedStatus(profile);
		expect(code).toBe(1);
		expect(connection).toMatchObject({state: 'refused', status: 400, code: 108});
		expect(connection.remedy).toContain('new company request token');
		expect(stages.find(({id}) => id === 'refresh-token')?.status).toBe('attention');
		expect(stages.find(({id}) => id === 'proof')?.status).toBe('attention');
		const {stdout} = await profile.run(['status']);
		expect(stdout).toMatch(/Connection {2}refused by SAP Concur .* UTC, \d+ s ago \(status 400, code 108\)/);
		expect(stdout).toMatch(/Refresh token {2}refused\n/);
		expect(stdout).not.toMatch(/in \d+ days/);

		const listed = await profile.run(['profiles', '--json']);
		expect(jsonShapes.profiles.parse(JSON.parse(listed.stdout))[0]?.connection).toMatchObject({
			state: 'refused',
			code: 108,
		});
		expect((await profile.run(['profiles'])).stdout).toContain('token refused');
	});

	test('is told with an export, which would carry the dead token elsewhere', async () => {
		const profile = await revokedElsewhere();
		expect((await profile.run(['export', 'env'])).stderr).toBe('');
		await profile.run(['renew', '--within', '52w']);
		const exported = await profile.run(['export', 'env']);
		expect(exported.code).toBe(0);
		expect(exported.stdout).toContain('CONCUR_REFRESH_TOKEN');
		expect(exported.stderr).toMatch(/^Warning: the exported refresh token may not work\. The refresh token has /);
		expect(exported.stderr).toMatch(/\nTo do this in the guided session: concur-tokens\n$/);
	});

	test('hands out no cached bearer token any more, and renew asks again though nothing is due', async () => {
		const profile = await revokedElsewhere();
		expect(await profile.run(['token'])).toMatchObject({code: 0});
		await profile.run(['renew', '--within', '52w']);
		const asked = profile.refreshGrants();
		expect(await profile.run(['token'])).toMatchObject({code: 1, stdout: ''});
		expect(await profile.run(['renew', '--within', '1m'])).toMatchObject({code: 1, stdout: ''});
		expect(profile.refreshGrants()).toBe(asked + 2);
	});
});

describe('a refusal', () => {
	test('is over as soon as SAP Concur accepts the refresh token again', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await setFault(profile.server, {kind: 'error', code: 14, calls: 1});
		expect(await profile.run(['token'])).toMatchObject({code: 1});
		expect((await reportedStatus(profile)).connection.state).toBe('refused');
		expect(await profile.run(['token'])).toMatchObject({code: 0});
		expect((await reportedStatus(profile)).connection).toMatchObject({
			state: 'proven',
			code: null,
			cause: null,
		});
	});

	test.each([
		['maintenance', {kind: 'error', code: 134} as const],
		['a server in trouble', {kind: 'html', status: 404} as const],
	])('by %s says nothing of the connection', async (_name, fault) => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await setFault(profile.server, fault);
		expect((await profile.run(['token'])).code).toBeGreaterThan(0);
		expect((await reportedStatus(profile)).connection.state).toBe('untried');
	});

	test('of another secret, from the environment, is not held against the saved one', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		const wrong = {CONCUR_CLIENT_SECRET: '00000000-1111-4222-8333-444444444444'};
		expect(await profile.run(['token'], wrong)).toMatchObject({code: 1});
		expect((await reportedStatus(profile)).connection.state).toBe('untried');
		expect(await profile.run(['token'])).toMatchObject({code: 0});
	});
});

describe('what stands in the way is told once, below the stage that mends it', () => {
	const times = (text: string, part: string) => text.split(part).length - 1;

	test('a wrong secret, refused before there was any token', async () => {
		const profile = await finishedProfile();
		const {values, server, store} = profile;
		const wrong = {...values, clientSecret: '00000000-1111-4222-8333-444444444444'};
		const outcome = await obtainCompanyToken({baseUri: server.origin, credentials: composeCredentials(wrong)});
		await store.update(settings =>
			settingsAfterOutcome({...settings, values: wrong, token: undefined}, outcome, wrong));
		const {stdout, code} = await profile.run(['status']);
		expect(code).toBe(3);
		expect(stdout).toMatch(/ {2}! 2 Create a new app \(needs attention\)\n {6}.*[Ss]ecret.*\n {6}What to do: .*\n/);
		expect(times(stdout, 'What to do:')).toBe(1);
		const {stages} = await reportedStatus(profile);
		const told = stages.filter(({cause}) => cause !== null);
		expect(told.map(({id}) => id)).toEqual(['app']);
		expect(stdout).toContain(`      ${told[0]!.cause}\n      What to do: ${told[0]!.remedy}\n`);
	});

	test('a refresh token that was revoked', async () => {
		const profile = await revokedElsewhere();
		await profile.run(['renew', '--within', '52w']);
		const {connection} = await reportedStatus(profile);
		const {stdout} = await profile.run(['status']);
		expect(times(stdout, connection.cause!)).toBe(1);
		expect(times(stdout, connection.remedy!)).toBe(1);
		expect(stdout).toMatch(/ \(needs attention\)\n {6}.+\n {6}What to do: /);
	});

	test('a credentials.json that cannot be read as one', async () => {
		const profile = await finishedProfile();
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'credentials.json'), '{"appID": "x",}');
		const {stdout} = await profile.run(['status', '--dir', folder]);
		expect(stdout).toContain('  ! 5 Generate your credentials file (needs attention)\n'
			+ `      ${folder}/credentials.json is not valid JSON (line 1, column 15): there is an extra comma.\n`
			+ '      What to do: Fix it in an editor, or choose another folder in stage 4.\n');
	});
});

describe('an expired refresh token', () => {
	test('makes status, token and renew end with 1', async () => {
		const profile = await finishedProfile();
		await profile.store.update(settings => ({
			...settings,
			token: {
				...settings.token!,
				receivedAt: Date.now() - 3_600_000,
				object: {...settings.token!.object, refresh_expires_in: Math.floor(Date.now() / 1000) - 60},
			},
		}));
		await setFault(profile.server, {kind: 'error', code: 108});
		const {code, connection} = await reportedStatus(profile);
		expect([code, connection.state]).toEqual([1, 'expired']);
		expect(await profile.run(['token'])).toMatchObject({code: 1, stdout: ''});
		expect(await profile.run(['renew'])).toMatchObject({code: 1, stdout: ''});
	});
});

describe('values that were changed count', () => {
	test('renew uses the newest secret of the same app', async () => {
		const profile = await finishedProfile();
		await profile.store.update(settings => ({
			...settings,
			values: {...settings.values, clientSecret: 'not-the-secret'},
		}));
		expect((await profile.run(['renew', '--within', '52w'])).stderr).toContain('code 64');
	});

	test('the environment\'s company means another token than the one saved', async () => {
		const profile = await finishedProfile();
		const ran = await profile.run(['token'], {CONCUR_COMPANY_UUID: '11111111-2222-4333-8444-555555555555'});
		expect(ran).toMatchObject({code: 1, stdout: ''});
		expect(ran.stderr).toContain('code 5');
	});
});

test('a refresh token from the environment that SAP Concur replaces is warned about, on stderr alone', async () => {
	const profile = await finishedProfile();
	const {token, values, baseUri} = profile.store.read();
	await setFault(profile.server, {kind: 'rotate'});
	const ran = await ranProgram(['token'], {
		home: profile.home,
		environment: {
			CONCUR_TOKENS_CONFIG_DIR: `${profile.home.folder}/elsewhere`,
			CONCUR_CLIENT_ID: values.appID,
			CONCUR_CLIENT_SECRET: values.clientSecret,
			CONCUR_REFRESH_TOKEN: token!.object.refresh_token,
			CONCUR_BASE_URI: baseUri,
		},
	});
	expect(ran.code).toBe(0);
	expect(ran.stdout).toMatch(/^[\w.-]+\n$/);
	expect(ran.stderr).toContain('the one in CONCUR_REFRESH_TOKEN may no longer work');
});

test('of tokens that the environment sets, `status` tells no end and no answer that others got', async () => {
	const profile = await finishedProfile();
	const environment = {CONCUR_REFRESH_TOKEN: 'another-refresh-token', CONCUR_REQUEST_TOKEN: 'at-another'};
	const {stdout} = await profile.run(['status'], environment);
	expect(stdout).toContain('\n  Request token  not known\n  Refresh token  not known\n  Bearer token   none\n');
	expect(stdout).toContain('  Connection  not tested yet\n');
	const ran = await profile.run(['status', '--json'], environment);
	expect(JSON.parse(ran.stdout)).toMatchObject({
		expires: {request_token: null, refresh_token: null, bearer_token: null},
		connection: {state: 'untried'},
	});
	const {token} = profile.store.read();
	const same = await profile.run(['status'], {CONCUR_REFRESH_TOKEN: token!.object.refresh_token});
	expect(same.stdout).toMatch(/^ {2}Refresh token {2}until /m);
});

test('where the clock was set back, status says so and counts down nothing', async () => {
	const profile = await finishedProfile();
	const days = 3 * 24 * 3_600_000;
	await profile.store.update(settings => ({
		...settings,
		token: {...settings.token!, receivedAt: settings.token!.receivedAt + days},
		bearer: {...settings.bearer!, expiresAt: settings.bearer!.expiresAt + days},
	}));
	const {stdout} = await profile.run(['status']);
	expect(stdout).toContain('This machine\'s clock is or was wrong: it reads ');
	expect(stdout).toContain('What to do: Once the clock is correct, call the API again');
	expect(stdout).toMatch(/Bearer token {3}unknown: this machine's clock is or was wrong/);
	expect(stdout).not.toContain('in 3 days');
});
