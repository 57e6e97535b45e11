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

/** Whose token an API takes: a company's, a single user's, or the app's own. */
export const tokenLevels = ['company', 'user', 'app'] as const;

export type TokenLevel = (typeof tokenLevels)[number];

/**
What the catalogue may say of an API. Its descriptions are ours, names and addresses are the documentation's.

A test holds the catalogue to it: what is built into the program needs no judging at each start.
*/
export const apiSchema = lazy(() => {
	/** One of these scopes suffices; the one that allows least comes first. */
	const needSchema = z.readonly(z.array(z.enum(documentedScopes)).check(z.minLength(1)));

	const dateSchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

	const proofSchema = z.readonly(z.strictObject({
		/** Path and query of a GET that changes nothing, tells nothing sensitive and asks for little. */
		path: z.string().check(z.startsWith('/')),
		needs: z.readonly(z.array(needSchema).check(z.minLength(1))),
		/** Where the answer holds the array of what was found: names with dots between, or empty for the answer. */
		items: z.string(),
		/** Where the answer tells how many there are in all. */
		total: z.optional(z.string()),
		/** As many as an answer holds at most: without a total, so many may be more. */
		pageSize: z.optional(z.int().check(z.positive())),
		/** What was found, for one and for several. */
		nouns: z.readonly(z.tuple([z.string(), z.string()])),
	}));

	return z.readonly(z.strictObject({
		/** Name and version in kebab-case. */
		id: z.string(),
		name: z.string(),
		version: z.string().check(z.regex(/^v\d+(?:\.\d+)?$/)),
		area: z.enum(areas),
		tokens: z.readonly(z.array(z.enum(tokenLevels)).check(z.minLength(1))),
		/** Every need of reading; none where nothing can be read. */
		read: z.readonly(z.array(needSchema)),
		/** What writing needs beside reading; none where nothing can be written. */
		write: z.readonly(z.array(needSchema)),
		/** Scopes that open more of the API, with what each is for: never proposed, always told. */
		more: z.optional(z.readonly(z.partialRecord(z.enum(documentedScopes), z.string()))),
		/** What a person has to know before choosing it, in a sentence. */
		note: z.optional(z.string()),
		/** Absent while the API is current. A shut-down API answers no more from that date on. */
		end: z.optional(z.readonly(z.discriminatedUnion('kind', [
			z.strictObject({kind: z.literal('deprecated'), successor: z.optional(z.string())}),
			z.strictObject({kind: z.literal('shut-down'), on: dateSchema, successor: z.optional(z.string())}),
		]))),
		page: z.string().check(z.startsWith('https://developer.concur.com/')),
		/** The harmless call that proves it; absent where there is none. */
		proof: z.optional(proofSchema),
	}));
});

/** An API of SAP Concur. */
export type Api = z.output<ReturnType<typeof apiSchema>>;

/** An entry as it is written down, with the path of its page; the list that it stands in says its area. */
export type ApiEntry = Omit<Api, 'area'>;

/** One of these scopes suffices; the one that allows least comes first. */
export type Need = Api['read'][number];

export type ProofCall = NonNullable<Api['proof']>;
