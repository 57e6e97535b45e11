import {readFileSync, statSync} from 'node:fs';
import {parseTokenObject} from '../concur/token-object-text.js';
import {type TokenObject} from '../concur/call-outcome.js';
import {fileFailure} from './file-failure.js';

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
	try {
		const found = statSync(file, {throwIfNoEntry: false});
		if (!found) {
			return {kind: 'absent'};
		}

		if (!found.isFile() || found.size > largestFile) {
			return {kind: 'unusable', problem: 'it is no file of a usual size.'};
		}

		const parsed = parseTokenObject(readFileSync(file, 'utf8'));
		return parsed.kind === 'unusable' ? parsed : {
			kind: 'read', object: parsed.token, companyUUID: parsed.companyUUID, modifiedAt: Math.floor(found.mtimeMs),
		};
	} catch (error) {
		return {kind: 'unusable', problem: `it cannot be read: ${fileFailure(error)}`};
	}
}
