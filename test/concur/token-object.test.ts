import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	accessTokenExpiry, isBearerText, isInstant, isRefreshTokenText, refreshTokenExpiry,
} from '../../source/concur/token-rules.js';
import {parseTokenResponse, type ParsedTokenResponse} from '../../source/concur/token-object.js';

const receivedAt = Date.UTC(2026, 2, 2, 15, 30);
const inMay = 1_777_000_000;
const body = {
	expires_in: 3600,
	scope: 'openid LIST',
	token_type: 'Bearer',
	access_token: 'access',
	refresh_token: 'refresh',
	refresh_expires_in: inMay,
	geolocation: 'https://us2.api.concursolutions.com',
	id_token: 'id',
};

function read(changes: Readonly<Record<string, unknown>>): Extract<ParsedTokenResponse, {kind: 'token'}> {
	const result = parseTokenResponse({...body, ...changes}, receivedAt);
	if (result.kind !== 'token') {
		throw new Error(`not read: ${result.kind}`);
	}

	return result;
}

describe('a token object as it is answered', () => {
	test('is taken whole', () => {
		expect(parseTokenResponse(body, receivedAt)).toEqual({kind: 'token', token: body, warnings: []});
	});

	test.each(['scope', 'token_type', 'refresh_expires_in', 'geolocation', 'id_token', 'expires_in'])(
		'%s sent as null, or not at all, costs nothing but itself',
		name => {
			const asNull = read({[name]: null});
			expect(asNull).toEqual(read({[name]: undefined}));
			expect(asNull).toMatchObject({token: {access_token: 'access', refresh_token: 'refresh'}, warnings: []});
		},
	);

	test('what is left out has its documented value', () => {
		expect(parseTokenResponse({access_token: 'a', refresh_token: 'r'}, receivedAt)).toEqual({
			kind: 'token',
			token: {
				expires_in: 3600,
				scope: '',
				token_type: 'Bearer',
				access_token: 'a',
				refresh_token: 'r',
			},
			warnings: [],
		});
	});

	test.each([[7], [true], [['a']], [{}]])(
		'a side matter of the wrong type, %j, costs nothing but itself',
		wrong => {
			expect(read({scope: wrong, token_type: wrong, geolocation: wrong, id_token: wrong}).token).toEqual({
				expires_in: 3600,
				scope: '',
				token_type: 'Bearer',
				access_token: 'access',
				refresh_token: 'refresh',
				refresh_expires_in: inMay,
			});
		},
	);

	test('numbers may be strings, as the documentation has them', () => {
		expect(read({expires_in: '1800', refresh_expires_in: String(inMay)})).toMatchObject({
			token: {expires_in: 1800, refresh_expires_in: inMay},
			warnings: [],
		});
		expect(read({
				expires_in: 1800.9,
				refresh_expires_in: inMay + 0.5,
			}).token).toMatchObject({expires_in: 1800, refresh_expires_in: inMay});
	});

	test.each([
		['https://us2.api.concursolutions.com/oauth2/v0/token', 'https://us2.api.concursolutions.com'],
		['nonsense', 'nonsense'],
		['data:x', 'data:x'],
	])('of the geolocation %s the origin is kept', (given, kept) => {
		expect(read({geolocation: given}).token.geolocation).toBe(kept);
	});

	test('an empty geolocation is none', () => {
		expect(read({geolocation: ''}).token).not.toHaveProperty('geolocation');
	});

	test('of a scope, a type and an id_token only what can be printed is kept', () => {
		expect(read({
				scope: ' LIST  \u001B[2J openid\tESC\u0000 é ',
				token_type: 'Be\r\narer',
				id_token: 'a b',
			}).token).toMatchObject({scope: 'LIST openid', token_type: 'Bearer'});
		expect(read({id_token: 'a b'}).token).not.toHaveProperty('id_token');
	});
});

describe('the two tokens', () => {
	test.each([undefined, null, '', 7, 'a b', 'a\r\nInjected: header', '\u001B[2Jx', 'tøken', {}])(
		'a refresh token is kept though the access token is %j, which is never printed',
		access_token => {
			expect(read({access_token}).token).toMatchObject({access_token: '', refresh_token: 'refresh'});
		},
	);

	test.each([
		[undefined, 'no-refresh-token'],
		[null, 'no-refresh-token'],
		['', 'wrong-shape'],
		[7, 'wrong-shape'],
		[' ', 'unusable-refresh-token'],
		['a\nb', 'unusable-refresh-token'],
		['\u202Ex', 'unusable-refresh-token'],
	])('%j is no refresh token', (refresh_token, kind) => {
		expect(parseTokenResponse({...body, refresh_token}, receivedAt)).toEqual({kind});
	});

	test.each([
		[[]],
		['text'],
		[null],
		[7],
		[{}],
		[{error: 'x'}],
		[{refresh_token: null, access_token: null}],
		[{access_token: 'a b'}],
	])('%j is no token object', value => {
		expect(parseTokenResponse(value, receivedAt)).toEqual({kind: 'wrong-shape'});
	});

	test.each([
		['visible~!', true],
		['', false],
		['a b', false],
		['a\u007F', false],
		['é', false],
		['a\n', false],
	])('%j may stand in a header: %s', (text, expected) => {
		expect(isBearerText(text)).toBe(expected);
	});

	test.each([
		['with blank', true],
		['', false],
		['  ', false],
		['tab\t', false],
		['\u007F', false],
		['x\n', false],
	])('%j can be a refresh token: %s', (text, expected) => {
		expect(isRefreshTokenText(text)).toBe(expected);
	});

	test('whatever is answered, what comes out of it is printable and its times are times', () => {
		const anything = fc.oneof(
			fc.string({maxLength: 5}),
			fc.double(),
			fc.constantFrom(
				null,
				true,
				[],
				{},
				'a\r\nb',
				'\u001B[2J',
				'\uD800',
				8.7e12,
				Number.MAX_SAFE_INTEGER,
				9e12,
				-1,
				0,
				1,
				'9e99',
				'-5',
			),
		);
		const names = [
			'expires_in',
			'scope',
			'token_type',
			'access_token',
			'refresh_expires_in',
			'geolocation',
			'id_token',
		] as const;
		fc.assert(fc.property(
				fc.record(Object.fromEntries(names.map(name => [name, anything])), {requiredKeys: []}),
				answer => {
					const result = parseTokenResponse({...answer, refresh_token: 'rotated'}, receivedAt);
					expect(result).toMatchObject({kind: 'token', token: {refresh_token: 'rotated'}});
					const {token} = result as Extract<ParsedTokenResponse, {kind: 'token'}>;
					const texts = [token.access_token, token.token_type, token.scope, token.id_token ?? ''];
					expect(texts.join('')).toMatch(/^[ -~]*$/);
					expect(new Date(refreshTokenExpiry(token, receivedAt).at).getTime()).toBeGreaterThan(receivedAt);
					expect(new Date(accessTokenExpiry(token, receivedAt)).getTime()).toBeGreaterThan(receivedAt);
				},
			));
	});
});

const day = 24 * 60 * 60;
const impossibleExpiries = [
	8.7e12,
	Number.MAX_SAFE_INTEGER,
	0,
	-1,
	1_700_000_000,
	15_552_000,
	inMay * 1000,
	receivedAt / 1000,
	Number.NaN,
	'soon',
	'',
	true,
	[],
	{},
];

describe('times are judged where they enter', () => {
	test.each(impossibleExpiries)(
		'refresh_expires_in %j can\'t be an expiry: six months are assumed, and that is told',
		refresh_expires_in => {
			const {token, warnings} = read({refresh_expires_in});
			expect(token).not.toHaveProperty('refresh_expires_in');
			expect(warnings).toEqual([
				'SAP Concur sent an impossible expiry date for the refresh token (refresh_expires_in); '
					+ 'six months are assumed.',
			]);
		},
	);

	test('an expiry up to ten years from now is believed', () => {
		const last = receivedAt / 1000 + 10 * 366 * day;
		expect(read({refresh_expires_in: last}).token.refresh_expires_in).toBe(last);
		expect(read({refresh_expires_in: last + 1}).token).not.toHaveProperty('refresh_expires_in');
		expect(read({
				refresh_expires_in: receivedAt / 1000 + 1,
			}).token.refresh_expires_in).toBe(receivedAt / 1000 + 1);
	});

	test.each([0, -1, 0.5, day + 1, 3_600_000, 9e12, Number.POSITIVE_INFINITY, 'soon', '1e9', '', true, [], {}])(
		'expires_in %j can\'t be a life: an hour is assumed, and that is told',
		expires_in => {
			const {token, warnings} = read({expires_in});
			expect(token.expires_in).toBe(3600);
			expect(warnings).toEqual([
				'SAP Concur sent an impossible lifetime for the access token (expires_in); one hour is assumed.',
			]);
		},
	);

	test.each([1, 60, day])('expires_in %i is believed', expires_in => {
		expect(read({expires_in})).toMatchObject({token: {expires_in}, warnings: []});
	});

	test('both are told when both are impossible', () => {
		expect(read({expires_in: 0, refresh_expires_in: 0}).warnings).toHaveLength(2);
	});
});

describe('expiries', () => {
	test('of a refresh token are the instant named, else six months after it came', () => {
		expect(refreshTokenExpiry({refresh_expires_in: inMay}, receivedAt)).toEqual({at: inMay * 1000, isExact: true});
		expect(new Date(refreshTokenExpiry({}, receivedAt).at).toISOString()).toBe('2026-09-02T15:30:00.000Z');
	});

	test('of an access token are its life after it came', () => {
		expect(accessTokenExpiry({expires_in: 60}, receivedAt)).toBe(receivedAt + 60_000);
		expect(accessTokenExpiry({expires_in: 9e12}, receivedAt)).toBe(receivedAt + 3_600_000);
		expect(accessTokenExpiry({expires_in: -5}, receivedAt)).toBe(receivedAt + 3_600_000);
	});

	test('are dates whatever a settings file holds', () => {
		fc.assert(fc.property(fc.double(), fc.double(), fc.double(), (expires_in, refresh_expires_in, at) => {
				expect(() => [
					new Date(refreshTokenExpiry({refresh_expires_in}, at).at).toISOString(),
					new Date(accessTokenExpiry({expires_in}, at)).toISOString(),
				]).not.toThrow();
			}));
	});

	test.each([
		[0, true],
		[receivedAt, true],
		[253_402_300_799_999, true],
		[253_402_300_800_000, false],
		[-1, false],
		[Number.NaN, false],
	])('%d is an instant: %s', (value, expected) => {
		expect(isInstant(value)).toBe(expected);
	});
});
