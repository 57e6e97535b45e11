import {linkSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {randomUUID} from 'node:crypto';
import {writePrivateFile} from '../private-file.js';
import {readPracticeFile} from './read-practice-file.js';

/** Which process serves a practice folder, kept in the folder while it does. */
export type Serving = {
	readonly instance: string;
	readonly origin: string;
	readonly controlKey: string;
	readonly processId: number;
	/** PEM of the authority that its certificate is signed by, when it serves https. */
	readonly authority?: string | undefined;
};

function servingFile(folder: string): string {
	return path.join(folder, 'serving.json');
}

/**
Who serves the folder by its own account; undefined when nobody does or the note cannot be understood.
Throws `UserError` for what is no file, and the file system's error when the note cannot be read.
*/
export function readServing(folder: string): Serving | undefined {
	const note = readPracticeFile(servingFile(folder));
	if (note === undefined) {
		return undefined;
	}

	try {
		const {instance, origin, controlKey, processId, authority} = JSON.parse(note) as Record<string, unknown>;
		const isUnderstood = typeof instance === 'string' && typeof origin === 'string' && typeof controlKey === 'string' && typeof processId === 'number'
			&& /^https?:\/\/127\.0\.0\.1(?::\d+)?$/.test(origin);
		return isUnderstood ? {instance, origin, controlKey, processId, ...(typeof authority === 'string' && {authority})} : undefined;
	} catch {
		return undefined;
	}
}

/** Notes that this process serves the folder; false when another one noted itself first. Throws the file system's error. */
export function claimServing(folder: string, serving: Serving): boolean {
	const {instance, origin, controlKey, processId, authority} = serving;
	const prepared = path.join(folder, `serving.${randomUUID()}.json`);
	writePrivateFile(prepared, `${JSON.stringify({instance, origin, controlKey, processId, authority}, undefined, '\t')}\n`);
	try {
		// Linking fails where the name exists: of two processes that start at once, one wins.
		linkSync(prepared, servingFile(folder));
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
			return false;
		}

		throw error;
	} finally {
		rmSync(prepared, {force: true});
	}
}

/** Takes away the note of a server that no longer answers, unless another process has noted itself since. */
export function removeServing(folder: string, instance: string | undefined): void {
	const removed = path.join(folder, `serving.${randomUUID()}.json`);
	try {
		if (readServing(folder)?.instance === instance) {
			renameSync(servingFile(folder), removed);
			rmSync(removed, {force: true});
		}
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
			throw error;
		}
	}
}
