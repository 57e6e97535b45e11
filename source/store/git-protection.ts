import {execFile} from 'node:child_process';
import {lstatSync} from 'node:fs';
import path from 'node:path';
import {promisify} from 'node:util';
import {fileFailure} from '../file-failure.js';
import {readNamedFile, writePrivateFile} from '../private-file.js';
import {type FileOutcome} from './write-secret-file.js';

const run = promisify(execFile);

const secretFiles = ['credentials.json', 'refreshTokenObjectFile.json'] as const;

function exitStatus(error: unknown): number | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

/** Whether a commit in this folder could publish credentials.json; `none` outside a work tree, without git, or where the file is not there to ask about. */
export async function gitProtection(folder: string): Promise<'none' | 'ignored' | 'unprotected'> {
	try {
		await run('git', ['-C', folder, 'check-ignore', '--quiet', '--no-index', 'credentials.json'], {timeout: 3000});
		return 'ignored';
	} catch (error) {
		// 1: not ignored; 128: no work tree; anything else: no git.
		return exitStatus(error) === 1 ? 'unprotected' : 'none';
	}
}

// The longest that anybody writes by hand is a few thousand lines. Bytes.
const largestFile = 4 * 1024 * 1024;

/** Adds the two secret files to the folder's .gitignore, keeping what it holds and who may read it. */
export async function ignoreInGit(folder: string): Promise<FileOutcome> {
	const file = path.join(folder, '.gitignore');
	try {
		const existing = lstatSync(file, {throwIfNoEntry: false});
		if (existing?.isSymbolicLink()) {
			return {kind: 'failed', reason: 'it is a symbolic link. Add credentials.json to it yourself.'};
		}

		const found = readNamedFile(file, largestFile);
		if (found.kind === 'unreadable') {
			return {kind: 'failed', reason: fileFailure(found.error)};
		}

		if (found.kind === 'not-a-file' || found.kind === 'too-large') {
			return {kind: 'failed', reason: `it is ${found.kind === 'too-large' ? 'far too large' : found.found}. Keep git from credentials.json in another way.`};
		}

		const text = found.kind === 'read' ? found.text : '';
		const lines = text.split(/\r?\n/);
		const missing = secretFiles.filter(name => !lines.includes(name));
		if (missing.length === 0) {
			return {kind: 'written'};
		}

		const separator = text === '' || text.endsWith('\n') ? '' : '\n';
		writePrivateFile(file, `${text}${separator}${missing.map(name => `${name}\n`).join('')}`, {mode: existing ? existing.mode & 0o777 : 0o644});
		return {kind: 'written'};
	} catch (error) {
		return {kind: 'failed', reason: fileFailure(error)};
	}
}
