import {randomUUID} from 'node:crypto';

/** What is answered in place of the real answer: the request is not carried out. */
export type SubstituteFault =
	/** A documented refusal; code 16 carries `geolocation` (default: the origin that was reached). */
	| {readonly kind: 'error'; readonly code: number; readonly geolocation?: string}
	/** A bare HTTP status (400 to 599) with a plain-text body; `retryAfter` in seconds. */
	| {readonly kind: 'status'; readonly status: number; readonly retryAfter?: number}
	/** An HTML page where JSON belongs; default status 502. */
	| {readonly kind: 'html'; readonly status?: number}
	/** The request is read and never answered. */
	| {readonly kind: 'no-answer'}
	/** The connection is reset before an answer. */
	| {readonly kind: 'drop'};

/** What changes the real answer: the request is carried out, and what it issued may be lost, as in reality. */
export type AlterationFault =
	/** The body ends in the middle, then the connection closes. */
	| {readonly kind: 'cut-off'}
	/** Status 200 and no body. */
	| {readonly kind: 'empty'}
	/** The answer waits. */
	| {readonly kind: 'slow'; readonly milliseconds: number}
	| {readonly kind: 'no-refresh-token'}
	/** `expires_in`, `refresh_expires_in` and `code` as strings. */
	| {readonly kind: 'string-numbers'}
	/** The refresh grant gives a new refresh token; the old one is void. */
	| {readonly kind: 'rotate'}
	/** The answer names this geolocation (default: the server under another of its names). */
	| {readonly kind: 'moved-geolocation'; readonly geolocation?: string}
	/** The answer names a look-alike host that no client may follow. */
	| {readonly kind: 'hostile-geolocation'};

/** Something that goes wrong on purpose. */
export type Fault = SubstituteFault | AlterationFault;

/** Where a fault can be set: the token endpoint or the proof call. */
export type FaultPath = 'token' | 'users';

/** What is posted to `/practice/faults`. Without `calls` the fault stays until it is cleared. */
export type FaultCommand = Fault & {readonly path?: FaultPath; readonly calls?: number};

/** A fault as `/practice/faults` lists it; `calls` counts down and is null for "until cleared". */
export type SetFault = {
	readonly id: string;
	readonly path: FaultPath;
	readonly calls: number | null;
	readonly fault: Fault;
};

/** The faults that are set now. In memory only: a restart clears them. */
export type FaultList = {
	readonly list: () => readonly SetFault[];
	readonly add: (command: FaultCommand) => SetFault;
	/** Clears one fault, or all of them. */
	readonly clear: (id?: string) => void;
	/** The faults that apply to the call that just arrived; counts them down. */
	readonly takeFor: (path: FaultPath) => readonly Fault[];
};

const substituteKinds: ReadonlySet<Fault['kind']> = new Set(['error', 'status', 'html', 'no-answer', 'drop']);

/** Whether a fault takes the place of the real answer. */
export function isSubstitute(fault: Fault): fault is SubstituteFault {
	return substituteKinds.has(fault.kind);
}

/** Whether nothing of the real answer arrives, so that only one such fault can apply to a call. */
function isExclusive(fault: Fault): boolean {
	return isSubstitute(fault) || fault.kind === 'cut-off' || fault.kind === 'empty';
}

/**
An empty list of faults. Exclusive faults queue up, one a call;
the others wait for a request that is carried out and then apply together.
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
		takeFor(path) {
			const here = faults.filter(entry => entry.path === path);
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
