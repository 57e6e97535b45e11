import {dataCentreOfAddress} from '../concur/base-uris.js';
import {cleanPastedText, cleanValue} from './clean-paste.js';
import {longestValue, type FieldName} from './fields.js';
import {fieldOfLabel} from './paste-labels.js';

type NamedValues = Partial<Record<Exclude<FieldName, 'folder'>, string>>;

export type Paste =
	| {readonly kind: 'named'; readonly values: NamedValues}
	| {readonly kind: 'plain'; readonly value: string}
	| {readonly kind: 'admin-address'; readonly dataCentre?: string}
	| {readonly kind: 'nothing'};

type Pairs = ReadonlyArray<readonly [string, string]>;

/** Pairs of a JSON object, or of a Postman environment, which lists them as key and value. */
function jsonPairs(text: string): Pairs {
	try {
		const parsed = JSON.parse(text) as unknown;
		if (typeof parsed !== 'object' || parsed === null) {
			return [];
		}

		const listed = 'values' in parsed && Array.isArray(parsed.values) ? parsed.values as ReadonlyArray<{key?: unknown; value?: unknown}> : [];
		return [...Object.entries(parsed), ...listed.map(entry => [entry?.key, entry?.value] as const)]
			.filter((pair): pair is [string, string] => typeof pair[0] === 'string' && typeof pair[1] === 'string');
	} catch {
		return [];
	}
}

/** Pairs of a form body, as a curl command carries it in one string or in one option a field. */
function formPairs(text: string): Pairs {
	if (!/\bcurl\b|grant_type=|client_id=/i.test(text)) {
		return [];
	}

	const pairs: Array<readonly [string, string]> = [];
	for (const match of text.matchAll(/\b(client_id|client_secret|username|password)=("[^"]*"|[^\s&'"\\]+)/gi)) {
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

const labelledLine = /^(?:export\s+|set\s+)?["']?([A-Za-z][\w -]{1,40}?)["']?\s*(?:[:=]\s*|\t+)(.*)$/;

/** Pairs of lines "Label: value", "NAME=value" or `"key": "value",`, the value on the same line or on the next one. */
function linePairs(text: string): Pairs {
	const lines = text.split('\n').map(line => line.trim()).filter(line => line !== '');
	const labelOf = (line: string) => labelledLine.exec(line)?.[1] ?? line;
	const pairs: Array<readonly [string, string]> = [];
	for (const [index, line] of lines.entries()) {
		const label = labelOf(line);
		if (fieldOfLabel(label) === undefined) {
			continue;
		}

		let value = cleanValue(labelledLine.exec(line)?.[2] ?? '');
		// The value may stand below its label, and the request token's dialog breaks the line behind "at-".
		for (let below = index + 1; below < index + 3 && (value === '' || value.endsWith('-')); below++) {
			const next = lines[below] ?? '';
			// A heading may read like a label: the word below it is none of Concur's values, which all hold digits.
			if (/\s/.test(next) || !/\d|-$/.test(next) || fieldOfLabel(labelOf(next)) !== undefined) {
				break;
			}

			value += next;
		}

		pairs.push([label, value]);
	}

	return pairs;
}

/** Pairs of labels that follow each other on one line, as a page's text copies when its lines run together; without a colon only what looks issued is a value. */
function runningPairs(text: string): Pairs {
	return [...text.matchAll(/\b(client id|client secret|company uuid|company request token|app id)(?:\s*:\s*(\S+)|\s+(?=\S*\d)(\S{8,}))/gi)].map(match => [match[1]!, match[2] ?? match[3]!] as const);
}

function namedValues(pairs: Pairs): NamedValues {
	const values: NamedValues = {};
	for (const [label, text] of pairs) {
		const field = fieldOfLabel(label);
		const value = cleanValue(text).slice(0, longestValue);
		if (field && value !== '' && values[field] === undefined) {
			values[field] = value;
		}
	}

	return values;
}

/**
What a paste means: values with their names (the App Credentials page, the request token dialog, a credentials.json, a .env, a curl command, a Postman environment),
the address bar of the admin panel, or one plain value.
*/
export function readPaste(pasted: string): Paste {
	const text = cleanPastedText(pasted);
	const readings = [jsonPairs, formPairs, linePairs, runningPairs].map(findPairs => namedValues(findPairs(text)));
	// A value with blanks in it is a line on which several labels run together.
	const values = readings.find(reading => Object.keys(reading).length > 0 && !Object.values(reading).some(value => /\s/.test(value)))
		?? readings.find(reading => Object.keys(reading).length > 0);
	if (values) {
		return {kind: 'named', values};
	}

	const value = cleanValue(text).slice(0, longestValue);
	if (value === '') {
		return {kind: 'nothing'};
	}

	if (/^https?:\/\/[\w.-]*concursolutions\.com(?:[/:?#]|$)/i.test(value)) {
		return {kind: 'admin-address', dataCentre: dataCentreOfAddress(value)};
	}

	return {kind: 'plain', value};
}
