import {listWords} from '../list-words.js';
import {defaultBaseUriAdvice} from './base-uris.js';
import {type Explanation, type GrantKind} from './call-outcome.js';
import {tokenErrorCodes} from './token-error-codes.js';
import {tokenErrorExplanations, type ExplanationRow} from './token-error-explanations.js';

export const tooManyRequests = 'SAP Concur received too many requests.';
export const serverErrorCause = 'SAP Concur is having problems.';

const explanationsByStatus: ReadonlyMap<number, ExplanationRow> = new Map([
	[
		401,
		[
			'refresh-token',
			'SAP Concur did not accept these credentials.',
			'Paste the Client ID and the Client Secret again, then try again.',
		],
	],
	[
		403,
		[
			'refresh-token',
			'SAP Concur, or a proxy in between, forbids this call.',
			'Try again from another network, or run: concur-tokens doctor',
		],
	],
	[
		404,
		[
			'refresh-token',
			'There is no token service at this address.',
			`Check the base URI. ${defaultBaseUriAdvice}`,
		],
	],
	[
		407,
		[
			'refresh-token',
			'The proxy requires a login.',
			'Put your user name and password for the proxy into HTTPS_PROXY, then start again. ' +
				'To see what is set, run: concur-tokens doctor',
		],
	],
	[429, ['refresh-token', tooManyRequests, 'Wait a few minutes, then try again.']],
]);

const serverError: ExplanationRow = [
	'refresh-token',
	serverErrorCause,
	'Try again in a few minutes. Your values are saved.',
];
const unacceptedToken: ExplanationRow = [
	'proof',
	'SAP Concur did not accept the access token.',
	'Try again with a new one. If that fails, get a new refresh token.',
];
const noSuchApi: ExplanationRow = [
	'refresh-token',
	'There is no such API at this address.',
	'Check the base URI. If it is right, ask your SAP Concur administrator whether your company has this product.',
];
const noClientCredentials: ExplanationRow = [
	'app',
	'The app is not allowed to request its own token.',
	'Open the app in the admin panel and allow the grant client_credentials, then try again.',
];
const lostSuccessor: ExplanationRow = [
	'request-token',
	'An earlier answer was lost, and a new refresh token with it. The old one no longer works.',
	'Generate a new company request token, then get a new refresh token with it.',
];
const unknownRefusal: ExplanationRow = [
	'refresh-token',
	'SAP Concur refused the call without a documented reason.',
	'Try again. If it happens again, give SAP support the correlation ID.',
];

export type RefusalFacts = {
	readonly status: number;
	readonly code?: number;
	readonly grant: GrantKind;
	/**
	Whether an earlier response to the same refresh token may have been lost; it could have contained a newer one.
	*/
	readonly isAnswerLost?: boolean;
	/** The scopes that the token was granted, if known. */
	readonly grantedScopes?: readonly string[];
	/** The scopes that the call needs. */
	readonly neededScopes?: readonly string[];
	/** Whether another API has just accepted the same token, which rules out that it has expired or been revoked. */
	readonly isTokenProven?: boolean;
};

function scopesOf(names: readonly string[]): string {
	return `${names.length === 1 ? 'scope' : 'scopes'} ${listWords(names, 'and')}`;
}

/**
Explains why a call with a bearer token is forbidden; a scope is named only if it is known to be missing.

@see https://developer.concur.com/api-reference/http-status-codes.html
*/
function explainForbidden(
	granted: readonly string[],
	needed: readonly string[],
	isTokenProven: boolean,
): ExplanationRow {
	const missing = granted.length === 0 ? [] : needed.filter(scope => !granted.includes(scope));
	if (missing.length > 0) {
		const scopes = scopesOf(missing);
		return [
			'app',
			`The token was granted without the ${scopes}, which this API needs.`,
			`Add the ${scopes} to the app, generate a new company request token, then get a new refresh token.`,
		];
	}

	if (isTokenProven) {
		return [
			'app',
			'SAP Concur forbids this call although the token works: ' +
				'your company does not have this product, or the app is not allowed to use it.',
			'Ask your SAP Concur administrator about the product and the app.',
		];
	}

	return [
		'refresh-token',
		'SAP Concur forbids this call. The token may have expired or been revoked, ' +
			'your company may not have this product, or the app may not be allowed to use it.',
		needed.length === 0 || granted.length > 0
			? 'Get a new refresh token and try again. '
				+ 'If that fails, ask your SAP Concur administrator about the product and the app.'
			: 'Get a new refresh token and try again. '
				+ `If that fails, check that the app has the ${scopesOf(needed)}.`,
	];
}

/** What a status means for a call with a bearer token; undefined if it means the same for every call. */
function rowOfBearer({status, ...scopes}: RefusalFacts): ExplanationRow | undefined {
	const {grantedScopes = [], neededScopes = [], isTokenProven = false} = scopes;
	switch (status) {
		case 401: {
			return unacceptedToken;
		}

		case 403: {
			return explainForbidden(grantedScopes, neededScopes, isTokenProven);
		}

		case 404: {
			return noSuchApi;
		}

		default: {
			return undefined;
		}
	}
}

function rowOf(refusal: RefusalFacts): ExplanationRow {
	const {status, code, grant, isAnswerLost = false} = refusal;
	if (grant === 'client_credentials' && code === tokenErrorCodes.grantNotAllowed) {
		return noClientCredentials;
	}

	if (code === tokenErrorCodes.badRefreshToken && isAnswerLost) {
		return lostSuccessor;
	}

	const byCode = code === undefined ? undefined : tokenErrorExplanations.get(code);
	if (byCode) {
		return byCode;
	}

	const bearerRow = grant === 'bearer' ? rowOfBearer(refusal) : undefined;
	if (bearerRow) {
		return bearerRow;
	}

	return explanationsByStatus.get(status) ?? (status >= 500 ? serverError : unknownRefusal);
}

/** Explains a refusal: cause, remedy, and the stage that fixes it. An undocumented one is explained by its status. */
export function explainRefusal(refusal: RefusalFacts): Explanation {
	const [stage, cause, remedy] = rowOf(refusal);
	return {stage, cause, remedy};
}
