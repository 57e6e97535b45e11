import process from 'node:process';
import {type Io} from '../../io.js';
import {type PlainTerminal} from '../../session/accessible/console.js';

function isDumb(environment: Io['environment']): boolean {
	return environment['TERM'] === 'dumb';
}

/**
Whether the person, or the terminal, wants the session as plain lines.

@see https://github.com/charmbracelet/huh#accessibility
@see https://github.com/vadimdemedes/ink#screen-reader-support
*/
export function wantsPlainLines(environment: Io['environment']): boolean {
	const {ACCESSIBLE: accessible = '', INK_SCREEN_READER: inkScreenReader} = environment;
	return !['', '0', 'false'].includes(accessible.toLowerCase()) || inkScreenReader === 'true' || isDumb(environment);
}

/** The process's terminal, for a session that writes lines; what is typed is read unechoed. */
export function plainTerminal(io: Io): PlainTerminal {
	return {
		write: io.writeText,
		columns: () => process.stdout.columns || 80,
		hear(listener) {
			const {stdin} = process;
			stdin.setEncoding('utf8');
			stdin.on('data', listener);
			// One that was paused stays so until it is told.
			stdin.resume();
			return () => {
				stdin.off('data', listener);
				stdin.pause();
			};
		},
		knowsSequences: !isDumb(io.environment),
	};
}
