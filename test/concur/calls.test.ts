import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {omitUndefined} from '../../source/optional-members.js';
import {retryAfter} from '../../source/concur/retry-policy.js';
import {type CallEffects, type CallOptions} from '../../source/concur/call-concur.js';
import {type CallProgress} from '../../source/concur/call-outcome.js';
import {composeCredentials} from '../../source/concur/credentials.js';
import {grantToStore} from '../../source/concur/call-record.js';
import {findApi} from '../../source/concur/catalogue/apis.js';
import {scopesNeededForProof} from '../../source/concur/catalogue/needed-scopes.js';
import {parseScopes} from '../../source/concur/parse-scopes.js';
import {
	callForProof, obtainCompanyToken, refreshCompanyToken, revokeConnection,
} from '../../source/concur/token-calls.js';
import {companyTokenRequest, proofRequest, refreshRequest, revokeRequest} from '../../source/concur/requests.js';
import {type HttpResponse, type NoResponse} from '../../source/concur/send-request.js';
import {refreshTokenExpiry} from '../../source/concur/token-rules.js';

const glz = 'https://glz.api.concursolutions.com';
const now = Date.UTC(2026, 2, 2, 15, 30);
const credentials = composeCredentials({
	appID: 'app',
	clientSecret: 's&c=r t',
	companyUUID: 'company',
	companyRequestToken: 'at-token',
});
const body = {
	expires_in: 3600,
	scope: 'openid',
	token_type: 'Bearer',
	access_token: 'access',
	refresh_token: 'refresh',
	refresh_expires_in: 1_788_363_000,
	geolocation: 'https://us2.api.concursolutions.com',
	id_token: 'id',
};

function answered(status: number, content: unknown = '', headers: Record<string, string> = {}): HttpResponse {
	return {
		kind: 'answered',
		status,
		headers,
		body: typeof content === 'string' ? content : JSON.stringify(content),
		latency: 12,
	};
}

function lost(reason: NoResponse['reason'] = 'connection-lost'): NoResponse {
	return {kind: 'no-answer', reason, latency: 5};
}

type Calling<Outcome> = (options: CallOptions) => Promise<Outcome>;

/** A call to a Concur that gives these answers one after the other; nothing is waited for. */
async function calling<Outcome>(
	call: Calling<Outcome>,
	answers: ReadonlyArray<HttpResponse | NoResponse>,
	base: Partial<CallOptions> = {},
) {
	const requests: Array<Parameters<CallEffects['send']>[0]> = [];
	const pauses: number[] = [];
	const progress: CallProgress[] = [];
	const left = [...answers];
	let ids = 0;
	const effects: Partial<CallEffects> = {
		now: () => now,
		async wait(milliseconds) {
			pauses.push(milliseconds);
		},
		makeCorrelationId: () => `made-here-${++ids}`,
		async send(request) {
			requests.push(request);
			return left.shift()!;
		},
	};
	const outcome = await call({
		baseUri: glz,
		...base,
		effects,
		onProgress(step) {
			progress.push(step);
		},
	});
	return {outcome, requests, pauses, progress};
}

const called = async (answers: ReadonlyArray<HttpResponse | NoResponse>, base: Partial<CallOptions> = {}) =>
	calling(async options => obtainCompanyToken({...options, credentials}), answers, base);
const refreshed = async (answers: ReadonlyArray<HttpResponse | NoResponse>, base: Partial<CallOptions> = {}) =>
	calling(
		async options =>
			refreshCompanyToken({
				...options,
				appID: 'app',
				clientSecret: 'the-secret',
				refreshToken: 'old-refresh-token',
			}),
		answers,
		base,
	);
const identity = findApi('identity-v4')!;
const proof = identity.proof!;
const proven = async (answers: ReadonlyArray<HttpResponse | NoResponse>, scope?: string) =>
	calling(
		async options => callForProof({
			...options, accessToken: 'the-access-token', proof, ...omitUndefined({scope}),
			neededScopes: scopesNeededForProof({api: identity, access: 'read'}, proof, parseScopes(scope ?? '')),
		}),
		answers,
	);
const revoked = async (answers: ReadonlyArray<HttpResponse | NoResponse>) =>
	calling(async options => revokeConnection({...options, accessToken: 'the-access-token'}), answers);

describe('requests are what the documentation shows', () => {
	const sent = {baseUri: glz, correlationId: 'id'};

	test('company token: a form with credtype authtoken, its values encoded', () => {
		expect(companyTokenRequest(credentials, sent)).toEqual({
			grant: 'password',
			method: 'POST',
			url: `${glz}/oauth2/v0/token`,
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				accept: 'application/json',
				'accept-encoding': 'identity',
				'concur-correlationid': 'id',
			},
			body: 'client_id=app&client_secret=s%26c%3Dr+t&grant_type=password&username=company&password=at-token'
				+ '&credtype=authtoken',
			secrets: ['s&c=r t', 'at-token', 'app:s&c=r t'],
		});
	});

	test('refresh, proof and revoke', () => {
		expect(refreshRequest(
				{
					appID: 'app',
					clientSecret: 'secret',
					refreshToken: 'refresh',
				},
				sent,
			).body).toBe('client_id=app&client_secret=secret&grant_type=refresh_token&refresh_token=refresh');
		const headers = {
			authorization: 'Bearer access',
			accept: 'application/json',
			'accept-encoding': 'identity',
			'concur-correlationid': 'id',
		};
		expect(proofRequest('access', proof.path, sent)).toEqual({
			grant: 'bearer',
			method: 'GET',
			url: `${glz}/profile/identity/v4/Users?count=1`,
			headers,
			secrets: ['access'],
		});
		expect(revokeRequest('access', sent)).toEqual({
			grant: 'bearer',
			method: 'DELETE',
			url: `${glz}/app-mgmt/v0/connections`,
			headers,
			secrets: ['access'],
		});
	});
});

describe('a granted token', () => {
	test('is kept whole, with what support needs to find the call', async () => {
		const {outcome} = await called([answered(200, body, {'concur-correlationid': 'from-concur'})]);
		expect(outcome).toEqual({
			kind: 'granted',
			grant: 'password',
			baseUri: glz,
			token: body,
			facts: {
				url: `${glz}/oauth2/v0/token`,
				status: 200,
				latency: 12,
				correlationId: 'from-concur',
				attempts: 1,
				at: now,
			},
		});
	});

	test('may carry its numbers as strings, and a geolocation with a path', async () => {
		const {outcome} = await called([
			answered(200, {
				...body,
				expires_in: '3600',
				refresh_expires_in: '1788363000',
				geolocation: 'https://us2.api.concursolutions.com/oauth2/v0/token',
			}),
		]);
		expect(outcome).toMatchObject({
			kind: 'granted',
			token: {
				expires_in: 3600,
				refresh_expires_in: 1_788_363_000,
				geolocation: 'https://us2.api.concursolutions.com',
			},
		});
	});

	test('lives until the instant named, else six months', () => {
		expect(refreshTokenExpiry(body, now)).toEqual({at: 1_788_363_000_000, isExact: true});
		expect(new Date(refreshTokenExpiry(
					{
						...body,
						refresh_expires_in: undefined,
					},
					now,
				).at).toISOString()).toBe('2026-09-02T15:30:00.000Z');
	});
});

describe('any 2xx with a whole token object', () => {
	test.each([200, 201, 202, 206, 299])('%i is a grant', async status => {
		expect((await called([answered(status, body)])).outcome).toMatchObject({
			kind: 'granted',
			token: body,
			facts: {status},
		});
	});

	test.each([199, 300, 304])('%i is none', async status => {
		expect((await called([answered(status, body)])).outcome.kind).not.toBe('granted');
	});

	test('is taken though its headers claim a web page, or a packing that it has not', async () => {
		expect((await called([answered(200, body, {'content-type': 'text/html', 'content-encoding': 'zstd'})]))
				.outcome).toMatchObject({kind: 'granted', token: body});
		expect((await called([answered(200, `\uFEFF${JSON.stringify(body)}\r\n`)])).outcome.kind).toBe('granted');
	});

	test('is kept, with a warning, where its geolocation is not SAP Concur\'s: that alone is left out', async () => {
		const {outcome} = await called([
			answered(200, {...body, geolocation: 'https://us2.api.concursolutions.com.evil.example'}),
		]);
		const {geolocation: _, ...token} = body;
		expect(outcome).toMatchObject({
			kind: 'granted',
			warnings: [
				'The answer names a geolocation outside SAP Concur. It was not followed. Later calls go to '
					+ 'glz.api.concursolutions.com.',
			],
		});
		expect(outcome.kind === 'granted' && outcome.token).toEqual(token);
	});

	test('with impossible times is kept, with a warning for each', async () => {
		const {outcome} = await refreshed([
			answered(200, {...body, expires_in: 0, refresh_expires_in: 8.7e12, geolocation: 'http://evil.example'}),
		]);
		expect(outcome).toMatchObject({kind: 'granted', token: {expires_in: 3600, refresh_token: 'refresh'}});
		expect(outcome.kind === 'granted' && outcome.warnings).toHaveLength(3);
	});
});

describe('a rotated refresh token', () => {
	test.each([undefined, null, 7, 'a\r\nInjected: x', '\u001B[2J'])(
		'is to be stored though the access token is %j, and no bearer token is given out',
		async access_token => {
			const {outcome} = await refreshed([answered(200, {...body, access_token})]);
			expect(outcome).toMatchObject({
				kind: 'unusable',
				explanation: {cause: expect.stringContaining('the access token is missing') as string},
			});
			expect(grantToStore(outcome)).toEqual({token: {...body, access_token: ''}, baseUri: glz});
		},
	);

	test('is to be stored though the access token is the client secret, which is never printed', async () => {
		const {outcome} = await refreshed([answered(200, {...body, access_token: 'the-secret'})]);
		expect(outcome.kind).toBe('unusable');
		expect(grantToStore(outcome)?.token).toMatchObject({access_token: '', refresh_token: 'refresh'});
		expect(JSON.stringify(outcome)).not.toContain('the-secret');
	});

	test('of a grant is what is stored, and of a refusal nothing', async () => {
		expect(grantToStore((await refreshed([answered(200, body)])).outcome)).toMatchObject({
			token: body,
			baseUri: glz,
		});
		expect(grantToStore((await refreshed([answered(400, {code: 108})])).outcome)).toBeUndefined();
		expect(grantToStore((await refreshed([answered(200, '')])).outcome)).toBeUndefined();
	});

	test('that may have been lost with its answer is not called revoked when the old one is refused', async () => {
		const {outcome} = await refreshed([lost(), answered(400, {code: 108, error: 'invalid_grant'})]);
		expect(outcome).toMatchObject({
			kind: 'refused',
			code: 108,
			explanation: {cause: expect.stringContaining('answer was lost') as string},
		});
		const afterTrouble = await refreshed([answered(503), answered(400, {code: 108})]);
		expect(afterTrouble.outcome).toMatchObject({
			explanation: {cause: expect.stringContaining('revoked') as string},
		});
	});

	test('is asked for by a form that names the old one', async () => {
		const {requests} = await refreshed([answered(200, body)]);
		expect(requests[0]!.body)
			.toBe('client_id=app&client_secret=the-secret&grant_type=refresh_token&refresh_token=old-refresh-token');
	});
});

describe('a server that repeats the request', () => {
	const basic = Buffer.from('app:the-secret').toString('base64');

	test.each([
		['the client secret', 'wrong secret the-secret'],
		['the refresh token', 'bad token old-refresh-token'],
		['the whole form', 'client_secret=the-secret&refresh_token=old-refresh-token'],
		['Basic credentials', `Authorization: Basic ${basic}`],
		['it behind control characters', 'the\u0000-sec\u200Bret'],
	])('with %s shows nothing of it in its words or its correlation ID', async (_what, words) => {
		const {outcome} = await refreshed([
			answered(400, {code: 64, error: words, error_description: words}, {'concur-correlationid': words}),
		]);
		const redacted = expect.stringContaining('[redacted]') as string;
		expect(outcome).toMatchObject({
			kind: 'refused',
			code: 64,
			error: redacted,
			description: redacted,
			facts: {correlationId: redacted},
		});
		expect(JSON.stringify(outcome)).not.toMatch(/the-secret|old-refresh-token/);
		expect(JSON.stringify(outcome)).not.toContain(basic);
	});

	test('shows nothing of it in a scope, a token type or an address', async () => {
		const {outcome, progress} = await refreshed([
			answered(400, {code: 16, geolocation: 'https://the-secret.api.concursolutions.com'}),
		]);
		expect(outcome).toMatchObject({
			kind: 'unusable',
			explanation: {cause: 'The answer names a geolocation outside SAP Concur. It was not followed.'},
		});
		expect(JSON.stringify([outcome, progress])).not.toContain('the-secret');
		const granted = await refreshed([
			answered(200, {
				...body,
				scope: 'LIST the-secret',
				token_type: 'the-secret',
				geolocation: 'https://the-secret.concursolutions.com',
			}),
		]);
		expect(granted.outcome).toMatchObject({
			kind: 'granted',
			token: {scope: 'LIST [redacted]', token_type: '[redacted]'},
		});
		expect(JSON.stringify(granted.outcome)).not.toContain('the-secret');
	});

	test('shows nothing of a request token or of a bearer token', async () => {
		expect(JSON.stringify((await called([
			answered(400, {code: 5, error_description: 'at-token s%26c%3Dr+t s&c=r t'}),
		]))
					.outcome)).not.toMatch(/at-token|s%26c|s&c/);
		expect(JSON.stringify((await proven([
			answered(403, {error_description: 'Bearer the-access-token'}),
		])).outcome)).not.toContain('the-access-token');
		expect(JSON.stringify((await revoked([
			answered(403, {error_description: 'Bearer the-access-token'}),
		])).outcome)).not.toContain('the-access-token');
	});
});

describe('the correlation ID', () => {
	const correlationId = async (headers: Record<string, string>) =>
		(await called([answered(400, {code: 5}, headers)])).outcome.facts.correlationId;

	test('is the server\'s, without what could move a cursor, shortened', async () => {
		expect(await correlationId({
				'concur-correlationid': '\u001B[31mfrom\u0007-con\u202Ecur',
			})).toBe('from-concur');
		expect(await correlationId({'concur-correlationid': 'x'.repeat(100)})).toBe(`${'x'.repeat(79)}…`);
	});

	test('is the one sent where the server gives none', async () => {
		expect(await correlationId({})).toBe('made-here-1');
		expect(await correlationId({'concur-correlationid': ' \u0007'})).toBe('made-here-1');
		expect((await called([lost('dns')])).outcome.facts.correlationId).toBe('made-here-1');
	});

	test('goes with every request, each attempt with its own', async () => {
		const answers = [answered(503), answered(200, {...body, totalResults: 1})];
		for (const {requests} of [
			await called(answers),
			await refreshed(answers),
			await proven(answers),
			await revoked(answers),
		]) {
			expect(requests.map(({headers}) => headers['concur-correlationid'])).toEqual([
				'made-here-1',
				'made-here-2',
			]);
		}
	});
});

describe('the proof call', () => {
	test('counts the users at the address it is given', async () => {
		const {outcome, requests} = await proven([answered(200, {totalResults: 12})]);
		expect(outcome).toMatchObject({kind: 'proven', totalResults: 12, facts: {status: 200}});
		expect(requests[0]).toMatchObject({
			method: 'GET',
			url: `${glz}/profile/identity/v4/Users?count=1`,
			headers: {authorization: 'Bearer the-access-token'},
		});
	});

	test.each([
		['an error page', answered(200, '<html>'), /web page/],
		['nothing', answered(200, ''), /empty/],
		['no count', answered(200, {}), /does not match/],
		['a negative count', answered(200, {totalResults: -1}), /does not match/],
		['a redirect', answered(307, '', {location: 'https://x'}), /not followed/],
	])('answered with %s is not proven', async (_what, answer, words) => {
		const {outcome} = await proven([answer]);
		expect(outcome).toMatchObject({
			kind: 'unusable',
			explanation: {cause: expect.stringMatching(words) as string},
		});
	});

	test('forbidden, blames a scope only where it was not granted', async () => {
		const causeOf = async (scope?: string) => {
			const {outcome} = await proven([answered(403)], scope);
			return outcome.kind === 'refused' ? outcome.explanation.cause : outcome.kind;
		};

		expect(await causeOf('openid spend.list.read')).toContain('without the scopes identity.user.core.read and');
		expect(await causeOf('openid identity.user.core.read'), 'either scope opens the users').not.toContain('scope');
		expect(await causeOf('identity.user.core.read identity.user.ids.read')).not.toContain('scope');
		expect(await causeOf('')).not.toContain('scope');
		expect(await causeOf()).not.toContain('scope');
	});

	test('that reaches nobody says so', async () => {
		expect((await proven([lost('dns')])).outcome).toMatchObject({
			kind: 'unreachable',
			explanation: {cause: 'The name glz.api.concursolutions.com could not be resolved.'},
		});
	});
});

describe('revoking the connection', () => {
	test.each([200, 204])('is done when the answer is %i', async status => {
		const {outcome, requests} = await revoked([answered(status)]);
		expect(outcome).toMatchObject({kind: 'revoked', facts: {status}});
		expect(requests[0]).toMatchObject({
			method: 'DELETE',
			url: `${glz}/app-mgmt/v0/connections`,
			headers: {authorization: 'Bearer the-access-token'},
		});
	});

	test('that is refused names the cause, but no scope of another call', async () => {
		const {outcome} = await revoked([answered(403, {code: 59, error: 'access_denied'})]);
		expect(outcome).toMatchObject({
			kind: 'refused',
			code: 59,
			error: 'access_denied',
			explanation: {stage: 'app'},
		});
		expect(JSON.stringify((await revoked([answered(403)])).outcome)).not.toContain('scope');
		expect((await revoked([answered(302)])).outcome.kind).toBe('unusable');
	});

	test('that reaches nobody says so', async () => {
		expect((await revoked([lost('refused')])).outcome.kind).toBe('unreachable');
	});
});

describe('an answer that deviates is a sentence, never a crash', () => {
	test.each([
		['an error page', answered(200, '<!DOCTYPE html><h1>x</h1>'), /web page/],
		['an error page with 400', answered(400, '<html></html>'), /web page/],
		['nothing', answered(200, ''), /empty/],
		['half a body', answered(200, '{"access_token": "a'), /was cut off/],
		['half a list', answered(200, '[1, 2'), /was cut off/],
		[
			'a web page without a mark, by its type',
			answered(200, 'Please log in.', {'content-type': 'TEXT/HTML; charset=utf-8'}),
			/web page/,
		],
		['a web page without a type, by its mark', answered(200, ' <p>', {}), /web page/],
		['an unasked encoding', answered(200, '\uFFFD(/\u0000', {'content-encoding': 'zstd'}), /content encoding/],
		['plain text called plain', answered(200, 'OK', {'content-encoding': 'Identity'}), /not in the form/],
		['an error page with 401', answered(401, '<html>'), /web page/],
		['an error page with 404', answered(404, '<html>'), /web page/],
		[
			'an unprintable refresh token',
			answered(200, {...body, refresh_token: 'a\u0007'}),
			/contains invalid characters/,
		],
		['plain text', answered(200, 'OK'), /not in the form/],
		['no refresh token', answered(200, {...body, refresh_token: undefined}), /no refresh token/],
		['wrong types', answered(200, {...body, access_token: 7}), /the access token is missing/],
		['a list', answered(200, []), /does not match/],
		['a redirect', answered(302, '', {location: 'https://evil.example'}), /not followed/],
	])('%s', async (_what, answer, words) => {
		const {outcome, requests} = await called([answer]);
		expect(outcome.kind).toBe('unusable');
		expect(outcome.kind === 'unusable' && outcome.explanation.cause).toMatch(words);
		expect(requests).toHaveLength(1);
	});

	test('a description is stripped of what could move the cursor, and shortened', async () => {
		const {outcome} = await called([
			answered(400, {
				code: '64',
				error: 'invalid_client',
				error_description: `\u001B[2J\u001B]0;x\u0007bad\r\n${'x'.repeat(500)}`,
			}),
		]);
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

	test.each(['dns', 'refused', 'tls', 'timeout', 'certificate-expired'] as const)(
		'%s is told at once',
		async reason => {
			const {outcome, requests} = await called([lost(reason)]);
			expect(outcome.kind).toBe('unreachable');
			expect(requests).toHaveLength(1);
		},
	);

	test('Retry-After is honoured up to a minute, as seconds and as a date', async () => {
		expect((await called([answered(503, '', {'retry-after': '7'}), answered(200, body)])).pauses).toEqual([
			7000,
		]);
		expect((await called([answered(503, '', {'retry-after': '60'}), answered(200, body)])).pauses).toEqual([
			60_000,
		]);
		expect((await called([answered(503, '', {'retry-after': '61'})])).pauses).toEqual([]);
	});

	test.each([
		['Mon, 02 Mar 2026 15:30:20 GMT', 20_000],
		['Monday, 02-Mar-26 15:30:20 GMT', 20_000],
		['Mon Mar  2 15:30:20 2026', 20_000],
		[' 20 ', 20_000],
		['86400', 86_400_000],
	])('Retry-After: %s is a wait', (header, milliseconds) => {
		expect(retryAfter(header, now)).toBe(milliseconds);
	});

	test.each([
		undefined,
		'',
		'soon',
		'-5',
		'1.5',
		'9'.repeat(30),
		'86401',
		'0',
		'1e3',
		'0x10',
		'5, 10',
		'+5',
		'Mon, 02 Mar 2026 15:29:20 GMT',
		'Mon, 02 Mar 2027 15:30:20 GMT',
		'Mon, 32 Mar 2026 15:30:20 GMT',
		'x Mon, 02 Mar 2026 15:30:20 GMT',
		'Mon, 02 Mar 2026 15:30:20 GMT x',
	])('Retry-After: %s is none, and the pauses grow as ever', async header => {
		expect(retryAfter(header, now)).toBeUndefined();
		const trouble = answered(503, '', header === undefined ? {} : {'retry-after': header});
		expect((await called([trouble, trouble, answered(200, body)])).pauses).toEqual([1000, 2000]);
	});

	test('a shorter Retry-After does not make the pauses shorter', async () => {
		const trouble = answered(429, '', {'retry-after': '1'});
		expect((await called([trouble, trouble, trouble, answered(200, body)])).pauses).toEqual([1000, 2000, 4000]);
	});

	test.each([
		['61', '2 minutes'],
		['600', '10 minutes'],
		['7140', '119 minutes'],
		['7200', '2 hours'],
		['86400', '24 hours'],
		['7201', '3 hours'],
	])('a wait of %s s is told in words, and is the person\'s to wait', async (seconds, words) => {
		const {outcome, pauses, requests} = await called([answered(503, '', {'retry-after': seconds})]);
		expect(pauses).toEqual([]);
		expect(requests).toHaveLength(1);
		expect(outcome).toMatchObject({
			kind: 'refused',
			explanation: {
				cause: 'SAP Concur is having problems.',
				remedy: `SAP Concur asked us to wait ${words} before retrying. Try again then.`,
				stage: 'refresh-token',
			},
		});
	});

	test('what is waited for is told, with attempt and pause', async () => {
		const {progress} = await called([answered(503), lost(), answered(200, body)]);
		expect(progress).toEqual([
			{
				kind: 'attempt',
				attempt: 1,
				url: `${glz}/oauth2/v0/token`,
			},
			{kind: 'waiting', attempt: 1, reason: 'SAP Concur answered 503.', delay: 1000},
			{
				kind: 'attempt',
				attempt: 2,
				url: `${glz}/oauth2/v0/token`,
			},
			{kind: 'waiting', attempt: 2, reason: 'The connection was lost.', delay: 2000},
			{kind: 'attempt', attempt: 3, url: `${glz}/oauth2/v0/token`},
		]);
	});

	test('after the last attempt the refusal is told as it came', async () => {
		const {outcome, requests} = await called([503, 503, 503, 503].map(status => answered(status)));
		expect(requests).toHaveLength(4);
		expect(outcome).toMatchObject({kind: 'refused', facts: {attempts: 4, status: 503}});
	});

	test('a call that the person cancels is cancelled, not unreachable', async () => {
		expect((await called([lost('cancelled')])).outcome.kind).toBe('cancelled');
	});

	test('a variable that names no proxy is named', async () => {
		const {outcome} = await called([{...lost('proxy-address'), variable: 'ALL_PROXY'}]);
		expect(outcome).toMatchObject({
			kind: 'unreachable',
			explanation: {cause: 'ALL_PROXY is not the address of an HTTP proxy.'},
		});
	});

	test('a 4xx is not asked again', async () => {
		expect((await called([answered(400, {code: 5, error: 'invalid_grant'})])).requests).toHaveLength(1);
	});

	test('a wait that is cancelled ends the call', async () => {
		const outcome = await obtainCompanyToken({
			credentials,
			baseUri: glz,
			effects: {
				now: () => now,
				makeCorrelationId: () => 'x',
				send: async () => answered(503),
				async wait() {
					throw new Error('aborted');
				},
			},
		});
		expect(outcome.kind).toBe('cancelled');
	});
});

describe('a person who gives up', () => {
	/** A call that is given up while its first request is under way; `told` says of each request if it was ended. */
	const givenUp = async (call: Calling<{readonly kind: string}>, answer: HttpResponse | NoResponse) => {
		const giving = new AbortController();
		const told: boolean[] = [];
		const outcome = await call({
			baseUri: glz,
			signal: giving.signal,
			effects: {
				now: () => now,
				makeCorrelationId: () => 'x',
				async wait() {},
				async send(_request, sending) {
					giving.abort();
					told.push(sending?.signal?.aborted ?? false);
					return answer;
				},
			},
		});
		return {outcome, told};
	};

	const grants: ReadonlyArray<readonly [string, Calling<{readonly kind: string}>]> = [
		['the password grant', async options => obtainCompanyToken({...options, credentials})],
		[
			'the refresh grant',
			async options =>
				refreshCompanyToken({
					...options,
					appID: 'app',
					clientSecret: 'the-secret',
					refreshToken: 'old-refresh-token',
				}),
		],
	];

	test.each(grants)(
		'still gets the answer to %s, which may hold the only copy of a token',
		async (_what, call) => {
			const {outcome, told} = await givenUp(call, answered(200, body));
			expect(outcome).toMatchObject({kind: 'granted', token: body});
			expect(told).toEqual([false]);
		},
	);

	test.each(grants)(
		'is asked for no further attempt of %s, be it after trouble or at another data centre',
		async (_what, call) => {
			for (const answer of [
				answered(503),
				lost(),
				answered(400, {code: 16, geolocation: 'https://eu2.api.concursolutions.com'}),
			]) {
				const {outcome, told} = await givenUp(call, answer);
				expect(outcome.kind).toBe('cancelled');
				expect(told).toHaveLength(1);
			}
		},
	);

	test('ends a proof and a revocation at once, for they lose nothing', async () => {
		expect((
				await givenUp(
					async options =>
						callForProof({
							...options,
							proof,
							accessToken: 'a',
						}),
					lost('cancelled'),
				)
			).told).toEqual([true]);
		expect((
				await givenUp(
					async options =>
						revokeConnection({
							...options,
							accessToken: 'a',
						}),
					lost('cancelled'),
				)
			).told).toEqual([true]);
	});
});

describe('answers that were lost', () => {
	test.each(['connection-lost', 'timeout', 'not-http', 'proxy-not-http', 'too-large', 'other'] as const)(
		'are counted, for the server may have acted: %s',
		async reason => {
			const {outcome} = await refreshed([lost(reason), lost(reason), lost(reason), lost(reason)]);
			expect(outcome.facts.lostAnswers).toBe(reason === 'connection-lost' ? 4 : 1);
		},
	);

	test.each(['dns', 'refused', 'tls', 'certificate-expired', 'proxy', 'proxy-not-tls'] as const)(
		'are none where nobody was asked: %s',
		async reason => {
			expect((await refreshed([lost(reason)])).outcome.facts).not.toHaveProperty('lostAnswers');
		},
	);

	test('are none where answers came, however bad', async () => {
		expect((await refreshed([
			answered(503), answered(400, {code: 64}),
		])).outcome.facts).not.toHaveProperty('lostAnswers');
	});
});

describe('error 16: the company lives elsewhere', () => {
	const moved = answered(400, {
		code: 16,
		error: 'invalid_request',
		geolocation: 'https://eu2.api.concursolutions.com',
	});

	test('its data centre is asked, once', async () => {
		const {outcome, requests, progress} = await called([moved, answered(200, body)]);
		expect(requests.map(({url}) => new URL(url).host)).toEqual([
			'glz.api.concursolutions.com',
			'eu2.api.concursolutions.com',
		]);
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

	test('the origin that the person gave is followed as well, though another one was asked', async () => {
		const away = answered(400, {code: 16, geolocation: 'http://localhost:8770/oauth2/v0/token'});
		const {requests} = await refreshed([away, answered(200, body)], {userBaseUri: 'http://127.0.0.1:8770'});
		expect(requests.map(({url}) => url)).toEqual([
			`${glz}/oauth2/v0/token`,
			'http://localhost:8770/oauth2/v0/token',
		]);
		expect((await refreshed([away])).outcome.kind).toBe('unusable');
		expect((
				await called([away, answered(200, body)], {
					userBaseUri: 'http://127.0.0.1:8770',
				})
			).outcome.kind).toBe('granted');
	});

	test('the origin that the person gave may be a granted token\'s geolocation', async () => {
		const answer = answered(200, {...body, geolocation: 'https://gateway.example/x'});
		expect((await called([answer], {baseUri: 'https://gateway.example'})).outcome).toMatchObject({
			token: {geolocation: 'https://gateway.example'},
		});
		expect((await refreshed([answer], {userBaseUri: 'https://gateway.example'})).outcome).toMatchObject({
			token: {geolocation: 'https://gateway.example'},
		});
		expect((await refreshed([answer])).outcome).toMatchObject({warnings: [expect.any(String)]});
	});

	test('alone sends a call there: no other code does, nor an answer that is no refusal', async () => {
		for (const answer of [
			answered(400, {code: 5, geolocation: 'https://eu2.api.concursolutions.com'}),
			answered(200, {code: 16, geolocation: 'https://eu2.api.concursolutions.com'}),
		]) {
			expect((await called([answer])).requests).toHaveLength(1);
		}
	});

	test('without a geolocation it is explained', async () => {
		expect((await called([answered(400, {code: '16'})])).outcome).toMatchObject({
			kind: 'refused',
			code: 16,
			explanation: {cause: 'Your company is in another data centre.'},
		});
	});
});

describe('a refusal', () => {
	test.each([
		['64', 64],
		[64, 64],
		['x', undefined],
		[6.4, undefined],
		['1'.repeat(20), undefined],
		[null, undefined],
		[{}, undefined],
	])('may carry its code as %j', async (code, expected) => {
		const {outcome} = await called([answered(400, {code, error: 7, error_description: null, geolocation: []})]);
		expect(outcome).toMatchObject({kind: 'refused', ...omitUndefined({code: expected})});
		for (const absent of ['error', 'description', ...(expected === undefined ? ['code'] : [])]) {
			expect(outcome).not.toHaveProperty(absent);
		}
	});

	test('in words that are nothing but control characters has no words', async () => {
		const {outcome} = await called([answered(400, {error: '\u0007', error_description: ''})]);
		expect(outcome).not.toHaveProperty('error');
		expect(outcome).not.toHaveProperty('description');
	});

	test('by an error page with 403 or 407 is explained by its status', async () => {
		expect((await called([answered(403, '<html>')])).outcome).toMatchObject({
			kind: 'refused',
			explanation: {cause: expect.stringContaining('forbids') as string},
		});
		expect((await called([answered(407, '<html>')])).outcome).toMatchObject({
			kind: 'refused',
			explanation: {remedy: expect.stringContaining('HTTPS_PROXY') as string},
		});
	});
});
