import process from 'node:process';

/**
Becomes the only listener for these signals: a listener of conf's writer would end the process in the middle of its
work. Returns a function that restores the previous listeners.

There is a listener at every moment. With none, if only between two statements, the system would end the process.
*/
export function interceptSignals<Signal extends NodeJS.Signals>(
	signals: readonly Signal[],
	onSignal: (signal: Signal) => void,
): () => void {
	const listener = (signal: NodeJS.Signals) => {
		onSignal(signal as Signal);
	};

	const former = signals.map(signal => ({signal, listeners: process.listeners(signal)}));
	for (const {signal, listeners} of former) {
		process.on(signal, listener);
		for (const each of listeners) {
			process.off(signal, each);
		}
	}

	return () => {
		for (const {signal, listeners} of former) {
			for (const each of listeners) {
				process.on(signal, each);
			}

			process.off(signal, listener);
		}
	};
}
