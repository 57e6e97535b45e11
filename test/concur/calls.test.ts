import {describe, expect, test} from 'vitest';
import {retryAfter, type CallEffects} from '../../source/concur/call-concur.js';
import {type CallProgress, type TokenOutcome} from '../../source/concur/call-outcome.js';
import {composeCredentials} from '../../source/concur/credentials.js';
import {obtainCompanyToken} from '../../source/concur/obtain-token.js';
import {companyTokenRequest, proofRequest, refreshRequest, revokeRequest, type HttpRequest} from '../../source/concur/requests.js';
import {type HttpAnswer, type NoAnswer} from '../../source/concur/send-request.js';
import {refreshTokenExpiry} from '../../source/concur/token-object.js';

const glz = 'https://glz.api.concursolutions.com';
const now = Date.UTC(2026, 2, 2, 15, 30);
const credentials = composeCredentials({appID: 'app', clientSecret: 's&c=r t', companyUUID: 'company', companyRequestToken: 'at-token'});
const body = {expires_in: 3600, scope: 'openid', token_type: 'Bearer', access_token: 'access', refresh_token: 'refresh', refresh_expires_in: 1_788_363_000, geolocation: 'https://us2.api.concursolutions.com', id_token: 'id'};

function answered(status: number, content: unknown = '', headers: Record<string, string> = {}): HttpAnswer {
	return {
		kind: 'answered', status, headers, body: typeof content === 'string' ? content : JSON.stringify(content), latency: 12,
	};
}

function lost(reason: NoAnswer['reason'] = 'connection-lost'): NoAnswer {
	return {kind: 'no-answer', reason, latency: 5};
}

/** A call to a Concur that gives these answers one after the other; nothing is waited for. */
async function called(answers: ReadonlyArray<HttpAnswer | NoAnswer>, baseUri = glz) {
	const requests: HttpRequest[] = [];
	const pauses: number[] = [];
	const progress: CallProgress[] = [];
	const left = [...answers];
	const effects: Partial<CallEffects> = {
		now: () => now,
		async wait(milliseconds) {
			pauses.push(milliseconds);
		},
		makeCorrelationId: () => 'made-here',
		async send(request) {
			requests.push(request);
			return left.shift()!;
		},
	};
	const outcome: TokenOutcome = await obtainCompanyToken({
		credentials, baseUri, effects, onProgress(step) {
			progress.push(step);
		},
	});
	return {outcome, requests, pauses, progress};
}

describe('requests are what the documentation shows', () => {
	test('company token: a form with credtype authtoken, its values encoded', () => {
		expect(companyTokenRequest(credentials, glz, 'id')).toEqual({
			method: 'POST',
			url: `${glz}/oauth2/v0/token`,
			headers: {'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', 'concur-correlationid': 'id'},
			body: 'client_id=app&client_secret=s%26c%3Dr+t&grant_type=password&username=company&password=at-token&credtype=authtoken',
		});
	});

	test('refresh, proof and revoke', () => {
		expect(refreshRequest({appID: 'app', clientSecret: 'secret', refreshToken: 'refresh'}, glz, 'id').body).toBe('client_id=app&client_secret=secret&grant_type=refresh_token&refresh_token=refresh');
		expect(proofRequest('access', glz, 'id')).toMatchObject({method: 'GET', url: `${glz}/profile/identity/v4/Users?count=1`, headers: {authorization: 'Bearer access'}});
		expect(revokeRequest('access', glz, 'id')).toMatchObject({method: 'DELETE', url: `${glz}/app-mgmt/v0/connections`, headers: {authorization: 'Bearer access'}});
	});
});

describe('a granted token', () => {
	test('is kept whole, with what support needs to find the call', async () => {
		const {outcome} = await called([answered(200, body, {'concur-correlationid': 'from-concur'})]);
		expect(outcome).toEqual({
			kind: 'granted', baseUri: glz, token: body, facts: {url: `${glz}/oauth2/v0/token`, status: 200, latency: 12, correlationId: 'from-concur', attempts: 1, at: now},
		});
	});

	test('may carry its numbers as strings, and a geolocation with a path', async () => {
		const {outcome} = await called([answered(200, {...body, expires_in: '3600', refresh_expires_in: '1788363000', geolocation: 'https://us2.api.concursolutions.com/oauth2/v0/token'})]);
		expect(outcome).toMatchObject({kind: 'granted', token: {expires_in: 3600, refresh_expires_in: 1_788_363_000, geolocation: 'https://us2.api.concursolutions.com'}});
	});

	test('lives until the instant named, else six months', () => {
		expect(refreshTokenExpiry(body, now)).toBe(1_788_363_000_000);
		expect(new Date(refreshTokenExpiry({...body, refresh_expires_in: undefined}, now)).toISOString()).toBe('2026-09-02T15:30:00.000Z');
	});
});

describe('an answer that deviates is a sentence, never a crash', () => {
	test.each([
		['an error page', answered(200, '<!DOCTYPE html><h1>x</h1>'), /web page/], ['an error page with 400', answered(400, '<html></html>'), /web page/], ['nothing', answered(200, ''), /empty/],
		['half a body', answered(200, '{"access_token": "a'), /ended in the middle/], ['plain text', answered(200, 'OK'), /not in the form/], ['no refresh token', answered(200, {...body, refresh_token: undefined}), /no refresh token/],
		['wrong types', answered(200, {...body, access_token: 7}), /lacks something/], ['a list', answered(200, []), /lacks something/], ['a redirect', answered(302, '', {location: 'https://evil.example'}), /not followed/],
		['a hostile geolocation', answered(200, {...body, geolocation: 'https://us2.api.concursolutions.com.evil.example'}), /outside SAP Concur/],
	])('%s', async (_what, answer, words) => {
		const {outcome, requests} = await called([answer]);
		expect(outcome.kind).toBe('unusable');
		expect(outcome.kind === 'unusable' && outcome.explanation.cause).toMatch(words);
		expect(requests).toHaveLength(1);
	});

	test('a description is stripped of what could move the cursor, and shortened', async () => {
		const {outcome} = await called([answered(400, {code: '64', error: 'invalid_client', error_description: `\u001B[2J\u001B]0;x\u0007bad\r\n${'x'.repeat(500)}`})]);
		expect(outcome).toMatchObject({kind: 'refused', code: 64, error: 'invalid_client'});
		expect(outcome.kind === 'refused' && outcome.description).toMatch(/^bad x{195}…$/);
	});
});

describe('passing trouble', () => {
	test.each([429, 500, 502, 503, 504])('after %i it is asked again, with growing pauses', async status => {
		const {outcome, pauses, requests} = await called([answered(status), answered(status), answered(200, body)]);
		expect(outcome).toMatchObject({kind: 'granted', facts: {attempts: 3}});
		expect(pauses).toEqual([1000, 2000]);
		expect(new Set(requests.map(({body: form}) => form)).size).toBe(1);
	});

	test('a lost connection too, but not for ever', async () => {
		const {outcome, pauses} = await called([lost(), lost(), lost(), lost()]);
		expect(outcome).toMatchObject({kind: 'unreachable', facts: {attempts: 4}});
		expect(pauses).toEqual([1000, 2000, 4000]);
	});

	test.each(['dns', 'refused', 'tls', 'timeout'] as const)('%s is told at once', async reason => {
		const {outcome, requests} = await called([lost(reason)]);
		expect(outcome.kind).toBe('unreachable');
		expect(requests).toHaveLength(1);
	});

	test('Retry-After is honoured up to a minute, as seconds and as a date', async () => {
		expect((await called([answered(503, '', {'retry-after': '7'}), answered(200, body)])).pauses).toEqual([7000]);
		expect(retryAfter('Mon, 02 Mar 2026 15:30:20 GMT', now)).toBe(20_000);
		expect(retryAfter('soon', now)).toBeUndefined();
		const {outcome, pauses} = await called([answered(503, '', {'retry-after': '600'})]);
		expect(pauses).toEqual([]);
		expect(outcome).toMatchObject({kind: 'refused', explanation: {remedy: 'SAP Concur asks for 10 minutes of patience: ask again after that.'}});
	});

	test('a 4xx is not asked again', async () => {
		expect((await called([answered(400, {code: 5, error: 'invalid_grant'})])).requests).toHaveLength(1);
	});

	test('a wait that is cancelled ends the call', async () => {
		const outcome = await obtainCompanyToken({
			credentials, baseUri: glz, effects: {
				now: () => now, makeCorrelationId: () => 'x', send: async () => answered(503), async wait() {
					throw new Error('aborted');
				},
			},
		});
		expect(outcome.kind).toBe('cancelled');
	});
});

describe('error 16: the company lives elsewhere', () => {
	const moved = answered(400, {code: 16, error: 'invalid_request', geolocation: 'https://eu2.api.concursolutions.com'});

	test('its data centre is asked, once', async () => {
		const {outcome, requests, progress} = await called([moved, answered(200, body)]);
		expect(requests.map(({url}) => new URL(url).host)).toEqual(['glz.api.concursolutions.com', 'eu2.api.concursolutions.com']);
		expect(outcome).toMatchObject({kind: 'granted', baseUri: 'https://eu2.api.concursolutions.com'});
		expect(progress.map(({kind}) => kind)).toEqual(['attempt', 'moved', 'attempt']);
	});

	test('a second move is not followed but explained', async () => {
		const {outcome, requests} = await called([moved, moved]);
		expect(requests).toHaveLength(2);
		expect(outcome).toMatchObject({kind: 'refused', code: 16});
	});

	test('a host outside SAP Concur gets no secret', async () => {
		const {outcome, requests} = await called([answered(400, {code: 16, geolocation: 'https://evil.example'})]);
		expect(requests).toHaveLength(1);
		expect(outcome.kind).toBe('unusable');
	});
});
