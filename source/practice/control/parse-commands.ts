import {refusalCodes} from '../api/token-refusals.js';
import {type Fault, type FaultCommand} from './faults.js';

type Fields = Readonly<Record<string, unknown>>;

/** The fields of a kind of fault besides its kind, and what can be wrong with them. */
type FaultRule = {
	readonly names: readonly string[];
	readonly problemOf?: (fields: Fields) => string | undefined;
};

function isWithin(value: unknown, min: number, max: number): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

function isOptionalText(value: unknown): boolean {
	return value === undefined || (typeof value === 'string' && value.length <= 300);
}

function isOptionallyWithin(value: unknown, min: number, max: number): boolean {
	return value === undefined || isWithin(value, min, max);
}

const faultRules: Readonly<Record<Fault['kind'], FaultRule>> = {
	error: {
		names: ['code', 'geolocation'],
		problemOf({code, geolocation}) {
			const isKnown = refusalCodes.includes(code as number);
			return isKnown && isOptionalText(geolocation)
				? undefined
				: `code is one of ${refusalCodes.join(', ')}; geolocation, if given, is text.`;
		},
	},
	status: {
		names: ['status', 'retryAfter'],
		problemOf: ({status, retryAfter}) => isWithin(status, 400, 599) && isOptionallyWithin(retryAfter, 0, 86_400)
			? undefined
			: 'status is 400 to 599; retryAfter, if given, is a number of seconds.',
	},
	html: {
		names: ['status'],
		problemOf: ({status}) => isOptionallyWithin(status, 200, 599) ? undefined : 'status, if given, is 200 to 599.',
	},
	'cut-off': {names: []},
	empty: {names: []},
	'no-answer': {names: []},
	drop: {names: []},
	slow: {
		names: ['milliseconds'],
		problemOf: ({milliseconds}) => isWithin(milliseconds, 1, 600_000) ? undefined : 'milliseconds is 1 to 600000.',
	},
	'no-refresh-token': {names: []},
	'string-numbers': {names: []},
	rotate: {names: []},
	'moved-geolocation': {
		names: ['geolocation'],
		problemOf: ({geolocation}) => isOptionalText(geolocation) ? undefined : 'geolocation, if given, is text.',
	},
	'hostile-geolocation': {names: []},
};

const faultKinds = Object.keys(faultRules) as ReadonlyArray<Fault['kind']>;

/** The fields that a kind of fault has besides its kind; none for an unknown kind. */
export function faultFields(kind: string): readonly string[] {
	const known = faultKinds.find(name => name === kind);
	return known === undefined ? [] : faultRules[known].names;
}

/** What was posted as a FaultCommand, or a sentence that says what is wrong with it. */
export function parseFaultCommand(posted: unknown): FaultCommand | string {
	if (typeof posted !== 'object' || posted === null || Array.isArray(posted)) {
		return 'A fault is a JSON object, posted as application/json.';
	}

	const fields = posted as Fields;
	const kind = faultKinds.find(name => name === fields['kind']);
	if (kind === undefined) {
		return `kind is one of ${faultKinds.join(', ')}.`;
	}

	const {names, problemOf} = faultRules[kind];
	const unknownField = Object.keys(fields).find(name => !['kind', 'path', 'calls', ...names].includes(name));
	if (unknownField !== undefined) {
		return `${kind} has no ${JSON.stringify(unknownField)}.`;
	}

	if (![undefined, 'token', 'users'].includes(fields['path'] as string | undefined)) {
		return 'path is token or users.';
	}

	if (!isOptionallyWithin(fields['calls'], 1, 1_000_000)) {
		return 'calls is a whole number from 1; leave it out for "until cleared".';
	}

	return problemOf?.(fields) ?? (posted as FaultCommand);
}

// A hundred years, in milliseconds: beyond it dates stop being dates.
const maxOffset = 100 * 366 * 24 * 60 * 60 * 1000;

/** The clock offset in milliseconds that a command asks for, or a sentence that says what is wrong with it. */
export function parseClockCommand(posted: unknown, current: number): number | string {
	const fields = typeof posted === 'object' && posted !== null ? posted as Fields : {};
	const offset = typeof fields['advance'] === 'number' ? current + fields['advance'] : fields['offset'];
	return isWithin(offset, -maxOffset, maxOffset)
		? offset
		: 'Post {"offset": milliseconds} or {"advance": milliseconds} as application/json.';
}
