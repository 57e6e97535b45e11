import {describe, expect, test} from 'vitest';
import {parseTokenObjectFile} from '../../source/concur/token-object.js';

const whole = {
	expires_in: 3600,
	scope: 'openid LIST',
	token_type: 'Bearer',
	access_token: 'access',
	refresh_token: 'refresh',
	refresh_expires_in: 1_788_363_000,
	geolocation: 'https://us2.api.concursolutions.com',
	id_token: 'id',
};

describe('a refreshTokenObjectFile.json', () => {
	test.each([
		['', undefined],
		[' 0D1E2F3A ', '0D1E2F3A'],
		['  ', undefined],
		[undefined, undefined],
		[null, undefined],
		[7, undefined],
		[['0D1E'], undefined],
	])('is read whole, with the company UUID that SAP\'s samples add: %j', (companyUUID, read) => {
		expect(parseTokenObjectFile(JSON.stringify({...whole, companyUUID}))).toEqual({
			kind: 'token-object',
			token: whole,
			companyUUID: read,
		});
	});

	test('may begin with a byte order mark', () => {
		expect(parseTokenObjectFile(`\uFEFF${JSON.stringify(whole)}`)).toMatchObject({
			kind: 'token-object',
			token: whole,
		});
	});

	test.each([
		[1_500_000_000.9, 1_500_000_000],
		['1600000000', 1_600_000_000],
		[1_420_070_401, 1_420_070_401],
		[253_402_300_799, 253_402_300_799],
	])('keeps its expiry %j, past or far, for the file may be old', (given, kept) => {
		expect(parseTokenObjectFile(JSON.stringify({
					...whole,
					refresh_expires_in: given,
				}))).toMatchObject({token: {refresh_expires_in: kept}});
	});

	test.each([0, -5, 15_552_000, 1_420_070_400, 253_402_300_800, 8.7e12, 'soon', null, undefined])(
		'has no expiry where it says %j, which no refresh token of SAP Concur has',
		given => {
			const read = parseTokenObjectFile(JSON.stringify({...whole, refresh_expires_in: given}));
			expect(read).toMatchObject({kind: 'token-object', token: {refresh_token: 'refresh'}});
			expect(read.kind === 'token-object' && read.token).not.toHaveProperty('refresh_expires_in');
		},
	);

	test.each(['', '{"refresh_token": "secret-token"'])('that is %j is not JSON', text => {
		expect(parseTokenObjectFile(text)).toEqual({kind: 'not-json'});
	});

	test.each([
		['{}', 'it contains no refresh token object.'],
		['[]', 'it contains no refresh token object.'],
		['null', 'it contains no refresh token object.'],
		['{"access_token": "secret-token"}', 'it contains no refresh token object.'],
		['{"refresh_token": "sécret-token"}', 'it contains no refresh token object.'],
	])('that is %j is none, and why is told without quoting it', (text, problem) => {
		expect(parseTokenObjectFile(text)).toEqual({kind: 'wrong-shape', problem});
	});
});
