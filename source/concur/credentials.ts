import * as z from 'zod/mini';
import {recordOf} from '../record-of.js';
import {credentialFields, type CredentialField} from './values.js';
import {hasControlCharacters, isTooDeep, parseUntrustedJson} from './untrusted-text.js';
import {locateProblem, tooDeepProblem, type MalformedJson} from './malformed-json.js';

/**
The two keys of credentials.json that are the same for every company.

@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export const credentialConstants = {grantType: 'password', credentialType: 'authtoken'} as const;

// One schema for all keys: each takes time to create at every start.
const textOrNothing = z._default(z.string(), '');

/**
The six keys of credentials.json in the order of SAP's samples; other keys are ignored, and one that is not there counts
as empty: SAP's samples add nothing.

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export const credentialsSchema = z.object({
	appID: textOrNothing,
	clientSecret: textOrNothing,
	grantType: textOrNothing,
	companyUUID: textOrNothing,
	companyRequestToken: textOrNothing,
	credentialType: textOrNothing,
});

export type Credentials = z.infer<typeof credentialsSchema>;

export const credentialKeys = [
	'appID',
	'clientSecret',
	'grantType',
	'companyUUID',
	'companyRequestToken',
	'credentialType',
] as const satisfies ReadonlyArray<keyof Credentials>;

export const emptyCredentialValues: Readonly<Record<CredentialField, string>> = recordOf(
	credentialFields,
	() => '',
);

/** Composes the credentials object from the four issued values; grant type and credential type are constants. */
export function composeCredentials(values: Readonly<Record<CredentialField, string>>): Credentials {
	return {
		appID: values.appID,
		clientSecret: values.clientSecret,
		grantType: credentialConstants.grantType,
		companyUUID: values.companyUUID,
		companyRequestToken: values.companyRequestToken,
		credentialType: credentialConstants.credentialType,
	};
}

/** Formats credentials.json as SAP's samples read it: six keys in their order. */
export function formatCredentials(credentials: Credentials): string {
	return `${JSON.stringify(
		recordOf(credentialKeys, key => credentials[key]),
		undefined,
		4,
	)}\n`;
}

type ParsedCredentials =
	| {
			readonly kind: 'credentials';
			readonly credentials: Credentials;
			readonly missingKeys: readonly string[];
			/** The keys whose values have control or invisible characters in the text, which are removed here. */
			readonly uncleanKeys: ReadonlyArray<keyof Credentials>;
	  }
	| MalformedJson
	| {readonly kind: 'wrong-shape'; readonly problem: string};

/** Lists the keys whose values SAP's samples, which remove nothing, would send with control or invisible characters. */
function uncleanKeysIn(text: string): ReadonlyArray<keyof Credentials> {
	const raw = JSON.parse(text) as Readonly<Record<string, unknown>>;
	return credentialKeys.filter(key => {
		const value = raw[key];
		return typeof value === 'string' && hasControlCharacters(value);
	});
}

/** Parses a credentials.json as SAP's samples and text editors write it: any key order, a byte order mark, CRLF. */
export async function parseCredentials(text: string): Promise<ParsedCredentials> {
	const plain = text.replace(/^\uFEFF/, '');
	let parsed: unknown;
	try {
		parsed = parseUntrustedJson(plain);
	} catch (error) {
		return isTooDeep(error) ? {kind: 'wrong-shape', problem: tooDeepProblem} : locateProblem(plain);
	}

	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		return {kind: 'wrong-shape', problem: 'it must contain one object with the six keys.'};
	}

	const missingKeys = credentialKeys.filter(key => !(key in parsed));
	if (missingKeys.length === credentialKeys.length) {
		return {kind: 'wrong-shape', problem: 'it contains none of the six keys.'};
	}

	const result = credentialsSchema.safeParse(parsed);
	return result.success
		? {kind: 'credentials', credentials: result.data, missingKeys, uncleanKeys: uncleanKeysIn(plain)}
		: {
				kind: 'wrong-shape',
				problem: `${String(result.error.issues[0]?.path[0] ?? 'a value')} must be text in quotes.`,
			};
}
