import {readFileSync} from 'node:fs';
import process from 'node:process';
import {errorCode} from './error-code.js';

type SendSignal = (pid: number, signal: 0) => unknown;

/** Whether a process is running, whichever user it belongs to. */
export function isProcessAlive(pid: number, send: SendSignal = (of, nothing) => process.kill(of, nothing)): boolean {
	try {
		send(pid, 0);
		return true;
	} catch (error) {
		// Another user's process is alive too.
		return errorCode(error) === 'EPERM';
	}
}

/**
When a process was started, to compare with what was recorded of it earlier: a PID is used again. Undefined where the
system does not say; only Linux does without starting a program.

@see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
*/
export function processStart(pid: number): string | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		// The fields from the third on; the second, the program's name, may contain anything.
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
	} catch {
		return undefined;
	}
}
