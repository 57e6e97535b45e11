/** Something that goes wrong on purpose. The first group takes the place of the real answer, the second changes it. */
export type Fault =
	/** A documented refusal; code 16 carries `geolocation` (default: the origin that was reached). */
	| {readonly kind: 'error'; readonly code: number; readonly geolocation?: string}
	/** A bare HTTP status (400 to 599) with a plain-text body; `retryAfter` in seconds. */
	| {readonly kind: 'status'; readonly status: number; readonly retryAfter?: number}
	/** An HTML page where JSON belongs; default status 502. */
	| {readonly kind: 'html'; readonly status?: number}
	/** The body ends in the middle, then the connection closes. */
	| {readonly kind: 'cut-off'}
	/** Status 200 and no body. */
	| {readonly kind: 'empty'}
	/** The request is read and never answered. */
	| {readonly kind: 'no-answer'}
	/** The connection is reset before an answer. */
	| {readonly kind: 'drop'}
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

export type FaultPath = 'token' | 'users';

/** What is posted to `/practice/faults`. Without `calls` the fault stays until it is cleared. */
export type FaultOrder = Fault & {readonly path?: FaultPath; readonly calls?: number};

/** A fault as `/practice/faults` lists it; `calls` counts down and is null for "until cleared". */
export type SetFault = {readonly id: string; readonly path: FaultPath; readonly calls: number | null; readonly fault: Fault};

/** Whether a fault takes the place of the real answer, so that only one of them can apply to a call. */
export function isReplacing(fault: Fault): boolean {
	return ['error', 'status', 'html', 'cut-off', 'empty', 'no-answer', 'drop'].includes(fault.kind);
}
