import process from 'node:process';

function setRawMode(isRaw: boolean): void {
	try {
		process.stdin.setRawMode(isRaw);
	} catch {
		// EIO: a terminal that was closed has no mode, which does not matter.
	}
}

/** Node.js sets only a mode that differs from the one it set last; the shell has set its own since. */
function restoreRawMode(): void {
	setRawMode(false);
	setRawMode(true);
}

/** Keeps the terminal from echoing input, also once the program goes on after it was stopped. */
export function enterRawMode(): void {
	process.on('SIGCONT', restoreRawMode);
	process.stdin.setRawMode(true);
}

/** Restores the terminal's normal mode. */
export function leaveRawMode(): void {
	process.off('SIGCONT', restoreRawMode);
	setRawMode(false);
}
