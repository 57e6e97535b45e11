import * as z from 'zod/mini';
import {omitUndefined} from '../optional-members.js';
import {type Deviation} from './explain-deviation.js';
import {quoteResponse, redactSecrets} from './redact.js';
import {type HttpResponse} from './send-request.js';

/** A parsed JSON body, or how the body deviates from JSON. */
type Body =
	{readonly kind: 'json'; readonly value: unknown} | {readonly kind: 'deviation'; readonly deviation: Deviation};

/** What the body of a refusal says. */
type RefusalDetails = {
	/** Concur's numeric error code. */
	readonly code?: number;
	readonly error?: string;
	/** Concur's own words, printable and short. */
	readonly description?: string;
	/** The geolocation that it redirects to. */
	readonly geolocation?: string;
};

/** A response whose body has been read and parsed once for all its readers. */
export type ParsedResponse = {
	readonly status: number;
	readonly headers: HttpResponse['headers'];
	readonly body: Body;
	/** Empty if the response is not a refusal, or has no readable details. */
	readonly refusal: RefusalDetails;
};

/** Why a body isn't JSON. */
function deviationOf(text: string, headers: HttpResponse['headers']): Deviation {
	if (text.startsWith('<') || (headers['content-type'] ?? '').toLowerCase().includes('text/html')) {
		return 'html';
	}

	if (/^[[{]/.test(text)) {
		return 'cut-off';
	}

	return /^(?:identity)?$/i.test((headers['content-encoding'] ?? '').trim()) ? 'not-json' : 'encoded';
}

// The body counts more than its headers: a token mislabelled by a proxy is still a token.
function parseBody({body, headers}: HttpResponse): Body {
	const text = body.trim();
	if (text === '') {
		return {kind: 'deviation', deviation: 'empty'};
	}

	try {
		return {kind: 'json', value: JSON.parse(text)};
	} catch {
		return {kind: 'deviation', deviation: deviationOf(text, headers)};
	}
}

/**
`code` is a number or a numeric string.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
const code = z.union([z.int(), z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number))]);
const textField = z.catch(z.optional(z.string()), undefined);
const refusalSchema = z.object({
	code: z.catch(z.optional(code), undefined),
	error: textField,
	error_description: textField,
	geolocation: textField,
});

const maxQuoteLength = 200;

/** The details of a refusal without the request's secrets; no body can make this fail. */
function parseRefusal(body: Body, secrets: readonly string[]): RefusalDetails {
	const parsed = body.kind === 'json' ? refusalSchema.safeParse(body.value) : undefined;
	const refusal = parsed?.success ? parsed.data : {};
	const quote = (text = '') => quoteResponse(text, secrets, maxQuoteLength) || undefined;
	return omitUndefined({
		code: refusal.code,
		error: quote(refusal.error),
		description: quote(refusal.error_description),
		// An address is followed and shown, so one that contains a secret must not be used.
		geolocation: refusal.geolocation && redactSecrets(refusal.geolocation, secrets),
	});
}

/** Whether a status is a success (2xx). */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** Parses a response's body; `secrets` are those of its request, which the response may repeat. Never throws. */
export function parseResponse(answer: HttpResponse, secrets: readonly string[]): ParsedResponse {
	const {status, headers} = answer;
	const body = parseBody(answer);
	return {status, headers, body, refusal: isSuccess(status) ? {} : parseRefusal(body, secrets)};
}
