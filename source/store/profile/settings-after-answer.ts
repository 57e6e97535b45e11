import {type Grant, type TokenOutcome} from '../../concur/call-outcome.js';
import {type AppIdentity} from '../../concur/connection.js';
import {type ProvenPlan} from '../../concur/api-proof.js';
import {grantToStore, recordTokenAnswer, type CallRecord} from '../../concur/record-answer.js';
import {recordProofs} from '../../concur/record-proofs.js';
import {accessTokenExpiry} from '../../concur/token-expiry.js';
import {type Settings} from './settings.js';

/** What calls have left behind in a profile. */
export function callRecord({lastCall, token, proof, proofs, connection, unansweredGrant}: Settings): CallRecord {
	return {lastCall, token, proof, proofs, connection, unansweredGrant};
}

/**
Settings after an answer of the token endpoint to the app of `identity`: a granted token with its access token as the
cached bearer, or the refusal.
*/
export function settingsAfterTokenAnswer(
	settings: Settings,
	outcome: TokenOutcome,
	identity: AppIdentity,
): Settings {
	const recorded = withCallRecord(settings, recordTokenAnswer(callRecord(settings), outcome, identity));
	const granted = grantToStore(outcome);
	return granted
		? {...recorded, bearer: bearerOf(granted, outcome.facts.at)}
		: recorded;
}

/** The bearer token of a grant received at an instant; a refresh token may come without one that can be used. */
function bearerOf({token, baseUri}: Grant, receivedAt: number): Settings['bearer'] {
	return token.access_token === ''
		? undefined
		: {
			accessToken: token.access_token,
			expiresAt: accessTokenExpiry(token, receivedAt),
			tokenType: token.token_type,
			baseUri: token.geolocation ?? baseUri,
			scope: token.scope,
		};
}

/** Settings that need less room: the refresh token is kept, what can be got with it again is not. */
export function withoutBearer(settings: Settings): Settings {
	const {token} = settings;
	return {
		...settings,
		bearer: undefined,
		token: token && {...token, object: {...token.object, access_token: '', id_token: undefined}},
	};
}

/** Settings after APIs were called to prove the token of the app of `identity`. */
export function settingsAfterProofs(
	settings: Settings,
	proven: readonly ProvenPlan[],
	identity: AppIdentity,
): Settings {
	return withCallRecord(settings, recordProofs(callRecord(settings), proven, identity));
}

/** Settings after a record of calls has changed. */
export function withCallRecord(settings: Settings, {proofs, ...record}: CallRecord): Settings {
	return {...settings, ...record, proofs: proofs && [...proofs]};
}
