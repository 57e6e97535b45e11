import {describe, expect, test} from 'vitest';
import {credentialKeys} from '../../source/concur/credentials.js';
import {credentialRows, credentialsSummary, tokenRows, type TokenRow} from '../../source/wizard/object-rows.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {after, begunSession, grantedCall, now, press, readyForTheCall, values} from './wizard-builders.js';

const granted = after(readyForTheCall(), press('accept'), grantedCall());

/** The rows of the token object as text, without the scope. */
function shown(state: WizardState): ReadonlyArray<readonly [string, string]> {
	const rows = tokenRows(state).filter((row): row is Exclude<TokenRow, {kind: 'scope'}> => row.kind !== 'scope');
	return rows.map(row => [row.name, row.shown]);
}

describe('the credentials object', () => {
	test('has its six keys in the order of the file, the secrets masked', () => {
		const rows = credentialRows(readyForTheCall());
		expect(rows.map(({name}) => name)).toEqual(credentialKeys);
		expect(rows.filter(({isMasked}) => isMasked).map(({name, shown: text}) => [name, text])).toEqual([
			['clientSecret', '••••••••9c0d'],
			['companyRequestToken', '••••••••1b0a'],
		]);
	});

	test('is shown whole to someone who asks for it', () => {
		const rows = credentialRows({...readyForTheCall(), isRevealing: true});
		expect(rows.map(({shown: text}) => text)).toEqual([
			values.appID, values.clientSecret, 'password', values.companyUUID, values.companyRequestToken, 'authtoken',
		]);
		expect(rows.some(({isMasked}) => isMasked)).toBe(false);
	});

	test('tells each key with its verdict, the constants too', () => {
		expect(credentialRows(begunSession()).map(({standing: {symbol, inFull}}) => `${symbol} ${inFull}`)).toEqual([
			'○ to fill', '○ to fill', '✔ valid', '○ to fill', '○ to fill', '✔ valid',
		]);
	});

	test('is valid, doubtful or not valid in one sentence', () => {
		expect(credentialsSummary(readyForTheCall())).toEqual({meaning: 'good', verdict: 'valid', rest: '.'});
		const doubtful = begunSession({values: {...values, appID: 'your app id'}});
		expect(credentialsSummary(doubtful))
			.toEqual({meaning: 'attention', verdict: 'valid, 1 suspicious', rest: '.'});
		expect(credentialsSummary(begunSession()))
			.toEqual({meaning: 'open', verdict: 'not valid', rest: ': 4 missing.'});
	});
});

describe('the refresh token object', () => {
	test('is not there before there is a token', () => {
		expect(tokenRows(readyForTheCall())).toEqual([]);
	});

	test('has every property in the order of the samples, each token masked', () => {
		expect(shown(granted)).toEqual([
			['expires_in', '3600 (seconds)'],
			['token_type', 'Bearer'],
			['access_token', '••••••••Xy9Z'],
			['refresh_token', '••••••••qxmw'],
			['refresh_expires_in', String(granted.token!.object.refresh_expires_in)],
			['geolocation', 'https://us2.api.concursolutions.com'],
			['id_token', '••••••••bbbb'],
			['companyUUID', values.companyUUID],
		]);
		expect(tokenRows(granted)[1]).toMatchObject({kind: 'scope', count: '64 scopes'});
	});

	test('has no row for a property that SAP Concur did not send', () => {
		const {id_token: _, geolocation: __, refresh_expires_in: ___, ...object} = granted.token!.object;
		const rows = tokenRows({...granted, token: {...granted.token!, object}});
		expect(rows.map(({name}) => name))
			.toEqual(['expires_in', 'scope', 'token_type', 'access_token', 'refresh_token', 'companyUUID']);
	});

	test('tells when the refresh token expires, and that it has expired', () => {
		const words = (state: WizardState) =>
			tokenRows(state).flatMap(row => row.kind === 'instant' ? [row.description] : []);
		expect(words(granted)).toEqual(['2026-09-02 15:30 UTC, in 184 days']);
		expect(words({...granted, now: now + (200 * 86_400_000)}))
			.toEqual(['expired 2026-09-02 15:30 UTC, 16 days ago']);
	});

	test('is shown whole to someone who asks for it', () => {
		const {refresh_token: token} = granted.token!.object;
		expect(shown({...granted, isRevealing: true})).toContainEqual(['refresh_token', token]);
	});
});
