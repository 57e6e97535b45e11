import {lstatSync, readlinkSync, symlinkSync, unlinkSync} from 'node:fs';
import {hostname} from 'node:os';
import process from 'node:process';
import {errorCode} from '../../error-code.js';
import {type ProfilePaths} from '../../store/profile/profile-paths.js';
import {isProcessAlive} from '../../temporary-file.js';

function ownerOf(file: string): string {
	try {
		return readlinkSync(file);
	} catch {
		return '';
	}
}

function removeClaim(file: string): void {
	try {
		unlinkSync(file);
	} catch {
		// Somebody else was quicker.
	}
}

// One grant with its tries takes a minute at most. Milliseconds.
const maxClaimAge = 75_000;

/** The claims of this process. */
const ownClaims = new Set<string>();

/** Whether a claim may still be somebody's: its process may have ended, and another one got its number. */
function isFresh(file: string): boolean {
	const made = lstatSync(file, {throwIfNoEntry: false})?.mtimeMs;
	const age = made === undefined ? 0 : Date.now() - made;
	return age >= 0 && age < maxClaimAge;
}

/**
Says that this process is about to refresh a profile's token, so that others wait for it without loading what a refresh
takes. `taken` means that another process of this machine has said so and still runs; `unknown`, that nobody can tell.

It saves time and protects nothing: who refreshes takes the lock. The claim is a symbolic link that leads nowhere, which
comes into being together with what it says; it goes when the process ends.
*/
export function claimRefresh({refreshLock}: Pick<ProfilePaths, 'refreshLock'>): 'claimed' | 'taken' | 'unknown' {
	const file = `${refreshLock}.claim`;
	const own = `${process.pid}@${hostname()}`;
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			symlinkSync(own, file);
			ownClaims.add(file);
			process.once('exit', () => {
				if (ownerOf(file) === own) {
					removeClaim(file);
				}
			});
			return 'claimed';
		} catch (error) {
			if (errorCode(error) !== 'EEXIST') {
				return 'unknown';
			}
		}

		const [, pid, host] = /^(\d+)@(.*)$/.exec(ownerOf(file)) ?? [];
		// One with the number of this process that this process did not make is left of another one.
		const isAnothers = Number(pid) !== process.pid || ownClaims.has(file);
		if (host === hostname() && isAnothers && isProcessAlive(Number(pid)) && isFresh(file)) {
			return 'taken';
		}

		if (host !== undefined && host !== hostname()) {
			return 'unknown';
		}

		removeClaim(file);
	}

	return 'unknown';
}
