import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseUntrustedJson} from '../../source/concur/untrusted-text.js';
import {parsePlainSettings, plainShape} from '../../source/store/profile/plain-settings.js';
import {emptySettings, settingsSchema} from '../../source/store/profile/settings.js';

const now = Date.UTC(2026, 2, 2, 15, 30);
const us2 = 'https://us2.api.concursolutions.com';
const facts = {url: us2, status: 200, latency: 12, correlationId: 'c', attempts: 1, at: now};
const explanation = {cause: 'A cause.', remedy: 'A remedy.', stage: 'app'};
const whole = {
	...emptySettings(now),
	enteredAt: {companyRequestToken: now},
	folder: '/home/müller',
	ticks: ['app.1'],
	lastCall: {grant: 'bearer', kind: 'refused', facts, code: 64, error: 'x', description: 'y', explanation},
	token: {
		object: {
			expires_in: 3600,
			scope: 'LIST',
			token_type: 'Bearer',
			access_token: 'access',
			refresh_token: 'refresh',
			refresh_expires_in: (now / 1000) + 1000,
			geolocation: us2,
			id_token: 'id',
		},
		receivedAt: now,
		baseUri: us2,
		obtainedWith: {appID: 'a', clientSecret: 's', companyUUID: 'c'},
	},
	bearer: {accessToken: 'access', expiresAt: now + 3_600_000, tokenType: 'Bearer', baseUri: us2, scope: 'LIST'},
	appBearer: {
		accessToken: 'app', expiresAt: now + 3_600_000, tokenType: 'Bearer', baseUri: us2, scope: 'LIST', appID: 'a',
	},
	former: {appID: 'a', clientSecret: 'f'},
	requestedFor: {appID: 'a', companyUUID: 'c'},
	chosenApis: [{id: 'list-v4', access: 'read'}],
	proofs: [{api: 'list-v4', verdict: 'proven', status: 200, latency: 3, correlationId: 'c', detail: 'A list.'}],
	proof: {facts, totalResults: 3, refreshToken: 'refresh'},
	connection: {kind: 'accepted', grant: 'refresh_token', at: now, refreshToken: 'refresh', clientSecret: 's'},
	unansweredGrant: {at: now, refreshToken: 'refresh'},
	unansweredRequest: {at: now},
};

/** What the schema makes of the text; undefined for what it refuses. */
function readBySchema(text: string): unknown {
	try {
		return settingsSchema().parse(parseUntrustedJson(text));
	} catch {
		return undefined;
	}
}

/** Every place in a value, as the keys that lead there. */
function placesIn(value: unknown, way: readonly string[] = []): ReadonlyArray<readonly string[]> {
	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => [[...way, key], ...placesIn(inner, [...way, key])])
		: [];
}

/** A copy with something else in one place; undefined takes it out. */
function changedAt(value: unknown, [key, ...way]: readonly string[], put: unknown): unknown {
	if (key === undefined) {
		return put;
	}

	const copy = {...value as Record<string, unknown>};
	copy[key] = changedAt(copy[key], way, put);
	return Array.isArray(value) ? Object.values(copy) : copy;
}

const strangeValues: readonly unknown[] = [
	undefined, null, -1, 0, 0.5, 1, 2, 1e308, 8.64e15, '', 'login', 'proof', 'refused', 'refresh_token', 'glz', us2,
	`${us2}/`, 'http://localhost:1', 'http://example.com', 'https://a@example.com', 'lo\u0000gin', 'a\u200Bb', 'ß',
	'\uD800', 'to ken', {}, [], {kind: 'refused'}, {'': 1},
];
const strange = fc.oneof(
	fc.jsonValue(),
	fc.constantFrom(...strangeValues),
);

describe('settings that one look takes to be in order', () => {
	test('are those that the program itself writes', () => {
		const text = JSON.stringify(whole, undefined, '\t');
		expect(parsePlainSettings(text)).toEqual(whole);
		expect(parsePlainSettings(JSON.stringify(emptySettings(now)))).toEqual(emptySettings(now));
	});

	test('are what the schema makes of them, whatever stands in one place or another', () => {
		const places = [[], ...placesIn(whole), ['unknown'], ['token', 'object', 'unknown'], ['lastCall', 'unknown']];
		let taken = 0;
		fc.assert(fc.property(fc.constantFrom(...places), strange, fc.constantFrom(...places), strange, (...given) => {
			const [place, put, other, putThere] = given;
			const text = JSON.stringify(changedAt(changedAt(whole, place, put), other, putThere)) ?? '';
			const settings = parsePlainSettings(text);
			if (settings) {
				taken++;
				expect(settings).toEqual(readBySchema(text));
			}
		}), {numRuns: 3000});
		expect(taken).toBeGreaterThan(50);
	});

	test.each([
		'', '{', 'null', '[]', '"text"', `\uFEFF${JSON.stringify(whole)}`, JSON.stringify({...whole, version: 2}),
		JSON.stringify(whole).replace('"LIST"', '"LI\u007FST"').replace('"Bearer"', '"Be\tarer"'),
	])('are not %j', text => {
		expect(parsePlainSettings(text)).toBeUndefined();
	});

	test('lose a character that deletes, as the schema would have it', () => {
		expect(parsePlainSettings(JSON.stringify({...whole, folder: '/ho\u007Fme'}))).toMatchObject({folder: '/home'});
		expect(parsePlainSettings(JSON.stringify({...whole, folder: String.raw`C:\temp`}))).toMatchObject({
			folder: String.raw`C:\temp`,
		});
	});

	test('have the keys of the schema: a new one must be known here, or `token` becomes slow without a word', () => {
		const known = Object.keys({...plainShape.has, ...plainShape.may});
		expect(known.toSorted()).toEqual(Object.keys(settingsSchema().shape).toSorted());
	});
});
