import {type AccessToken, type TokenObject} from './token-object.js';
import {type StageId} from './tutorial.js';

/** What a call presents to SAP Concur: a request token, a refresh token, the app itself, or a bearer token. */
export type GrantKind = 'password' | 'refresh_token' | 'client_credentials' | 'bearer';

/** A grant that returns a token. */
export type TokenGrant = Exclude<GrantKind, 'bearer'>;

/** A grant that returns a company's token, with its refresh token. */
export type CompanyGrant = Exclude<TokenGrant, 'client_credentials'>;

/** Why Concur refused, in plain words, what to do about it, and the setup stage that fixes it. */
export type Explanation = {
	readonly cause: string;
	readonly remedy: string;
	readonly stage: StageId;
};

/** What is known about a call, however it ended. Contains no secret, so it may be shown and stored. */
export type CallFacts = {
	readonly url: string;
	/** HTTP status; absent when there was no response. */
	readonly status?: number;
	/** Milliseconds from the first byte sent to the last byte read, for the last attempt. */
	readonly latency: number;
	/** The response's `concur-correlationid` header, or else the one sent; SAP support can find the call by it. */
	readonly correlationId: string;
	readonly attempts: number;
	/** How many requests may have been processed without their response arriving; absent if none. */
	readonly lostAnswers?: number;
	/** When the call ended, in milliseconds since the epoch; this is when a token in its response was received. */
	readonly at: number;
};

/** The result of a grant that must be stored. */
export type GrantedToken = {
	readonly token: TokenObject;
	/** Origin that granted it: the next call goes there when the token names no geolocation. */
	readonly baseUri: string;
};

/** A call that has ended, successfully or not. */
export type EndedCall<Granted extends GrantKind = GrantKind> = {
	readonly grant: Granted;
	readonly facts: CallFacts;
};

export type RefusedCall<Granted extends GrantKind = GrantKind> = EndedCall<Granted> & {
	readonly kind: 'refused';
	/** Concur's numeric error code, if the body had one. */
	readonly code?: number;
	readonly error?: string;
	/** Concur's own words, stripped of control characters and shortened. */
	readonly description?: string;
	readonly explanation: Explanation;
};

/** A call that did not return what was requested. */
export type FailedCall<Granted extends GrantKind = GrantKind> =
	| RefusedCall<Granted>
	| (EndedCall<Granted> & {readonly kind: 'unreachable'; readonly explanation: Explanation})
	| (EndedCall<Granted> & {
			readonly kind: 'unusable';
			readonly explanation: Explanation;
			/** A refresh token that arrived nevertheless: it may have replaced the old one, and must be stored. */
			readonly kept?: GrantedToken;
	  })
	| (EndedCall<Granted> & {readonly kind: 'cancelled'});

export type TokenOutcome =
	| (GrantedToken & EndedCall<CompanyGrant> & {
			readonly kind: 'granted';
			/** What was changed or dropped from the response, in full sentences; absent if nothing was. */
			readonly warnings?: readonly string[];
	  })
	| FailedCall<CompanyGrant>;

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
			/** What was returned, in words: 3 lists. Absent if users were counted. */
			readonly found?: string;
			/** Whether the refresh grant itself was the proof, because no API could be called. */
			readonly by?: 'grant';
	  })
	| FailedCall<'bearer'>;

/** The keys that id_tokens are signed with, as received. */
export type KeysOutcome =
	| (EndedCall<'bearer'> & {readonly kind: 'keys'; readonly keys: unknown})
	| FailedCall<'bearer'>;

export type RevokeOutcome = (EndedCall<'bearer'> & {readonly kind: 'revoked'}) | FailedCall<'bearer'>;

/** What the user is shown while a call is in progress. */
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
