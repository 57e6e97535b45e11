import {parseCredentials, type ParsedCredentials} from '../concur/credentials-text.js';
import {type Credentials} from '../concur/credentials.js';
import {fileFailure} from '../file-failure.js';
import {readNamedFile} from '../private-file.js';

export type CredentialsFile = Exclude<ParsedCredentials, {kind: 'credentials'}>
	| {readonly kind: 'absent'}
	/** `modifiedAt` is when the file was written, milliseconds since the epoch. */
	| {readonly kind: 'read'; readonly credentials: Credentials; readonly modifiedAt: number}
	| {readonly kind: 'unreadable'; readonly reason: string};

const largestFile = 64 * 1024;

/** What a file in SAP's credentials.json format holds. Read at one go: it is small, and commands that scripts call load no `fs/promises` for it. */
export function readCredentialsFile(file: string): CredentialsFile {
	const found = readNamedFile(file, largestFile);
	switch (found.kind) {
		case 'read': {
			const parsed = parseCredentials(found.text);
			return parsed.kind === 'credentials' ? {kind: 'read', credentials: parsed.credentials, modifiedAt: found.modifiedAt} : parsed;
		}

		case 'absent': {
			return found;
		}

		case 'too-large': {
			return {kind: 'wrong-shape', problem: 'it is far too large for a credentials file.'};
		}

		case 'not-a-file': {
			return {kind: 'unreadable', reason: `it is ${found.found}.`};
		}

		case 'unreadable': {
			return found.error.code === 'ENOTDIR' ? {kind: 'absent'} : {kind: 'unreadable', reason: fileFailure(found.error)};
		}
	}
}
