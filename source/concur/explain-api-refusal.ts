import {describeWait} from '../format-duration.js';
import {defaultBaseUri} from './base-uris.js';
import {type Explanation} from './call-outcome.js';
import {explainRefusal, serverErrorCause, tooManyRequests} from './explain-refusal.js';
import {retryAfter} from './retry-policy.js';

type CauseAndRemedy = readonly [cause: string, remedy: string];

const readTheAnswer = 'See the answer for details. Compare the request with the API\'s page on developer.concur.com.';

const checkScopes = 'Check that the app has the scopes that the API\'s page on developer.concur.com names.';

/** What the statuses of an API mean. @see https://developer.concur.com/api-reference/http-status-codes.html */
const byStatus: Readonly<Record<number, CauseAndRemedy>> = {
	400: ['SAP Concur does not accept this request: a parameter, a header or the body is wrong.', readTheAnswer],
	404: [
		'There is nothing at this path, or the app is not allowed to see it.',
		'Check the path, its version and the IDs in it on the API\'s page on developer.concur.com.',
	],
	405: ['This path does not support this method.', readTheAnswer],
	406: ['SAP Concur cannot answer in the format that the Accept header asks for.', readTheAnswer],
	409: [
		'The request conflicts with the data that SAP Concur has stored.',
		'Read the object again, then repeat the change.',
	],
	412: ['The object was changed in the meantime.', 'Read the object again, then repeat the change.'],
	413: ['The body is larger than SAP Concur accepts.', 'Send it in smaller parts.'],
	415: [
		'SAP Concur does not accept a body of this content type.',
		'Name the right one, for example: -H "Content-Type: application/xml"',
	],
	422: ['SAP Concur rejected a value in the request.', readTheAnswer],
};

const otherAddress: CauseAndRemedy = [
	'SAP Concur redirects to another address. It was not followed, because the bearer token goes to one host only.',
	'Use --include to see the address. If your company has been moved to production, '
		+ `set it up again with the base URI ${defaultBaseUri}.`,
];

const notModified: CauseAndRemedy = ['The object is the same as before.', 'Leave out the If- header to read it.'];

const serverError: CauseAndRemedy = [
	serverErrorCause,
	'Try again in a few minutes. You also get this answer when you use an app token where a company token is needed.',
];

type ApiRefusal = {
	readonly status: number;
	/** The scopes granted to the bearer token. */
	readonly grantedScopes: readonly string[];
	/** The scopes that are known to be missing for this call. */
	readonly lackedScopes: readonly string[];
	/** Whether the bearer token was issued for this call, so that it has neither expired nor been revoked. */
	readonly isJustIssued: boolean;
	readonly retryAfter: string | undefined;
	/** Milliseconds since the epoch. */
	readonly at: number;
};

function rowOf({status, retryAfter: asked, at}: ApiRefusal): CauseAndRemedy {
	if (status === 429) {
		const wait = retryAfter(asked, at);
		return [
			tooManyRequests,
			wait === undefined ? 'Wait a few minutes, then try again.' : `Try again in ${describeWait(wait)}.`,
		];
	}

	if (status >= 300 && status < 400) {
		return status === 304 ? notModified : otherAddress;
	}

	return byStatus[status] ?? (status >= 500
		? serverError
		: ['SAP Concur refused the call.', readTheAnswer]);
}

/** Explains why an API refused a call, and what to do about it. */
export function explainApiRefusal(refusal: ApiRefusal): Explanation {
	const {status, grantedScopes, lackedScopes, isJustIssued} = refusal;
	if (status === 401 || status === 403 || status === 407) {
		const explanation = explainRefusal({
			status, grant: 'bearer', grantedScopes, neededScopes: lackedScopes, isTokenProven: isJustIssued,
		});
		return status === 403 && isJustIssued && lackedScopes.length === 0
			? {...explanation, remedy: `${checkScopes} ${explanation.remedy}`}
			: explanation;
	}

	const [cause, remedy] = rowOf(refusal);
	return {stage: 'refresh-token', cause, remedy};
}
