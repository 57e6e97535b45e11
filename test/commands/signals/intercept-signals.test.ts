import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {interceptSignals} from '../../../source/commands/signals/intercept-signals.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'] as const;

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

	let restore = () => {};
	expect(unheardSignals(() => {
		restore = interceptSignals(signals, () => {});
	})).toEqual([]);
	expect(signals.map(signal => process.listeners(signal).includes(former))).toEqual(signals.map(() => false));
	expect(unheardSignals(restore)).toEqual([]);
	expect(signals.map(signal => process.listeners(signal).includes(former))).toEqual(signals.map(() => true));
});

test('each signal that is named is heard by name, and no other changes hands', () => {
	const former = () => {};
	process.on('SIGUSR2', former);
	onTestFinished(() => {
		process.off('SIGUSR2', former);
	});

	const heard: string[] = [];
	const restore = interceptSignals(['SIGTERM', 'SIGHUP'], signal => {
		heard.push(signal);
	});
	onTestFinished(restore);
	process.emit('SIGTERM', 'SIGTERM');
	process.emit('SIGHUP', 'SIGHUP');
	process.emit('SIGUSR2', 'SIGUSR2');
	expect(heard).toEqual(['SIGTERM', 'SIGHUP']);
	expect(process.listeners('SIGUSR2')).toContain(former);
});
