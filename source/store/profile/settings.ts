import * as z from 'zod/mini';
import {defaultBaseUri, defaultOrigin, resolveBaseUri} from '../../concur/base-uris.js';
import {checkGeolocation} from '../../concur/check-geolocation.js';
import {credentialFields} from '../../concur/values.js';
import {emptyCredentialValues} from '../../concur/credentials.js';
import {accesses, apiVerdicts, connectionGrants, savedCallKinds, savedGrants} from '../../concur/saved-words.js';
import {isBearerText, isInstant, isRefreshTokenExpiry} from '../../concur/token-rules.js';
import {tokenObjectShape} from '../../concur/token-object.js';
import {stageIds} from '../../concur/tutorial.js';
import {lazy} from '../../lazy.js';
import {recordOf} from '../../record-of.js';

// The schema is created lazily: `readProfile` seldom needs it, and creating it takes as long as the rest of a command.
const instant = () => z.number().check(z.refine(isInstant));

// An impossible time counts as long ago: it must not make a profile unreadable.
const pastInstant = () => z.catch(instant(), 0);

const callFactsSchema = () => z.looseObject({
	url: z.string(),
	status: z.exactOptional(z.number()),
	latency: z.number(),
	correlationId: z.string(),
	attempts: z.number(),
	lostAnswers: z.exactOptional(z.number()),
	at: pastInstant(),
});

const explanationSchema = () => z.looseObject({cause: z.string(), remedy: z.string(), stage: z.enum(stageIds)});

const savedCallSchema = () => z.looseObject({
	grant: z.enum(savedGrants),
	kind: z.enum(savedCallKinds),
	facts: callFactsSchema(),
	code: z.exactOptional(z.number()),
	error: z.exactOptional(z.string()),
	description: z.exactOptional(z.string()),
	explanation: z.exactOptional(explanationSchema()),
	totalResults: z.exactOptional(z.number()),
});

const apiProofSchema = () => z.looseObject({
	api: z.exactOptional(z.string()),
	verdict: z.enum(apiVerdicts),
	status: z.exactOptional(z.number()),
	latency: z.exactOptional(z.number()),
	correlationId: z.exactOptional(z.string()),
	detail: z.string(),
	remedy: z.exactOptional(z.string()),
	stage: z.exactOptional(z.enum(stageIds)),
});

const tokenSchema = () => z.looseObject({
	object: z.looseObject(tokenObjectShape()),
	receivedAt: pastInstant(),
	baseUri: z.string(),
	obtainedWith: z.looseObject({appID: z.string(), clientSecret: z.string(), companyUUID: z.string()}),
});

type StoredToken = z.infer<ReturnType<typeof tokenSchema>>;

/**
Checks a token from a file as if it had just been received: the file may be older than a rule, or edited by hand. An
address that secrets must not be sent to, an impossible expiry, and an access token that can't be used in a header are
dropped; the refresh token is kept.
*/
function sanitizeStoredToken(token: StoredToken): StoredToken {
	const {refresh_expires_in: end, geolocation, ...object} = token.object;
	const granted = resolveBaseUri(token.baseUri);
	const baseUri = granted.kind === 'base-uri' ? granted.uri : defaultOrigin;
	const judged = geolocation === undefined ? undefined : checkGeolocation(geolocation, baseUri);
	return {
		...token,
		baseUri,
		object: {
			...object,
			access_token: isBearerText(object.access_token) ? object.access_token : '',
			...(end !== undefined && isRefreshTokenExpiry(end, token.receivedAt) && {refresh_expires_in: end}),
			...(judged?.kind === 'trusted' && {geolocation: judged.uri}),
		},
	};
}

const visibleText = () => z.string().check(z.refine(isBearerText));

function isWholeBaseUri(text: string): boolean {
	const resolved = resolveBaseUri(text);
	return resolved.kind === 'base-uri' && resolved.uri === text;
}

const bearerSchema = () => z.looseObject({
	accessToken: visibleText(),
	expiresAt: instant(),
	tokenType: visibleText(),
	baseUri: z.string().check(z.refine(isWholeBaseUri)),
	scope: z.string(),
});

const presented = () => ({
	grant: z.enum(connectionGrants),
	at: instant(),
	refreshToken: z.string(),
	clientSecret: z.string(),
});

const connectionSchema = () => z.discriminatedUnion('kind', [
	z.looseObject({kind: z.literal('accepted'), ...presented()}),
	z.looseObject({
		kind: z.literal('refused'),
		...presented(),
		status: z.exactOptional(z.number()),
		code: z.exactOptional(z.number()),
		explanation: explanationSchema(),
	}),
]);

function perField<Value extends z.ZodMiniType>(value: Value) {
	return z.looseObject(recordOf(credentialFields, () => value));
}

/**
One profile's settings file. Keys added by a later version are preserved, at any depth. All instants are in milliseconds
since the epoch.
*/
export const settingsSchema = lazy(() => z.looseObject({
	version: z.literal(1),
	baseUri: z.string(),
	values: perField(z.string()),
	enteredAt: perField(z.catch(z.optional(instant()), undefined)),
	folder: z.string(),
	stage: z.enum(stageIds),
	item: z.int().check(z.nonnegative()),
	ticks: z.array(z.string()),
	/** An app and its secret that were replaced, kept until the replacement is proven. */
	former: z.catch(z.optional(z.looseObject({appID: z.string(), clientSecret: z.string()})), undefined),
	/** The app and the company that the request token was entered for. */
	requestedFor: z.catch(z.optional(z.looseObject({appID: z.string(), companyUUID: z.string()})), undefined),
	/** The files in the folder that the user did not want to import. */
	declinedImport: z.catch(z.optional(z.string()), undefined),
	/** The APIs that this profile is for. An unknown one may come from a later version, so it is kept. */
	chosenApis: z.catch(z.array(z.looseObject({id: z.string(), access: z.enum(accesses)})), []),
	lastCall: z.optional(savedCallSchema()),
	token: z.optional(z.pipe(tokenSchema(), z.transform(sanitizeStoredToken))),
	/** The cached access token, given to scripts while it is valid for at least five more minutes. */
	bearer: z.catch(z.optional(bearerSchema()), undefined),
	/** The cached token of the app itself, and that app's ID. */
	appBearer: z.catch(z.optional(z.extend(bearerSchema(), {appID: z.string()})), undefined),
	proof: z.optional(z.looseObject({
		facts: callFactsSchema(),
		totalResults: z.number(),
		found: z.exactOptional(z.string()),
		by: z.catch(z.optional(z.literal('grant')), undefined),
		refreshToken: z.string(),
	})),
	/** The latest result of proving each API. */
	proofs: z.catch(z.optional(z.array(apiProofSchema())), undefined),
	/** What SAP Concur last said about the refresh token. */
	connection: z.catch(z.optional(connectionSchema()), undefined),
	/** A refresh grant that was requested and has had no response yet; if it remains here, the response was lost. */
	unansweredGrant: z.optional(z.looseObject({at: instant(), refreshToken: z.string()})),
	/** The same for a refresh token that was requested with the company request token. */
	unansweredRequest: z.catch(z.optional(z.looseObject({at: instant()})), undefined),
	createdAt: pastInstant(),
	updatedAt: pastInstant(),
}));

export type Settings = z.infer<ReturnType<typeof settingsSchema>>;

/** Settings of a profile without any values yet; `now` is in milliseconds since the epoch. */
export function emptySettings(now: number): Settings {
	return {
		version: 1,
		baseUri: defaultBaseUri,
		values: {...emptyCredentialValues},
		enteredAt: {},
		folder: '',
		stage: 'login',
		item: 0,
		ticks: [],
		chosenApis: [],
		createdAt: now,
		updatedAt: now,
	};
}
