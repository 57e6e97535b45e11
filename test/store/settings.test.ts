import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cachedBearer} from '../../source/commands/tokens/cached-bearer.js';
import {refreshTokenExpiry} from '../../source/concur/token-rules.js';
import {settingsAfterOutcome} from '../../source/store/profile/settings-after-outcome.js';
import {resolveValues} from '../../source/store/value-sources.js';
import {emptySettings, settingsSchema, type Settings} from '../../source/store/profile/settings.js';

const now = Date.UTC(2026, 2, 2, 15, 30);
const glz = 'https://glz.api.concursolutions.com';
const us2 = 'https://us2.api.concursolutions.com';
const token = {
	object: {
		expires_in: 3600,
		scope: 'LIST',
		token_type: 'Bearer',
		access_token: 'access',
		refresh_token: 'refresh',
		refresh_expires_in: now / 1000 + 1000,
		geolocation: us2,
	},
	receivedAt: now,
	baseUri: glz,
	obtainedWith: {appID: 'a', clientSecret: 's', companyUUID: 'c'},
};
const bearer = {
	accessToken: 'access',
	expiresAt: now + 3_600_000,
	tokenType: 'Bearer',
	baseUri: us2,
	scope: 'LIST',
};
const settings = {...emptySettings(now), token, bearer};

/** Settings as a start reads them from a file that holds these. */
function read(held: Readonly<Record<string, unknown>>): Settings {
	const content = JSON.stringify({...settings, ...held});
	return settingsSchema().parse(JSON.parse(content));
}

function readToken(
	changes: Readonly<Record<string, unknown>>,
	object: Readonly<Record<string, unknown>> = {},
): NonNullable<Settings['token']> {
	return read({token: {...token, ...changes, object: {...token.object, ...object}}}).token!;
}

/** What commands see of such a file. */
function held(changes: Readonly<Record<string, unknown>>) {
	const found = read(changes);
	return {settings: found, values: resolveValues(found, {})};
}

test('a new profile begins at the first stage, with nothing entered and SAP Concur\'s global address', () => {
	const values = {appID: '', clientSecret: '', companyUUID: '', companyRequestToken: ''};
	expect(emptySettings(now)).toEqual({
		version: 1,
		baseUri: 'glz',
		values,
		enteredAt: {},
		folder: '',
		stage: 'login',
		item: 0,
		ticks: [],
		chosenApis: [],
		createdAt: now,
		updatedAt: now,
	});
});

test('chosen APIs are kept as they are, also those that only a later version knows; '
	+ 'what can be none counts as none', () => {
	const chosenApis = [{id: 'list-v4', access: 'write'}, {id: 'list-v99', access: 'read', since: 'later'}];
	expect(settingsSchema().parse({...emptySettings(now), chosenApis}).chosenApis).toEqual(chosenApis);
	const {chosenApis: _, ...older} = emptySettings(now);
	expect(settingsSchema().parse(older).chosenApis).toEqual([]);
	expect(settingsSchema().parse({...older, chosenApis: 'all'}).chosenApis).toEqual([]);
});

describe('settings that hold what can\'t be', () => {
	test('are read as they are where all of it can be', () => {
		expect(read({})).toEqual(settings);
	});

	test.each([8.7e12, Number.MAX_SAFE_INTEGER, 0, -1, now, 'soon', null, 1e308])(
		'lose an impossible expiry of the refresh token, %j, and nothing else',
		refresh_expires_in => {
			const {refresh_expires_in: _, ...object} = token.object;
			expect(readToken({}, {refresh_expires_in})).toEqual({...token, object});
		},
	);

	test.each([8.7e15, 9e15, -1, 'soon', null])('stay readable with the time %j anywhere', time => {
		const held = read({
			createdAt: time,
			updatedAt: time,
			enteredAt: {
				companyRequestToken: time,
			},
			bearer: {...bearer, expiresAt: time},
			token: {...token, receivedAt: time},
			lastCall: {
				grant: 'bearer',
				kind: 'proven',
				facts: {url: us2, latency: 1, correlationId: 'x', attempts: 1, at: time},
			},
		});
		expect(held.bearer).toBeUndefined();
		expect(held.enteredAt.companyRequestToken).toBeUndefined();
		expect(held.token?.object.refresh_token).toBe('refresh');
		expect(held.lastCall?.facts.at).toBe(0);
		expect(held.createdAt).toBe(0);
	});

	test('never make a date that is none', () => {
		fc.assert(fc.property(fc.double(), fc.double(), fc.double(), (expiry, receivedAt, expiresAt) => {
				const held = read({
					token: {
						...token,
						receivedAt,
						object: {...token.object, refresh_expires_in: expiry, expires_in: expiry},
					},
					bearer: {...bearer, expiresAt},
				});
				const kept = held.token!;
				expect(() => new Date(refreshTokenExpiry(kept.object, kept.receivedAt).at).toISOString()).not.toThrow();
				expect(() => held.bearer && new Date(held.bearer.expiresAt).toISOString()).not.toThrow();
			}));
	});

	test('give out no bearer token that claims to live a minute longer than such a token does', () => {
		expect(cachedBearer(held({}), now)).toMatchObject({accessToken: 'access'});
		const longest = (token.object.expires_in * 1000) + 60_000;
		expect(cachedBearer(held({bearer: {...bearer, expiresAt: now + longest}}), now)).toBeDefined();
		expect(cachedBearer(held({bearer: {...bearer, expiresAt: now + longest + 1}}), now)).toBeUndefined();
	});

	test.each([
		{accessToken: 'a\r\nInjected: x'},
		{accessToken: '\u001B[2J'},
		{accessToken: ''},
		{tokenType: 'Be\u0007arer'},
		{baseUri: 'http://evil.example'},
		{baseUri: 'us2'},
		{baseUri: `${us2}/path`},
	])('hold no bearer token with %j', changes => {
		expect(read({bearer: {...bearer, ...changes}}).bearer).toBeUndefined();
	});

	test('hold no access token that can\'t stand in a header, but keep the refresh token', () => {
		expect(readToken({}, {access_token: 'a\r\nb'}).object).toMatchObject({
			access_token: '',
			refresh_token: 'refresh',
		});
	});
});

describe('the address that a stored token is sent to', () => {
	test.each([
		'https://evil.example',
		'http://us2.api.concursolutions.com',
		'https://us2.api.concursolutions.com.evil.example',
		'nonsense',
		'https://cn.api.concurcdc.cn',
		'https://user:x@us2.api.concursolutions.com',
	])('is not %s, though the file says so', geolocation => {
		const held = readToken({}, {geolocation});
		expect(held.object).not.toHaveProperty('geolocation');
		expect(held.baseUri).toBe(glz);
	});

	test.each([
		['http://evil.example', glz],
		['nonsense', glz],
		['https://user:x@us2.api.concursolutions.com', glz],
		['us2', us2],
		['https://eu2.concursolutions.com/nui', 'https://eu2.api.concursolutions.com'],
		['https://gateway.example/x', 'https://gateway.example'],
	])('that granted it, stored as %s, is %s', (baseUri, expected) => {
		expect(readToken({baseUri}).baseUri).toBe(expected);
	});

	test('may be this machine, under each of its names', () => {
		expect(readToken(
				{baseUri: 'http://127.0.0.1:8770'},
				{
					geolocation: 'http://localhost:8770',
				},
			).object.geolocation).toBe('http://localhost:8770');
		expect(readToken(
				{baseUri: 'http://127.0.0.1:8770'},
				{
					geolocation: 'http://localhost:8771',
				},
			).object).not.toHaveProperty('geolocation');
	});
});

test('a refresh token that came without a bearer token is stored, and the old bearer token forgotten', () => {
	const outcome = {
		kind: 'unusable',
		grant: 'refresh_token',
		kept: {token: {...token.object, access_token: '', refresh_token: 'newer'}, baseUri: glz},
		explanation: {stage: 'refresh-token', cause: '', remedy: ''},
		facts: {url: glz, status: 200, latency: 1, correlationId: 'x', attempts: 1, at: now + 1},
	} as const;
	const stored = settingsAfterOutcome(read({}), outcome, token.obtainedWith);
	expect(stored.token).toMatchObject({object: {refresh_token: 'newer'}, receivedAt: now + 1});
	expect(stored.bearer).toBeUndefined();
	expect(cachedBearer({settings: stored, values: resolveValues(stored, {})}, now)).toBeUndefined();
});
