import {readFileSync, statSync} from 'node:fs';
import {parseCredentials, type ParsedCredentials} from '../concur/credentials-text.js';
import {type Credentials} from '../concur/credentials.js';
import {fileFailure} from './file-failure.js';

export type CredentialsFile = Exclude<ParsedCredentials, {kind: 'credentials'}>
	| {readonly kind: 'absent'}
	/** `modifiedAt` is when the file was written, milliseconds since the epoch. */
	| {readonly kind: 'read'; readonly credentials: Credentials; readonly modifiedAt: number}
	| {readonly kind: 'unreadable'; readonly reason: string};

const largestFile = 64 * 1024;

/** What a file in SAP's credentials.json format holds. Read at one go: it is small, and commands that scripts call load no `fs/promises` for it. */
export function readCredentialsFile(file: string): CredentialsFile {
	try {
		const {size, mtimeMs} = statSync(file);
		if (size > largestFile) {
			return {kind: 'wrong-shape', problem: 'it is far too large for a credentials file.'};
		}

		const parsed = parseCredentials(readFileSync(file, 'utf8'));
		return parsed.kind === 'credentials' ? {kind: 'read', credentials: parsed.credentials, modifiedAt: Math.floor(mtimeMs)} : parsed;
	} catch (error) {
		const isAbsent = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
		return isAbsent ? {kind: 'absent'} : {kind: 'unreadable', reason: fileFailure(error)};
	}
}
