import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {interceptSignals} from '../../source/commands/tokens/termination-signals.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The signals that at some moment had no listener, and so would have ended the process. */
function unheardSignals(act: () => void): readonly string[] {
	const unheard = new Set<string>();
	const note = (event: string | symbol) => {
		for (const signal of signals.filter(each => each === event && process.listenerCount(each) === 0)) {
			unheard.add(signal);
		}
	};

	process.on('removeListener', note);
	act();
	process.off('removeListener', note);
	return [...unheard];
}

test('a signal is heard at every moment, also between one listener and the next', () => {
	const former = () => {};
	for (const signal of signals) {
		process.on(signal, former);
	}

	onTestFinished(() => {
		for (const signal of signals) {
			process.off(signal, former);
		}
	});

	let giveBack = () => {};
	expect(unheardSignals(() => {
		giveBack = interceptSignals(() => {});
	})).toEqual([]);
	expect(signals.map(signal => process.listeners(signal).includes(former))).toEqual([false, false, false]);
	expect(unheardSignals(giveBack)).toEqual([]);
	expect(signals.map(signal => process.listeners(signal).includes(former))).toEqual([true, true, true]);
});
