import {readChunk, type Press} from '../terminal-input.js';

export type TypedInput =
	| ({readonly kind: 'press'} & Press)
	/** Its line breaks are part of the text, not presses of Enter. */
	| {readonly kind: 'paste'; readonly text: string};

const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';

// The longest gap between the pieces of an unmarked paste, or of a key's escape sequence. Milliseconds.
const pieceDelay = 50;

// Far more than any page with values.
const maxPasteLength = 1_048_576;

const keySequences = /\u001B(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|[ -~])/g;
const begunSequence = /\u001B(?:\[[0-?]*[ -/]*|O)?$/;

// Dictation sends whole words. No value of Concur's consists of letters alone.
const words = /^(?=.{1,40}$)[a-z]+(?: [a-z\d]+)*$/i;

/**
Creates a reader that turns a terminal's chunks into key presses and pastes. Keys that move within a text are ignored,
because nothing is ever redrawn.

A terminal without bracketed paste sends a paste as one or more chunks in quick succession, which are joined again. If
the result looks like one line with its Enter, it counts as typed by a machine.
*/
export function createInputReader(onInput: (input: TypedInput) => void): (chunk: string) => void {
	let pending = '';
	let marked: string | undefined;
	let burst = '';
	let timer: NodeJS.Timeout | undefined;

	const press = (one: Press) => {
		onInput({kind: 'press', ...one});
	};

	const endBurst = () => {
		const text = burst;
		burst = '';
		if (text === '') {
			return;
		}

		const line = /^([^\r\n]+)(?:\r\n?|\n)$/.exec(text)?.[1];
		if (words.test(line ?? text)) {
			press({input: line ?? text, press: {}});
		} else {
			onInput({kind: 'paste', text: line ?? text});
		}

		if (line !== undefined) {
			press({input: '', press: {return: true}});
		}
	};

	const endWaiting = () => {
		clearTimeout(timer);
		endBurst();
		// Nothing followed, so the key was Esc.
		if (pending === '\u001B') {
			press({input: '', press: {escape: true}});
		}

		pending = '';
	};

	const readPlain = (text: string) => {
		const typed = text.replaceAll(keySequences, '');
		if (typed === '') {
			return;
		}

		const chunk = readChunk(typed);
		if (burst !== '' || chunk.kind === 'paste') {
			burst = `${burst}${typed}`.slice(0, maxPasteLength);
			return;
		}

		for (const one of chunk.presses) {
			press(one);
		}
	};

	/** Continues reading a marked paste, and returns whether it has ended. */
	const readMarked = (): boolean => {
		const end = pending.indexOf(pasteEnd);
		// The end of the chunk may be the start of the end mark.
		const upTo = end === -1 ? Math.max(0, pending.length - pasteEnd.length) : end;
		marked = `${marked ?? ''}${pending.slice(0, upTo)}`.slice(0, maxPasteLength);
		pending = pending.slice(end === -1 ? upTo : end + pasteEnd.length);
		if (end === -1) {
			return false;
		}

		onInput({kind: 'paste', text: marked});
		marked = undefined;
		return true;
	};

	return chunk => {
		clearTimeout(timer);
		pending += chunk;
		for (;;) {
			if (marked !== undefined && !readMarked()) {
				return;
			}

			const start = pending.indexOf(pasteStart);
			if (start === -1) {
				break;
			}

			readPlain(pending.slice(0, start));
			endBurst();
			pending = pending.slice(start + pasteStart.length);
			marked = '';
		}

		const begun = begunSequence.exec(pending)?.[0] ?? '';
		readPlain(pending.slice(0, pending.length - begun.length));
		pending = begun;
		if (burst !== '' || pending !== '') {
			timer = setTimeout(endWaiting, pieceDelay);
		}
	};
}
