import {EventEmitter} from 'node:events';
import {useEffect, useMemo, useRef, createContext, type ReactNode} from 'react';
import {useInput, usePaste, useStdin, type StdinProps} from 'ink';
import {type Session} from '../../session/session.js';
import {nameOfSequence, readInput, type Press} from '../../session/terminal-input.js';
import {type TextEdit} from '../../wizard/edit-text.js';
import {isTyping, type KeyPress} from '../../wizard/key-press.js';
import {type WizardState} from '../../wizard/wizard-state.js';

/** How the field's input types into the session. */
export type Typing = {
	/** Calls the listener when the state changes. Returns a function that ends this. */
	readonly subscribe: (listener: () => void) => () => void;
	/** The state of the session. Undefined without a session. */
	readonly current: () => WizardState | undefined;
	/** Reports the state that the input shows, as it receives presses now. Returns a function that reports the end. */
	readonly show: (state: WizardState | undefined) => () => void;
	/**
	Takes what the input made of a press, and returns the state that this led to. Undefined if the press was not left to
	the input.
	*/
	readonly type: (edit: TextEdit) => WizardState | undefined;
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

/**
Sends every press to the session, which decides what it means. Only typing is left to the field's input, which receives
each press after the router.

The input can type only while it shows the current state, and between two presses of a burst there is no frame. As each
event makes a new state, comparing the two states is enough: once a press has been sent, the one that is shown is out of
date.
*/
export function KeyRouter({session, now, children}: KeyRouterProps) {
	// Only the field knows whether it is drawn, which depends on the size of the window. A state of React would tell a
	// frame too late, and what is typed in between would be lost.
	const shown = useRef<WizardState>(undefined);

	const typing = useMemo((): Typing => ({
		subscribe: session.subscribe,
		current: session.state,
		show(state) {
			shown.current = state;
			return () => {
				shown.current = undefined;
			};
		},
		type(edit) {
			if (shown.current !== session.state()) {
				return undefined;
			}

			session.dispatch({kind: 'edited', edit, now: now()});
			return session.state();
		},
	}), [session, now]);

	const isLeftToField = ([only, ...others]: readonly Press[]) => only !== undefined && others.length === 0
		&& shown.current === session.state() && isTyping(only.input, only.press, shown.current);

	const paste = (text: string) => {
		session.dispatch({kind: 'pasted', text, now: now()});
	};

	const route = (input: string, press: KeyPress) => {
		const read = readInput(input, press);
		if (read.kind === 'paste') {
			paste(input);
		} else if (!isLeftToField(read.presses)) {
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
