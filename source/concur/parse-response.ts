import * as z from 'zod/mini';
import {type Deviation} from './explain-no-response.js';
import {quoteResponse, redactSecrets} from './redact.js';
import {type HttpResponse} from './send-request.js';

/** What a body is: JSON, or how it deviates from that. */
type Body =
	{readonly kind: 'json'; readonly value: unknown} | {readonly kind: 'deviation'; readonly deviation: Deviation};

/** What the body of a refusal says. */
export type RefusalDetails = {
	/** Concur's numeric error code. */
	readonly code?: number | undefined;
	readonly error?: string | undefined;
	/** Concur's own words, printable and short. */
	readonly description?: string | undefined;
	/** Where it sends us. */
	readonly geolocation?: string | undefined;
};

/** An answer whose body has been read, once for all that ask. */
export type ParsedResponse = {
	readonly status: number;
	readonly headers: HttpResponse['headers'];
	readonly body: Body;
	/** Empty where the answer is no refusal, or says nothing that can be read. */
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

// What the answer holds counts before what its headers claim: a token mislabelled by a proxy is a token.
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

/** The words of a refusal without the request's secrets; nothing of a body can make this fail. */
function parseRefusal(body: Body, secrets: readonly string[]): RefusalDetails {
	const parsed = body.kind === 'json' ? refusalSchema.safeParse(body.value) : undefined;
	const refusal = parsed?.success ? parsed.data : {};
	const quote = (text = '') => quoteResponse(text, secrets, maxQuoteLength) || undefined;
	return {
		code: refusal.code,
		error: quote(refusal.error),
		description: quote(refusal.error_description),
		// An address is followed and shown: one that holds a secret is none.
		geolocation: refusal.geolocation && redactSecrets(refusal.geolocation, secrets),
	};
}

/** Whether a status says yes: any 2xx. */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** Reads an answer's body; `secrets` are those of its request, which the answer may repeat. Never throws. */
export function parseResponse(answer: HttpResponse, secrets: readonly string[]): ParsedResponse {
	const {status, headers} = answer;
	const body = parseBody(answer);
	return {status, headers, body, refusal: isSuccess(status) ? {} : parseRefusal(body, secrets)};
}
