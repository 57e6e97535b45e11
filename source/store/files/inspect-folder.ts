import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import path from 'node:path';
import {credentialsFileName, tokenObjectFileName, type FolderReport} from '../../concur/tutorial.js';
import {gitProtection} from './git-protection.js';
import {readCredentialsFile, readTokenObjectFile} from './credential-files.js';

// The first of SAP's samples.
const sampleFile = 'GetRefreshToken.js';

async function exists(file: string): Promise<boolean> {
	return (await stat(file).catch(() => undefined)) !== undefined;
}

async function isWritable(folder: string): Promise<boolean> {
	try {
		await access(folder, constants.W_OK | constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

async function folderState(folder: string): Promise<FolderReport['state']> {
	const found = await stat(folder).catch(() => undefined);
	if (found) {
		return found.isDirectory() ? (await isWritable(folder) ? 'ready' : 'not-writable') : 'not-a-folder';
	}

	const parent = path.dirname(folder);
	if (parent === folder) {
		return 'not-writable';
	}

	const parentState = await folderState(parent);
	return parentState === 'ready' ? 'will-be-created' : parentState;
}

/**
Inspects a folder on disk: whether files can be written there, what it already contains, and whether git would publish
it.

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export async function inspectFolder(folder: string): Promise<FolderReport> {
	const [state, hasSapSample, git, credentialsFile, tokenObjectFile] = await Promise.all([
		folderState(folder),
		exists(path.join(folder, sampleFile)),
		gitProtection(folder),
		readCredentialsFile(path.join(folder, credentialsFileName)),
		readTokenObjectFile(path.join(folder, tokenObjectFileName)),
	]);
	return {folder, state, hasSapSample, git, credentialsFile, tokenObjectFile};
}

// Everything that an inspection reports depends on these. The folder itself changes with any file in it.
const watched = ['.gitignore', sampleFile, credentialsFileName, tokenObjectFileName];

/** A text that differs once the file has changed. */
export async function fileStamp(file: string): Promise<string> {
	const found = await stat(file).catch(() => undefined);
	return `${found?.ino} ${found?.mode} ${found?.size} ${found?.mtimeMs}`;
}

/** A text that differs once the folder, or a file in it that the session reports on, has changed. It reads no file. */
export async function folderStamp(folder: string): Promise<string> {
	const [itself, ...files] = await Promise.all([
		stat(folder).catch(() => undefined), ...watched.map(async name => fileStamp(path.join(folder, name))),
	]);
	return [`${itself?.ino} ${itself?.mode}`, ...files].join('\n');
}
