import path from 'node:path';
import {formatCredentials, parseCredentials, type Credentials} from '../../concur/credentials.js';
import {locateProblem} from '../../concur/malformed-json.js';
import {parseTokenObjectFile, type TokenObject} from '../../concur/token-object.js';
import {
	credentialsFileName, expectedContents, tokenObjectFileName, type CredentialsFile, type TokenObjectFile,
} from '../../concur/tutorial.js';
import {type UnusableFile} from '../../concur/unusable-file.js';
import {errorCode} from '../../error-code.js';
import {describeFileError} from '../../disk/describe-file-error.js';
import {readRegularFile, type ReadFileResult} from '../../disk/read-regular-file.js';
import {type FileOutcome, writeSecretFile} from './secret-file.js';

/** Writes credentials.json as SAP's samples read it. */
export async function writeCredentialsFile(
	folder: string,
	credentials: Credentials,
	options: {readonly canOverwrite: boolean},
): Promise<FileOutcome> {
	return writeSecretFile(path.join(folder, credentialsFileName), formatCredentials(credentials), options);
}

/**
Formats refreshTokenObjectFile.json as SAP's follow-up samples read it: the token endpoint's response and the company's
UUID.

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export function formatTokenObject(token: TokenObject, companyUUID: string): string {
	return `${JSON.stringify({...token, companyUUID})}\n`;
}

/** Writes refreshTokenObjectFile.json as SAP's follow-up samples read it. */
export async function writeTokenObjectFile(
	folder: string,
	{companyUUID, ...token}: TokenObject & {readonly companyUUID: string},
	options: {readonly canOverwrite: boolean},
): Promise<FileOutcome> {
	return writeSecretFile(path.join(folder, tokenObjectFileName), formatTokenObject(token, companyUUID), options);
}

// Bytes.
const maxCredentialsSize = 64 * 1024;
const maxTokenObjectSize = 256 * 1024;

/** The problem with a file that could not be read and should be `expected`. */
function unreadFile(
	found: Exclude<ReadFileResult, {kind: 'read'}>,
	expected: string,
): {readonly kind: 'absent'} | UnusableFile {
	switch (found.kind) {
		case 'absent': {
			return found;
		}

		case 'too-large': {
			return {kind: 'wrong-shape', problem: `it is too large for ${expected}.`};
		}

		case 'not-a-file': {
			return {kind: 'unreadable', reason: `it is ${found.found}.`};
		}

		case 'unreadable': {
			return errorCode(found.error) === 'ENOTDIR'
				? {kind: 'absent'}
				: {kind: 'unreadable', reason: `${describeFileError(found.error).reason}.`};
		}
	}
}

/** Reads a file in the format of SAP's credentials.json. */
export async function readCredentialsFile(file: string): Promise<CredentialsFile> {
	const found = readRegularFile(file, maxCredentialsSize);
	if (found.kind !== 'read') {
		return unreadFile(found, expectedContents[credentialsFileName]);
	}

	const parsed = await parseCredentials(found.text);
	return parsed.kind === 'credentials'
		? {
			kind: 'read',
			credentials: parsed.credentials,
			...(parsed.uncleanKeys.length > 0 && {uncleanKeys: parsed.uncleanKeys}),
			modifiedAt: found.modifiedAt,
		}
		: parsed;
}

/** Reads a refreshTokenObjectFile.json, as written by this program or SAP's samples. */
export async function readTokenObjectFile(file: string): Promise<TokenObjectFile> {
	const found = readRegularFile(file, maxTokenObjectSize);
	if (found.kind !== 'read') {
		return unreadFile(found, expectedContents[tokenObjectFileName]);
	}

	const parsed = parseTokenObjectFile(found.text);
	switch (parsed.kind) {
		case 'token-object': {
			const {token, companyUUID} = parsed;
			return {kind: 'read', object: token, companyUUID, modifiedAt: found.modifiedAt};
		}

		case 'not-json': {
			return locateProblem(found.text);
		}

		case 'wrong-shape': {
			return parsed;
		}
	}
}
