import {randomUUID} from 'node:crypto';
import {
	addFaults, clearFaults, issueApp, issueRequestToken, listFaults, setClock, showClock, showInstance,
} from '../control/control-endpoints.js';
import {panelRoutes} from '../panel/panel-routes.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {getDiscovery, getJwks, postToken, deleteConnection} from './authentication-endpoints.js';
import {jsonResponse, textResponse, withHeaders, type PracticeResponse} from './response.js';
import {type RouteHandler, type PracticeRequest, type Route} from './route.js';
import {proofApis, type ProofApi} from './proof-apis.js';
import {authenticateBearer, type Bearer} from './tokens.js';

const phrases: Readonly<Record<number, string>> = {400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden'};

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
			const httpStatus = `${status} ${phrases[status]}`;
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

function answerProof(api: ProofApi): RouteHandler {
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

/** The paths of the proof calls. Faults are set for one of them by its path, or for all of them. */
const proofRoutes: readonly Route[] = proofApis.map(api => ({
	path: api.path,
	methods: {GET: answerProof(api)},
	faultPaths: ['apis', api.path, ...(api.path === '/profile/identity/v4/Users' ? ['users'] as const : [])],
}));

const routes: readonly Route[] = [
	{path: '/oauth2/v0/token', methods: {POST: postToken}, faultPaths: ['token']},
	{path: '/oauth2/v0/jwks', methods: {GET: getJwks}},
	{path: '/.well-known/openid-configuration', methods: {GET: getDiscovery}},
	{path: '/app-mgmt/v0/connections', methods: {DELETE: deleteConnection}},
	{path: '/practice/instance', methods: {GET: showInstance}},
	{path: '/practice/issue/app', methods: {POST: issueApp}},
	{path: '/practice/issue/request-token', methods: {POST: issueRequestToken}},
	{path: '/practice/faults', methods: {GET: listFaults, POST: addFaults, DELETE: clearFaults}},
	{path: '/practice/clock', methods: {GET: showClock, POST: setClock}},
	...proofRoutes,
	...panelRoutes,
];

type FoundRoute = {readonly route: Route; readonly parameters: Readonly<Record<string, string>>};

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
	const wanted = pattern.split('/');
	const parts = path.split('/');
	const isMatch = wanted.length === parts.length
		&& wanted.every((part, index) => part.startsWith(':') || part === parts[index]);
	if (!isMatch) {
		return undefined;
	}

	const named = wanted.map((part, index) => [part, parts[index]!] as const).filter(([part]) => part.startsWith(':'));
	return Object.fromEntries(named.map(([part, value]) => [part.slice(1), value]));
}

/** Finds the route for a path, with or without a trailing slash, and its named segments; undefined if there is none. */
export function findRoute(path: string): FoundRoute | undefined {
	const plainPath = path.replace(/(?<=[^/])\/$/, '');
	for (const route of routes) {
		const parameters = matchPath(route.path, plainPath);
		if (parameters) {
			return {route, parameters};
		}
	}

	return undefined;
}
