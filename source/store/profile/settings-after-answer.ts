import {type Grant, type ProofOutcome, type TokenOutcome} from '../../concur/call-outcome.js';
import {type AppIdentity} from '../../concur/connection.js';
import {grantToStore, recordProofAnswer, recordTokenAnswer, type CallRecord} from '../../concur/record-answer.js';
import {accessTokenExpiry} from '../../concur/token-expiry.js';
import {type Settings} from './settings.js';

/** What calls have left behind in a profile. */
export function callRecord({lastCall, token, proof, connection, unansweredGrant}: Settings): CallRecord {
	return {lastCall, token, proof, connection, unansweredGrant};
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
	const recorded = {...settings, ...recordTokenAnswer(callRecord(settings), outcome, identity)};
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

/** Settings after an answer of the proof call to the app of `identity`. */
export function settingsAfterProofAnswer(
	settings: Settings,
	outcome: ProofOutcome,
	identity: AppIdentity,
): Settings {
	return {...settings, ...recordProofAnswer(callRecord(settings), outcome, identity)};
}
