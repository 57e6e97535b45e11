import {type TokenObject} from './call-outcome.js';
import {parseForeignJson} from './foreign-text.js';
import {tokenObjectSchema} from './token-object.js';

export type ParsedTokenObject =
	| {readonly kind: 'token-object'; readonly token: TokenObject; readonly companyUUID?: string}
	| {readonly kind: 'unusable'; readonly problem: string};

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

	const token = tokenObjectSchema.safeParse(parsed);
	if (!token.success || !/^[!-~]+$/.test(token.data.refresh_token)) {
		return {kind: 'unusable', problem: 'it holds no refresh token object.'};
	}

	const companyUUID = typeof parsed === 'object' && parsed !== null && 'companyUUID' in parsed && typeof parsed.companyUUID === 'string' ? parsed.companyUUID.trim() : '';
	return {kind: 'token-object', token: token.data, companyUUID: companyUUID || undefined};
}
