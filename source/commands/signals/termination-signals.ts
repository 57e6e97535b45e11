import process from 'node:process';
import {interceptSignals} from './intercept-signals.js';

/** The signals by which a person or the system asks the program to end. */
export const terminationSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type TerminationSignal = (typeof terminationSignals)[number];

/**
Calls back once when the system asks the program to end: by a signal, or because the terminal was closed. Returns a
function that stops listening.
*/
export function onTerminationSignal(end: () => void): () => void {
	let isEnding = false;
	const endOnce = () => {
		if (!isEnding) {
			isEnding = true;
			end();
		}
	};

	const restore = interceptSignals(terminationSignals, endOnce);
	// A closed terminal fails each read and write, which must not end the program during a grant.
	process.stdin.on('error', endOnce);
	process.stdout.on('error', endOnce);
	process.stderr.on('error', () => {});
	process.stdin.once('end', endOnce);
	process.stdin.once('close', endOnce);
	return () => {
		restore();
		process.stdin.off('end', endOnce);
		process.stdin.off('close', endOnce);
	};
}

/**
A terminal, a shell and npm may each pass on the same Ctrl+C or hang-up: signals this close together count as one.
Milliseconds.
*/
export const signalDebounce = 500;
