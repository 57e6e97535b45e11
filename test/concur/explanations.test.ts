import {describe, expect, test} from 'vitest';
import {type NoResponseReason} from '../../source/concur/no-response-reason.js';
import {tokenErrorExplanations} from '../../source/concur/token-error-explanations.js';
import {explainNoResponse} from '../../source/concur/explain-no-response.js';
import {explainDeviation} from '../../source/concur/explain-deviation.js';
import {explainRefusal} from '../../source/concur/explain-refusal.js';
import {explainUnansweredCall} from '../../source/concur/explain-unanswered-call.js';

/**
Every documented code, and the stage in which a person can do something about it.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
const stageByCode: Readonly<Record<number, string>> = {
	5: 'request-token',
	10: 'login',
	11: 'login',
	12: 'login',
	13: 'login',
	14: 'login',
	16: 'refresh-token',
	19: 'request-token',
	20: 'login',
	21: 'request-token',
	51: 'request-token',
	52: 'request-token',
	53: 'app',
	54: 'app',
	55: 'request-token',
	56: 'refresh-token',
	57: 'refresh-token',
	58: 'refresh-token',
	59: 'app',
	60: 'app',
	61: 'app',
	62: 'app',
	63: 'app',
	64: 'app',
	65: 'credentials-file',
	80: 'refresh-token',
	81: 'refresh-token',
	83: 'refresh-token',
	84: 'refresh-token',
	85: 'refresh-token',
	100: 'request-token',
	101: 'refresh-token',
	102: 'refresh-token',
	103: 'refresh-token',
	104: 'refresh-token',
	105: 'request-token',
	106: 'refresh-token',
	107: 'app',
	108: 'request-token',
	109: 'request-token',
	115: 'app',
	117: 'refresh-token',
	118: 'refresh-token',
	119: 'refresh-token',
	120: 'credentials-file',
	121: 'refresh-token',
	122: 'refresh-token',
	123: 'login',
	124: 'refresh-token',
	134: 'refresh-token',
	135: 'refresh-token',
	136: 'request-token',
	139: 'login',
};
const codes = Object.keys(stageByCode).map(Number);

/** What a person must be able to read from it. */
const words: Readonly<Record<number, RegExp>> = {
	5: /24 hours/,
	10: /disabled/,
	12: /denied/,
	14: /locked/,
	16: /data centre/,
	19: /24 hours/,
	20: /IP|network/,
	21: /single sign-on/,
	51: /Company UUID/,
	52: /request token/,
	53: /not enabled/,
	54: /scopes/,
	55: /e-mail/,
	56: /one-time/,
	59: /disabled/,
	60: /password and refresh_token/,
	61: /Client ID/,
	62: /Client ID/,
	63: /Client Secret/,
	64: /Client Secret/,
	65: /grantType/,
	100: /Company UUID/,
	101: /browser/,
	105: /another app/,
	106: /refresh token/,
	107: /refresh_token/,
	108: /expired/,
	115: /prove/,
	120: /authtoken/,
	134: /maintenance/,
	136: /App ID/,
	139: /password/,
};

describe('every documented error code', () => {
	test('is known, and none that is not documented', () => {
		expect([...tokenErrorExplanations.keys()].toSorted((one, other) => one - other)).toEqual(codes);
	});

	test.each(codes)('%i has a cause, a remedy that says what to do, and the stage that mends it', code => {
		const {cause, remedy, stage} = explainRefusal({status: 400, code, grant: 'password'});
		expect(stage).toBe(stageByCode[code]);
		expect(cause).toMatch(/^[A-Z].*\.$/);
		expect(remedy).toMatch(/^(?:Ask|Paste|Open|Write|Check|Generate|Get|Copy|Try|Log)\b.*\.$/);
		expect(`${cause} ${remedy}`).toMatch(words[code] ?? /\w/);
	});
});

describe('a refusal without a documented code', () => {
	test.each([
		[401, 'password', /did not accept/],
		[403, 'password', /forbids/],
		[404, 'password', /no token service/],
		[407, 'password', /HTTPS_PROXY/],
		[429, 'password', /too many requests/],
		[500, 'password', /is having problems.*a few minutes/],
		[503, 'refresh_token', /is having problems/],
		[418, 'password', /without a documented reason.*correlation ID/],
	] as const)('status %i is explained by itself', (status, grant, expected) => {
		const {cause, remedy} = explainRefusal({status, grant});
		expect(`${cause} ${remedy}`).toMatch(expected);
		expect(explainRefusal({status, code: 9999, grant})).toEqual({cause, remedy, stage: 'refresh-token'});
		expect(cause).toMatch(/\.$/);
		expect(remedy).toMatch(/\.$|concur-tokens doctor$/);
	});

	test('a 401 for a bearer token blames the token, not the credentials', () => {
		const {cause, remedy, stage} = explainRefusal({status: 401, grant: 'bearer'});
		expect(cause).toBe('SAP Concur did not accept the access token.');
		expect(remedy).toMatch(/new refresh token\.$/);
		// Calling again gets a new access token.
		expect(stage).toBe('proof');
	});
});

describe('403 for a bearer token', () => {
	const neededScopes = ['identity.user.ids.read', 'identity.user.core.read'];

	test('names a scope that was not granted, and the way to it', () => {
		const {cause, remedy, stage} = explainRefusal({
			status: 403,
			grant: 'bearer',
			neededScopes,
			grantedScopes: ['openid', 'identity.user.ids.read'],
		});
		expect(cause)
			.toBe('The token was granted without the scope identity.user.core.read, which this API needs.');
		expect(remedy).toBe('Add the scope identity.user.core.read to the app, generate a new company request token, '
			+ 'then get a new refresh token.');
		expect(stage).toBe('app');
		expect(explainRefusal({
				status: 403,
				grant: 'bearer',
				neededScopes,
				grantedScopes: ['openid'],
			}).cause).toBe('The token was granted without the scopes identity.user.ids.read and '
				+ 'identity.user.core.read, which this API needs.');
	});

	test('blames no scope that was granted, but what else it can be', () => {
		const {cause, remedy, stage} = explainRefusal({
			status: 403,
			grant: 'bearer',
			neededScopes,
			grantedScopes: [...neededScopes, 'openid'],
		});
		expect(`${cause} ${remedy}`).not.toMatch(/scope|identity/);
		expect(cause).toContain('expired or been revoked, your company may not have this product, or the app');
		expect(cause).toMatch(/, or the app may not be allowed to use it\.$/);
		expect(remedy).toMatch(/administrator/);
		expect(stage).toBe('refresh-token');
	});

	test('puts the scopes last where it is not known which were granted', () => {
		const {cause, remedy} = explainRefusal({status: 403, grant: 'bearer', neededScopes});
		expect(cause).not.toContain('scope');
		expect(remedy).toContain('If that fails, check that the app has the scopes ');
		expect(remedy).toMatch(/ the scopes identity\.user\.ids\.read and identity\.user\.core\.read\.$/);
		expect(explainRefusal({status: 403, grant: 'bearer'}).remedy).not.toContain('scope');
	});
});

describe('a refresh token that is refused', () => {
	test('after a lost answer is not called revoked: its successor went with the answer', () => {
		const {cause, remedy, stage} = explainRefusal({
			status: 400,
			code: 108,
			grant: 'refresh_token',
			isAnswerLost: true,
		});
		expect(cause).toMatch(/answer was lost/);
		expect(cause).not.toContain('revoked');
		expect(remedy).toMatch(/new company request token/);
		expect(stage).toBe('request-token');
	});

	test('with any other code is explained as ever', () => {
		expect(explainRefusal({status: 400, code: 64, grant: 'refresh_token', isAnswerLost: true}).stage).toBe('app');
	});
});

describe('no answer at all', () => {
	const reasons: ReadonlyArray<readonly [NoResponseReason, RegExp]> = [
		['dns', /could not be resolved/],
		['refused', /does not accept connections/],
		['tls-not-spoken', /does not speak TLS.*plain http/],
		['tls-version', /outdated TLS/],
		['tls', /encrypted connection/],
		['certificate-untrusted', /does not trust/],
		['certificate-expired', /has expired/],
		['certificate-not-yet-valid', /not valid yet/],
		['certificate-wrong-host', /another host/],
		['certificate-invalid', /cannot be verified/],
		['client-certificate', /client certificate/],
		['timeout', /in time/],
		['connection-lost', /cut off/],
		['not-http', /not send an HTTP response/],
		['proxy', /did not forward the call/],
		['proxy-not-tls', /failed at the proxy: what came back is not TLS/],
		['proxy-not-http', /the proxy sent back .* is not an HTTP response/],
		['proxy-address', /not the address of an HTTP proxy/],
		['too-large', /far more than was asked for/],
		['cancelled', /cancelled/],
		['other', /No answer came/],
	];

	test.each(reasons)(
		'%s names its cause, never blames the person\'s values, and says what to do',
		(reason, words) => {
			const {cause, remedy, stage} = explainNoResponse(reason, 'glz.api.concursolutions.com');
			expect(cause).toMatch(words);
			expect(cause).toMatch(/^[\w ].*\.$/);
			expect(cause).not.toMatch(/secret|Client ID|UUID/i);
			expect(remedy).toMatch(/^(?:Check|Set|Try|If|Use|Correct) .*(?:\.|: concur-tokens doctor)$/);
			expect(stage).toBe('refresh-token');
		},
	);

	test('whoever did not answer is named, except where the proxy is to blame', () => {
		const silent = reasons
			.filter(([reason]) => !explainNoResponse(reason, 'the-host.example').cause.includes('the-host.example'))
			.map(([reason]) => reason);
		expect(silent).toEqual(['proxy', 'proxy-address', 'cancelled']);
	});

	test('only an unknown issuer gets the remedy that helps there alone', () => {
		expect(reasons
				.filter(([reason]) => explainNoResponse(reason, 'x').remedy.includes('NODE_EXTRA_CA_CERTS'))
				.map(([reason]) => reason)).toEqual(['certificate-untrusted']);
	});

	test('a variable that names no proxy is named itself', () => {
		const {cause, remedy} = explainNoResponse('proxy-address', 'x', 'ALL_PROXY');
		expect(cause).toBe('ALL_PROXY is not the address of an HTTP proxy.');
		expect(remedy).toContain('ALL_PROXY=http://proxy.example.com:8080');
		expect(explainNoResponse('proxy-address', 'x').cause).toContain('HTTPS_PROXY');
	});
});

test.each([
	['html', /web page/],
	['not-json', /not in the form/],
	['encoded', /content encoding/],
	['empty', /empty/],
	['cut-off', /was cut off/],
	['no-refresh-token', /no refresh token/],
	['unusable-refresh-token', /contains invalid characters/],
	['unusable-access-token', /the access token is missing/],
	['wrong-shape', /does not match/],
	['redirect', /not followed/],
	['untrusted-geolocation', /outside SAP Concur/],
] as const)('an answer that is %s has a cause, a remedy and a stage that mends it', (deviation, words) => {
	const {cause, remedy, stage} = explainDeviation(deviation);
	expect(cause).toMatch(words);
	expect(cause).toMatch(/\.$/);
	expect(remedy).toMatch(/^(?:Try|Check|Open) .*(?:\.|concur-tokens doctor)$/);
	expect(stage).toBe(deviation === 'no-refresh-token' ? 'app' : 'refresh-token');
});

describe('a call that was cut off', () => {
	const remedyOf = (method: string, reason: NoResponseReason) =>
		explainUnansweredCall({reason}, 'us2.api.concursolutions.com', method).remedy;

	test.each(['POST', 'PATCH'])('by %s is not to be made again unseen: it may have been carried out', method => {
		expect(remedyOf(method, 'connection-lost'))
			.toBe(`SAP Concur may have carried out this ${method} all the same: check that before you send it again.`);
		expect(remedyOf(method, 'timeout')).toContain('may have carried out');
		expect(remedyOf(method, 'refused')).toBe(remedyOf('GET', 'refused'));
	});

	test.each(['GET', 'HEAD', 'PUT', 'DELETE'])('by %s can be made again', method => {
		expect(remedyOf(method, 'connection-lost')).toBe('Try again. Your values are saved.');
	});
});
