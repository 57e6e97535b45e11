import {EventEmitter} from 'node:events';
import {useEffect, useRef, createContext} from 'react';
import {useInput, usePaste, useStdin, type StdinProps} from 'ink';
import {nameOfSequence} from '../../session/terminal-input.js';
import {type Keyboard} from '../../session/keyboard.js';

/** A keyboard that does nothing, for a field that is drawn without a session. */
const inertKeyboard: Keyboard = {
	press() {},
	paste() {},
	typed: () => false,
	listen: () => () => {},
};

/** The session's keyboard, for the input field. */
export const KeyboardContext = createContext<Keyboard>(inertKeyboard);

/**
The event emitter that `useInput` itself listens to. It is in the result of `useStdin`, but not in its types; undefined
if a version of Ink no longer has it.
*/
export function inputEvents(context: StdinProps): EventEmitter | undefined {
	const {internal_eventEmitter: events} = context as {readonly internal_eventEmitter?: unknown};
	return events instanceof EventEmitter ? events : undefined;
}

/**
The control sequence of the press that `useInput` reports, which reports all function keys as the same empty press.
Without events it stays empty, and function keys have no names.
*/
export function useSequence(events: EventEmitter | undefined) {
	const sequence = useRef('');
	useEffect(() => {
		const note = (input: string) => {
			sequence.current = input;
		};

		events?.on('input', note);
		return () => {
			events?.off('input', note);
		};
	}, [events]);
	return sequence;
}

/**
Receives every key before the field does, and passes it to the session's keyboard. Must be mounted before any field.
*/
export function KeyRouter({keyboard}: {readonly keyboard: Keyboard}) {
	// Before `useInput`, so that the sequence is known first.
	const sequence = useSequence(inputEvents(useStdin()));
	useInput((input, press) => {
		const name = nameOfSequence(sequence.current);
		keyboard.press(input, name === undefined ? press : {...press, name});
	});
	usePaste(keyboard.paste);
	return undefined;
}
