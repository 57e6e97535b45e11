import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type StopSignal = (typeof signals)[number];

/** Waits until the process is asked to stop, by Ctrl+C, by `kill` or by a closed terminal. */
export async function waitForStop(): Promise<StopSignal> {
	return new Promise(resolve => {
		const stop = (signal: StopSignal) => {
			for (const name of signals) {
				process.off(name, stop);
			}

			resolve(signal);
		};

		for (const name of signals) {
			process.on(name, stop);
		}
	});
}
