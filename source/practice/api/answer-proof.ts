import {randomUUID} from 'node:crypto';
import {STATUS_CODES} from 'node:http';
import {type PracticeConcur} from '../state/practice-concur.js';
import {jsonResponse, textResponse, withHeaders, type PracticeResponse} from './response.js';
import {type RouteHandler, type PracticeRequest} from './route.js';
import {type ProofApi} from './proof-apis.js';
import {authenticateBearer, type Bearer} from './tokens.js';

/**
A refusal in the format of its API's family, timestamped by the practice clock.
@see https://www.rfc-editor.org/rfc/rfc7644#section-3.12
@see https://developer.concur.com/api-reference/http-status-codes.html
@see https://developer.concur.com/api-reference/common/lists/v4.list.html#schema-error-message
*/
function refuse({errors, path}: ProofApi, status: number, message: string, now: number): PracticeResponse {
	const timestamp = new Date(now).toISOString();
	const id = randomUUID();
	switch (errors) {
		case 'scim': {
			const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
			return jsonResponse(status, {schemas, status: String(status), detail: message}, 'application/scim+json');
		}

		case 'v3': {
			return jsonResponse(status, {Error: {Message: message, 'Server-Time': timestamp, Id: id}});
		}

		case 'v4': {
			const httpStatus = `${status} ${STATUS_CODES[status]}`;
			return jsonResponse(status, {timestamp, path, httpStatus, error: {id, message}});
		}
	}
}

/** The response that a token gets when it does not open an API; undefined when it does. */
function refuseBearer(api: ProofApi, bearer: Bearer | undefined, now: number): PracticeResponse | undefined {
	if (!bearer) {
		const refused = refuse(api, 401, 'A valid bearer token is needed.', now);
		return withHeaders(refused, {'www-authenticate': 'Bearer error="invalid_token"'});
	}

	if (!api.tokens.includes(bearer.kind)) {
		// As integrators report, a company API answers an app token with a 500, not a refusal.
		return bearer.kind === 'app'
			? textResponse(500, 'Internal Server Error\n')
			: refuse(api, 403, `This API does not take the token of a ${bearer.kind}.`, now);
	}

	// Like Concur, without mentioning the scope, because a 403 has other causes too.
	return api.scopes.some(scope => bearer.scopes.includes(scope))
		? undefined
		: refuse(api, 403, 'The token is not allowed to use this resource.', now);
}

/** Answers a proof call: with the data of the practice company, or with a refusal as the API's family words it. */
export function answerProof(api: ProofApi): RouteHandler {
	return async (request: PracticeRequest, concur: PracticeConcur) => {
		const bearer = await authenticateBearer(concur, request);
		const refused = refuseBearer(api, bearer, concur.now());
		if (refused || !bearer) {
			return refused!;
		}

		const {origin, query} = request;
		const answer = api.answer({origin, query, scopes: bearer.scopes});
		if ('problem' in answer) {
			return refuse(api, 400, answer.problem, concur.now());
		}

		return jsonResponse(200, answer.body, api.errors === 'scim' ? 'application/scim+json' : 'application/json');
	};
}
