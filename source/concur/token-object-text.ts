import {type TokenObject} from './call-outcome.js';
import {parseForeignJson} from './foreign-text.js';
import {isInstant, readTokenObject} from './token-object.js';

export type ParsedTokenObject =
	| {readonly kind: 'token-object'; readonly token: TokenObject; readonly companyUUID?: string}
	| {readonly kind: 'unusable'; readonly problem: string};

// The first of January 2015: SAP Concur issued no refresh token before. Seconds since the epoch.
const firstExpiry = 1_420_070_400;

/**
Reads the text of a refreshTokenObjectFile.json: the token endpoint's answer, to which SAP's samples add `companyUUID`.

Problems never quote the text, which is secret.

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export function parseTokenObject(text: string): ParsedTokenObject {
	let parsed: unknown;
	try {
		parsed = parseForeignJson(text.replace(/^\uFEFF/, ''));
	} catch {
		return {kind: 'unusable', problem: 'it is not JSON.'};
	}

	const read = readTokenObject(parsed, 0);
	if (read.kind !== 'token') {
		return {kind: 'unusable', problem: 'it holds no refresh token object.'};
	}

	const {refresh_expires_in: end, companyUUID} = parsed as Readonly<Record<string, unknown>>;
	// A file may be older or younger than what it holds: an expiry in the past is one too.
	const expiry = Number(end);
	const {refresh_expires_in: _, ...rest} = read.token;
	const token = {...rest, ...(isInstant(expiry * 1000) && expiry > firstExpiry && {refresh_expires_in: Math.floor(expiry)})};
	return {kind: 'token-object', token, companyUUID: (typeof companyUUID === 'string' && companyUUID.trim()) || undefined};
}
