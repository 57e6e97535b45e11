import {constants} from 'node:fs';
import {link, lstat, mkdir, open, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {fileFailure} from './file-failure.js';

export type FileOutcome = {readonly kind: 'written'} | {readonly kind: 'exists'} | {readonly kind: 'failed'; readonly reason: string};

async function syncFolder(folder: string): Promise<void> {
	try {
		const handle = await open(folder, constants.O_RDONLY);
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch {
		// Windows has no way to sync a folder; the rename is durable there by itself.
	}
}

/**
Writes a file that holds secrets: mode 0600, in a folder of mode 0700 if it has to be made, whole or not at all (temporary file, fsync, rename), and durable when it returns.

An existing file stays unless `overwrite` is true; a symbolic link is never written through, nor replaced.
*/
export async function writeSecretFile(file: string, text: string, {overwrite}: {readonly overwrite: boolean}): Promise<FileOutcome> {
	const folder = path.dirname(file);
	const temporary = path.join(folder, `.${path.basename(file)}.${crypto.randomUUID()}.tmp`);
	try {
		const made = await mkdir(folder, {recursive: true, mode: 0o700}).catch((error: unknown) => error);
		if (made instanceof Error) {
			return {kind: 'failed', reason: fileFailure(made)};
		}

		const existing = await lstat(file).catch(() => undefined);
		if (existing?.isSymbolicLink()) {
			return {kind: 'failed', reason: 'it is a symbolic link, and secrets are not written through one. Remove the link.'};
		}

		if (existing && !overwrite) {
			return {kind: 'exists'};
		}

		const handle = await open(temporary, 'wx', 0o600);
		try {
			await handle.writeFile(text);
			await handle.sync();
		} finally {
			await handle.close();
		}

		// Unlike a rename, a link fails when the name was taken meanwhile.
		await (overwrite ? rename(temporary, file) : link(temporary, file));

		await syncFolder(folder);
		return {kind: 'written'};
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EEXIST' ? {kind: 'exists'} : {kind: 'failed', reason: fileFailure(error)};
	} finally {
		// Where the folder is no folder, there is nothing to remove either.
		await rm(temporary, {force: true}).catch(() => {});
	}
}
