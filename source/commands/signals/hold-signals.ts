import {type FailedCall} from '../../concur/call-outcome.js';
import {exitCodes, UserError} from '../../errors.js';
import {type Io} from '../../io.js';
import {runAgain} from '../tokens/call-error.js';
import {interceptSignals} from './intercept-signals.js';
import {terminationSignals, type TerminationSignal, signalDebounce} from './termination-signals.js';

/** The outcome of a grant: its answer is on disk, or was not saved, or the call failed. */
type GrantEnd = 'saved' | 'not-saved' | FailedCall;

/** Keeps a grant from being cut off; its signal ends further attempts. `endOf` returns the grant's outcome. */
export type HoldGrant = <Result>(
	work: (signal: AbortSignal) => Promise<Result>,
	endOf: (result: Result) => GrantEnd,
) => Promise<Result>;

/** The messages for a signal during a grant, by what its answer holds. */
const holdMessages = {
	'refresh-token': {
		waiting: 'Waiting up to 60 seconds for SAP Concur\'s answer,\nso that a new refresh token is not lost. ',
		givenUp: 'Gave up waiting for SAP Concur\'s answer. If it contained a new refresh token, that token is lost.',
		next: 'Run the command again. If SAP Concur then refuses the refresh token, '
			+ 'get a new one in the guided session.',
	},
	'first-refresh-token': {
		waiting: 'Waiting up to 60 seconds for SAP Concur\'s answer,\nso that the refresh token is not lost. ',
		givenUp: 'Gave up waiting for SAP Concur\'s answer, so the refresh token was not saved.',
		next: 'Run the command again, and request the token again: a company request token can be used many times '
			+ 'within its 24 hours.',
	},
	// Another one can be obtained at any time.
	'app-token': {
		waiting: 'Waiting up to 60 seconds for SAP Concur\'s answer. ',
		givenUp: 'Gave up waiting for SAP Concur\'s answer. Nothing was lost.',
		next: runAgain,
	},
} as const;

/** The error that ends an interrupted command, once the outcome of its grant is known. */
function interruption(end: GrantEnd): UserError {
	const told = (what: string, next = runAgain) => new UserError(`Interrupted. ${what}`, next, exitCodes.interrupted);
	if (end === 'saved') {
		return told('SAP Concur\'s answer arrived and is saved.');
	}

	if (end === 'not-saved') {
		return told('SAP Concur\'s answer arrived, but was not saved.');
	}

	if (end.kind === 'cancelled') {
		return told(end.facts.lostAnswers === undefined
			? 'SAP Concur was not asked again.'
			: 'SAP Concur\'s answer was lost, and SAP Concur was not asked again.');
	}

	return told(end.explanation.cause, end.explanation.remedy);
}

/**
Does work that must not be cut off, such as a grant whose answer may hold the only copy of a rotated refresh token.

A first signal ends nothing by itself: it aborts the signal passed to `work`, so that no further attempt is made, and
prints what is being waited for. A second one gives up. With `isAsked`, the first request to end has already been
received: the work is awaited, and no error is thrown. `holds` is what the answer may be the only copy of, `endOf`
returns the grant's outcome.

Throws `UserError` once the work is done after a signal, or when waiting was given up.
*/
export async function holdSignals<Result>(
	io: Io,
	work: (signal: AbortSignal) => Promise<Result>,
	{isAsked = false, holds = 'refresh-token', endOf = () => 'saved'}: {
		readonly isAsked?: boolean;
		readonly holds?: keyof typeof holdMessages;
		readonly endOf?: (result: Result) => GrantEnd;
	} = {},
): Promise<Result> {
	const words = holdMessages[holds];
	const stopping = new AbortController();
	const {promise: givenUp, reject: giveUp} = Promise.withResolvers<never>();
	let firstAt: number | undefined;
	let isGivenUp = false;
	const stop = () => {
		firstAt = performance.now();
		stopping.abort();
		io.writeError(`${words.waiting}Press Ctrl+C again to give up.\n`);
	};

	const onSignal = (signal: TerminationSignal) => {
		const now = performance.now();
		if (firstAt === undefined) {
			stop();
		} else if (signal !== 'SIGHUP' && now - firstAt > signalDebounce) {
			isGivenUp = true;
			giveUp(new UserError(words.givenUp, words.next, exitCodes.interrupted));
		}
	};

	const restore = interceptSignals(terminationSignals, onSignal);
	if (isAsked) {
		stop();
	}

	try {
		const result = await Promise.race([work(stopping.signal), givenUp]);
		if (stopping.signal.aborted && !isAsked) {
			throw interruption(endOf(result));
		}

		return result;
	} finally {
		// The program is about to end: further signals change nothing.
		if (!isGivenUp) {
			restore();
		}
	}
}
