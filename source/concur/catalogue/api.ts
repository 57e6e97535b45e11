import * as z from 'zod/mini';
import {lazy} from '../../lazy.js';
import {documentedScopes} from './documented-scopes.js';

/** Product areas, in the order that a list shows them. */
export const areas = [
	'People',
	'Lists and places',
	'Expense',
	'Receipts',
	'Request',
	'Travel',
	'Invoice',
	'Finance',
	'Budget',
	'Events and messages',
] as const;

export type Area = (typeof areas)[number];

/** Whose token an API accepts: a company's, a single user's, or the app's own. */
const tokenLevels = ['company', 'user', 'app'] as const;

export type TokenLevel = (typeof tokenLevels)[number];

/** Most APIs accept a company's token and a user's. */
export const companyAndUser = ['company', 'user'] as const;

/** The note on an API whose scopes all allow writing. */
export const noReadOnlyScope = 'There is no read-only scope: the scope that allows reading also allows writing.';

/**
The schema of a catalogue entry. Descriptions are our own; names and addresses are the documentation's.

A test validates the catalogue, so that the program need not do so at each start.
*/
export const apiSchema = lazy(() => {
	/** One of these scopes suffices; the least permissive comes first. */
	const needSchema = z.readonly(z.array(z.enum(documentedScopes)).check(z.minLength(1)));

	const dateSchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

	const proofSchema = z.readonly(z.strictObject({
		/** Path and query of a GET that changes nothing, returns nothing sensitive and asks for little. */
		path: z.string().check(z.startsWith('/')),
		needs: z.readonly(z.array(needSchema).check(z.minLength(1))),
		/** Where the response has the array of results: names separated by dots, or empty for the whole response. */
		items: z.string(),
		/** Where the response has the total number of results. */
		total: z.optional(z.string()),
		/** The maximum number in one response; without a total, a full page may not be the last. */
		pageSize: z.optional(z.int().check(z.positive())),
		/** The noun for one result and for several. */
		nouns: z.readonly(z.tuple([z.string(), z.string()])),
	}));

	return z.readonly(z.strictObject({
		/** Name and version in kebab-case. */
		id: z.string(),
		name: z.string(),
		version: z.string().check(z.regex(/^v\d+(?:\.\d+)?$/)),
		area: z.enum(areas),
		tokens: z.readonly(z.array(z.enum(tokenLevels)).check(z.minLength(1))),
		/** Everything that reading needs; empty if nothing can be read. */
		read: z.readonly(z.array(needSchema)),
		/** What writing needs in addition to reading; empty if nothing can be written. */
		write: z.readonly(z.array(needSchema)),
		/** Scopes that open more of the API, with the purpose of each: always mentioned, never suggested. */
		more: z.optional(z.readonly(z.partialRecord(z.enum(documentedScopes), z.string()))),
		/** What a user has to know before choosing it, in a sentence. */
		note: z.optional(z.string()),
		/** Absent while the API is current. An API that has been shut down no longer responds from that date on. */
		end: z.optional(z.readonly(z.discriminatedUnion('kind', [
			z.strictObject({kind: z.literal('deprecated'), successor: z.optional(z.string())}),
			z.strictObject({kind: z.literal('shut-down'), on: dateSchema, successor: z.optional(z.string())}),
		]))),
		page: z.string().check(z.startsWith('https://developer.concur.com/')),
		/** The read-only call that proves it; absent if there is none. */
		proof: z.optional(proofSchema),
	}));
});

/** An API of SAP Concur. */
export type Api = z.output<ReturnType<typeof apiSchema>>;

/** An entry as written in the list of its area, with the path of its page; the list determines its area. */
export type ApiEntry = Omit<Api, 'area'>;

/** One of these scopes suffices; the least permissive comes first. */
export type Need = Api['read'][number];

export type ProofCall = NonNullable<Api['proof']>;
