import http from 'node:http';
import https from 'node:https';
import {exitCodes, UserError} from '../../errors.js';
import {type AppCredentials, type CompanyToken} from '../state/issue-credentials.js';
import {certificatePaths} from './certificate.js';
import {type PracticeInstance} from './instance-file.js';
import {addressesAt, type PracticeServer} from './practice-server.js';

type ServerReply = {readonly status: number; readonly body: unknown};

// Loopback answers at once or not at all. Milliseconds.
const maxWait = 2000;

/** Sends a request to another process; undefined when nobody answers in time or the answer is not JSON. */
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

/** Whether the server that a folder names is running and is that very one. */
export async function isRunning(recorded: PracticeInstance): Promise<boolean> {
	const reply = await requestServer(recorded, 'GET', '/practice/instance');
	return (reply?.body as {instance?: unknown} | undefined)?.instance === recorded.instance;
}

/**
The practice Concur that another process serves, reached over loopback.
Issuing throws a UserError once that process has ended.
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
		async issueAppCredentials() {
			const {body} = await issue('/practice/issue/app');
			return body as AppCredentials;
		},
		async issueRequestToken(appID) {
			const {status, body} = await issue(`/practice/issue/request-token?appID=${encodeURIComponent(appID)}`);
			return status === 201 ? body as CompanyToken : undefined;
		},
		async close() {
			// The other process goes on serving.
		},
	};
}
