import {parseUrl} from '../../concur/untrusted-text.js';
import {cleanValue, withoutComment} from './clean-paste.js';
import {fieldOfLabel} from './paste-labels.js';
import {createUnwrap, pastedLines} from './wrapped-lines.js';

const formPair = /\b(client_id|client_secret|username|password|refresh_token)=("[^"]*"|[^\s&'"\\]+)/gi;

// A value that follows its label without a colon is recognised by its length and a digit.
const labelledValue = new RegExp([
	/\b(client id|client secret|company uuid|company request token|app id)/,
	/(?:\s*:\s*(\S+)|\s+(?=\S*\d)(\S{8,}))/,
].map(({source}) => source).join(''), 'gi');

/** Labels with their values, both as they were found. */
export type Pairs = ReadonlyArray<readonly [string, string]>;

/** Pairs from a JSON object, or from a Postman environment, which lists keys and values. */
export function jsonPairs(text: string): Pairs {
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

/** Parses a text that begins as a web address; undefined for any other. */
export function httpAddress(text: string): URL | undefined {
	return /^https?:\/\//i.test(text) ? parseUrl(text) : undefined;
}

/**
Pairs from the address of a partner's page, to which the App Center redirects: `?id=<company
UUID>&requestToken=<request token>`.

@see https://developer.concur.com/manage-apps/partner-applications.html
*/
export function redirectPairs(text: string): Pairs {
	const address = text.trim();
	const {searchParams} = (/\s/.test(address) ? undefined : httpAddress(address)) ?? {};
	if (!searchParams) {
		return [];
	}

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
export function formPairs(text: string): Pairs {
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
export function linePairs(text: string): LinePairs {
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
export function runningPairs(text: string): Pairs {
	return [
		...text.matchAll(labelledValue),
	].map(match => [match[1]!, match[2] ?? match[3]!] as const);
}
