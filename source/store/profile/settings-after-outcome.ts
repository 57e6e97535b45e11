import {type GrantedToken, type TokenOutcome} from '../../concur/call-outcome.js';
import {type AppIdentity} from '../../concur/connection.js';
import {type ProvenPlan} from '../../concur/api-proof.js';
import {
	callRecord, grantToStore, recordTokenOutcome, secretsAfterOutcome, type CallRecord,
} from '../../concur/call-record.js';
import {recordProofs} from '../../concur/record-proofs.js';
import {type AccessToken} from '../../concur/token-object.js';
import {accessTokenExpiry} from '../../concur/token-rules.js';
import {type Settings} from './settings.js';

/**
Settings after an answer of the token endpoint to the app of `identity`: a granted token with its access token as the
cached bearer, or the refusal.

A secret that replaced another one is proven and its predecessor erased; or it is refused, and its predecessor is back
as if nothing had been.
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
		// The refusal was of the other one.
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

/** Whether what is known of the connection was gathered with another secret, of which this refusal says nothing. */
function isAboutOther({connection, token}: Settings, {clientSecret}: AppIdentity): boolean {
	return (connection ?? token?.obtainedWith)?.clientSecret !== clientSecret;
}

/** The bearer token of a grant received at an instant, milliseconds since the epoch, as settings keep it. */
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

/** A refresh token may come without a bearer token that can be used. */
function bearerOf(grant: GrantedToken, receivedAt: number): Settings['bearer'] {
	return grant.token.access_token === '' ? undefined : storedBearer(grant, receivedAt);
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

/**
Settings after APIs were called to prove the token of the app of `identity`. Where not all of the chosen ones were, what
came of the others before still counts.
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

/** Settings after a record of calls has changed. */
export function withCallRecord(settings: Settings, {proofs, ...record}: CallRecord): Settings {
	return {...settings, ...record, proofs: proofs && [...proofs]};
}

/**
Settings with another refresh token than the one that calls brought: nothing is known of it yet, and the cached bearer
token belongs to the one before.
*/
export function settingsWithRecord({bearer: _, ...settings}: Settings, record: CallRecord): Settings {
	return withCallRecord(settings, callRecord(record));
}
