import {describe, expect, test} from 'vitest';
import {type ProofOutcome, type TokenOutcome} from '../../source/concur/call-outcome.js';
import {
	settingsAfterProofs, settingsAfterOutcome, withoutBearer,
} from '../../source/store/profile/settings-after-outcome.js';
import {callRecord} from '../../source/concur/call-record.js';
import {emptySettings, type Settings} from '../../source/store/profile/settings.js';
import {type ProvenPlan} from '../../source/concur/api-proof.js';
import {findApi} from '../../source/concur/catalogue/apis.js';

const now = Date.UTC(2026, 2, 2, 15, 30);
const glz = 'https://glz.api.concursolutions.com';
const us2 = 'https://us2.api.concursolutions.com';
const identity = {appID: 'a', clientSecret: 's', companyUUID: 'c'};
const facts = {url: glz, status: 200, latency: 1, correlationId: 'x', attempts: 1, at: now};
const object = {
	expires_in: 3600,
	scope: 'LIST',
	token_type: 'Bearer',
	access_token: 'access',
	refresh_token: 'refresh',
	geolocation: us2,
	id_token: 'id',
};
const granted: TokenOutcome = {kind: 'granted', grant: 'refresh_token', token: object, baseUri: glz, facts};
const explanation = {cause: 'c', remedy: 'r', stage: 'refresh-token'} as const;

function afterGrant(outcome: TokenOutcome = granted): Settings {
	return settingsAfterOutcome({...emptySettings(now), folder: '/mine'}, outcome, identity);
}

describe('a granted token', () => {
	test('is kept with what it was granted for, its access token cached for the address that the token names', () => {
		expect(afterGrant()).toMatchObject({
			folder: '/mine',
			token: {object, receivedAt: now, baseUri: glz, obtainedWith: identity},
			bearer: {
				accessToken: 'access',
				expiresAt: now + 3_600_000,
				tokenType: 'Bearer',
				baseUri: us2,
				scope: 'LIST',
			},
			connection: {kind: 'accepted', refreshToken: 'refresh', clientSecret: 's', at: now},
		});
	});

	test('that names no address goes back to where it came from', () => {
		const {geolocation: _, ...without} = object;
		expect(afterGrant({
			kind: 'granted',
			grant: 'refresh_token',
			token: without,
			baseUri: glz,
			facts,
		}).bearer?.baseUri).toBe(glz);
	});

	test('needs less room without what can be got with it again: the refresh token stays', () => {
		const {bearer, token, folder} = withoutBearer(afterGrant());
		expect({bearer, folder}).toEqual({bearer: undefined, folder: '/mine'});
		expect(token).toEqual({...afterGrant().token, object: {...object, access_token: '', id_token: undefined}});
		expect(withoutBearer(emptySettings(now)).token).toBeUndefined();
	});
});

describe('a refusal', () => {
	test('takes nothing away: the token that is there stays, and what is known of the connection changes', () => {
		const refused: TokenOutcome = {
			kind: 'refused', grant: 'refresh_token', facts: {
				...facts,
				status: 400,
				at: now + 5,
			}, code: 108, explanation,
		};
		const before = afterGrant();
		const after = settingsAfterOutcome(before, refused, identity);
		expect(after).toMatchObject({
			token: before.token,
			bearer: before.bearer,
			connection: {kind: 'refused', code: 108, at: now + 5},
			lastCall: {kind: 'refused', code: 108},
		});
	});

	test('of a request token says nothing of the connection', () => {
		const refused: TokenOutcome = {
			kind: 'refused', grant: 'password', facts: {...facts, status: 400}, code: 16, explanation,
		};
		expect(settingsAfterOutcome(afterGrant(), refused, identity).connection).toEqual(afterGrant().connection);
	});
});

/** A proof of the users, and its answer. */
function answeredBy(outcome: ProofOutcome): readonly ProvenPlan[] {
	const api = findApi('identity-v4')!;
	return [{plan: {kind: 'call', api, access: 'read', proof: api.proof!, token: 'company'}, outcome}];
}

describe('a proof call', () => {
	const later = {...facts, at: now + 5};
	const proven: ProofOutcome = {kind: 'proven', grant: 'bearer', facts: later, totalResults: 3};

	test('that succeeds is kept for the refresh token it was made with, beside all else', () => {
		const before = afterGrant();
		expect(settingsAfterProofs(before, answeredBy(proven), identity)).toEqual({
			...before,
			lastCall: expect.objectContaining({grant: 'bearer', kind: 'proven', totalResults: 3}) as unknown,
			proof: {facts: later, totalResults: 3, refreshToken: 'refresh'},
			connection: {kind: 'accepted', grant: 'bearer', at: now + 5, refreshToken: 'refresh', clientSecret: 's'},
			proofs: [expect.objectContaining({api: 'identity-v4', verdict: 'proven', detail: '3 users'})],
		});
	});

	test('of one of several chosen APIs leaves what came of the others; of all of them, of nothing else', () => {
		const others = (['list-v4', 'budget-v4'] as const).map(api => ({api, verdict: 'proven', detail: '3'} as const));
		const before = {...afterGrant(), proofs: [...others], chosenApis: [
			{id: 'list-v4', access: 'read'} as const, {id: 'identity-v4', access: 'read'} as const,
		]};
		expect(settingsAfterProofs(before, answeredBy(proven), identity).proofs?.map(({api}) => api))
			.toEqual(['list-v4', 'budget-v4', 'identity-v4']);
		const alone = {...before, chosenApis: [before.chosenApis[1]!]};
		expect(settingsAfterProofs(alone, answeredBy(proven), identity).proofs?.map(({api}) => api))
			.toEqual(['identity-v4']);
	});

	test('adds to what calls have left behind, which is no more than that', () => {
		const after = settingsAfterProofs(afterGrant(), answeredBy(proven), identity);
		const {lastCall, token, proof, proofs, connection, unansweredGrant, unansweredRequest} = after;
		expect(callRecord(after)).toEqual({
			lastCall, token, proof, proofs, connection, unansweredGrant, unansweredRequest,
		});
	});
});
