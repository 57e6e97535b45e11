import {type core} from 'zod/mini';
import {recordOf} from '../record-of.js';
import {credentialFields, labelInSentence, valueDescriptions, type CredentialField} from './values.js';
import {credentialConstants, credentialKeys, credentialsSchema, type Credentials} from './credentials.js';

export type CredentialVerdict =
	| {readonly kind: 'valid'}
	| {readonly kind: 'missing'; readonly reason: string}
	| {readonly kind: 'suspicious'; readonly reason: string};

export type ValidityCheck = {
	readonly verdicts: Readonly<Record<keyof Credentials, CredentialVerdict>>;
	/** Whether nothing is missing; a suspicious value never blocks, because Concur's formats can change. */
	readonly isValid: boolean;
};

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a value is a whole UUID. */
export function isUuid(value: string): boolean {
	return uuid.test(value);
}

const placeholders: readonly RegExp[] = [
	/^(?:<.*>|\[.*\]|\{.*\}|x{3,}|\*{3,}|•+.*|\.{3})$/i,
	/^(?:todo|tbd|changeme|undefined|null|none|string)$/i,
	/^(?:your[\s_-]?|my[\s_-](?:app|client|secret|token|company)).*$/i,
	/^(?:app ?id|client[\s_-]?(?:id|secret)|company[\s_-]?uuid|(?:company[\s_-]?)?request[\s_-]?token)$/i,
];

type Suspicion = (value: string, field: CredentialField, credentials: Credentials) => string | undefined;

function formatSuspicion(value: string, field: CredentialField): string | undefined {
	if (field === 'companyRequestToken') {
		return /^at-./.test(value) || isUuid(value) ? undefined : 'looks unusual: request tokens begin with at-';
	}

	if (/^at-/i.test(value)) {
		return `is a request token, not a ${labelInSentence(field)}`;
	}

	return isUuid(value) ? undefined : `looks unusual: a ${labelInSentence(field)} is a UUID of 36 characters`;
}

/** Describes the first character that SAP Concur's values never have; in a secret, only by its position. */
function strayCharacter(value: string, field: CredentialField): string | undefined {
	const {0: sign, index} = /[^!-~]/u.exec(value) ?? {};
	if (sign === undefined) {
		return undefined;
	}

	const code = sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
	const named = /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? `"${sign}"` : `the character U+${code}`;
	const shown = valueDescriptions[field].isSecret ? `a character at position ${index! + 1}` : named;
	return `contains ${shown} that does not belong there: paste it again`;
}

/** The reasons for suspicion, most specific first. */
const suspicions: readonly Suspicion[] = [
	value => (placeholders.some(pattern => pattern.test(value)) ? 'still contains a placeholder' : undefined),
	value => (/\s/.test(value) ? 'contains spaces' : undefined),
	// On a Mac, the Option key can insert such characters unnoticed.
	strayCharacter,
	(value, field, credentials) => {
		const isSame = (other: CredentialField) => credentials[other].toLowerCase() === value.toLowerCase();
		const twin = credentialFields.find(other => other !== field && isSame(other));
		return twin && `is the same as the ${labelInSentence(twin)}: one of them is wrong`;
	},
	formatSuspicion,
];

type Issue = {readonly key: keyof Credentials; readonly kind: 'missing' | 'suspicious'; readonly reason: string};

function issuesOf(credentials: Credentials): readonly Issue[] {
	return credentialKeys.flatMap((key): readonly Issue[] => {
		const value = credentials[key];
		if (value.trim() === '') {
			return [{key, kind: 'missing', reason: 'missing'}];
		}

		if (key === 'grantType' || key === 'credentialType') {
			return value === credentialConstants[key]
				? []
				: [{key, kind: 'suspicious', reason: `should be ${credentialConstants[key]}`}];
		}

		const reason = suspicions
			.map(suspect => suspect(value, key, credentials))
			.find(found => found !== undefined);
		return reason === undefined ? [] : [{key, kind: 'suspicious', reason}];
	});
}

/** The file's schema with the check added: parsing reports every finding as an issue whose path is the key. */
const checkedCredentialsSchema = credentialsSchema.check(({value, issues}) => {
	for (const {key, kind, reason} of issuesOf(value)) {
		issues.push({
			code: 'custom',
			path: [key],
			message: reason,
			params: {kind},
			input: value[key],
		});
	}
});

function verdictOf(issue: core.$ZodIssue | undefined): CredentialVerdict {
	if (!issue) {
		return {kind: 'valid'};
	}

	const isSuspicious = issue.code === 'custom' && issue.params?.['kind'] === 'suspicious';
	return {kind: isSuspicious ? 'suspicious' : 'missing', reason: issue.message};
}

/**
Runs the tutorial's validity check: each key is valid, missing, or suspicious with a reason.

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export function checkCredentials(credentials: Credentials): ValidityCheck {
	const issues = checkedCredentialsSchema.safeParse(credentials).error?.issues ?? [];
	const verdicts = recordOf(credentialKeys, key => verdictOf(issues.find(issue => issue.path[0] === key)));
	return {verdicts, isValid: credentialKeys.every(key => verdicts[key].kind !== 'missing')};
}
