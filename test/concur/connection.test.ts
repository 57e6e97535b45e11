import {describe, expect, test} from 'vitest';
import {omitUndefined} from '../../source/optional-members.js';
import {type FailedCall} from '../../source/concur/call-outcome.js';
import {
	connectionState,
	currentIdentity,
	isConclusive,
	isTokenOf,
	isTransient,
	isUsable,
	type AppIdentity,
	type Connection,
	type ConnectionEvidence,
	type KnownConnection,
	type ObtainedToken,
} from '../../source/concur/connection.js';

const receivedAt = Date.UTC(2026, 2, 2, 15, 30);
const now = receivedAt + 3_600_000;
const expiry = receivedAt + 30 * 24 * 3_600_000;
const identity: AppIdentity = {appID: 'app-1', clientSecret: 'secret-1', companyUUID: 'company-1'};
const token: ObtainedToken = {
	object: {
		expires_in: 3600,
		scope: 'openid',
		token_type: 'Bearer',
		access_token: 'access',
		refresh_token: 'refresh-1',
		refresh_expires_in: expiry / 1000,
	},
	receivedAt,
	baseUri: 'https://us2.api.concursolutions.com',
	obtainedWith: identity,
};
const explanation = {cause: 'It is so.', remedy: 'Do this.', stage: 'request-token'} as const;
const facts = {
	url: 'https://us2.api.concursolutions.com/x',
	latency: 1,
	correlationId: 'id',
	attempts: 1,
	at: receivedAt + 500,
};
const presented = {
	grant: 'refresh_token',
	at: receivedAt + 1000,
	refreshToken: 'refresh-1',
	clientSecret: 'secret-1',
} as const;
const accepted: ConnectionEvidence = {...presented, kind: 'accepted'};
const refused: ConnectionEvidence = {...presented, kind: 'refused', status: 400, code: 108, explanation};
const proof = {facts, refreshToken: 'refresh-1'};

describe('the state of the connection', () => {
	test.each<readonly [string, KnownConnection, number, Connection]>([
		[
			'there is none without a token, whatever was said of an earlier one',
			{connection: accepted, proof},
			now,
			{kind: 'none'},
		],
		['it is untried while SAP Concur said nothing of it', {token}, now, {kind: 'untried'}],
		[
			'it is proven when SAP Concur last took the refresh token',
			{token, connection: accepted},
			now,
			{kind: 'proven', at: receivedAt + 1000},
		],
		[
			'it is unanswered when the answer to the last refresh of this token was lost',
			{token, connection: accepted, proof, unansweredGrant: {at: now - 5, refreshToken: 'refresh-1'}},
			now,
			{kind: 'unanswered', at: now - 5},
		],
		[
			'a lost answer about another refresh token says nothing',
			{token, connection: accepted, unansweredGrant: {at: now - 5, refreshToken: 'refresh-0'}},
			now,
			{kind: 'proven', at: receivedAt + 1000},
		],
		[
			'a refusal of the API counts more than a lost answer',
			{token, connection: refused, unansweredGrant: {at: now - 5, refreshToken: 'refresh-1'}},
			now,
			refused,
		],
		['it is refused, and by what, when SAP Concur last refused it', {token, connection: refused}, now, refused],
		['a refusal counts more than a proof before it', {token, connection: refused, proof}, now, refused],
		[
			'a proof alone, as an earlier version kept it, counts at its time',
			{token, proof},
			now,
			{kind: 'proven', at: receivedAt + 500},
		],
		[
			'a proof of another refresh token says nothing',
			{token, proof: {...proof, refreshToken: 'refresh-0'}},
			now,
			{kind: 'untried'},
		],
		[
			'what was said of another refresh token says nothing of this one',
			{token, connection: {...refused, refreshToken: 'refresh-0'}},
			now,
			{kind: 'untried'},
		],
		[
			'what was said with another client secret says nothing with this one',
			{token, connection: {...refused, clientSecret: 'secret-0'}},
			now,
			{kind: 'untried'},
		],
		[
			'it lives until the instant of its expiry',
			{token, connection: accepted},
			expiry - 1,
			{kind: 'proven', at: receivedAt + 1000},
		],
		[
			'it is expired from the instant of its expiry, however often proven',
			{token, connection: accepted, proof},
			expiry,
			{kind: 'expired', at: expiry},
		],
		[
			'it is expired rather than refused, where it is both',
			{token, connection: refused},
			expiry + 1,
			{kind: 'expired', at: expiry},
		],
	])('%s', (_rule, known, at, state) => {
		expect(connectionState(known, identity, at)).toEqual(state);
	});

	test('is untried again once the person enters another client secret for the app', () => {
		const rotated = {...identity, clientSecret: 'secret-2'};
		expect(connectionState({token, connection: refused}, rotated, now)).toEqual({kind: 'untried'});
		expect(connectionState({token, proof}, rotated, now)).toEqual({kind: 'untried'});
		expect(connectionState(
				{
					token,
					connection: {...accepted, clientSecret: 'secret-2'},
				},
				rotated,
				now,
			)).toMatchObject({kind: 'proven'});
	});

	test('is not shaken by another app\'s values, or by a secret that is not entered', () => {
		expect(connectionState(
				{
					token,
					connection: accepted,
				},
				{...identity, appID: 'app-2', clientSecret: 'secret-2'},
				now,
			)).toMatchObject({kind: 'proven'});
		expect(connectionState(
				{
					token,
					connection: accepted,
				},
				{...identity, clientSecret: ''},
				now,
			)).toMatchObject({kind: 'proven'});
	});

	test.each([
		['none', false],
		['untried', true],
		['proven', true],
		['refused', false],
		['unanswered', true],
		['expired', false],
	] as const)('a script may use what was obtained over a connection that is %s: %s', (kind, expected) => {
		const states: Readonly<Record<Connection['kind'], Connection>> = {
			none: {kind: 'none'},
			untried: {kind: 'untried'},
			proven: {kind: 'proven', at: now},
			refused,
			unanswered: {kind: 'unanswered', at: now},
			expired: {
				kind: 'expired',
				at: now,
			},
		};
		expect(isUsable(states[kind])).toBe(expected);
	});
});

describe('whose a token is', () => {
	test('the newest secret of the same app takes the place of the one it was obtained with; '
		+ 'company and app stay', () => {
		expect(currentIdentity(identity, {
				appID: 'app-1',
				clientSecret: 'secret-2',
				companyUUID: 'company-2',
			})).toEqual({...identity, clientSecret: 'secret-2'});
		expect(currentIdentity(identity, {appID: 'app-1', clientSecret: '', companyUUID: ''})).toEqual(identity);
		expect(currentIdentity(identity, {
				appID: 'app-2',
				clientSecret: 'secret-2',
				companyUUID: 'company-1',
			})).toEqual(identity);
	});

	test.each([
		['app-1', 'company-1', true],
		['APP-1', 'Company-1', true],
		['app-2', 'company-1', false],
		['app-1', 'company-2', false],
		['app-1', '', false],
		['', 'company-1', false],
	])('one of app-1 and company-1 belongs to %j and %j: %s', (appID, companyUUID, expected) => {
		expect(isTokenOf(token, {appID, companyUUID})).toBe(expected);
	});

	test('one whose company was never told may be any company\'s, but only that app\'s', () => {
		const untold = {...token, obtainedWith: {...identity, companyUUID: ''}};
		expect(isTokenOf(untold, {appID: 'app-1', companyUUID: 'company-2'})).toBe(true);
		expect(isTokenOf(untold, {appID: 'app-2', companyUUID: ''})).toBe(false);
	});

	test('none belongs to nobody', () => {
		expect(isTokenOf(undefined, {appID: '', companyUUID: ''})).toBe(false);
	});
});

function refusal(status: number | undefined, code?: number): FailedCall {
	return {
		kind: 'refused',
		grant: 'refresh_token',
		facts: omitUndefined({...facts, status}),
		...omitUndefined({code}),
		explanation,
	};
}

describe('a failed call', () => {
	test.each([
		// Codes of the token endpoint: what they say does not depend on the status.
		[400, 108, 'conclusive'],
		[400, 64, 'conclusive'],
		[401, 5, 'conclusive'],
		[404, 61, 'conclusive'],
		[407, 10, 'conclusive'],
		[429, 14, 'conclusive'],
		[503, 59, 'conclusive'],
		// The company is under maintenance.
		[400, 134, 'transient'],
		[404, 134, 'transient'],
		[503, 134, 'transient'],
		// Statuses alone.
		[400, undefined, 'conclusive'],
		[401, undefined, 'conclusive'],
		[403, undefined, 'conclusive'],
		[428, undefined, 'conclusive'],
		[499, undefined, 'conclusive'],
		[429, undefined, 'transient'],
		[500, undefined, 'transient'],
		[502, undefined, 'transient'],
		[503, undefined, 'transient'],
		[599, undefined, 'transient'],
		// A wrong address, and a proxy that wants a login.
		[404, undefined, 'neither'],
		[407, undefined, 'neither'],
	] as const)('with status %s and code %s is %s', (status, code, expected) => {
		const failure = refusal(status, code);
		expect(isTransient(failure)).toBe(expected === 'transient');
		expect(isConclusive(failure)).toBe(expected === 'conclusive');
	});

	test('that reached nobody may succeed later, and says nothing of the connection', () => {
		const failure: FailedCall = {kind: 'unreachable', grant: 'refresh_token', facts, explanation};
		expect(isTransient(failure)).toBe(true);
		expect(isConclusive(failure)).toBe(false);
	});

	test.each<FailedCall>([
		{kind: 'cancelled', grant: 'refresh_token', facts},
		{kind: 'unusable', grant: 'refresh_token', facts, explanation},
	])('that is $kind is neither trouble that passes nor a word about the connection', failure => {
		expect(isTransient(failure)).toBe(false);
		expect(isConclusive(failure)).toBe(false);
	});
});
