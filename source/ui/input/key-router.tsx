import {EventEmitter} from 'node:events';
import {useEffect, useRef, createContext} from 'react';
import {useInput, usePaste, useStdin, type StdinProps} from 'ink';
import {nameOfSequence} from '../../session/terminal-input.js';
import {type Keyboard} from '../../session/keyboard.js';

/** A keyboard on which nothing is pressed: what a field has that is drawn without a session. */
const inertKeyboard: Keyboard = {
	press() {},
	paste() {},
	typed: () => false,
	listen: () => () => {},
};

/** The session's keyboard, for the field that is typed into. */
export const KeyboardContext = createContext<Keyboard>(inertKeyboard);

/**
What `useInput` itself listens to; undefined once Ink has it no more: it is in what `useStdin` gives, but not in its
types.
*/
export function inputEvents(context: StdinProps): EventEmitter | undefined {
	const {internal_eventEmitter: events} = context as {readonly internal_eventEmitter?: unknown};
	return events instanceof EventEmitter ? events : undefined;
}

/**
The control sequence of the press that `useInput` tells of, which tells each function key as the same empty press;
empty where there are no events to hear it by, and function keys have no names.
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
Hears every key before the field does, and hands it to the session's keyboard. It must be mounted before any
field.
*/
export function KeyRouter({keyboard}: {readonly keyboard: Keyboard}) {
	// Before `useInput`, so that it hears of the sequence before.
	const sequence = useSequence(inputEvents(useStdin()));
	useInput((input, press) => {
		const name = nameOfSequence(sequence.current);
		keyboard.press(input, name === undefined ? press : {...press, name});
	});
	usePaste(keyboard.paste);
	return undefined;
}
