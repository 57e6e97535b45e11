import {Buffer} from 'node:buffer';
import {closeSync, openSync, rmSync, writeSync} from 'node:fs';
import {hostname} from 'node:os';
import {readRegularFile} from '../../disk/read-regular-file.js';
import {isProcessAlive, processStart} from '../../process-identity.js';

type Owner = {
	readonly pid: number;
	readonly host: string;
	/** Milliseconds since the epoch. */
	readonly since: number;
};

/** An owner, with an ID that distinguishes this lock from any other of the same process. */
type OwnerRecord = Owner & {
	readonly id: string;
	/** When the process was started, if the system says so. */
	readonly started?: string;
};

export function ownerFile(lockFile: string): string {
	return `${lockFile}.owner`;
}

export function readOwnerRecord(lockFile: string): OwnerRecord | undefined {
	const found = readRegularFile(ownerFile(lockFile), 1024);
	try {
		const owner = found.kind === 'read' ? JSON.parse(found.text) as Partial<OwnerRecord> : {};
		return typeof owner.pid === 'number' && typeof owner.host === 'string' && typeof owner.since === 'number'
			? owner as OwnerRecord
			: undefined;
	} catch {
		return undefined;
	}
}

/** Reads who holds a lock; undefined if no owner is recorded. */
export function readOwner(lockFile: string): Owner | undefined {
	return readOwnerRecord(lockFile);
}

/** Whether a lock's recorded owner, a process on this machine, has died. */
export function hasDeadOwner(lockFile: string): boolean {
	const owner = readOwnerRecord(lockFile);
	return owner?.host === hostname() && (!isProcessAlive(owner.pid) || hasOtherStart(owner));
}

/** Whether the process that now has the recorded PID is another one. */
function hasOtherStart({pid, started}: OwnerRecord): boolean {
	const start = started === undefined ? undefined : processStart(pid);
	return start !== undefined && start !== started;
}

/** Whether a lock's owner certainly still runs on this machine, perhaps stopped or asleep. */
export function hasLivingOwner(lockFile: string): boolean {
	const owner = readOwnerRecord(lockFile);
	return owner?.started !== undefined && owner.host === hostname() && processStart(owner.pid) === owner.started;
}

/**
Records who holds the lock, so that others can tell. Without the record they wait until the lock is stale, so a full
disk does not matter.
*/
export function recordOwner(lockFile: string, owner: OwnerRecord): boolean {
	const file = ownerFile(lockFile);
	try {
		// Removed and created anew, because there may be a link to another place.
		rmSync(file, {force: true});
		const descriptor = openSync(file, 'wx', 0o600);
		try {
			const text = Buffer.from(JSON.stringify(owner));
			return writeSync(descriptor, text) === text.length;
		} finally {
			closeSync(descriptor);
		}
	} catch {
		return false;
	}
}
