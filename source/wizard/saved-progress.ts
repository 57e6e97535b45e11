import {type CallFacts, type Explanation, type TokenObject} from '../concur/call-outcome.js';
import {type CredentialField} from '../concur/credentials.js';
import {type StageId} from '../concur/tutorial-stages.js';

export type Grant = 'password' | 'refresh_token' | 'bearer';

/** The last answer of Concur, without any token, so that it can be shown again after a restart. */
export type SavedCall = {
	readonly grant: Grant;
	readonly kind: 'granted' | 'proven' | 'refused' | 'unreachable' | 'unusable' | 'cancelled';
	readonly facts: CallFacts;
	readonly code?: number;
	readonly error?: string;
	readonly description?: string;
	readonly explanation?: Explanation;
	readonly totalResults?: number;
};

/** A refresh token object together with what it was obtained with: other app credentials make it stale, not lost. */
export type ObtainedToken = {
	readonly object: TokenObject;
	/** Milliseconds since the epoch. */
	readonly receivedAt: number;
	readonly baseUri: string;
	readonly obtainedWith: {readonly appID: string; readonly clientSecret: string; readonly companyUUID: string};
};

export type Proof = {
	readonly facts: CallFacts;
	readonly totalResults: number;
	/** The refresh token that was proven: another one needs a proof of its own. */
	readonly refreshToken: string;
};

/** The part of the session that outlives the program. */
export type SavedProgress = {
	readonly baseUri: string;
	readonly values: Readonly<Record<CredentialField, string>>;
	/** Milliseconds since the epoch of each value's last change. */
	readonly enteredAt: Readonly<Partial<Record<CredentialField, number>>>;
	readonly folder: string;
	readonly stage: StageId;
	/** Position of the focused item within its stage. */
	readonly item: number;
	readonly ticks: readonly string[];
	readonly lastCall?: SavedCall;
	readonly token?: ObtainedToken;
	readonly proof?: Proof;
};
