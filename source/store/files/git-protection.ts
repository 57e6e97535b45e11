import {execFile} from 'node:child_process';
import {existsSync, lstatSync, realpathSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {credentialsFileName} from '../../concur/tutorial.js';
import {describeFileError} from '../../disk/describe-file-error.js';
import {readRegularFile} from '../../disk/read-regular-file.js';
import {writePrivateFile} from '../../disk/atomic-write.js';
import {secretFileNames} from './secret-file-names.js';
import {type FileOutcome} from './secret-file.js';

/** The real path of the folder, following links; the path as given if the folder does not exist. */
function realFolder(folder: string): string {
	try {
		return realpathSync(folder);
	} catch {
		return path.resolve(folder);
	}
}

/**
Whether git could find a work tree here: a `.git` in this folder or one above it, or a location set in the environment.
Checked first because starting git takes longer than every other check of a folder.

@see https://git-scm.com/docs/git#_the_git_repository
*/
function mayBeWorkTree(folder: string): boolean {
	if (process.env['GIT_DIR'] !== undefined || process.env['GIT_WORK_TREE'] !== undefined) {
		return true;
	}

	for (let current = realFolder(folder); ; current = path.dirname(current)) {
		if (existsSync(path.join(current, '.git'))) {
			return true;
		}

		if (current === path.dirname(current)) {
			return false;
		}
	}
}

/** Runs git in a folder and returns its exit status: 0 yes, 1 no, 128 no work tree; undefined without git. */
async function gitStatus(folder: string, given: readonly string[]): Promise<number | undefined> {
	if (!mayBeWorkTree(folder)) {
		return 128;
	}

	return new Promise(resolve => {
		execFile('git', ['-C', folder, ...given], {timeout: 3000}, error => {
			const status = error ? error.code : 0;
			resolve(typeof status === 'number' ? status : undefined);
		});
	});
}

/**
Whether a commit in this folder could publish credentials.json; `none` outside a work tree, without git, or if git
cannot tell.

@see https://git-scm.com/docs/git-check-ignore#_exit_status
*/
export async function gitProtection(folder: string): Promise<'none' | 'ignored' | 'unprotected'> {
	const status = await gitStatus(folder, ['check-ignore', '--quiet', '--no-index', credentialsFileName]);
	return status === 0 ? 'ignored' : (status === 1 ? 'unprotected' : 'none');
}

// The longest file that anyone writes by hand has a few thousand lines. Bytes.
const maxFileSize = 4 * 1024 * 1024;

/** Whether a commit could publish a file that has just been written. */
export async function isExposedToGit(file: string): Promise<boolean> {
	const {dir, base} = path.parse(file);
	return await gitStatus(dir, ['check-ignore', '--quiet', '--no-index', base]) === 1;
}

/** Adds the files with secrets to the folder's .gitignore, preserving its contents and permissions. */
export async function ignoreInGit(folder: string): Promise<FileOutcome> {
	const file = path.join(folder, '.gitignore');
	try {
		const existing = lstatSync(file, {throwIfNoEntry: false});
		if (existing?.isSymbolicLink()) {
			return {
				kind: 'failed', reason: 'it is a symbolic link', remedy: `Add ${credentialsFileName} to it yourself.`,
			};
		}

		const found = readRegularFile(file, maxFileSize);
		if (found.kind === 'unreadable') {
			return {kind: 'failed', ...describeFileError(found.error)};
		}

		if (found.kind === 'not-a-file' || found.kind === 'too-large') {
			const what = found.kind === 'too-large' ? 'too large' : found.found;
			const remedy = `Keep ${credentialsFileName} out of git some other way.`;
			return {kind: 'failed', reason: `it is ${what}`, remedy};
		}

		const text = found.kind === 'read' ? found.text : '';
		const lines = new Set(text.split(/\r?\n/));
		const missing = secretFileNames.filter(name => !lines.has(name));
		if (missing.length === 0) {
			return {kind: 'written'};
		}

		const separator = text === '' || text.endsWith('\n') ? '' : '\n';
		const added = missing.map(name => `${name}\n`).join('');
		writePrivateFile(file, `${text}${separator}${added}`, {mode: existing ? existing.mode & 0o777 : 0o644});
		return {kind: 'written'};
	} catch (error) {
		return {kind: 'failed', ...describeFileError(error)};
	}
}
