import {revokeConnections, type PracticeConcur} from '../state/practice-concur.js';
import {type FaultCommand} from './faults.js';

/** A real-life problem that can be rehearsed. */
export type Rehearsal = {
	readonly id: string;
	readonly title: string;
	/** What happens, and when. */
	readonly story: string;
	/** What to do in the terminal now. */
	readonly next: string;
	/** Whether the user chooses a scope for it. */
	readonly takesScope?: boolean;
} & (
	/** Faults to set for the chosen scope. */
	| {readonly faults: (scope: string) => readonly FaultCommand[]}
	/** Milliseconds by which to move the clock forward. */
	| {readonly advance: number}
	| {readonly change: (concur: PracticeConcur) => void}
);

type RehearsalGroup = {readonly title: string; readonly rehearsals: readonly Rehearsal[]};

const day = 24 * 60 * 60 * 1000;

/** Every rehearsal, grouped by when it happens. */
export const rehearsalGroups: readonly RehearsalGroup[] = [
	{
		title: 'Getting the refresh token',
		rehearsals: [
			{
				id: 'wrong-secret', title: 'Wrong secret',
				story: 'The next token call is refused: the Client Secret is not this app\'s (error 64).',
				next: 'Get the refresh token in the terminal.',
				faults: () => [{kind: 'error', code: 64, calls: 1}],
			},
			{
				id: 'expired-request-token', title: 'Expired request token',
				story: 'The next token call is refused: the request token is older than 24 hours (error 19).',
				next: 'Get the refresh token in the terminal.',
				faults: () => [{kind: 'error', code: 19, calls: 1}],
			},
			{
				id: 'company-elsewhere', title: 'Company in another data centre',
				story: 'The next token call is redirected to the company\'s own data centre (error 16).',
				next: 'Get the refresh token in the terminal: it follows automatically, once.',
				faults: () => [{kind: 'error', code: 16, calls: 1}],
			},
			{
				id: 'missing-scope', title: 'A scope is missing', takesScope: true,
				story: 'The next token comes without one of its scopes. A new request token brings it back.',
				next: 'Get a token in the terminal, then call the API.',
				faults: scope => [{kind: 'without-scope', scope, calls: 1}],
			},
		],
	},
	{
		title: 'Using it',
		rehearsals: [
			{
				id: 'a-day-later', title: 'A day later',
				story: 'The clock moves 25 hours forward: '
					+ 'request tokens and bearer tokens expire, refresh tokens stay valid.',
				next: 'Call the API in the terminal.',
				advance: 25 * 60 * 60 * 1000,
			},
			{
				id: 'half-a-year-later', title: 'Half a year later',
				story: 'The clock moves 190 days forward: refresh tokens not renewed since then expire.',
				next: 'Call the API in the terminal.',
				advance: 190 * day,
			},
			{
				id: 'revoked-connection', title: 'Revoked connection',
				story: 'An administrator disconnects every app: '
					+ 'refresh and bearer tokens stop working at once (error 108).',
				next: 'Call the API in the terminal. A new request token fixes it.',
				change: revokeConnections,
			},
			{
				id: 'rotated-token', title: 'Rotated refresh token',
				story: 'The next refresh returns a new refresh token, and the old one stops working.',
				next: 'Call the API in the terminal.',
				faults: () => [{kind: 'rotate', calls: 1}],
			},
		],
	},
	{
		title: 'Network problems',
		rehearsals: [
			{
				id: 'busy-server', title: 'Busy server',
				story: 'The next two token calls are answered with 503 and a request to wait 5 seconds.',
				next: 'Get a token in the terminal: it waits and tries again automatically.',
				faults: () => [{kind: 'status', status: 503, retryAfter: 5, calls: 2}],
			},
			{
				id: 'lost-answer', title: 'Lost answer',
				story: 'The next refresh succeeds and returns a new refresh token, but the response is cut off.',
				next: 'Call the API in the terminal.',
				faults: () => [{kind: 'rotate', calls: 1}, {kind: 'cut-off', calls: 1}],
			},
			{
				id: 'error-page', title: 'A web page instead of an answer',
				story: 'The next token call is answered with an HTML error page, as proxies do.',
				next: 'Get a token in the terminal.',
				faults: () => [{kind: 'html', calls: 1}],
			},
			{
				id: 'slow-answer', title: 'Slow answer',
				story: 'The next token call takes 20 seconds.',
				next: 'Get a token in the terminal, and watch it wait.',
				faults: () => [{kind: 'slow', milliseconds: 20_000, calls: 1}],
			},
		],
	},
];

/** Finds the rehearsal with this ID. */
export function findRehearsal(id: string): Rehearsal | undefined {
	return rehearsalGroups.flatMap(({rehearsals}) => rehearsals).find(rehearsal => rehearsal.id === id);
}

/** Starts a rehearsal: it affects the next calls. */
export function startRehearsal(concur: PracticeConcur, rehearsal: Rehearsal, scope: string): void {
	if ('faults' in rehearsal) {
		for (const fault of rehearsal.faults(scope)) {
			concur.faults.add(fault);
		}
	} else if ('advance' in rehearsal) {
		concur.ledger.update(state => ({...state, clockOffset: state.clockOffset + rehearsal.advance}));
	} else {
		rehearsal.change(concur);
	}
}
