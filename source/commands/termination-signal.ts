import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type TerminationSignal = (typeof signals)[number];

/**
Hears the signals that end a program, alone: conf's writer ends the process from a listener of its own, in the middle of what is under way.
Returns how to give them back.
*/
export function takeOverSignals(hear: (signal: TerminationSignal) => void): () => void {
	const former = signals.map(signal => process.listeners(signal));
	for (const signal of signals) {
		process.removeAllListeners(signal);
		process.on(signal, hear);
	}

	return () => {
		for (const [index, signal] of signals.entries()) {
			process.off(signal, hear);
			for (const listener of former[index]!) {
				process.on(signal, listener);
			}
		}
	};
}

/** Calls back once when the system wants the program to end: a signal, or a terminal that went away. Returns how to stop listening. */
export function onTerminationSignal(end: () => void): () => void {
	let isEnding = false;
	const endOnce = () => {
		if (!isEnding) {
			isEnding = true;
			end();
		}
	};

	const giveBack = takeOverSignals(endOnce);
	// A terminal that was closed answers each read and write with an error, which must not end the program in the middle of a grant.
	process.stdin.on('error', endOnce);
	process.stdout.on('error', endOnce);
	process.stderr.on('error', () => {});
	process.stdin.once('end', endOnce);
	process.stdin.once('close', endOnce);
	return () => {
		giveBack();
		process.stdin.off('end', endOnce);
		process.stdin.off('close', endOnce);
	};
}
