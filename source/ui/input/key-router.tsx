import {EventEmitter} from 'node:events';
import {useEffect, useMemo, useRef, createContext, type ReactNode} from 'react';
import {useInput, usePaste, useStdin, type StdinProps} from 'ink';
import {type Session} from '../../session/session.js';
import {createFieldTyping, type FieldTyping} from '../../session/field-typing.js';
import {nameOfSequence, readInput} from '../../session/terminal-input.js';
import {type KeyPress} from '../../wizard/keys/key-press.js';
import {type WizardState} from '../../wizard/wizard-state.js';

/** How the field's input follows the session and types into it. */
type Typing = Pick<FieldTyping, 'show' | 'type'> & {
	/** Calls the listener when the state changes. Returns a function that ends this. */
	readonly subscribe: (listener: () => void) => () => void;
	/** The state of the session. Undefined without a session. */
	readonly current: () => WizardState | undefined;
};

/** By default, typing into a field that is drawn without a session. It goes nowhere. */
export const TypingContext = createContext<Typing>({
	subscribe: () => () => {}, current: () => undefined, show: () => () => {}, type: () => undefined,
});

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

type PressListenerProps = {
	readonly onInput: (input: string, press: KeyPress) => void;
	readonly onPaste: (text: string) => void;
};

/** Receives every press before the components that are mounted after it. */
function PressListener({onInput, onPaste}: PressListenerProps) {
	// Before `useInput`, so that the sequence is known first.
	const sequence = useSequence(inputEvents(useStdin()));
	useInput((input, press) => {
		const name = nameOfSequence(sequence.current);
		onInput(input, name === undefined ? press : {...press, name});
	});
	usePaste(onPaste);
	return undefined;
}

type KeyRouterProps = {
	readonly session: Pick<Session, 'state' | 'subscribe' | 'dispatch'>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly children?: ReactNode;
};

/** Sends each press to the session, but for those left to the field's input, which receives them after the router. */
export function KeyRouter({session, now, children}: KeyRouterProps) {
	const fieldTyping = useMemo(() => createFieldTyping(session, now), [session, now]);
	const typing = useMemo((): Typing => ({
		subscribe: session.subscribe,
		current: session.state,
		show: fieldTyping.show,
		type: fieldTyping.type,
	}), [session, fieldTyping]);

	const paste = (text: string) => {
		session.dispatch({kind: 'pasted', text, now: now()});
	};

	const route = (input: string, press: KeyPress) => {
		const read = readInput(input, press);
		if (read.kind === 'paste') {
			paste(input);
		} else if (!fieldTyping.takes(read.presses)) {
			for (const one of read.presses) {
				session.dispatch({kind: 'pressed', ...one, now: now()});
			}
		}
	};

	return (
		<TypingContext value={typing}>
			<PressListener onInput={route} onPaste={paste}/>
			{children}
		</TypingContext>
	);
}
