import {type Answer} from './answer.js';
import {revokeConnection} from './connections-endpoint.js';
import {addFault, clearFaults, listFaults, moveClock, showClock} from './control-endpoints.js';
import {type FaultPath} from './faults.js';
import {answerInstance, issueApp, issueRequestToken} from './issue-endpoints.js';
import {answerDiscovery, answerJwks} from './openid-endpoints.js';
import {panelRoutes} from './panel/panel-routes.js';
import {type PracticeConcur} from './practice-concur.js';
import {type PracticeRequest} from './practice-request.js';
import {answerToken} from './token-endpoint.js';
import {answerUsers} from './users-endpoint.js';

export type Handler = (request: PracticeRequest, concur: PracticeConcur) => Answer | Promise<Answer>;

export type Route = {
	/** Parts that begin with a colon match one part of any name. */
	readonly path: string;
	readonly methods: Readonly<Record<string, Handler>>;
	/** The name under which faults are set for it. */
	readonly faultPath?: FaultPath;
};

const routes: readonly Route[] = [
	{path: '/oauth2/v0/token', methods: {POST: answerToken}, faultPath: 'token'},
	{path: '/oauth2/v0/jwks', methods: {GET: answerJwks}},
	{path: '/.well-known/openid-configuration', methods: {GET: answerDiscovery}},
	{path: '/profile/identity/v4/Users', methods: {GET: answerUsers}, faultPath: 'users'},
	{path: '/app-mgmt/v0/connections', methods: {DELETE: revokeConnection}},
	{path: '/practice/instance', methods: {GET: answerInstance}},
	{path: '/practice/issue/app', methods: {POST: issueApp}},
	{path: '/practice/issue/request-token', methods: {POST: issueRequestToken}},
	{path: '/practice/faults', methods: {GET: listFaults, POST: addFault, DELETE: clearFaults}},
	{path: '/practice/clock', methods: {GET: showClock, POST: moveClock}},
	...panelRoutes,
];

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
	const wanted = pattern.split('/');
	const parts = path.split('/');
	if (wanted.length !== parts.length || !wanted.every((part, index) => part.startsWith(':') || part === parts[index])) {
		return undefined;
	}

	return Object.fromEntries(wanted.flatMap((part, index) => part.startsWith(':') ? [[part.slice(1), parts[index]!]] : []));
}

/** The route of a path, with or without a slash at its end, and the named parts. */
export function findRoute(path: string): {readonly route: Route; readonly parameters: Readonly<Record<string, string>>} | undefined {
	const plainPath = path.replace(/(?<=[^/])\/$/, '');
	for (const route of routes) {
		const parameters = matchPath(route.path, plainPath);
		if (parameters) {
			return {route, parameters};
		}
	}

	return undefined;
}
