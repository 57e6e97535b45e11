import {randomUUID} from 'node:crypto';
import {jsonAnswer, type Answer} from './answer.js';
import {changeApp} from './issue-values.js';
import {judgeBearer} from './judge-bearer.js';
import {type PracticeConcur} from './practice-concur.js';
import {type PracticeRequest} from './practice-request.js';

/**
Revokes the connection that the bearer token belongs to; its refresh and bearer tokens are void at once. An app token belongs to none.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#revoke_token
*/
export async function revokeConnection(request: PracticeRequest, concur: PracticeConcur): Promise<Answer> {
	const bearer = await judgeBearer(concur, request);
	if (!bearer) {
		const refused = jsonAnswer(401, {error: 'invalid_token', error_description: 'A valid bearer token is needed.'});
		return {...refused, headers: {...refused.headers, 'www-authenticate': 'Bearer error="invalid_token"'}};
	}

	if (bearer.kind === 'app') {
		return jsonAnswer(403, {error: 'insufficient_scope', error_description: 'An app token has no connection to revoke.'});
	}

	changeApp(concur, bearer.app.appID, {connection: randomUUID()});
	return {status: 200, body: ''};
}
