import {stripControlCharacters} from '../../concur/untrusted-text.js';
import {type Motion} from '../../wizard/values/edit-text.js';
import {nameOfPress} from '../../wizard/keys/key-press.js';
import {wrapAtSpaces} from '../../wrap-at-spaces.js';
import {createInputReader, type TypedInput} from './input-reader.js';
import {addToLine, describePaste, endsEmpty, eraseFromLine, textOf, type TypedLine} from './typed-line.js';

/** The terminal as the accessible session needs it: text goes out, chunks of input come in. */
export type PlainTerminal = {
	readonly write: (text: string) => void;
	/** Its current width, in cells. */
	readonly columns: () => number;
	/** Calls `listener` with each typed or pasted chunk, unechoed. Returns a function that stops listening. */
	readonly listen: (listener: (chunk: string) => void) => () => void;
	/**
	Calls `listener` when the program goes on after it was stopped and input is unechoed again. Returns a function that
	stops listening.
	*/
	readonly onResume: (listener: () => void) => () => void;
	/** Whether it supports modes and a clipboard. If not, it would print the sequences that ask for them. */
	readonly hasEscapeSequences: boolean;
};

export type ConsoleQuestion = {
	readonly prompt: string;
	/** Whether typing is shown. Pastes never are: they may contain a secret. */
	readonly isEchoed: boolean;
	/** Whether to collect lines until an empty one. */
	readonly isCollecting?: boolean;
};

export type ConsoleAnswer =
	| {readonly kind: 'line'; readonly text: string; readonly isPasted: boolean}
	/** A key, by its name in the key tables. */
	| {readonly kind: 'key'; readonly name: string};

/** A dialogue in lines that are written once: nothing moves the cursor back, clears or redraws. */
export type Console = {
	/** Prints texts on lines of their own. An open question is asked again below. */
	readonly say: (...texts: readonly string[]) => void;
	/** Asks a question and waits for a line or a key. Undefined if the console is closed or the question withdrawn. */
	readonly ask: (question: ConsoleQuestion) => Promise<ConsoleAnswer | undefined>;
	/** Ends the open question without an answer. */
	readonly withdraw: () => void;
	/** Restores the terminal. */
	readonly close: () => void;
};

// An empty line ends a collected paste unless more input follows within this time, in milliseconds: then the empty
// line is part of the page.
const collectingDelay = 200;

const bracketedPaste = {on: '\u001B[?2004h', off: '\u001B[?2004l'} as const;

/** Creates a console on a terminal. `interrupt` is called for Ctrl+C while no question is open. */
export function createConsole(terminal: PlainTerminal, interrupt: () => void): Console {
	const typedAhead: TypedInput[] = [];
	let open: {readonly question: ConsoleQuestion; readonly answer: (answer?: ConsoleAnswer) => void} | undefined;
	let line: TypedLine = [];
	let collectingTimer: NodeJS.Timeout | undefined;
	let isClosed = false;

	const wrapped = (text: string) => wrapAtSpaces(text, Math.max(20, terminal.columns() - 1));
	const echo = (text: string) => {
		if (open?.question.isEchoed) {
			terminal.write(text);
		}
	};

	const isLineBegun = () => open !== undefined && (open.question.prompt !== '' || line.length > 0);

	const showQuestion = () => {
		terminal.write(wrapped(open?.question.prompt ?? ''));
		for (const {text, isPasted} of line) {
			if (isPasted) {
				terminal.write(describePaste(text));
			} else {
				echo(text);
			}
		}
	};

	const finish = (answer?: ConsoleAnswer) => {
		clearTimeout(collectingTimer);
		if (isLineBegun()) {
			terminal.write('\n');
		}

		const ended = open;
		open = undefined;
		line = [];
		ended?.answer(answer);
	};

	const finishLine = () => {
		finish({kind: 'line', text: textOf(line), isPasted: line.some(({isPasted}) => isPasted)});
	};

	const erase = (to: Motion) => {
		const erased = eraseFromLine(line, to);
		if (!erased) {
			return;
		}

		line = erased.line;
		if (erased.columns === undefined) {
			terminal.write('(paste discarded) ');
		} else {
			// The usual way for a terminal to erase typed characters.
			echo('\b \b'.repeat(erased.columns));
		}
	};

	const add = (text: string, isPasted: boolean) => {
		line = addToLine(line, text, isPasted);
	};

	const collect = (input: TypedInput) => {
		clearTimeout(collectingTimer);
		if (input.kind === 'paste') {
			add(input.text, true);
			if (/(?:\r\n?|\n)[\t ]*[\r\n]$/.test(input.text)) {
				collectingTimer = setTimeout(finishLine, collectingDelay);
			}

			return;
		}

		if (!input.press.return) {
			add(input.press.tab ? '\t' : input.input, false);
			return;
		}

		const isEmptyLine = endsEmpty(line);
		add('\n', false);
		if (isEmptyLine) {
			collectingTimer = setTimeout(finishLine, collectingDelay);
		}
	};

	/** Handles a press with Ctrl: some edit the line, others are an answer while the line is empty. */
	const control = (letter: string) => {
		if (letter === 'w') {
			erase('word-left');
		} else if (letter === 'u' && line.length > 0) {
			line = [];
			terminal.write('\n');
			showQuestion();
		} else if (letter === 'c' || line.length === 0) {
			finish({kind: 'key', name: nameOfPress(letter, {ctrl: true})!});
		}
	};

	const take = (input: TypedInput) => {
		const isControl = input.kind === 'press' && Boolean(input.press.ctrl);
		if (isControl && open?.question.isCollecting && input.input === 'd') {
			finishLine();
		} else if (isControl) {
			control(input.input);
		} else if (open?.question.isCollecting) {
			collect(input);
		} else if (input.kind === 'paste') {
			add(input.text, true);
			terminal.write(describePaste(input.text));
		} else if (input.press.return) {
			finishLine();
		} else if (input.press.backspace) {
			erase('left');
		} else if (input.press.escape) {
			finish({kind: 'key', name: nameOfPress('', input.press)!});
		} else if (input.input !== '') {
			const text = stripControlCharacters(input.input);
			add(text, false);
			echo(text);
		}
	};

	/** Input that was typed before a question was asked becomes its answer. */
	const takeTypedAhead = () => {
		for (let input = open && typedAhead.shift(); input; input = open && typedAhead.shift()) {
			take(input);
		}
	};

	const stopListening = terminal.listen(createInputReader(input => {
		const isInterrupt = input.kind === 'press' && input.press.ctrl && input.input === 'c';
		if (!open && isInterrupt) {
			interrupt();
			return;
		}

		typedAhead.push(input);
		takeTypedAhead();
	}));
	const mode = terminal.hasEscapeSequences ? bracketedPaste : {on: '', off: ''};
	terminal.write(mode.on);
	const stopResuming = terminal.onResume(() => {
		terminal.write(mode.on);
		if (open) {
			showQuestion();
		}
	});

	return {
		say(...texts) {
			if (texts.length === 0 || isClosed) {
				return;
			}

			terminal.write(`${isLineBegun() ? '\n' : ''}${texts.map(text => `${wrapped(text)}\n`).join('')}`);
			if (open) {
				showQuestion();
			}
		},
		async ask(question) {
			if (isClosed) {
				return undefined;
			}

			return new Promise(resolve => {
				open = {question, answer: resolve};
				showQuestion();
				takeTypedAhead();
			});
		},
		withdraw: finish,
		close() {
			if (isClosed) {
				return;
			}

			stopListening();
			stopResuming();
			finish();
			isClosed = true;
			terminal.write(mode.off);
		},
	};
}
