import * as z from 'zod/mini';
import {credentialFields, emptyCredentialValues, type CredentialField} from '../concur/credentials.js';
import {stageIds} from '../concur/tutorial-stages.js';

const instant = z.number().check(z.nonnegative());

const callFactsSchema = z.looseObject({
	url: z.string(),
	status: z.optional(z.number()),
	latency: z.number(),
	correlationId: z.string(),
	attempts: z.number(),
	lostAnswers: z.optional(z.number()),
	at: instant,
});

const explanationSchema = z.looseObject({cause: z.string(), remedy: z.string(), stage: z.enum(stageIds)});

const savedCallSchema = z.looseObject({
	grant: z.enum(['password', 'refresh_token', 'bearer']),
	kind: z.enum(['granted', 'proven', 'refused', 'unreachable', 'unusable', 'cancelled']),
	facts: callFactsSchema,
	code: z.optional(z.number()),
	error: z.optional(z.string()),
	description: z.optional(z.string()),
	explanation: z.optional(explanationSchema),
	totalResults: z.optional(z.number()),
});

const tokenSchema = z.looseObject({
	object: z.looseObject({
		expires_in: z.number(),
		scope: z.string(),
		token_type: z.string(),
		access_token: z.string(),
		refresh_token: z.string(),
		refresh_expires_in: z.optional(z.number()),
		geolocation: z.optional(z.string()),
		id_token: z.optional(z.string()),
	}),
	receivedAt: instant,
	baseUri: z.string(),
	obtainedWith: z.looseObject({appID: z.string(), clientSecret: z.string(), companyUUID: z.string()}),
});

const bearerSchema = z.looseObject({
	accessToken: z.string(), expiresAt: instant, tokenType: z.string(), baseUri: z.string(), scope: z.string(),
});

const presented = {
	grant: z.enum(['refresh_token', 'bearer']),
	at: instant,
	refreshToken: z.string(),
	clientSecret: z.string(),
};

const connectionSchema = z.discriminatedUnion('kind', [
	z.looseObject({kind: z.literal('accepted'), ...presented}),
	z.looseObject({
		kind: z.literal('refused'), ...presented, status: z.optional(z.number()), code: z.optional(z.number()), explanation: explanationSchema,
	}),
]);

function perField<Value extends z.ZodMiniType>(value: Value) {
	return z.looseObject(Object.fromEntries(credentialFields.map(field => [field, value])) as Record<CredentialField, Value>);
}

/** One profile's settings file. Keys that a later version added are kept, at any depth. All instants are milliseconds since the epoch. */
export const settingsSchema = z.looseObject({
	version: z.literal(1),
	baseUri: z.string(),
	values: perField(z.string()),
	enteredAt: perField(z.optional(instant)),
	folder: z.string(),
	stage: z.enum(stageIds),
	item: z.int().check(z.nonnegative()),
	ticks: z.array(z.string()),
	lastCall: z.optional(savedCallSchema),
	token: z.optional(tokenSchema),
	/** The cached access token: scripts get it while at least five minutes of it are left. */
	bearer: z.optional(bearerSchema),
	proof: z.optional(z.looseObject({facts: callFactsSchema, totalResults: z.number(), refreshToken: z.string()})),
	/** What SAP Concur last said of the refresh token. */
	connection: z.optional(connectionSchema),
	/** A refresh grant that was asked for and not answered yet: where it stays, the answer was lost. */
	unansweredGrant: z.optional(z.looseObject({at: instant, refreshToken: z.string()})),
	createdAt: instant,
	updatedAt: instant,
});

export type Settings = z.infer<typeof settingsSchema>;

/** Settings of a profile that nothing was entered for yet; `now` in milliseconds since the epoch. */
export function emptySettings(now: number): Settings {
	return {
		version: 1,
		baseUri: 'glz',
		values: {...emptyCredentialValues},
		enteredAt: {},
		folder: '',
		stage: 'login',
		item: 0,
		ticks: [],
		createdAt: now,
		updatedAt: now,
	};
}
