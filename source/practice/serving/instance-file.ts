import {randomUUID} from 'node:crypto';
import {linkSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {errorCode} from '../../error-code.js';
import {writePrivateFile} from '../../private-file.js';
import {readPracticeFile} from '../state/practice-files.js';

/** Which process serves a practice folder, kept in the folder while it does. */
export type PracticeInstance = {
	/** Tells one running server from another. */
	readonly instance: string;
	readonly origin: string;
	readonly controlKey: string;
	readonly processId: number;
	/** PEM of the authority that signed its certificate, when it serves https. */
	readonly authority?: string | undefined;
};

function instanceFile(folder: string): string {
	return path.join(folder, 'serving.json');
}

function temporaryFile(folder: string): string {
	return path.join(folder, `serving.${randomUUID()}.json`);
}

function parseInstance(text: string): PracticeInstance | undefined {
	try {
		const {instance, origin, controlKey, processId, authority} = JSON.parse(text) as Record<string, unknown>;
		const isValid = typeof instance === 'string' && typeof origin === 'string'
			&& typeof controlKey === 'string' && typeof processId === 'number'
			&& /^https?:\/\/127\.0\.0\.1(?::\d+)?$/.test(origin);
		return isValid
			? {instance, origin, controlKey, processId, ...(typeof authority === 'string' && {authority})}
			: undefined;
	} catch {
		return undefined;
	}
}

/**
The process that serves the folder by its own account; undefined when none does or the file cannot be parsed.
Throws `UserError` for what is not a file, and the file system's error when the file cannot be read.
*/
export function readInstance(folder: string): PracticeInstance | undefined {
	const text = readPracticeFile(instanceFile(folder));
	return text === undefined ? undefined : parseInstance(text);
}

/** Records that this process serves the folder; false when another one was first. Throws the file system's error. */
export function claimFolder(folder: string, running: PracticeInstance): boolean {
	const {instance, origin, controlKey, processId, authority} = running;
	const prepared = temporaryFile(folder);
	const content = JSON.stringify({instance, origin, controlKey, processId, authority}, undefined, '\t');
	writePrivateFile(prepared, `${content}\n`);
	try {
		// Linking fails where the name exists: of two processes that start at once, one wins.
		linkSync(prepared, instanceFile(folder));
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			return false;
		}

		throw error;
	} finally {
		rmSync(prepared, {force: true});
	}
}

/** Removes the record of a server that has stopped, unless another process has claimed the folder since. */
export function releaseFolder(folder: string, instance: string | undefined): void {
	const removed = temporaryFile(folder);
	try {
		if (readInstance(folder)?.instance === instance) {
			renameSync(instanceFile(folder), removed);
			rmSync(removed, {force: true});
		}
	} catch (error) {
		if (errorCode(error) !== 'ENOENT') {
			throw error;
		}
	}
}
