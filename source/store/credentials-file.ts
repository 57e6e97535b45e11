import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import path from 'node:path';
import {formatCredentials} from '../concur/credentials-text.js';
import {type Credentials} from '../concur/credentials.js';
import {type TokenObject} from '../concur/call-outcome.js';
import {gitProtection} from './git-protection.js';
import {readCredentialsFile, type CredentialsFile} from './read-credentials-file.js';
import {readTokenObjectFile, type TokenObjectFile} from './read-token-object-file.js';
import {writeSecretFile, type FileOutcome} from './write-secret-file.js';

export type FolderReport = {
	readonly folder: string;
	readonly state: 'ready' | 'will-be-created' | 'not-a-folder' | 'not-writable';
	readonly hasSapSample: boolean;
	readonly git: 'none' | 'ignored' | 'unprotected';
	readonly credentialsFile: CredentialsFile;
	readonly tokenObjectFile: TokenObjectFile;
};

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

/** A folder as the disk has it: whether files can go there, what is there already, and whether git would publish it. */
export async function inspectFolder(folder: string): Promise<FolderReport> {
	const [state, hasSapSample, git] = await Promise.all([
		folderState(folder),
		exists(path.join(folder, 'GetRefreshToken.js')),
		gitProtection(folder),
	]);
	return {
		folder,
		state,
		hasSapSample,
		git,
		credentialsFile: readCredentialsFile(path.join(folder, 'credentials.json')),
		tokenObjectFile: readTokenObjectFile(path.join(folder, 'refreshTokenObjectFile.json')),
	};
}

/** Writes credentials.json as SAP's samples read it. */
export async function writeCredentialsFile(folder: string, credentials: Credentials, options: {readonly overwrite: boolean}): Promise<FileOutcome> {
	return writeSecretFile(path.join(folder, 'credentials.json'), formatCredentials(credentials), options);
}

/** Writes refreshTokenObjectFile.json as SAP's follow-up samples read it: the token endpoint's answer and the company's UUID. */
export async function writeTokenObjectFile(folder: string, token: TokenObject & {readonly companyUUID: string}, options: {readonly overwrite: boolean}): Promise<FileOutcome> {
	return writeSecretFile(path.join(folder, 'refreshTokenObjectFile.json'), `${JSON.stringify(token)}\n`, options);
}
