import {randomUUID} from 'node:crypto';
import {proofApis} from '../api/proof-apis.js';
import {refusalCodes} from '../api/token-refusals.js';
import {appScopes} from '../state/app-choices.js';

/** A response sent in place of the real one: the request is not carried out. */
type SubstituteFault =
	/** A documented refusal; code 16 includes `geolocation` (default: the origin that was reached). */
	| {readonly kind: 'error'; readonly code: number; readonly geolocation?: string}
	/** A bare HTTP status (400 to 599) with a plain-text body; `retryAfter` in seconds. */
	| {readonly kind: 'status'; readonly status: number; readonly retryAfter?: number}
	/** An HTML page in place of JSON; the default status is 502. */
	| {readonly kind: 'html'; readonly status?: number}
	/** The request is read but never gets a response. */
	| {readonly kind: 'no-answer'}
	/** The connection is reset before a response. */
	| {readonly kind: 'drop'};

/** A change to the real response: the request is carried out, and what it issued may be lost, as in reality. */
export type AlterationFault =
	/** The body ends in the middle, then the connection closes. */
	| {readonly kind: 'cut-off'}
	/** Status 200 and no body. */
	| {readonly kind: 'empty'}
	/** The response is delayed. */
	| {readonly kind: 'slow'; readonly milliseconds: number}
	| {readonly kind: 'no-refresh-token'}
	/** `expires_in`, `refresh_expires_in` and `code` as strings. */
	| {readonly kind: 'string-numbers'}
	/** The refresh grant returns a new refresh token; the old one becomes invalid. */
	| {readonly kind: 'rotate'}
	/** The token is issued and refreshed without this scope, as if the app had not been allowed it. */
	| {readonly kind: 'without-scope'; readonly scope: string}
	/** The response names this geolocation (default: the server under another of its names). */
	| {readonly kind: 'moved-geolocation'; readonly geolocation?: string}
	/** The response names a look-alike host that no client may follow. */
	| {readonly kind: 'hostile-geolocation'};

/** Something that goes wrong on purpose. */
export type Fault = SubstituteFault | AlterationFault;

/**
Where a fault can be set: the token endpoint, the list of users, all APIs, or the API at one path
(`/list/v4/lists`).
*/
export type FaultPath = 'token' | 'users' | 'apis' | `/${string}`;

/** What is posted to `/practice/faults`. Without `calls`, the fault stays until it is cleared. */
export type FaultCommand = Fault & {readonly path?: FaultPath; readonly calls?: number};

/** A fault as `/practice/faults` lists it; `calls` counts down and is null for "until cleared". */
export type SetFault = {
	readonly id: string;
	readonly path: FaultPath;
	readonly calls: number | null;
	readonly fault: Fault;
};

/** The faults that are currently set. They are kept only in memory: a restart clears them. */
export type FaultList = {
	readonly list: () => readonly SetFault[];
	readonly add: (command: FaultCommand) => SetFault;
	/** Clears one fault, or all of them. */
	readonly clear: (id?: string) => void;
	/**
	Returns the faults that apply to a call that has just arrived at a path with these names, and counts them down.
	*/
	readonly takeFor: (paths: readonly FaultPath[]) => readonly Fault[];
};

const substituteKinds: ReadonlySet<Fault['kind']> = new Set(['error', 'status', 'html', 'no-answer', 'drop']);

/** Whether a fault replaces the real response. */
export function isSubstitute(fault: Fault): fault is SubstituteFault {
	return substituteKinds.has(fault.kind);
}

/** Whether nothing of the real response arrives, so that only one such fault can apply to a call. */
function isExclusive(fault: Fault): boolean {
	return isSubstitute(fault) || fault.kind === 'cut-off' || fault.kind === 'empty';
}

/**
Creates an empty list of faults. Exclusive faults queue up, one per call; the others apply together to the next request
that is carried out, except that a delay applies to any call.
*/
export function createFaultList(): FaultList {
	let faults: readonly SetFault[] = [];
	return {
		list: () => faults,
		add({path = 'token', calls, ...fault}) {
			const added: SetFault = {id: randomUUID(), path, calls: calls ?? null, fault};
			faults = [...faults, added];
			return added;
		},
		clear(id) {
			faults = id === undefined ? [] : faults.filter(fault => fault.id !== id);
		},
		takeFor(paths) {
			const here = faults.filter(entry => paths.includes(entry.path));
			const exclusive = here.find(({fault}) => isExclusive(fault));
			const isCarriedOut = exclusive === undefined || !isSubstitute(exclusive.fault);
			const taken = here.filter(entry => entry === exclusive
				|| entry.fault.kind === 'slow'
				|| (isCarriedOut && !isExclusive(entry.fault)));
			const countDown = (entry: SetFault) =>
				taken.includes(entry) && entry.calls !== null ? {...entry, calls: entry.calls - 1} : entry;
			faults = faults.map(entry => countDown(entry)).filter(({calls}) => calls === null || calls > 0);
			return taken.map(({fault}) => fault);
		},
	};
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields of a kind of fault besides its kind, and how each can be invalid. */
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
				: `code must be one of ${refusalCodes.join(', ')}; geolocation, if given, must be text.`;
		},
	},
	status: {
		names: ['status', 'retryAfter'],
		problemOf: ({status, retryAfter}) => isWithin(status, 400, 599) && isOptionallyWithin(retryAfter, 0, 86_400)
			? undefined
			: 'status must be 400 to 599; retryAfter, if given, must be a number of seconds.',
	},
	html: {
		names: ['status'],
		problemOf: ({status}) => isOptionallyWithin(status, 200, 599)
			? undefined
			: 'status, if given, must be 200 to 599.',
	},
	'cut-off': {names: []},
	empty: {names: []},
	'no-answer': {names: []},
	drop: {names: []},
	slow: {
		names: ['milliseconds'],
		problemOf: ({milliseconds}) => isWithin(milliseconds, 1, 600_000)
			? undefined
			: 'milliseconds must be 1 to 600000.',
	},
	'no-refresh-token': {names: []},
	'string-numbers': {names: []},
	rotate: {names: []},
	'without-scope': {
		names: ['scope'],
		problemOf: ({scope}) => appScopes.includes(scope as string) ? undefined : 'scope must be a documented scope.',
	},
	'moved-geolocation': {
		names: ['geolocation'],
		problemOf: ({geolocation}) => isOptionalText(geolocation) ? undefined : 'geolocation, if given, must be text.',
	},
	'hostile-geolocation': {names: []},
};

const faultPaths: readonly string[] = ['token', 'users', 'apis', ...proofApis.map(({path}) => path)];

const faultKinds = Object.keys(faultRules) as ReadonlyArray<Fault['kind']>;

/** The fields that a kind of fault has besides its kind; none for an unknown kind. */
export function faultFields(kind: string): readonly string[] {
	const known = faultKinds.find(name => name === kind);
	return known === undefined ? [] : faultRules[known].names;
}

/** Parses what was posted as a FaultCommand, or returns a sentence about what is wrong with it. */
export function parseFaultCommand(posted: unknown): FaultCommand | string {
	if (typeof posted !== 'object' || posted === null || Array.isArray(posted)) {
		return 'A fault must be a JSON object, posted as application/json.';
	}

	const fields = posted as Fields;
	const kind = faultKinds.find(name => name === fields['kind']);
	if (kind === undefined) {
		return `kind must be one of ${faultKinds.join(', ')}.`;
	}

	const {names, problemOf} = faultRules[kind];
	const unknownField = Object.keys(fields).find(name => !['kind', 'path', 'calls', ...names].includes(name));
	if (unknownField !== undefined) {
		return `${kind} has no ${JSON.stringify(unknownField)}.`;
	}

	if (!faultPaths.includes((fields['path'] ?? 'token') as string)) {
		return `path must be one of ${faultPaths.join(', ')}.`;
	}

	if (!isOptionallyWithin(fields['calls'], 1, 1_000_000)) {
		return 'calls must be a whole number from 1; leave it out for "until cleared".';
	}

	return problemOf?.(fields) ?? (posted as FaultCommand);
}
