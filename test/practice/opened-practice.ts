import {onTestFinished} from 'vitest';
import {openPractice, type PracticeOptions} from '../../source/practice/serving/open-practice.js';
import {type FaultCommand} from '../../source/practice/control/faults.js';
import {type PracticeServer} from '../../source/practice/serving/practice-instance.js';
import {temporaryFolder} from '../temporary-folder.js';

export {temporaryFolder} from '../temporary-folder.js';

/** A practice server that ends with the test. */
export async function openedPractice(options: Partial<PracticeOptions> = {}): Promise<PracticeServer> {
	const server = await openPractice({folder: options.folder ?? temporaryFolder(), ...options});
	onTestFinished(async () => server.close());
	return server;
}

/** Everything a company token is asked for with. */
export async function issuedForm(server: PracticeServer): Promise<Record<string, string>> {
	const {appID, clientSecret} = await server.issueAppCredentials();
	const issued = await server.issueRequestToken(appID);
	return {
		client_id: appID, client_secret: clientSecret, grant_type: 'password',
		username: issued!.companyUUID, password: issued!.companyRequestToken, credtype: 'authtoken',
	};
}

export type TokenReply = {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Record<string, string | number>;
};

/** Posts a form to the token endpoint. */
export async function postToken(
	server: Pick<PracticeServer, 'origin'>,
	form: Record<string, string>,
): Promise<TokenReply> {
	const response = await fetch(`${server.origin}/oauth2/v0/token`, {method: 'POST', body: new URLSearchParams(form)});
	return {status: response.status, headers: response.headers, body: await response.json() as TokenReply['body']};
}

/** A refresh form for what a token call returned. */
export function refreshForm(form: Record<string, string>, body: TokenReply['body']): Record<string, string> {
	return {
		client_id: form['client_id']!, client_secret: form['client_secret']!,
		grant_type: 'refresh_token', refresh_token: String(body['refresh_token']),
	};
}

export async function getUsers(
	server: Pick<PracticeServer, 'origin'>,
	accessToken: unknown,
	query = '?count=1',
): Promise<Response> {
	const headers = {authorization: `Bearer ${String(accessToken)}`};
	return fetch(`${server.origin}/profile/identity/v4/Users${query}`, {headers});
}

async function postCommand(url: string, command: unknown): Promise<Response> {
	const headers = {'content-type': 'application/json'};
	return fetch(url, {method: 'POST', headers, body: JSON.stringify(command)});
}

export async function setFault(server: PracticeServer, ...commands: FaultCommand[]): Promise<Response> {
	return postCommand(`${server.origin}/practice/faults`, commands);
}

export async function advanceClock(server: PracticeServer, hours: number): Promise<Response> {
	return postCommand(`${server.origin}/practice/clock`, {advance: hours * 60 * 60 * 1000});
}

/** How many faults are still to come. */
export async function pendingFaults(server: Pick<PracticeServer, 'origin'>): Promise<number> {
	const answer = await fetch(`${server.origin}/practice/faults`);
	return (await answer.json() as {faults: unknown[]}).faults.length;
}
