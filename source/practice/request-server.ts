import http from 'node:http';
import https from 'node:https';
import {type Serving} from './serving-file.js';

export type ServerReply = {readonly status: number; readonly body: unknown};

// Loopback answers at once or not at all.
const maxWait = 2000;

/** Sends a request to the practice server of another process; undefined when nobody answers within two seconds or the answer is not JSON. */
export async function requestServer(serving: Serving, method: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<ServerReply | undefined> {
	return new Promise(resolve => {
		const {request} = serving.origin.startsWith('https:') ? https : http;
		const call = request(`${serving.origin}${path}`, {method, headers, agent: false, signal: AbortSignal.timeout(maxWait), ca: serving.authority}, incoming => {
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

/** Whether the server that a folder names is there and is that very one. */
export async function isServing(serving: Serving): Promise<boolean> {
	const reply = await requestServer(serving, 'GET', '/practice/instance');
	return (reply?.body as {instance?: unknown} | undefined)?.instance === serving.instance;
}
