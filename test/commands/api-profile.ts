import {type Buffer} from 'node:buffer';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {type AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {openProfile, type ProfileStore} from '../../source/store/profile/profile-store.js';
import {openedHome, type Home} from '../sessions/opened-terminal.js';
import {ranProgram, type Ran} from './finished-profile.js';

/** What arrived, with the whole body as text. */
export type Arrived = {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
};

/** A finished profile at a data centre of our own, whose API answers as the test wants. */
export type ApiProfile = {
	readonly home: Home;
	readonly store: ProfileStore;
	readonly server: Server;
	readonly origin: string;
	/** What arrived at the API, grants left out. */
	readonly arrived: readonly Arrived[];
	/** The bearer tokens that were granted. */
	readonly granted: readonly string[];
	readonly run: (given: readonly string[], environment?: Record<string, string>, input?: string) => Promise<Ran>;
};

export type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void | Promise<void>;

export const firstBearer = 'bearer-0-of-the-cache-which-nobody-else-may-see';

async function bodyOf(incoming: IncomingMessage): Promise<string> {
	let body = '';
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		body += chunk.toString('latin1');
	}

	return body;
}

export type ApiProfileOptions = {
	/** Milliseconds that a grant takes. */
	readonly grantTime?: number;
	/** Whether the handler reads the body itself. */
	readonly isStreaming?: boolean;
};

export async function apiProfile(
	handler: Handler,
	{grantTime = 0, isStreaming = false}: ApiProfileOptions = {},
): Promise<ApiProfile> {
	const arrived: Arrived[] = [];
	const granted: string[] = [];
	let origin = '';
	const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const {method = '', url = '', headers} = incoming;
		const body = isStreaming ? '' : await bodyOf(incoming);
		if (url !== '/oauth2/v0/token') {
			arrived.push({method, url, headers, body});
			await handler(incoming, outgoing);
			return;
		}

		granted.push(`bearer-${granted.length + 1}-of-a-grant-which-nobody-else-may-see`);
		const grant = {
			expires_in: 3600, scope: 'identity.user.ids.read spend.list.read', token_type: 'Bearer',
			access_token: granted.at(-1), refresh_token: `refresh-${granted.length}`, geolocation: origin,
		};
		setTimeout(() => {
			outgoing.setHeader('content-type', 'application/json').end(JSON.stringify(grant));
		}, grantTime);
	};

	const server = createServer((incoming, outgoing) => {
		void answer(incoming, outgoing);
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const home = openedHome();
	const {store} = openProfile(profilePaths('default', home.environment), Date.now);
	const identity = {appID: 'an-app', clientSecret: 'a-client-secret', companyUUID: 'a-company'};
	const now = Date.now();
	await store.update(settings => ({
		...settings,
		baseUri: origin,
		values: {...identity, companyRequestToken: 'at-a-request-token'},
		token: {
			object: {
				expires_in: 3600, scope: 'identity.user.ids.read spend.list.read', token_type: 'Bearer',
				access_token: firstBearer, refresh_token: 'refresh-0', geolocation: origin,
			},
			receivedAt: now,
			baseUri: origin,
			obtainedWith: identity,
		},
		bearer: {
			accessToken: firstBearer, expiresAt: now + 3_600_000, tokenType: 'Bearer', baseUri: origin,
			scope: 'identity.user.ids.read spend.list.read',
		},
	}));
	return {
		home, store, server, origin, arrived, granted,
		run: async (given, environment, input) =>
			ranProgram(given, {home, ...(environment && {environment}), ...(input !== undefined && {input})}),
	};
}
