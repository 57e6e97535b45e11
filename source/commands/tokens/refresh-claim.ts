import {lstatSync, readlinkSync, symlinkSync, unlinkSync} from 'node:fs';
import {hostname} from 'node:os';
import process from 'node:process';
import {errorCode} from '../../error-code.js';
import {type ProfilePaths} from '../../store/profile/profile-paths.js';
import {isProcessAlive, processStart} from '../../process-identity.js';

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
		// Another process was first.
	}
}

type Claim = {readonly pid: number; readonly started: string | undefined; readonly host: string};

/** The PID, when that process was started if the system says so, and its machine. */
const claimPattern = /^(?<pid>\d+)(?:\.(?<started>\d+))?@(?<host>.*)$/;

function readClaim(file: string): Claim | undefined {
	const {pid, started, host} = claimPattern.exec(ownerOf(file))?.groups ?? {};
	return pid === undefined || host === undefined ? undefined : {pid: Number(pid), started, host};
}

/** Whether the process that made the claim still runs: its PID may be another one's now, as PID 1 of a container. */
function isClaimantAlive({pid, started}: Claim): boolean {
	const start = processStart(pid);
	return start === undefined ? isProcessAlive(pid) : start === started;
}

/** The process that has announced a refresh of the profile; undefined if none has, or if it is not on this machine. */
export function claimingProcess({refreshLock}: Pick<ProfilePaths, 'refreshLock'>): number | undefined {
	const claim = readClaim(`${refreshLock}.claim`);
	return claim?.host === hostname() ? claim.pid : undefined;
}

// One grant with its retries takes a minute at most. Milliseconds.
const maxClaimAge = 75_000;

/** The claims of this process. */
const ownClaims = new Set<string>();

/** Whether a claim is recent enough to be valid: its process may have ended, and its PID may have been reused. */
function isFresh(file: string): boolean {
	const made = lstatSync(file, {throwIfNoEntry: false})?.mtimeMs;
	const age = made === undefined ? 0 : Date.now() - made;
	return age >= 0 && age < maxClaimAge;
}

/**
Announces that this process is about to refresh a profile's token, so that others wait for it without loading the code
for a refresh. `taken` means that another process on this machine has announced it and is still running; `unknown`, that
this cannot be determined.

This only saves time: the lock is what protects the refresh. The claim is a dangling symbolic link, because a link and
its target are created atomically; it is removed when the process ends.
*/
export function claimRefresh({refreshLock}: Pick<ProfilePaths, 'refreshLock'>): 'claimed' | 'taken' | 'unknown' {
	const file = `${refreshLock}.claim`;
	const start = processStart(process.pid);
	const own = `${process.pid}${start === undefined ? '' : `.${start}`}@${hostname()}`;
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

		const claim = readClaim(file);
		// A claim with our PID that we did not make is left over from another process.
		const isAnothers = claim?.pid !== process.pid || ownClaims.has(file);
		if (claim?.host === hostname() && isAnothers && isClaimantAlive(claim) && isFresh(file)) {
			return 'taken';
		}

		if (claim && claim.host !== hostname()) {
			return 'unknown';
		}

		removeClaim(file);
	}

	return 'unknown';
}
