import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls back once when the system wants the program to end: a signal, or a terminal that went away. Returns how to stop listening. */
export function onEndDemand(end: () => void): () => void {
	const stop = () => {
		for (const signal of signals) {
			process.off(signal, endOnce);
		}

		process.stdin.off('end', endOnce);
		process.stdin.off('close', endOnce);
	};

	const endOnce = () => {
		stop();
		end();
	};

	for (const signal of signals) {
		process.on(signal, endOnce);
	}

	process.stdin.once('end', endOnce);
	process.stdin.once('close', endOnce);
	return stop;
}
