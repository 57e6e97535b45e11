import {type Fault, type FaultOrder} from './faults.js';
import {refusalCodes} from './refusals.js';

type Fields = Readonly<Record<string, unknown>>;

function isWithin(value: unknown, least: number, most: number): boolean {
	return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function isOptionalAddress(value: unknown): boolean {
	return value === undefined || (typeof value === 'string' && value.length <= 300);
}

type FaultRule = {readonly names: readonly string[]; readonly problemOf?: (fields: Fields) => string | undefined};

/** What each kind of fault carries besides its kind, and what can be wrong with it. */
const faultRules: Readonly<Record<Fault['kind'], FaultRule>> = {
	error: {
		names: ['code', 'geolocation'],
		problemOf(fields) {
			const isKnown = refusalCodes.includes(fields['code'] as number) && isOptionalAddress(fields['geolocation']);
			return isKnown ? undefined : `code is one of ${refusalCodes.join(', ')}; geolocation, if given, is text.`;
		},
	},
	status: {
		names: ['status', 'retryAfter'],
		problemOf(fields) {
			const isFine = isWithin(fields['status'], 400, 599) && (fields['retryAfter'] === undefined || isWithin(fields['retryAfter'], 0, 86_400));
			return isFine ? undefined : 'status is 400 to 599; retryAfter, if given, is a number of seconds.';
		},
	},
	html: {
		names: ['status'],
		problemOf: fields => fields['status'] === undefined || isWithin(fields['status'], 200, 599) ? undefined : 'status, if given, is 200 to 599.',
	},
	'cut-off': {names: []},
	empty: {names: []},
	'no-answer': {names: []},
	drop: {names: []},
	slow: {
		names: ['milliseconds'],
		problemOf: fields => isWithin(fields['milliseconds'], 1, 600_000) ? undefined : 'milliseconds is 1 to 600000.',
	},
	'no-refresh-token': {names: []},
	'string-numbers': {names: []},
	rotate: {names: []},
	'moved-geolocation': {
		names: ['geolocation'],
		problemOf: fields => isOptionalAddress(fields['geolocation']) ? undefined : 'geolocation, if given, is text.',
	},
	'hostile-geolocation': {names: []},
};

/** The kinds of fault there are. */
export const faultKinds = Object.keys(faultRules) as ReadonlyArray<Fault['kind']>;

/** A posted order as a FaultOrder, or a sentence on what is wrong with it. */
export function parseFaultCommand(posted: unknown): FaultOrder | string {
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

	if (!['token', 'users', undefined].includes(fields['path'] as string | undefined)) {
		return 'path is token or users.';
	}

	if (fields['calls'] !== undefined && !isWithin(fields['calls'], 1, 1_000_000)) {
		return 'calls is a whole number from 1; leave it out for "until cleared".';
	}

	return problemOf?.(fields) ?? (posted as FaultOrder);
}

// A hundred years: beyond it dates stop being dates.
const maxOffset = 100 * 366 * 24 * 60 * 60 * 1000;

/** The new clock offset in milliseconds that a posted order asks for, or a sentence on what is wrong with it. */
export function parseClockCommand(posted: unknown, current: number): number | string {
	const fields = typeof posted === 'object' && posted !== null ? posted as Fields : {};
	const offset = typeof fields['advance'] === 'number' ? current + fields['advance'] : fields['offset'];
	return isWithin(offset, -maxOffset, maxOffset) ? offset as number : 'Post {"offset": milliseconds} or {"advance": milliseconds} as application/json.';
}
