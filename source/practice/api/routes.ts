import {
	addFaults, clearFaults, issueApp, issueRequestToken, listFaults, setClock, showClock, showInstance,
} from '../control/control-endpoints.js';
import {panelRoutes} from '../panel/panel-routes.js';
import {getDiscovery, getJwks, postToken, deleteConnection} from './authentication-endpoints.js';
import {type Route} from './route.js';
import {proofApis} from './proof-apis.js';
import {answerProof} from './answer-proof.js';

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
