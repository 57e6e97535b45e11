/** The process as commands see it, handed in so that they can be tested without one. */
export type Io = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly workingDirectory: string;
	readonly isInputTerminal: boolean;
	readonly isOutputTerminal: boolean;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly writeOut: (text: string) => void;
	readonly writeError: (text: string) => void;
};

/** The real process. Its input and output are opened when first asked for: a command that reads nothing is spared the time. */
export function processIo(): Io {
	return {
		environment: process.env,
		workingDirectory: process.cwd(),
		get isInputTerminal() {
			return process.stdin.isTTY;
		},
		get isOutputTerminal() {
			return process.stdout.isTTY;
		},
		now: () => Date.now(),
		writeOut(text) {
			process.stdout.write(text);
		},
		writeError(text) {
			process.stderr.write(text);
		},
	};
}
