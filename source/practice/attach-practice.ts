import {exitCodes, UserError} from '../errors.js';
import {requestServer, type ServerReply} from './request-server.js';
import {certificatePaths} from './certificate.js';
import {type AppCredentials, type CompanyToken} from './issue-values.js';
import {addressesAt, type PracticeServer} from './practice-server.js';
import {type Serving} from './serving-file.js';

/** The practice Concur that another process serves, reached over loopback. Issuing throws a UserError once that process has ended. */
export function attachPractice(folder: string, serving: Serving): PracticeServer {
	const issue = async (path: string): Promise<ServerReply> => {
		const reply = await requestServer(serving, 'POST', path, {'practice-key': serving.controlKey});
		if (!reply || (reply.status !== 201 && reply.status !== 404)) {
			throw new UserError(`The practice server at ${serving.origin} no longer answers.`, 'Start the practice session again.', exitCodes.notReachable);
		}

		return reply;
	};

	return {
		...addressesAt(serving.origin),
		isAttached: true,
		...(serving.authority !== undefined && {authorityFile: certificatePaths(folder).authority}),
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
