import {existsSync, renameSync} from 'node:fs';
import path from 'node:path';

const quarantined =
	/^(?<name>.+)\.(?:broken|kept)-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z(?:-[\da-f]{8})?(?<ending>\.\w+)$/;

/**
A free path beside a file, for what is broken in it or for what it cannot take; it contains the time. `now` is
milliseconds since the epoch.
*/
export function pathAside(file: string, reason: 'broken' | 'kept', now: number): string {
	const {dir, name, ext} = path.parse(file);
	const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
	const named = (suffix: string) => path.join(dir, `${name}.${reason}-${stamp}${suffix}${ext}`);
	return existsSync(named('')) ? named(`-${crypto.randomUUID().slice(0, 8)}`) : named('');
}

/**
Renames a file that cannot be parsed, so that nothing is lost, and returns its new path, which contains the time. `now`
is milliseconds since the epoch. Throws the file system's error.
*/
export function quarantine(file: string, now: number): string {
	const aside = pathAside(file, 'broken', now);
	renameSync(file, aside);
	return aside;
}

/** Returns the original name of a file that was put aside; undefined for any other file. */
export function nameBeforeQuarantine(file: string): string | undefined {
	const {name, ending} = quarantined.exec(file)?.groups ?? {};
	return name === undefined ? undefined : `${name}${ending}`;
}
