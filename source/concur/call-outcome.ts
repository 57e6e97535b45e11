import {type AccessToken, type TokenObject} from './token-object.js';
import {type StageId} from './tutorial.js';

/** What a call presents to SAP Concur: a request token, a refresh token, the app itself, or a bearer token. */
export type GrantKind = 'password' | 'refresh_token' | 'client_credentials' | 'bearer';

/** Why Concur said no in plain words, what to do about it, and the stage of the set-up that mends it. */
export type Explanation = {
	readonly cause: string;
	readonly remedy: string;
	readonly stage: StageId;
};

/** What is known of a call however it ended. Carries no secret, so it may be shown and stored. */
export type CallFacts = {
	readonly url: string;
	/** HTTP status; absent when no answer came. */
	readonly status?: number | undefined;
	/** Milliseconds from the first byte sent to the last byte read, of the last attempt. */
	readonly latency: number;
	/** The `concur-correlationid` header of the answer, else the one sent: SAP support finds the call by it. */
	readonly correlationId: string;
	readonly attempts: number;
	/** How many requests may have been carried out without their answer arriving; absent when none. */
	readonly lostAnswers?: number | undefined;
	/** When the call ended, milliseconds since the epoch: a token of its answer was received then. */
	readonly at: number;
};

/** What a grant leaves to be stored. */
export type GrantedToken = {
	readonly token: TokenObject;
	/** Origin that granted it: where the next call goes when the token names no geolocation. */
	readonly baseUri: string;
};

/** A call that ended, however. */
export type EndedCall<Granted extends GrantKind = GrantKind> = {
	readonly grant: Granted;
	readonly facts: CallFacts;
};

export type RefusedCall<Granted extends GrantKind = GrantKind> = EndedCall<Granted> & {
	readonly kind: 'refused';
	/** Concur's numeric error code, where the body had one. */
	readonly code?: number | undefined;
	readonly error?: string | undefined;
	/** Concur's own words, stripped of control characters and shortened. */
	readonly description?: string | undefined;
	readonly explanation: Explanation;
};

/** A call that did not give what was asked for. */
export type FailedCall<Granted extends GrantKind = GrantKind> =
	| RefusedCall<Granted>
	| (EndedCall<Granted> & {readonly kind: 'unreachable'; readonly explanation: Explanation})
	| (EndedCall<Granted> & {
			readonly kind: 'unusable';
			readonly explanation: Explanation;
			/** A refresh token that came all the same: it may have replaced the old one, and must be stored. */
			readonly kept?: GrantedToken;
	  })
	| (EndedCall<Granted> & {readonly kind: 'cancelled'});

export type TokenOutcome =
	| (GrantedToken & EndedCall<'password' | 'refresh_token'> & {
			readonly kind: 'granted';
			/** What of the answer was not taken as it came, in whole sentences; absent where all was. */
			readonly warnings?: readonly string[];
	  })
	| FailedCall<'password' | 'refresh_token'>;

/** An app's own token, with the origin that granted it. */
export type AppTokenOutcome =
	| (EndedCall<'client_credentials'> & {
			readonly kind: 'granted';
			readonly token: AccessToken;
			readonly baseUri: string;
			readonly warnings?: readonly string[];
	  })
	| FailedCall<'client_credentials'>;

export type ProofOutcome =
	| (EndedCall<'bearer'> & {
			readonly kind: 'proven';
			readonly totalResults: number;
			/** What came back, in words: 3 lists. Absent where users were counted. */
			readonly found?: string;
			/** Whether the refresh grant itself was the proof, because no API could be called. */
			readonly by?: 'grant';
	  })
	| FailedCall<'bearer'>;

/** The keys that id_tokens are signed with, as they came. */
export type KeysOutcome =
	| (EndedCall<'bearer'> & {readonly kind: 'keys'; readonly keys: unknown})
	| FailedCall<'bearer'>;

export type RevokeOutcome = (EndedCall<'bearer'> & {readonly kind: 'revoked'}) | FailedCall<'bearer'>;

/** What a person is told while a call is under way. */
export type CallProgress =
	| {readonly kind: 'attempt'; readonly attempt: number; readonly url: string}
	| {
			readonly kind: 'waiting';
			readonly attempt: number;
			readonly reason: string;
			/** Milliseconds until the next attempt. */
			readonly delay: number;
	  }
	| {readonly kind: 'moved'; readonly geolocation: string};
