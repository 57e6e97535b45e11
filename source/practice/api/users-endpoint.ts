import {type PracticeConcur} from '../state/practice-concur.js';
import {jsonAnswer, textAnswer, withHeaders, type Answer} from './answer.js';
import {type PracticeRequest} from './route.js';
import {authenticateBearer} from './signed-tokens.js';

type PracticeUser = {
	readonly id: string;
	readonly userName: string;
	readonly givenName: string;
	readonly familyName: string;
	readonly isActive: boolean;
};

const people: ReadonlyArray<readonly [givenName: string, familyName: string, isActive: boolean]> = [
	['Ada', 'Rechnung', true],
	['Bruno', 'Beleg', true],
	['Chiara', 'Viaggio', true],
	['Deniz', 'Yolcu', true],
	['Émile', 'Reçu', true],
	['Farah', 'Safar', false],
	['Gustav', 'Spesen', true],
];

/**
The made-up people of the practice company. Their addresses end in a name that nobody can own.
@see https://www.rfc-editor.org/rfc/rfc2606#section-2
*/
const practiceUsers: readonly PracticeUser[] = people.map(([givenName, familyName, isActive], index) => ({
	id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
	userName: `${givenName}.${familyName}@practice.example`.toLowerCase(),
	givenName,
	familyName,
	isActive,
}));

const maxPageSize = 100;

const coreScopes = ['identity.user.core.read', 'identity.user.coresensitive.read'];

function scimAnswer(status: number, body: Readonly<Record<string, unknown>>): Answer {
	return jsonAnswer(status, body, 'application/scim+json');
}

/** @see https://www.rfc-editor.org/rfc/rfc7644#section-3.12 */
function scimError(status: number, detail: string): Answer {
	const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
	return scimAnswer(status, {schemas, status: String(status), detail});
}

function wholeNumber(text: string | null, fallback: number): number | undefined {
	if (text === null) {
		return fallback;
	}

	return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

function scimUser(user: PracticeUser, origin: string, mayReadCore: boolean) {
	const {givenName, familyName} = user;
	const fullName = `${givenName} ${familyName}`;
	const core = {
		userName: user.userName,
		displayName: fullName,
		name: {givenName, familyName, formatted: fullName},
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
The proof call: a SCIM list of users.
Without a bearer token it answers 401, with an app token 500, without a scope that reads users 403.
@see https://developer.concur.com/api-reference/profile/v4.identity.html
@see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
*/
export async function getUsers(request: PracticeRequest, concur: PracticeConcur): Promise<Answer> {
	const bearer = await authenticateBearer(concur, request);
	if (!bearer) {
		const refused = scimError(401, 'A valid bearer token is needed.');
		return withHeaders(refused, {'www-authenticate': 'Bearer error="invalid_token"'});
	}

	if (bearer.kind === 'app') {
		return textAnswer(500, 'Internal Server Error\n');
	}

	const mayReadCore = coreScopes.some(scope => bearer.scopes.includes(scope));
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
		Resources: users.map(user => scimUser(user, request.origin, mayReadCore)),
	});
}
