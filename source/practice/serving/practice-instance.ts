import {rmSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError} from '../../errors.js';
import {writePrivateFile} from '../../disk/atomic-write.js';
import {type AppPermissions, type AppCredentials, type CompanyToken} from '../state/practice-concur.js';
import {readPracticeFile} from '../state/practice-files.js';
import {certificatePaths} from './certificate.js';

/** A practice Concur that responds on loopback, in this process or another. */
export type PracticeServer = {
	/** Base URI for clients, such as `http://127.0.0.1:8770`. */
	readonly origin: string;
	readonly panelUrl: string;
	readonly companyTokensUrl: string;
	readonly controlUrl: string;
	/** Whether another process serves the folder, and this one uses that server. */
	readonly isAttached: boolean;
	/** If it serves https: the certificate of the authority that signed its own, for `NODE_EXTRA_CA_CERTS`. */
	readonly authorityFile?: string;
	/** If it serves https on port 443: a script that makes one Node.js process resolve Concur's host names to it. */
	readonly namesPreload?: string;
	/** Creates an app with these permissions; by default both grants that a company token needs, and every scope. */
	issueAppCredentials(allowed?: AppPermissions): Promise<AppCredentials>;
	/** Issues a request token for an app; undefined if the App ID is unknown. */
	issueRequestToken(appID: string): Promise<CompanyToken | undefined>;
	/** Stops listening at once; what it has issued is on disk. Another process's server keeps running. */
	close(): Promise<void>;
};

/** The addresses of a server's pages. */
export function addressesAt(origin: string) {
	return {
		origin,
		panelUrl: `${origin}/nui/ocstool`,
		companyTokensUrl: `${origin}/nui/authadmin/companytokens`,
		controlUrl: `${origin}/practice/control`,
	} as const;
}

/** The process that serves a practice folder, recorded in the folder while it does. */
type PracticeInstance = {
	/** Identifies one running server. */
	readonly instance: string;
	readonly origin: string;
	readonly controlKey: string;
	readonly processId: number;
	/** If it serves https: the certificate of the authority that signed its own, as PEM. */
	readonly authority: string | undefined;
};

function instanceFile(folder: string): string {
	return path.join(folder, 'serving.json');
}

function parseInstance(text: string): PracticeInstance | undefined {
	try {
		const {instance, origin, controlKey, processId, authority} = JSON.parse(text) as Record<string, unknown>;
		const isValid = typeof instance === 'string' && typeof origin === 'string'
			&& typeof controlKey === 'string' && typeof processId === 'number'
			&& /^https?:\/\/127\.0\.0\.1(?::\d+)?$/.test(origin);
		const certificate = typeof authority === 'string' ? authority : undefined;
		return isValid ? {instance, origin, controlKey, processId, authority: certificate} : undefined;
	} catch {
		return undefined;
	}
}

/**
Reads which process serves the folder by its own account; undefined if none does or the file cannot be parsed. Throws
`UserError` if something other than a file is in the way, and the file system's error if the file cannot be read.
*/
export function readInstance(folder: string): PracticeInstance | undefined {
	const text = readPracticeFile(instanceFile(folder));
	return text === undefined ? undefined : parseInstance(text);
}

/** Records that this process serves the folder; false if another one was first. Throws the file system's error. */
export function claimFolder(folder: string, running: PracticeInstance): boolean {
	const {instance, origin, controlKey, processId, authority} = running;
	const content = JSON.stringify({instance, origin, controlKey, processId, authority}, undefined, '\t');
	try {
		// If two processes start at once, only one of them succeeds.
		writePrivateFile(instanceFile(folder), `${content}\n`, {keepExisting: true});
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			return false;
		}

		throw error;
	}
}

/** Removes the record of a server that has stopped, unless another process has since claimed the folder. */
export function releaseFolder(folder: string, instance: string | undefined): void {
	if (readInstance(folder)?.instance === instance) {
		rmSync(instanceFile(folder), {force: true});
	}
}

type ServerReply = {readonly status: number; readonly body: unknown};

// Loopback responds quickly or not at all. Milliseconds.
const maxWait = 2000;

/** Sends a request to another process; undefined if there is no response in time or it is not JSON. */
async function requestServer(
	{origin, authority}: PracticeInstance,
	method: string,
	path: string,
	headers: Readonly<Record<string, string>> = {},
): Promise<ServerReply | undefined> {
	return new Promise(resolve => {
		const {request} = origin.startsWith('https:') ? https : http;
		const options = {method, headers, agent: false, signal: AbortSignal.timeout(maxWait), ca: authority};
		const call = request(`${origin}${path}`, options, incoming => {
			let text = '';
			incoming.setEncoding('utf8');
			incoming.on('data', (chunk: string) => {
				text += chunk;
			});
			incoming.on('error', () => {
				resolve(undefined);
			});
			incoming.on('end', () => {
				try {
					resolve({status: incoming.statusCode ?? 0, body: JSON.parse(text) as unknown});
				} catch {
					resolve(undefined);
				}
			});
		});
		call.on('error', () => {
			resolve(undefined);
		});
		call.end();
	});
}

/** Whether the recorded server is running, and is the one that was recorded. */
export async function isRunning(recorded: PracticeInstance): Promise<boolean> {
	const reply = await requestServer(recorded, 'GET', '/practice/instance');
	return (reply?.body as {instance?: unknown} | undefined)?.instance === recorded.instance;
}

/**
Attaches to a practice Concur that another process serves, over loopback. Issuing throws a `UserError` once that process
has ended.
*/
export function attachPractice(folder: string, running: PracticeInstance): PracticeServer {
	const issue = async (path: string): Promise<ServerReply> => {
		const reply = await requestServer(running, 'POST', path, {'practice-key': running.controlKey});
		if (!reply || (reply.status !== 201 && reply.status !== 404)) {
			throw new UserError(
				`The practice server at ${running.origin} no longer answers.`,
				'Start the practice session again.',
				exitCodes.notReachable,
			);
		}

		return reply;
	};

	return {
		...addressesAt(running.origin),
		isAttached: true,
		...(running.authority !== undefined && {authorityFile: certificatePaths(folder).authority}),
		async issueAppCredentials(allowed) {
			const chosen = allowed && {grants: allowed.grants.join(' '), scopes: allowed.scopes.join(' ')};
			const query = chosen ? `?${new URLSearchParams(chosen).toString()}` : '';
			const {body} = await issue(`/practice/issue/app${query}`);
			return body as AppCredentials;
		},
		async issueRequestToken(appID) {
			const {status, body} = await issue(`/practice/issue/request-token?appID=${encodeURIComponent(appID)}`);
			return status === 201 ? body as CompanyToken : undefined;
		},
		async close() {
			// The other process keeps serving.
		},
	};
}
