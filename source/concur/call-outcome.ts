import {type StageId} from './tutorial-stages.js';

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
	readonly status?: number;
	/** Milliseconds from the first byte sent to the last byte read, of the last attempt. */
	readonly latency: number;
	/** The `concur-correlationid` response header, or the one sent when no answer came: SAP support finds the call by it. */
	readonly correlationId: string;
	readonly attempts: number;
	/** How many requests may have been carried out without their answer arriving; absent when none. */
	readonly lostAnswers?: number | undefined;
	/** When the call ended, milliseconds since the epoch. */
	readonly at: number;
};

/** The granted body of `/oauth2/v0/token`, judged: times that are times, text that is printable. */
export type TokenObject = {
	/** Life of the access token in seconds. */
	readonly expires_in: number;
	readonly scope: string;
	readonly token_type: string;
	/** Visible ASCII; empty where the answer had none that can be used. */
	readonly access_token: string;
	readonly refresh_token: string;
	/** Expiry of the refresh token in epoch seconds (an instant, not a duration); may be absent. */
	readonly refresh_expires_in?: number;
	/** Base URI for every later call, origin only. */
	readonly geolocation?: string;
	readonly id_token?: string;
};

/** What a grant leaves to be stored. */
export type Grant = {
	readonly token: TokenObject;
	/** Origin that granted it: where the next call goes when the token names no geolocation. */
	readonly baseUri: string;
};

/** A call that did not give what was asked for. */
export type FailedCall =
	| {
			readonly kind: 'refused';
			readonly facts: CallFacts;
			/** Concur's numeric error code, where the body had one. */
			readonly code?: number;
			readonly error?: string;
			/** Concur's own words, stripped of control characters and shortened. */
			readonly description?: string;
			readonly explanation: Explanation;
	  }
	| {readonly kind: 'unreachable'; readonly facts: CallFacts; readonly explanation: Explanation}
	| {
			readonly kind: 'unusable';
			readonly facts: CallFacts;
			readonly explanation: Explanation;
			/** A refresh token that came all the same: it may have replaced the old one, and must be stored. */
			readonly kept?: Grant;
	  }
	| {readonly kind: 'cancelled'; readonly facts: CallFacts};

export type TokenOutcome =
	| (Grant & {
			readonly kind: 'granted';
			readonly facts: CallFacts;
			/** What of the answer was not taken as it came, in whole sentences; absent where all was. */
			readonly warnings?: readonly string[];
	  })
	| FailedCall;

export type ProofOutcome =
	| {readonly kind: 'proven'; readonly facts: CallFacts; readonly totalResults: number}
	| FailedCall;

/** What a person is told while a call is under way. */
export type CallProgress =
	| {readonly kind: 'attempt'; readonly attempt: number; readonly url: string}
	| {readonly kind: 'waiting'; readonly attempt: number; readonly reason: string; /** Milliseconds until the next attempt. */ readonly delay: number}
	| {readonly kind: 'moved'; readonly geolocation: string};
