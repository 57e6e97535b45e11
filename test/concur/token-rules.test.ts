import {describe, expect, test} from 'vitest';
import {
	accessTokenExpiry, isAccessTokenLife, isBearerText, isInstant, isRefreshTokenExpiry, isRefreshTokenText,
	refreshTokenExpiry,
} from '../../source/concur/token-rules.js';

const received = Date.UTC(2026, 2, 2, 15, 30);
const seconds = (...date: [number, number, number]) => Date.UTC(...date) / 1000;

describe('the text of a token', () => {
	test.each([
		['visible ASCII', 'a~!B9', true, true],
		['with a space', 'a b', false, true],
		['spaces only', '  ', false, false],
		['nothing', '', false, false],
		['a line break', 'a\n', false, false],
		['a letter beyond ASCII', 'é', false, false],
	])('%s, %j: goes into a header: %s; can be a refresh token: %s', (_what, text, isForHeader, isRefreshToken) => {
		expect(isBearerText(text)).toBe(isForHeader);
		expect(isRefreshTokenText(text)).toBe(isRefreshToken);
	});
});

test.each([
	[-1, false], [0, true], [Date.UTC(9999, 11, 31, 23, 59, 59, 999), true], [Date.UTC(10_000, 0, 1), false],
	[Number.NaN, false],
])('%d can be an instant: %s', (value, isPossible) => {
	expect(isInstant(value)).toBe(isPossible);
});

describe('an access token', () => {
	test.each([[0, false], [1, true], [3600, true], [86_400, true], [86_401, false], [Number.NaN, false]])(
		'may live for %d seconds: %s',
		(life, isPossible) => {
			expect(isAccessTokenLife(life)).toBe(isPossible);
		},
	);

	test('lives as long as SAP Concur says, and an hour where that is impossible', () => {
		expect(accessTokenExpiry({expires_in: 1800}, received)).toBe(received + 1_800_000);
		expect(accessTokenExpiry({expires_in: -1}, received)).toBe(received + 3_600_000);
		expect(accessTokenExpiry({expires_in: 3600}, Number.NaN)).toBe(3_600_000);
	});
});

describe('a refresh token', () => {
	test('expires after it was received, and not in milliseconds taken for seconds', () => {
		expect(isRefreshTokenExpiry(received / 1000, received)).toBe(false);
		expect(isRefreshTokenExpiry((received / 1000) + 1, received)).toBe(true);
		expect(isRefreshTokenExpiry(seconds(2040, 0, 1), received)).toBe(false);
		expect(isRefreshTokenExpiry(Date.UTC(2026, 8, 2), received)).toBe(false);
	});

	test('expires at the instant that SAP Concur names', () => {
		expect(refreshTokenExpiry({refresh_expires_in: seconds(2026, 8, 2)}, received))
			.toEqual({at: Date.UTC(2026, 8, 2), isExact: true});
	});

	test('expires six months after it was received where no instant is named, or an impossible one', () => {
		const sixMonths = Date.UTC(2026, 8, 2, 15, 30);
		expect(refreshTokenExpiry({}, received)).toEqual({at: sixMonths, isExact: false});
		expect(refreshTokenExpiry({refresh_expires_in: 1}, received)).toEqual({at: sixMonths, isExact: false});
	});
});
