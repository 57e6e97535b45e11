import {isConcurHost, resolveBaseUri, type ResolvedBaseUri} from '../../concur/base-uris.js';
import {parseTokenObjectFile} from '../../concur/token-object.js';
import {type ValueName} from '../../concur/values.js';
import {maxValueLength, type FieldName} from '../values/fields.js';
import {cleanPastedText, cleanValue, withoutTags} from './clean-paste.js';
import {bareToken, type FoundToken} from './found-token.js';
import {
	formPairs, httpAddress, jsonPairs, linePairs, redirectPairs, runningPairs, type Pairs,
} from './labelled-pairs.js';
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
		// After its label, words are more likely a remark than a token.
		const refreshToken = /\s/.test(text) ? undefined : bareToken(text);
		const doubts = Object.entries(namedValues(inLines.doubtful)) as Array<[ValueName, string]>;
		const doubtful = doubts.filter(([name, value]) => found[name] === value).map(([name]) => name);
		return {kind: 'named', values, ...(refreshToken && {refreshToken}), ...(doubtful.length > 0 && {doubtful})};
	}

	const value = plainValue(text);
	if (value === '') {
		return {kind: 'nothing'};
	}

	const address = httpAddress(value);
	if (address && isConcurHost(address.hostname)) {
		return {kind: 'concur-address', resolved: resolveBaseUri(value)};
	}

	return isPage(value) ? {kind: 'page'} : {kind: 'plain', value};
}
