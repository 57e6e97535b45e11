import path from 'node:path';
import {errorCode} from '../../error-code.js';
import {describeFileError, type FileFailure} from '../../disk/describe-file-error.js';
import {writePrivateFile} from '../../disk/atomic-write.js';
import {createPrivateFolder} from '../../disk/file-permissions.js';

/** The result of writing a file. */
export type FileOutcome =
	| {readonly kind: 'written'}
	| {readonly kind: 'exists'}
	| ({readonly kind: 'failed'} & FileFailure);

/**
Writes a file of secrets: with mode 0600, in a folder that gets mode 0700 if it has to be created, completely or not at
all, and durable once it returns.

An existing file is kept unless `canOverwrite` is true; a symbolic link is neither written through nor replaced.
*/
export async function writeSecretFile(
	file: string,
	text: string,
	{canOverwrite}: {readonly canOverwrite: boolean},
): Promise<FileOutcome> {
	try {
		createPrivateFolder(path.dirname(file));
	} catch (error) {
		return {kind: 'failed', ...describeFileError(error)};
	}

	try {
		writePrivateFile(file, text, {keepExisting: !canOverwrite});
		return {kind: 'written'};
	} catch (error) {
		return errorCode(error) === 'EEXIST' ? {kind: 'exists'} : {kind: 'failed', ...describeFileError(error)};
	}
}
