import {resolveBaseUri, type ResolvedBaseUri} from '../../concur/base-uris.js';
import {parseTokenObjectFile} from '../../concur/token-object.js';
import {type ValueName} from '../../concur/values.js';
import {maxValueLength, type FieldName} from '../fields.js';
import {cleanPastedText, cleanValue, withoutComment, withoutTags} from './clean-paste.js';
import {bareToken, type FoundToken} from './found-token.js';
import {fieldOfLabel} from './paste-labels.js';
import {createUnwrap, pastedLines} from './wrapped-lines.js';

/** A refresh token in a paste, whose age is unknown. */
type PastedToken = Omit<FoundToken, 'receivedAt'>;

type NamedValues = Partial<Record<Exclude<FieldName, 'folder'>, string>>;

export type Paste =
	| {
			readonly kind: 'named';
			readonly values: NamedValues;
			readonly refreshToken?: PastedToken;
			/** The values that end at a line break and may go on behind it. */
			readonly doubtful?: readonly ValueName[];
	  }
	| {readonly kind: 'plain'; readonly value: string}
	/** A lot of text, without any labelled value. */
	| {readonly kind: 'page'}
	/** An address of SAP Concur's admin panel or API, with the base URI that it implies. */
	| {readonly kind: 'concur-address'; readonly resolved: ResolvedBaseUri}
	| {readonly kind: 'nothing'};

const formPair = /\b(client_id|client_secret|username|password|refresh_token)=("[^"]*"|[^\s&'"\\]+)/gi;

// A value that follows its label without a colon is recognised by its length and a digit.
const labelledValue = new RegExp([
	/\b(client id|client secret|company uuid|company request token|app id)/,
	/(?:\s*:\s*(\S+)|\s+(?=\S*\d)(\S{8,}))/,
].map(({source}) => source).join(''), 'gi');

type Pairs = ReadonlyArray<readonly [string, string]>;

/** Pairs from a JSON object, or from a Postman environment, which lists keys and values. */
function jsonPairs(text: string): Pairs {
	try {
		const parsed = JSON.parse(text) as unknown;
		if (typeof parsed !== 'object' || parsed === null) {
			return [];
		}

		const listed =
			'values' in parsed && Array.isArray(parsed.values)
				? (parsed.values as ReadonlyArray<{key?: unknown; value?: unknown}>)
				: [];
		return [...Object.entries(parsed), ...listed.map(entry => [entry?.key, entry?.value] as const)]
			.filter((pair): pair is [string, string] => typeof pair[0] === 'string' && typeof pair[1] === 'string');
	} catch {
		return [];
	}
}

/**
Pairs from the address of a partner's page, to which the App Center redirects: `?id=<company
UUID>&requestToken=<request token>`.

@see https://developer.concur.com/manage-apps/partner-applications.html
*/
function redirectPairs(text: string): Pairs {
	const address = text.trim();
	if (!/^https?:\/\/\S+$/i.test(address) || !URL.canParse(address)) {
		return [];
	}

	const {searchParams} = new URL(address);
	const id = searchParams.get('id') ?? '';
	const requestToken = searchParams.get('requestToken') ?? '';
	return id === '' || requestToken === ''
		? []
		: [
				['company uuid', id],
				['request token', requestToken],
			];
}

/** Pairs from a form body, which a curl command passes as one string or as one option per field. */
function formPairs(text: string): Pairs {
	if (!/\bcurl\b|grant_type=|client_id=/i.test(text)) {
		return [];
	}

	const pairs: Array<readonly [string, string]> = [];
	for (const match of text.matchAll(formPair)) {
		pairs.push([match[1]!, decodeForm(match[2]!)]);
	}

	const address = /https:\/\/[\w.-]+(?=\/oauth2\/v0\/token)/i.exec(text)?.[0];
	return address ? [...pairs, ['base uri', address]] : pairs;
}

function decodeForm(value: string): string {
	try {
		return decodeURIComponent(value.replaceAll('+', ' '));
	} catch {
		return value;
	}
}

// Maximum length of the part before a separator. Labels are short, so long lines are not searched for one.
const maxLabelPartLength = 80;

/** Splits a line "Label: value", "NAME=value" or `"key": "value",` into its label and the rest after the separator. */
function splitLabel(line: string): {readonly label: string; readonly rest: string} | undefined {
	const separator = line.slice(0, maxLabelPartLength).search(/[:=\t]/);
	if (separator === -1) {
		return undefined;
	}

	const name = /^(?:export\s|set\s)?\s*(["']?)([A-Za-z][\w -]*)\1$/.exec(line.slice(0, separator).trim());
	const behind = line.slice(separator);
	const rest = behind.startsWith('\t') ? behind.trimStart().replace(/^[:=]/, '') : behind.slice(1);
	return name ? {label: name[2]!, rest} : undefined;
}

type LinePairs = {readonly pairs: Pairs; /** Those that may be cut off. */ readonly doubtful: Pairs};

/** Pairs from labelled lines, with the value on the same line or below. */
function linePairs(text: string): LinePairs {
	const lines = pastedLines(text);
	const labelOf = (line: string) => splitLabel(line)?.label ?? line;
	const isLabel = (line: string) => fieldOfLabel(labelOf(line)) !== undefined;
	const unwrap = createUnwrap(lines, isLabel);
	const pairs: Array<readonly [string, string]> = [];
	const doubtful: Array<readonly [string, string]> = [];
	for (const [index, {text: line}] of lines.entries()) {
		const label = labelOf(line);
		const name = fieldOfLabel(label);
		if (name === undefined) {
			continue;
		}

		let value = cleanValue(withoutComment(splitLabel(line)?.rest ?? ''));
		let below = index + 1;
		// The value may be on the line below its label, and the request token dialog breaks the line after "at-".
		for (; below < index + 3 && (value === '' || value.endsWith('-')); below++) {
			const next = lines[below]?.text ?? '';
			// A heading may look like a label, but the word below it is no value: those of Concur all contain digits.
			if (/\s/.test(next) || !/\d|-$/.test(next) || isLabel(next)) {
				break;
			}

			value += next;
		}

		const whole = name === 'baseUri' ? {value, isDoubtful: false} : unwrap(value, below - 1);
		pairs.push([label, whole.value]);
		if (whole.isDoubtful) {
			doubtful.push([label, whole.value]);
		}
	}

	return {pairs, doubtful};
}

/**
Pairs from several labels on one line, as in the copied text of a page whose lines have run together. Without a colon,
only text that looks issued counts as a value.
*/
function runningPairs(text: string): Pairs {
	return [
		...text.matchAll(labelledValue),
	].map(match => [match[1]!, match[2] ?? match[3]!] as const);
}

type Named = Partial<Record<ValueName, string>>;

function namedValues(pairs: Pairs): Named {
	const values: Named = {};
	for (const [label, text] of pairs) {
		const name = fieldOfLabel(label);
		const value = name === undefined ? '' : truncateValue(cleanValue(text));
		if (name && value !== '' && values[name] === undefined) {
			values[name] = value;
		}
	}

	return values;
}

/** Truncates a value to the maximum length, without leaving half a character at the end. */
function truncateValue(value: string): string {
	return value.length <= maxValueLength ? value : value.slice(0, maxValueLength).replace(/[\uD800-\uDBFF]$/, '');
}

/** Parses a refreshTokenObjectFile.json. Its geolocation is not a base URI: it does not say where to request tokens. */
function parsePastedToken(text: string): Extract<Paste, {kind: 'named'}> | undefined {
	const parsed = text.includes('refresh_token') ? parseTokenObjectFile(text) : undefined;
	if (parsed?.kind !== 'token-object') {
		return undefined;
	}

	const {token, companyUUID} = parsed;
	return {
		kind: 'named',
		values: companyUUID === undefined ? {} : {companyUUID},
		refreshToken: {object: token, companyUUID},
	};
}

/** A plain value without a trailing shell comment. A path may contain a #. */
function plainValue(text: string): string {
	const bare = /^[^\s/\\]+(?=\s+#)/.exec(cleanValue(text))?.[0];
	return truncateValue(cleanValue(bare ?? text));
}

/**
Whether pasted text is a single value rather than words or lines of text. A page may break a value after a dash.
*/
export function isOneValue(pasted: string): boolean {
	const text = withoutTags(cleanPastedText(pasted));
	const lines = pastedLines(text);
	const value = plainValue(text);
	const [first] = lines;
	const isUnwrapped = first !== undefined && createUnwrap(lines, () => false)(first.text, 0).value === value;
	return !/\s/.test(value) && (isUnwrapped || lines.slice(0, -1).every(line => line.text.endsWith('-')));
}

/** Whether a text is a page or a paragraph rather than a value. */
function isPage(text: string): boolean {
	return text.length > 200 && text.split(/\s+/).length > 12;
}

/**
Interprets a paste: as named values (from the App Credentials page, the request token dialog, a
credentials.json, a refreshTokenObjectFile.json, a .env, a curl command, a Postman environment, an App Center
redirect address), an address of SAP Concur, or one plain value. Runs in linear time.
*/
export function parsePaste(pasted: string): Paste {
	const copied = cleanPastedText(pasted);
	const tokenObject = parsePastedToken(copied);
	if (tokenObject) {
		return tokenObject;
	}

	const inJson = jsonPairs(copied);
	const text = inJson.length > 0 ? copied : withoutTags(copied);
	const inLines = linePairs(text);
	const readings = [inJson, redirectPairs(text), formPairs(text), inLines.pairs, runningPairs(text)].map(pairs =>
		namedValues(pairs));
	// A value that contains spaces is a line on which several labels have run together.
	const named = readings.filter(reading => Object.keys(reading).length > 0);
	const found = named.find(reading => !Object.values(reading).some(value => /\s/.test(value))) ?? named[0];
	if (found) {
		const {refreshToken: text = '', ...values} = found;
		const refreshToken = bareToken(text);
		const doubts = Object.entries(namedValues(inLines.doubtful)) as Array<[ValueName, string]>;
		const doubtful = doubts.filter(([name, value]) => found[name] === value).map(([name]) => name);
		return {kind: 'named', values, ...(refreshToken && {refreshToken}), ...(doubtful.length > 0 && {doubtful})};
	}

	const value = plainValue(text);
	if (value === '') {
		return {kind: 'nothing'};
	}

	if (/^https?:\/\/(?:[\w-]+\.)*concursolutions\.com(?:[/:?#]|$)/i.test(value)) {
		return {kind: 'concur-address', resolved: resolveBaseUri(value)};
	}

	return isPage(value) ? {kind: 'page'} : {kind: 'plain', value};
}
