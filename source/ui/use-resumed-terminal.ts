import process from 'node:process';
import {useInsertionEffect} from 'react';
import {useApp} from 'ink';

/**
Takes the terminal back when the program is resumed after it was stopped: raw mode, the alternate screen, and all of the
frame at the window's present size.

Meanwhile the shell had the terminal. It left it in its own mode, in which whatever is typed is echoed, and wrote over
the screen.
*/
export function useResumedTerminal(): void {
	const {suspendTerminal} = useApp();
	// An effect of this kind is over before the first frame is shown: from then on, no moment is without a listener.
	useInsertionEffect(() => {
		let isResuming = false;
		const resume = async () => {
			if (isResuming) {
				return;
			}

			isResuming = true;
			// A stopped program is not told of a new size: Node.js asks the terminal for it at this signal.
			process.kill(process.pid, 'SIGWINCH');
			try {
				await suspendTerminal(() => {});
			} catch {
				// The terminal is gone: its end is noticed where input is read.
			} finally {
				isResuming = false;
			}
		};

		const onResume = () => {
			void resume();
		};

		process.on('SIGCONT', onResume);
		return () => {
			process.off('SIGCONT', onResume);
		};
	}, [suspendTerminal]);
}
