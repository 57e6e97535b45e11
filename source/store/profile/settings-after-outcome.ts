import {type GrantedToken, type TokenOutcome} from '../../concur/call-outcome.js';
import {type AppIdentity} from '../../concur/connection.js';
import {type ProvenPlan} from '../../concur/api-proof.js';
import {callRecord, grantToStore, recordTokenOutcome, type CallRecord} from '../../concur/call-record.js';
import {secretsAfterOutcome} from '../../concur/former-secret.js';
import {recordProofs} from '../../concur/record-proofs.js';
import {type AccessToken} from '../../concur/token-object.js';
import {accessTokenExpiry} from '../../concur/token-rules.js';
import {type Settings} from './settings.js';

/**
Settings after the token endpoint responded to the app of `identity`: with a granted token, whose access token becomes
the cached bearer token, or with the refusal.

A new secret is either proven, and its predecessor erased, or refused, and its predecessor restored as if it had never
been replaced.
*/
export function settingsAfterOutcome(
	settings: Settings,
	outcome: TokenOutcome,
	identity: AppIdentity,
): Settings {
	const {values, former, enteredAt} = settings;
	const secrets = secretsAfterOutcome({clientSecret: values.clientSecret, former}, outcome, identity);
	const isSwapped = secrets.clientSecret !== values.clientSecret;
	const recorded = {
		...withCallRecord(settings, recordTokenOutcome(callRecord(settings), outcome, identity)),
		former: secrets.former,
		values: {...values, clientSecret: secrets.clientSecret},
		// The refusal was of the other secret.
		...(isSwapped && {enteredAt: {...enteredAt, clientSecret: outcome.facts.at + 1}}),
	};
	const granted = grantToStore(outcome);
	if (granted) {
		return {...recorded, bearer: bearerOf(granted, outcome.facts.at)};
	}

	return isSwapped
		? {...recorded, connection: isAboutOther(settings, identity) ? settings.connection : recorded.connection}
		: recorded;
}

/**
Whether the evidence about the connection was gathered with another secret, so that this refusal does not affect it.
*/
function isAboutOther({connection, token}: Settings, {clientSecret}: AppIdentity): boolean {
	return (connection ?? token?.obtainedWith)?.clientSecret !== clientSecret;
}

/** The bearer token of a grant as stored in settings; `receivedAt` is in milliseconds since the epoch. */
export function storedBearer(
	{token, baseUri}: {readonly token: AccessToken; readonly baseUri: string},
	receivedAt: number,
): NonNullable<Settings['bearer']> {
	return {
		accessToken: token.access_token,
		expiresAt: accessTokenExpiry(token, receivedAt),
		tokenType: token.token_type,
		baseUri: token.geolocation ?? baseUri,
		scope: token.scope,
	};
}

/** A refresh token may arrive without a usable bearer token. */
function bearerOf(grant: GrantedToken, receivedAt: number): Settings['bearer'] {
	return grant.token.access_token === '' ? undefined : storedBearer(grant, receivedAt);
}

/** Settings that need less space: they keep the refresh token, but not what it can be used to obtain again. */
export function withoutBearer(settings: Settings): Settings {
	const {token} = settings;
	return {
		...settings,
		bearer: undefined,
		token: token && {...token, object: {...token.object, access_token: '', id_token: undefined}},
	};
}

/**
Settings after APIs were called to prove the token of the app of `identity`. If only some of the chosen APIs were
called, the earlier results of the others still count.
*/
export function settingsAfterProofs(
	settings: Settings,
	proven: readonly ProvenPlan[],
	identity: AppIdentity,
): Settings {
	const record = recordProofs(callRecord(settings), proven, identity);
	const {proofs: asked = []} = record;
	const isAsked = (id: string | undefined) => asked.some(({api}) => api === id);
	const others = settings.chosenApis.every(({id}) => isAsked(id))
		? []
		: (settings.proofs ?? []).filter(({api}) => !isAsked(api));
	return withCallRecord(settings, {...record, proofs: [...others, ...asked]});
}

/** Settings with a changed call record. */
export function withCallRecord(settings: Settings, {proofs, ...record}: CallRecord): Settings {
	return {...settings, ...record, proofs: proofs && [...proofs]};
}

/**
Settings with a refresh token that did not come from a call: nothing is known about it yet, and the cached bearer token
belongs to the previous one.
*/
export function settingsWithRecord({bearer: _, ...settings}: Settings, record: CallRecord): Settings {
	return withCallRecord(settings, callRecord(record));
}
