import {parseTokenObject} from '../concur/token-object-text.js';
import {type TokenObject} from '../concur/call-outcome.js';
import {fileFailure} from '../file-failure.js';
import {readNamedFile} from '../private-file.js';

export type TokenObjectFile =
	| {readonly kind: 'absent'}
	| {
			readonly kind: 'read';
			readonly object: TokenObject;
			readonly companyUUID?: string;
			/** When the file was written, milliseconds since the epoch. */
			readonly modifiedAt: number;
	  }
	| {readonly kind: 'unusable'; readonly problem: string};

const largestFile = 256 * 1024;

/** What a refreshTokenObjectFile.json holds, as this program and SAP's samples write it. */
export function readTokenObjectFile(file: string): TokenObjectFile {
	const found = readNamedFile(file, largestFile);
	switch (found.kind) {
		case 'read': {
			const parsed = parseTokenObject(found.text);
			return parsed.kind === 'unusable' ? parsed : {
				kind: 'read', object: parsed.token, companyUUID: parsed.companyUUID, modifiedAt: found.modifiedAt,
			};
		}

		case 'absent': {
			return found;
		}

		case 'too-large': {
			return {kind: 'unusable', problem: 'it is far too large for a refresh token object.'};
		}

		case 'not-a-file': {
			return {kind: 'unusable', problem: `it is ${found.found}.`};
		}

		case 'unreadable': {
			return found.error.code === 'ENOTDIR' ? {kind: 'absent'} : {kind: 'unusable', problem: `it cannot be read: ${fileFailure(found.error)}`};
		}
	}
}
