import * as z from 'zod/mini';
import {type ParseError, type ParseErrorCode} from 'jsonc-parser';
import {recordOf} from '../record-of.js';
import {credentialFields, type CredentialField} from './values.js';
import {parseForeignJson} from './foreign-text.js';

/**
The six keys of credentials.json in the order of SAP's samples; other keys are passed over.

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export const credentialsSchema = z.object({
	appID: z._default(z.string(), ''),
	clientSecret: z._default(z.string(), ''),
	grantType: z._default(z.string(), 'password'),
	companyUUID: z._default(z.string(), ''),
	companyRequestToken: z._default(z.string(), ''),
	credentialType: z._default(z.string(), 'authtoken'),
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

/**
The credentials object for four issued values; grant and credential type are constants.

@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export function composeCredentials(values: Readonly<Record<CredentialField, string>>): Credentials {
	return {
		appID: values.appID,
		clientSecret: values.clientSecret,
		grantType: 'password',
		companyUUID: values.companyUUID,
		companyRequestToken: values.companyRequestToken,
		credentialType: 'authtoken',
	};
}

/** The text of credentials.json as SAP's samples read it: six keys in their order. */
export function formatCredentials(credentials: Credentials): string {
	return `${JSON.stringify(
		recordOf(credentialKeys, key => credentials[key]),
		null,
		4,
	)}\n`;
}

export type ParsedCredentials =
	| {readonly kind: 'credentials'; readonly credentials: Credentials; readonly missingKeys: readonly string[]}
	| MalformedJson
	| {readonly kind: 'wrong-shape'; readonly problem: string};

export type MalformedJson = {
	readonly kind: 'malformed';
	/** Counted from 1. */
	readonly line: number;
	/** Counted from 1. */
	readonly column: number;
	/** What is wrong there; the text, which may be secret, is not quoted. */
	readonly problem: string;
};

const problems: ReadonlyMap<string, string> = new Map(Object.entries({
		InvalidCommentToken: 'JSON has no comments.',
		UnexpectedEndOfComment: 'JSON has no comments.',
		CommaExpected: 'a comma is missing before this.',
		CloseBraceExpected: 'a comma or a closing } is missing before this.',
		CloseBracketExpected: 'a comma or a closing ] is missing before this.',
		ColonExpected: 'a colon is missing before this.',
		PropertyNameExpected: 'a key in double quotes is expected here.',
		ValueExpected: 'a value is expected here.',
		InvalidNumberFormat: 'this is not a valid JSON number.',
		UnexpectedEndOfNumber: 'this is not a valid JSON number.',
		UnexpectedEndOfString: 'the closing quote of this text is missing.',
		InvalidUnicode: 'this text contains an invalid escape.',
		InvalidEscapeCharacter: 'this text contains an invalid escape.',
		InvalidCharacter: 'this text contains a line break, a tab or another control character.',
		EndOfFileExpected: 'there is extra text after the end.',
	} satisfies Partial<Record<keyof typeof ParseErrorCode, string>>));

/** What is wrong at an offset; commas and quotes that JavaScript takes are told as such. `code` is jsonc-parser's. */
function problemAt(text: string, offset: number, code = ''): string {
	const character = text[offset]!;
	if (character === '\'') {
		return 'JSON needs double quotes.';
	}

	if (character === ',' || (/[}\]]/.test(character) && text.slice(0, offset).trimEnd().endsWith(','))) {
		return 'there is an extra comma.';
	}

	return problems.get(code) ?? 'this is not expected here.';
}

/**
Where a text that is not JSON stops being JSON, and why.

The engine's own messages differ between versions and quote the text. The parser that tells the place is loaded here and
not before: commands that scripts call start without it.
*/
async function locateProblem(text: string): Promise<MalformedJson> {
	const {parse, printParseErrorCode} = await import('jsonc-parser');
	const errors: ParseError[] = [];
	parse(text, errors, {disallowComments: true});
	const offset = errors[0]?.offset ?? text.length;
	const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
	const place = {kind: 'malformed', line: lines.length, column: lines.at(-1)!.length + 1} as const;
	if (text.slice(offset).trim() === '') {
		return {...place, problem: text.trim() === '' ? 'the file is empty.' : 'the file ends too early.'};
	}

	return {...place, problem: problemAt(text, offset, errors[0] && printParseErrorCode(errors[0].error))};
}

/** Reads a credentials.json as SAP's samples and people's editors write it: any key order, a byte order mark, CRLF. */
export async function parseCredentials(text: string): Promise<ParsedCredentials> {
	const plain = text.replace(/^\uFEFF/, '');
	let parsed: unknown;
	try {
		parsed = parseForeignJson(plain);
	} catch {
		return locateProblem(plain);
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
		? {kind: 'credentials', credentials: result.data, missingKeys}
		: {
				kind: 'wrong-shape',
				problem: `${String(result.error.issues[0]?.path[0] ?? 'a value')} must be text in quotes.`,
			};
}
