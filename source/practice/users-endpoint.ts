import {textAnswer, type Answer} from './answer.js';
import {judgeBearer} from './judge-bearer.js';
import {type PracticeConcur} from './practice-concur.js';
import {type PracticeRequest} from './practice-request.js';
import {practiceUsers, type PracticeUser} from './practice-users.js';

const maxPageSize = 100;

function scimAnswer(status: number, body: Readonly<Record<string, unknown>>): Answer {
	return {status, headers: {'content-type': 'application/scim+json;charset=utf-8', 'cache-control': 'no-store'}, body: JSON.stringify(body)};
}

/** RFC 7644, 3.12. */
function scimError(status: number, detail: string): Answer {
	return scimAnswer(status, {schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail});
}

function wholeNumber(text: string | null, fallback: number): number | undefined {
	if (text === null) {
		return fallback;
	}

	return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

function describeUser(user: PracticeUser, origin: string, mayReadCore: boolean) {
	const core = {
		userName: user.userName,
		displayName: `${user.givenName} ${user.familyName}`,
		name: {givenName: user.givenName, familyName: user.familyName, formatted: `${user.givenName} ${user.familyName}`},
		emails: [{value: user.userName, type: 'work', verified: false}],
		active: user.isActive,
	};
	return {
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
		id: user.id,
		...(mayReadCore && core),
		meta: {resourceType: 'User', location: `${origin}/profile/identity/v4/Users/${user.id}`},
	};
}

/**
The proof call, a SCIM ListResponse (RFC 7644, 3.4.2). Without a bearer token 401, with an app token 500, without a scope that reads users 403.
@see https://developer.concur.com/api-reference/profile/v4.identity.html
*/
export async function answerUsers(request: PracticeRequest, concur: PracticeConcur): Promise<Answer> {
	const bearer = await judgeBearer(concur, request);
	if (!bearer) {
		const refused = scimError(401, 'A valid bearer token is needed.');
		return {...refused, headers: {...refused.headers, 'www-authenticate': 'Bearer error="invalid_token"'}};
	}

	if (bearer.kind === 'app') {
		return textAnswer(500, 'Internal Server Error\n');
	}

	const mayReadCore = bearer.scopes.includes('identity.user.core.read') || bearer.scopes.includes('identity.user.coresensitive.read');
	if (!mayReadCore && !bearer.scopes.includes('identity.user.ids.read')) {
		return scimError(403, 'The token has none of the scopes identity.user.ids.read, identity.user.core.read.');
	}

	const count = wholeNumber(request.query.get('count'), maxPageSize);
	const startIndex = wholeNumber(request.query.get('startIndex'), 1);
	if (count === undefined || startIndex === undefined) {
		return scimError(400, 'count and startIndex are whole numbers.');
	}

	const first = Math.max(startIndex, 1);
	const users = practiceUsers.slice(first - 1, first - 1 + Math.min(count, maxPageSize));
	return scimAnswer(200, {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
		totalResults: practiceUsers.length,
		startIndex: first,
		itemsPerPage: users.length,
		Resources: users.map(user => describeUser(user, request.origin, mayReadCore)),
	});
}
