import {describe, expect, test} from 'vitest';
import {documentedErrorCodes, explainDeviation, explainNoAnswer, explainRefusal} from '../../source/concur/explanations.js';

/** Every code of the documentation's table, authentication/apidoc, and the stage in which a person can do something about it. */
const stageByCode: Readonly<Record<number, string>> = {
	5: 'request-token', 10: 'login', 11: 'login', 12: 'login', 13: 'login', 14: 'login', 16: 'refresh-token', 19: 'request-token', 20: 'login', 21: 'request-token',
	51: 'request-token', 52: 'request-token', 53: 'app', 54: 'app', 55: 'request-token', 56: 'refresh-token', 57: 'refresh-token', 58: 'refresh-token', 59: 'app', 60: 'app',
	61: 'app', 62: 'app', 63: 'app', 64: 'app', 65: 'credentials-file', 80: 'refresh-token', 81: 'refresh-token', 83: 'refresh-token', 84: 'refresh-token', 85: 'refresh-token',
	100: 'request-token', 101: 'refresh-token', 102: 'refresh-token', 103: 'refresh-token', 104: 'refresh-token', 105: 'request-token', 106: 'refresh-token', 107: 'app', 108: 'request-token',
	109: 'request-token', 115: 'app', 117: 'refresh-token', 118: 'refresh-token', 119: 'refresh-token', 120: 'credentials-file', 121: 'refresh-token', 122: 'refresh-token', 123: 'login',
	124: 'refresh-token', 134: 'refresh-token', 135: 'refresh-token', 136: 'request-token', 139: 'login',
};
const codes = Object.keys(stageByCode).map(Number);

/** What a person must be able to read from it. */
const words: Readonly<Record<number, RegExp>> = {
	5: /24 hours/, 10: /disabled/, 12: /denied/, 14: /locked/, 16: /data centre/, 19: /24 hours/, 20: /IP|network/, 21: /single sign-on/, 51: /Company UUID/, 52: /request token/, 53: /not enabled/,
	54: /scopes/, 55: /e-mail/, 56: /one-time/, 59: /disabled/, 60: /password and refresh_token/, 61: /Client ID/, 62: /Client ID/, 63: /Client Secret/, 64: /Client Secret/, 65: /grantType/,
	100: /Company UUID/, 101: /browser/, 105: /another app/, 106: /refresh token/, 107: /refresh_token/, 108: /expired/, 115: /prove/, 120: /authtoken/, 134: /maintenance/, 136: /App ID/, 139: /password/,
};

describe('every documented error code', () => {
	test('is known, and none that is not documented', () => {
		expect([...documentedErrorCodes].toSorted((one, other) => one - other)).toEqual(codes);
	});

	test.each(codes)('%i has a cause, a remedy that says what to do, and the stage that mends it', code => {
		const {cause, remedy, stage} = explainRefusal({status: 400, code, grant: 'password'});
		expect(stage).toBe(stageByCode[code]);
		expect(cause).toMatch(/^[A-Z].*\.$/);
		expect(remedy).toMatch(/^(?:Ask|Paste|Open|Write|Check|Generate|Get|Copy|Make|Log|The Company UUID|Nothing)\b.*\.$/);
		expect(`${cause} ${remedy}`).toMatch(words[code] ?? /\w/);
	});
});

describe('a refusal without a documented code', () => {
	test.each([
		[401, 'password', /did not accept/], [403, 'password', /forbids/], [404, 'password', /no token service/], [407, 'password', /HTTPS_PROXY/], [429, 'password', /too often/],
		[500, 'password', /trouble of its own/], [503, 'refresh_token', /trouble of its own/], [418, 'password', /without a reason/],
	] as const)('status %i is explained by itself', (status, grant, expected) => {
		const {cause, remedy} = explainRefusal({status, grant});
		expect(`${cause} ${remedy}`).toMatch(expected);
		expect(explainRefusal({status, code: 9999, grant})).toEqual({cause, remedy, stage: 'refresh-token'});
	});

	test('403 on the proof call means a missing scope, mended at the app', () => {
		const {remedy, stage} = explainRefusal({status: 403, grant: 'bearer'});
		expect(stage).toBe('app');
		expect(remedy).toContain('identity.user.ids.read and identity.user.core.read');
	});
});

describe('no answer at all', () => {
	test.each(['dns', 'refused', 'tls', 'timeout', 'connection-lost', 'proxy', 'too-large', 'cancelled', 'other'] as const)('%s never blames the person\'s values, and says what to do', reason => {
		const {cause, remedy} = explainNoAnswer(reason, 'glz.api.concursolutions.com');
		expect(cause).not.toMatch(/secret|Client ID|UUID/i);
		expect(remedy.length).toBeGreaterThan(10);
	});

	test('a certificate that is not trusted names the variable for it', () => {
		expect(explainNoAnswer('tls', 'x').remedy).toContain('NODE_EXTRA_CA_CERTS');
	});
});

test.each(['html', 'not-json', 'empty', 'cut-off', 'no-refresh-token', 'wrong-shape', 'redirect', 'untrusted-geolocation'] as const)('an answer that is %s has a cause and a remedy', deviation => {
	const {cause, remedy} = explainDeviation(deviation);
	expect(cause).toMatch(/\.$/);
	expect(remedy).toMatch(/^(?:Ask|Check|Open)/);
});
