import process from 'node:process';
import {type LockHolder} from '../../store/profile/profile-lock.js';

// Most refreshes are over by then. Milliseconds.
const noticeDelay = 2000;

/**
Calls back once when a command has waited for long enough to tell a person what for. A script is told nothing: cron
would send a mail for each of many that wait. Returns a function to call during the wait.
*/
export function onLongWait(notify: (pid: number | undefined) => void): (holder: LockHolder) => void {
	let hasNotified = false;
	return ({readPid, waited}) => {
		if (!hasNotified && waited >= noticeDelay && process.stderr.isTTY) {
			hasNotified = true;
			notify(readPid());
		}
	};
}

/** Describes what a command waits for, and what to do if that never ends; `pid` is the process that refreshes. */
export function waitingNotice(pid: number | undefined, profile: string): string {
	const holder = pid === undefined ? 'another process' : `process ${pid}`;
	// To end it could lose the token that it is about to get.
	const remedy = pid === undefined ? '' : ` If it was stopped, resume it: kill -CONT ${pid}`;
	return `concur-tokens: Waiting up to a minute for ${holder}, which is refreshing the token of profile `
		+ `${profile}.${remedy}\n`;
}
