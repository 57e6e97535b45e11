import path from 'node:path';
import {fileFailure} from '../file-failure.js';
import {makePrivateFolder, writePrivateFile} from '../private-file.js';

export type FileOutcome = {readonly kind: 'written'} | {readonly kind: 'exists'} | {readonly kind: 'failed'; readonly reason: string};

/**
Writes a file that holds secrets: mode 0600, in a folder of mode 0700 if it has to be made, whole or not at all, and durable when it returns.

An existing file stays unless `overwrite` is true; a symbolic link is never written through, nor replaced.
*/
export async function writeSecretFile(file: string, text: string, {overwrite}: {readonly overwrite: boolean}): Promise<FileOutcome> {
	try {
		makePrivateFolder(path.dirname(file));
	} catch (error) {
		return {kind: 'failed', reason: fileFailure(error)};
	}

	try {
		writePrivateFile(file, text, {keepExisting: !overwrite});
		return {kind: 'written'};
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EEXIST' ? {kind: 'exists'} : {kind: 'failed', reason: fileFailure(error)};
	}
}
