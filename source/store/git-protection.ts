import {execFile} from 'node:child_process';
import {lstat, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import {fileFailure} from '../file-failure.js';
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

/** Adds the two secret files to the folder's .gitignore, keeping what it holds. */
export async function ignoreInGit(folder: string): Promise<FileOutcome> {
	const file = path.join(folder, '.gitignore');
	try {
		const existing = await lstat(file).catch(() => undefined);
		if (existing?.isSymbolicLink()) {
			return {kind: 'failed', reason: 'it is a symbolic link. Add credentials.json to it yourself.'};
		}

		const text = existing ? await readFile(file, 'utf8') : '';
		const lines = text.split(/\r?\n/);
		const missing = secretFiles.filter(name => !lines.includes(name));
		const separator = text === '' || text.endsWith('\n') ? '' : '\n';
		await writeFile(file, `${text}${separator}${missing.map(name => `${name}\n`).join('')}`);
		return {kind: 'written'};
	} catch (error) {
		return {kind: 'failed', reason: fileFailure(error)};
	}
}
