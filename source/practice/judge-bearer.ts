import {type PracticeConcur} from './practice-concur.js';
import {type PracticeRequest} from './practice-request.js';
import {type PracticeApp} from './practice-state.js';
import {findApp} from './issue-values.js';

/** Whose token it is: a company's, or an app's own. */
export type Bearer = {readonly kind: 'company' | 'app'; readonly app: PracticeApp; readonly scopes: readonly string[]};

/**
Whose bearer token a request carries; undefined when there is none, it is not one of ours, has expired or was revoked.
@see https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1
*/
export async function judgeBearer(concur: PracticeConcur, request: PracticeRequest): Promise<Bearer | undefined> {
	const token = /^Bearer +([\w.-]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
	if (token === undefined) {
		return undefined;
	}

	try {
		const {jwtVerify} = await import('jose');
		const {publicKey} = await concur.signingKey();
		const {payload} = await jwtVerify(token, publicKey, {
			algorithms: ['RS256'], audience: '*', currentDate: new Date(concur.now()),
		});
		const app = findApp(concur, String(payload['client_id']));
		const kind = payload['concur.type'] === 'app' ? 'app' : 'company';
		const isConnected = kind === 'app' || payload['practice.connection'] === app?.connection;
		return app && !app.isDisabled && isConnected ? {kind, app, scopes: String(payload['scope']).split(' ')} : undefined;
	} catch {
		return undefined;
	}
}
