import {type ProofOutcome, type TokenOutcome} from '../concur/call-outcome.js';
import {grantToStore, recordProofAnswer, recordTokenAnswer, type AnsweredGrant, type CallRecord} from '../concur/call-record.js';
import {accessTokenExpiry} from '../concur/token-object.js';
import {type Settings} from './settings.js';

/** What calls have left behind in a profile. */
export function callRecord({lastCall, token, proof, connection, unansweredGrant}: Settings): CallRecord {
	return {
		lastCall, token, proof, connection, unansweredGrant,
	};
}

/** Settings after an answer of the token endpoint: a granted token with its access token as the cached bearer, or the refusal. */
export function settingsAfterTokenAnswer(settings: Settings, outcome: TokenOutcome, answered: AnsweredGrant): Settings {
	const recorded = {...settings, ...recordTokenAnswer(callRecord(settings), outcome, answered)};
	const granted = grantToStore(outcome);
	if (!granted) {
		return recorded;
	}

	const {token, baseUri} = granted;
	return {
		...recorded,
		// A refresh token may come without an access token that can be used.
		bearer: token.access_token === '' ? undefined : {
			accessToken: token.access_token,
			expiresAt: accessTokenExpiry(token, answered.now),
			tokenType: token.token_type,
			baseUri: token.geolocation ?? baseUri,
			scope: token.scope,
		},
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

/** Settings after an answer of the proof call. */
export function settingsAfterProofAnswer(settings: Settings, outcome: ProofOutcome, answered: Omit<AnsweredGrant, 'grant'>): Settings {
	return {...settings, ...recordProofAnswer(callRecord(settings), outcome, answered)};
}
