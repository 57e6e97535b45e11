import {describe, expect, test} from 'vitest';
import {omitUndefined} from '../../source/optional-members.js';
import {
	type FailedCall, type GrantedToken, type ProofOutcome, type TokenOutcome,
} from '../../source/concur/call-outcome.js';
import {
	grantToStore, interpretRefreshOutcome, recordAttempt, recordProofOutcome, recordTokenOutcome,
	type CallRecord,
} from '../../source/concur/call-record.js';
import {connectionState, type AppIdentity} from '../../source/concur/connection.js';

const before = Date.UTC(2026, 2, 2, 15, 30);
const now = before + 3_600_000;
const us2 = 'https://us2.api.concursolutions.com';
const identity: AppIdentity = {appID: 'app-1', clientSecret: 'secret-1', companyUUID: 'company-1'};
const object = {
	expires_in: 3600,
	scope: 'openid',
	token_type: 'Bearer',
	access_token: 'access-1',
	refresh_token: 'refresh-1',
};
const token = {object, receivedAt: before, baseUri: us2, obtainedWith: identity};
const facts = {url: `${us2}/oauth2/v0/token`, status: 200, latency: 12, correlationId: 'id', attempts: 1, at: now};
const explanation = {cause: 'It is so.', remedy: 'Do this.', stage: 'app'} as const;
const proof = {facts: {...facts, at: before}, totalResults: 12, refreshToken: 'refresh-1'};
const accepted = {
	kind: 'accepted',
	grant: 'bearer',
	at: before,
	refreshToken: 'refresh-1',
	clientSecret: 'secret-1',
} as const;

/** A connection that works: a token, proven by a call. */
const working: CallRecord = {token, proof, connection: accepted};

function granted(refreshToken: string): TokenOutcome {
	return {
		kind: 'granted',
		grant: 'refresh_token',
		facts,
		token: {...object, access_token: 'access-2', refresh_token: refreshToken},
		baseUri: us2,
	};
}

function refused(code: number | undefined, status = 400, lostAnswers?: number): FailedCall<'refresh_token'> {
	return {
		kind: 'refused',
		grant: 'refresh_token',
		facts: {...facts, status, ...omitUndefined({lostAnswers})},
		...omitUndefined({code}),
		error: 'invalid_grant',
		description: 'their words',
		explanation,
	};
}

const kept: GrantedToken = {token: {...object, access_token: '', refresh_token: 'refresh-2'}, baseUri: us2};
const keptAnswer: TokenOutcome = {kind: 'unusable', grant: 'refresh_token', facts, explanation, kept};
const uselessAnswer: FailedCall<'refresh_token'> = {kind: 'unusable', grant: 'refresh_token', facts, explanation};
const silence: FailedCall<'refresh_token'> = {
	kind: 'unreachable', grant: 'refresh_token', facts: omitUndefined({...facts, status: undefined}), explanation,
};
const cancelled: FailedCall<'refresh_token'> = {kind: 'cancelled', grant: 'refresh_token', facts};

/** The same answer, to a request token. */
function toRequestToken(outcome: TokenOutcome): TokenOutcome {
	return {...outcome, grant: 'password'};
}

/** The same failure, of a proof call. */
function ofProof(outcome: FailedCall): FailedCall<'bearer'> {
	return {...outcome, grant: 'bearer'};
}

describe('a refresh grant that is answered with a token', () => {
	test('leaves that token, received now, and what it was obtained with', () => {
		const {token: stored, connection, lastCall} = recordTokenOutcome(working, granted('refresh-2'), identity);
		expect(stored).toEqual({
			object: {...object, access_token: 'access-2', refresh_token: 'refresh-2'},
			receivedAt: now,
			baseUri: us2,
			obtainedWith: identity,
		});
		expect(connection).toEqual({
			kind: 'accepted',
			grant: 'refresh_token',
			at: now,
			refreshToken: 'refresh-2',
			clientSecret: 'secret-1',
		});
		expect(lastCall).toEqual({grant: 'refresh_token', kind: 'granted', facts});
	});

	test('never shows a token in the call that is kept for the screen', () => {
		expect(JSON.stringify(recordTokenOutcome(
			working,
			granted('refresh-2'),
			identity,
		).lastCall)).not.toMatch(/access-|refresh-\d/);
	});

	test('keeps the proof, of which the rotated token is the heir', () => {
		expect(recordTokenOutcome(working, granted('refresh-2'), identity).proof).toEqual({
			...proof,
			refreshToken: 'refresh-2',
		});
		expect(recordTokenOutcome(working, granted('refresh-1'), identity).proof).toEqual(proof);
	});

	test('leaves a proof of another token as it is, and makes none up', () => {
		const ofAnother = {...proof, refreshToken: 'refresh-0'};
		expect(recordTokenOutcome({
			...working,
			proof: ofAnother,
		}, granted('refresh-2'), identity).proof).toEqual(ofAnother);
		expect(recordTokenOutcome({token}, granted('refresh-2'), identity).proof).toBeUndefined();
		expect(recordTokenOutcome({}, granted('refresh-2'), identity).proof).toBeUndefined();
	});

	test('proves the connection, also one that was refused before', () => {
		const broken = recordTokenOutcome(working, refused(108), identity);
		const mended = recordTokenOutcome(broken, granted('refresh-2'), identity);
		expect(connectionState(mended, identity, now)).toEqual({kind: 'proven', at: now});
	});

	test('with the token of a file that nobody obtained here makes it known', () => {
		expect(recordTokenOutcome({}, granted('refresh-2'), identity)).toMatchObject({
			token: {object: {refresh_token: 'refresh-2'}},
			connection: {kind: 'accepted', refreshToken: 'refresh-2'},
		});
	});
});

describe('a rotated refresh token in an answer of no other use', () => {
	test('is what must be stored, as of a grant; of a refusal or a useless answer nothing must', () => {
		expect(grantToStore(keptAnswer)).toEqual(kept);
		expect(grantToStore(granted('refresh-2'))).toMatchObject({token: {refresh_token: 'refresh-2'}, baseUri: us2});
		for (const outcome of [uselessAnswer, refused(108), silence, cancelled]) {
			expect(grantToStore(outcome)).toBeUndefined();
		}
	});

	test('takes the place of the one before, proves the connection, and the answer is told as what it was', () => {
		const record = recordTokenOutcome({
			...working,
			unansweredGrant: {at: now, refreshToken: 'refresh-1'},
		}, keptAnswer, identity);
		expect(record).toEqual({
			lastCall: {grant: 'refresh_token', kind: 'unusable', facts, explanation},
			token: {object: kept.token, receivedAt: now, baseUri: us2, obtainedWith: identity},
			proof: {...proof, refreshToken: 'refresh-2'},
			connection: {
				kind: 'accepted',
				grant: 'refresh_token',
				at: now,
				refreshToken: 'refresh-2',
				clientSecret: 'secret-1',
			},
			unansweredGrant: undefined,
		});
	});
});

describe('a refresh grant that is refused', () => {
	test('breaks the connection with that secret and that token, and keeps the token', () => {
		const record = recordTokenOutcome(working, refused(108), identity);
		expect(record.token).toBe(token);
		expect(record.connection).toEqual({
			kind: 'refused',
			grant: 'refresh_token',
			at: now,
			refreshToken: 'refresh-1',
			clientSecret: 'secret-1',
			status: 400,
			code: 108,
			explanation,
		});
		expect(connectionState(record, identity, now).kind).toBe('refused');
		expect(record.lastCall).toEqual({
			grant: 'refresh_token',
			kind: 'refused',
			facts: {...facts, status: 400},
			code: 108,
			error: 'invalid_grant',
			description: 'their words',
			explanation,
		});
	});

	test('with a secret that was entered anew is that secret\'s refusal', () => {
		const rotated = {...identity, clientSecret: 'secret-2'};
		const record = recordTokenOutcome(working, refused(64), rotated);
		expect(connectionState(record, rotated, now).kind).toBe('refused');
		expect(connectionState(record, identity, now).kind).toBe('untried');
	});

	test('before there was any token is kept as a refusal of none', () => {
		expect(recordTokenOutcome({}, refused(108), identity).connection).toMatchObject({
			kind: 'refused',
			refreshToken: '',
		});
	});

	test.each<readonly [string, TokenOutcome]>([
		[
			'a server in trouble', refused(undefined, 503),
		], [
			'too many requests', refused(undefined, 429),
		], [
			'maintenance', refused(134),
		], ['a wrong address', refused(undefined, 404)], ['a proxy that wants a login', refused(undefined, 407)],
		['silence', silence], ['cancelling', cancelled], ['a useless answer', uselessAnswer],
	])('by %s leaves what is known of the connection', (_what, outcome) => {
		const record = recordTokenOutcome(working, outcome, identity);
		expect(record).toMatchObject({token, proof, connection: accepted});
		expect(record.lastCall?.kind).toBe(outcome.kind);
	});
});

describe('a request token that is traded', () => {
	test('gives a connection that nobody tried yet, to the company and the app it was asked for', () => {
		const other = {appID: 'app-2', clientSecret: 'secret-2', companyUUID: 'company-2'};
		const record = recordTokenOutcome(working, toRequestToken(granted('refresh-9')), other);
		expect(record.token).toMatchObject({object: {refresh_token: 'refresh-9'}, obtainedWith: other});
		expect(record.connection).toBeUndefined();
		expect(record.proof).toEqual(proof);
		expect(connectionState(record, other, now)).toEqual({kind: 'untried'});
		expect(record.lastCall).toEqual({grant: 'password', kind: 'granted', facts});
	});

	test('and gives the same refresh token again has the proof that it had', () => {
		expect(connectionState(
			recordTokenOutcome(working, toRequestToken(granted('refresh-1')), identity),
			identity,
			now,
		).kind).toBe('proven');
	});

	test.each([
		refused(5), refused(64), refused(undefined, 401), silence, uselessAnswer,
	])('in vain says nothing of the refresh token that is there', outcome => {
		const record = {...working, unansweredGrant: {at: before, refreshToken: 'refresh-1'}};
		const {lastCall, ...rest} = recordTokenOutcome(record, toRequestToken(outcome), identity);
		expect(rest).toEqual(record);
		expect(lastCall).toMatchObject({grant: 'password', kind: outcome.kind, explanation});
	});
});

describe('an answer that never arrives', () => {
	const asked: CallRecord = {...working, unansweredGrant: {at: before, refreshToken: 'refresh-1'}};

	test('is expected from the moment that a refresh grant is asked for', () => {
		expect(recordAttempt(working, before)).toEqual(asked);
	});

	test('is expected since the first time that the same token was presented', () => {
		expect(recordAttempt(asked, now)).toBe(asked);
		expect(recordAttempt({
			...asked,
			token: {...token, object: {...object, refresh_token: 'refresh-2'}},
		}, now).unansweredGrant).toEqual({
			at: now,
			refreshToken: 'refresh-2',
		});
	});

	test('is not expected where no token is presented', () => {
		expect(recordAttempt({}, now)).toEqual({});
	});

	test.each([
		[
			'its connection was cut off',
			{...silence, facts: {...facts, lostAnswers: 1}},
		], ['it was cut off before the wait was given up', {...cancelled, facts: {...facts, lostAnswers: 2}}],
		[
			'it was cut off, and the next one a refusal',
			refused(undefined, 503, 1),
		], ['it came, but nobody can read it', uselessAnswer],
	] as const)('may have been a new token: %s', (_what, outcome) => {
		expect(recordTokenOutcome(asked, outcome, identity).unansweredGrant).toEqual({
			at: before,
			refreshToken: 'refresh-1',
		});
	});

	test.each([
		[
			'nobody was reached', silence,
		], [
			'the call was given up before it was sent',
			cancelled,
		], [
			'it was refused', refused(108),
		], [
			'it was refused, nothing lost', refused(108, 400, 0),
		], [
			'a token came', granted('refresh-2'),
		], [
			'it was a web page instead of a refusal',
			{...uselessAnswer, facts: {...facts, status: 404}},
		], ['a token came in the second attempt', {...granted('refresh-2'), facts: {...facts, lostAnswers: 1}}],
	] as const)('was none: %s', (_what, outcome) => {
		expect(recordTokenOutcome(asked, outcome, identity).unansweredGrant).toBeUndefined();
	});

	const lostWords = {cause: expect.stringContaining('answer was lost') as string, stage: 'request-token'};

	test('makes the 108 after it a lost token, not a revoked one', () => {
		expect(interpretRefreshOutcome(asked, refused(108))).toEqual({
			...refused(108),
			explanation: expect.objectContaining(lostWords) as unknown,
		});
		expect(interpretRefreshOutcome(working, refused(108, 400, 1))).toMatchObject({
			kind: 'refused',
			explanation: lostWords,
		});
		expect(interpretRefreshOutcome(asked, refused(108, 400, 0))).toMatchObject({explanation: lostWords});
	});

	test('remains lost, however often SAP Concur is asked again', () => {
		const told = recordTokenOutcome(asked, interpretRefreshOutcome(asked, refused(108)), identity);
		const again = interpretRefreshOutcome(told, refused(108));
		expect(again).toMatchObject({explanation: lostWords});
		const third = interpretRefreshOutcome(recordTokenOutcome(told, again, identity), refused(108));
		expect(third).toMatchObject({explanation: lostWords});
		// Another refresh token was not.
		const other = {...told, token: {...token, object: {...object, refresh_token: 'refresh-9'}}};
		expect(interpretRefreshOutcome(other, refused(108))).toMatchObject(refused(108));
	});

	test.each<readonly [string, CallRecord, TokenOutcome]>([
		['no answer was lost', working, refused(108)],
		['none was lost in this call', working, refused(108, 400, 0)],
		[
			'the lost one was about another token',
			{...working, unansweredGrant: {at: before, refreshToken: 'refresh-0'}},
			refused(108),
		],
		[
			'there is no token it could be about',
			{unansweredGrant: {at: before, refreshToken: 'refresh-0'}},
			refused(108),
		],
		['the refusal is of the secret', asked, refused(64)],
		['the refusal has no code', asked, refused(undefined, 401)],
		['nobody answered', asked, silence],
		['a token came', asked, granted('refresh-2')],
	])('changes nothing where %s', (_why, record, outcome) => {
		expect(interpretRefreshOutcome(record, outcome)).toBe(outcome);
	});
});

describe('a proof call', () => {
	const proven: ProofOutcome = {kind: 'proven', grant: 'bearer', facts, totalResults: 7};

	test('that succeeds proves the refresh token behind the bearer token', () => {
		const record = recordProofOutcome({token}, proven, identity);
		expect(record).toEqual({
			token,
			lastCall: {grant: 'bearer', kind: 'proven', facts, totalResults: 7},
			connection: {
				kind: 'accepted',
				grant: 'bearer',
				at: now,
				refreshToken: 'refresh-1',
				clientSecret: 'secret-1',
			},
			proof: {facts, totalResults: 7, refreshToken: 'refresh-1'},
		});
		expect(connectionState(record, identity, now)).toEqual({kind: 'proven', at: now});
	});

	test('without any token proves none', () => {
		expect(recordProofOutcome({}, proven, identity).proof).toBeUndefined();
	});

	test('that is forbidden takes back what was proven, and keeps the token', () => {
		const record = recordProofOutcome(working, ofProof(refused(undefined, 403)), identity);
		expect(record.proof).toBeUndefined();
		expect(record.token).toBe(token);
		expect(connectionState(record, identity, now)).toEqual({
			kind: 'refused',
			grant: 'bearer',
			at: now,
			refreshToken: 'refresh-1',
			clientSecret: 'secret-1',
			status: 403,
			code: undefined,
			explanation,
		});
	});

	test.each<FailedCall<'bearer'>>([
		ofProof(refused(undefined, 503)),
		ofProof(refused(undefined, 404)),
		{kind: 'unreachable', grant: 'bearer', facts, explanation},
		{kind: 'cancelled', grant: 'bearer', facts},
		{kind: 'unusable', grant: 'bearer', facts, explanation},
	])('that ends $kind without a word about the connection leaves the proof', outcome => {
		const record = recordProofOutcome(working, outcome, identity);
		expect(record).toMatchObject({token, proof, connection: accepted});
		expect(record.lastCall).toMatchObject({grant: 'bearer', kind: outcome.kind, facts: outcome.facts});
	});
});
