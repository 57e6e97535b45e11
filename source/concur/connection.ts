import {type Clearable} from '../optional-members.js';
import {type CallFacts, type Explanation, type FailedCall, type RefusedCall} from './call-outcome.js';
import {type connectionGrants} from './saved-words.js';
import {tokenErrorCodes} from './token-error-codes.js';
import {refreshTokenExpiry, type Expiry} from './token-rules.js';
import {type TokenObject} from './token-object.js';

/** The app and the company that a token was obtained for. */
export type AppIdentity = {readonly appID: string; readonly clientSecret: string; readonly companyUUID: string};

/** A refresh token object and the values it was obtained with: for another app or company it is stale, not lost. */
export type ObtainedToken = {
	readonly object: TokenObject;
	/** Milliseconds since the epoch. */
	readonly receivedAt: number;
	/** Origin that granted it. */
	readonly baseUri: string;
	readonly obtainedWith: AppIdentity;
};

/** When the refresh token expires; undefined while there is none. */
export function storedTokenExpiry({token}: Pick<KnownConnection, 'token'>): Expiry | undefined {
	return token && refreshTokenExpiry(token.object, token.receivedAt);
}

/** What is presented over an existing connection: the refresh token, or a bearer token obtained with it. */
export type ConnectionGrant = (typeof connectionGrants)[number];

type Presented = {
	/** What was sent to SAP Concur: the refresh token itself, or a bearer token obtained with it. */
	readonly grant: ConnectionGrant;
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly refreshToken: string;
	readonly clientSecret: string;
};

export type ConnectionRefusal = Presented & {
	readonly kind: 'refused';
	readonly status?: number;
	readonly code?: number;
	readonly explanation: Explanation;
};

/** What SAP Concur last said about a refresh token. It applies only to that token and that secret. */
export type ConnectionEvidence = (Presented & {readonly kind: 'accepted'}) | ConnectionRefusal;

/** A refresh grant that was requested and whose response has not arrived. */
export type UnansweredGrant = {
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly refreshToken: string;
};

/** The state of the connection between app and company, as far as this program can tell. */
export type Connection =
	| {readonly kind: 'none'}
	| {readonly kind: 'untried'}
	/** When SAP Concur last accepted it, in milliseconds since the epoch. */
	| {readonly kind: 'proven'; readonly at: number}
	| ConnectionRefusal
	/** When SAP Concur was asked to refresh it; the answer was lost, and perhaps a new refresh token with it. */
	| {readonly kind: 'unanswered'; readonly at: number}
	/** When it expired, in milliseconds since the epoch. */
	| {readonly kind: 'expired'; readonly at: number};

export type KnownConnection = Clearable<{
	token: ObtainedToken;
	connection: ConnectionEvidence;
	unansweredGrant: UnansweredGrant;
	/** A successful proof call, and the refresh token it was made with. */
	proof: {readonly facts: CallFacts; readonly refreshToken: string};
}>;

/** Whether the answer to a refresh with the current refresh token was lost. */
export function isRefreshLost({token, unansweredGrant}: KnownConnection): boolean {
	return unansweredGrant !== undefined && unansweredGrant.refreshToken === token?.object.refresh_token;
}

/** The evidence in a proof alone: settings written by an earlier version have no other. */
function evidenceOfProof(token: ObtainedToken, proof: KnownConnection['proof']): ConnectionEvidence | undefined {
	return proof && {
		kind: 'accepted',
		grant: 'bearer',
		at: proof.facts.at,
		refreshToken: proof.refreshToken,
		clientSecret: token.obtainedWith.clientSecret,
	};
}

/**
The values a token was obtained with, but with the app's newest secret: a secret that was rotated no longer works.
*/
export function currentIdentity(obtainedWith: AppIdentity, values: AppIdentity): AppIdentity {
	const isSameApp = values.appID === obtainedWith.appID && values.clientSecret !== '';
	return isSameApp ? {...obtainedWith, clientSecret: values.clientSecret} : obtainedWith;
}

/**
Whether a token belongs to the app and company that these values name. UUIDs are compared ignoring case, and an unknown
company matches any.
*/
export function isTokenOf(
	token: ObtainedToken | undefined,
	values: Pick<AppIdentity, 'appID' | 'companyUUID'>,
): token is ObtainedToken {
	const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
	return token !== undefined
		&& same(token.obtainedWith.appID, values.appID)
		&& (token.obtainedWith.companyUUID === '' || same(token.obtainedWith.companyUUID, values.companyUUID));
}

/**
The state of the connection, derived from what was recorded of the last calls: expired by the clock, refused, left
unanswered or proven by SAP Concur, or else untried.

`values` are the app's current credentials: evidence gathered with another secret does not apply to this one.
`now` is in milliseconds since the epoch.
*/
export function connectionState(
	known: KnownConnection,
	values: AppIdentity,
	now: number,
): Connection {
	const {token, connection, proof, unansweredGrant} = known;
	if (!token) {
		return {kind: 'none'};
	}

	const end = refreshTokenExpiry(token.object, token.receivedAt).at;
	if (end <= now) {
		return {kind: 'expired', at: end};
	}

	const evidence = connection ?? evidenceOfProof(token, proof);
	const isAboutThis = evidence?.refreshToken === token.object.refresh_token
		&& evidence.clientSecret === currentIdentity(token.obtainedWith, values).clientSecret;
	if (isAboutThis && evidence.kind === 'refused') {
		return evidence;
	}

	if (unansweredGrant && isRefreshLost(known)) {
		return {kind: 'unanswered', at: unansweredGrant.at};
	}

	return isAboutThis ? {kind: 'proven', at: evidence.at} : {kind: 'untried'};
}

/** Whether scripts may still be given what was obtained over this connection. */
export function isUsable({kind}: Connection): boolean {
	return kind === 'untried' || kind === 'proven' || kind === 'unanswered';
}

/**
Whether SAP Concur could not or would not decide just now, so that the same call may succeed later.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function isTransient(failure: {
	readonly kind: string; readonly code?: number; readonly facts: Pick<CallFacts, 'status'>;
}): boolean {
	if (failure.kind !== 'refused') {
		return failure.kind === 'unreachable';
	}

	const status = failure.facts.status ?? 0;
	return failure.code === undefined ? status === 429 || status >= 500 : failure.code === tokenErrorCodes.maintenance;
}

// 407 comes from a proxy on the way, 404 from a wrong address: neither says anything about the connection.
const unrelatedStatuses: ReadonlySet<number> = new Set([404, 407]);

/** Whether a failed call means that the connection no longer works, rather than a problem on the way. */
export function isConclusive(failure: FailedCall): failure is RefusedCall {
	return failure.kind === 'refused'
		&& !isTransient(failure)
		&& (failure.code !== undefined || !unrelatedStatuses.has(failure.facts.status ?? 0));
}
