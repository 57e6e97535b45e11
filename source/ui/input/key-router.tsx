import {type EventEmitter} from 'node:events';
import {useEffect, useRef, createContext} from 'react';
import {useInput, usePaste, useStdin, type StdinProps} from 'ink';
import {nameOfSequence} from '../../session/terminal-input.js';
import {type Keyboard} from '../../session/keyboard.js';

/** A keyboard on which nothing is pressed: what a field has that is drawn without a session. */
const silent: Keyboard = {
	press() {},
	paste() {},
	typed: () => false,
	listen: () => () => {},
};

/** The session's keyboard, for the field that is typed into. */
export const KeyboardContext = createContext<Keyboard>(silent);

// What `useInput` itself listens to; it is there, but not in the types.
type StdinContext = StdinProps & {readonly internal_eventEmitter: EventEmitter};

/**
The control sequence of the press that `useInput` tells of: it tells each function key as the same empty press.
*/
function useSequence() {
	const {internal_eventEmitter: events} = useStdin() as StdinContext;
	const sequence = useRef('');
	useEffect(() => {
		const note = (input: string) => {
			sequence.current = input;
		};

		events.on('input', note);
		return () => {
			events.off('input', note);
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
	const sequence = useSequence();
	useInput((input, press) => {
		const name = nameOfSequence(sequence.current);
		keyboard.press(input, name === undefined ? press : {...press, name});
	});
	usePaste(keyboard.paste);
	return null;
}
