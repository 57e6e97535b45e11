import process from 'node:process';
import {type Io} from '../../io.js';
import {type PlainTerminal} from '../../session/accessible/console.js';

function hasDumbTerminal(environment: Io['environment']): boolean {
	return environment['TERM'] === 'dumb';
}

/**
Whether the user or the terminal requires the session in plain lines.

@see https://github.com/charmbracelet/huh#accessibility
@see https://github.com/vadimdemedes/ink#screen-reader-support
*/
export function isPlainSession(environment: Io['environment']): boolean {
	const {ACCESSIBLE: accessible = '', INK_SCREEN_READER: inkScreenReader} = environment;
	return !['', '0', 'false'].includes(accessible.toLowerCase())
		|| inkScreenReader === 'true'
		|| hasDumbTerminal(environment);
}

/** The process's terminal, for a session in plain lines; input is not echoed. */
export function createPlainTerminal(io: Io): PlainTerminal {
	return {
		write: io.writeText,
		columns: () => process.stdout.columns || 80,
		listen(listener) {
			const {stdin} = process;
			stdin.setEncoding('utf8');
			stdin.on('data', listener);
			// Once paused, the stream stays paused until it is resumed.
			stdin.resume();
			return () => {
				stdin.off('data', listener);
				stdin.pause();
			};
		},
		onResume(listener) {
			process.on('SIGCONT', listener);
			return () => {
				process.off('SIGCONT', listener);
			};
		},
		hasEscapeSequences: !hasDumbTerminal(io.environment),
	};
}
