import {practiceId, practiceUsers, type PracticeUser} from '../state/practice-company.js';
import {pageOf, sliceOf, type ProofResponse, type ProofBuilder, type ProofContext} from './proof-responses.js';

const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/**
A SCIM list. A count above the maximum is reduced to the maximum, as SCIM specifies.
@see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
*/
function scimList(
	{query}: ProofContext,
	{maxSize, resources}: {readonly maxSize: number; readonly resources: readonly unknown[]},
): ProofResponse {
	const asked = pageOf(query, {first: 'startIndex', size: 'count'}, {defaultSize: 100, maxSize: 999_999});
	if (!asked) {
		return {problem: 'count and startIndex must be whole numbers.'};
	}

	// SCIM counts from 1, and treats 0 as 1.
	const first = Math.max(asked.first, 1);
	const listed = sliceOf(resources, {first: first - 1, size: Math.min(asked.size, maxSize)});
	return {
		body: {
			schemas: [listSchema],
			totalResults: resources.length,
			startIndex: first,
			itemsPerPage: listed.length,
			Resources: listed,
		},
	};
}

const coreScopes = ['identity.user.core.read', 'identity.user.coresensitive.read'];

function identityUser(user: PracticeUser, {origin, scopes}: ProofContext, version: string): unknown {
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
		...(coreScopes.some(scope => scopes.includes(scope)) && core),
		meta: {resourceType: 'User', location: `${origin}/profile/identity/${version}/Users/${user.id}`},
	};
}

/**
The users: their IDs, and with a core scope their names.
@see https://developer.concur.com/api-reference/profile/v4.identity.html
*/
export const identityUsers = (version: 'v4' | 'v4.1'): ProofBuilder => context => scimList(context, {
	// Version 4.1 returns up to a thousand at once.
	maxSize: version === 'v4' ? 100 : 1000,
	resources: practiceUsers.map(user => identityUser(user, context, version)),
});

const spendSchema = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';

/** @see https://developer.concur.com/api-reference/user-provisioning/spend/v4.1.spend-user-retrieval.html */
export const spendUsers: ProofBuilder = context => scimList(context, {
	maxSize: 100,
	resources: practiceUsers.map(({id, country, currency}) => ({
		schemas: ['urn:ietf:params:scim:schemas:ScimResource', spendSchema],
		id,
		meta: {resourceType: 'User', location: `${context.origin}/profile/spend/v4.1/Users/${id}`},
		[spendSchema]: {
			reimbursementCurrency: currency, reimbursementType: 'CONCUR_PAY', ledgerCode: 'DEFAULT', country,
			locale: 'en-US', testEmployee: false, nonEmployee: false, customData: [],
		},
	})),
});

const fieldSchema = 'urn:ietf:params:scim:schemas:extension:spend:2.0:FormFields';

/** @see https://developer.concur.com/api-reference/user-provisioning/spend/v4.1.spend-form-fields.html */
export const spendFormFields: ProofBuilder = context => scimList(context, {
	maxSize: 100,
	resources: [['EmpId', 'Employee ID'], ['Custom1', 'Cost Center'], ['OrgUnit2', 'Department']]
		.map(([name, label], index) => ({
			schemas: [fieldSchema], id: practiceId(6, index + 1), name, label, controlType: 'EDIT', dataType: 'String',
			maxLength: 48, isRequired: index === 0, access: 'RW', isCustom: name === 'Custom1',
			sequence: 5 * (index + 1),
		})),
});

const travelSchema = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';

/** @see https://developer.concur.com/api-reference/user-provisioning/travel/v4.travel-extension.html */
export const travelUsers: ProofBuilder = context => scimList(context, {
	maxSize: 100,
	resources: practiceUsers.map(({id, givenName, familyName}) => ({
		id,
		[travelSchema]: {
			ruleClass: {name: 'Practice Travel Class', id: 1},
			travelCrsName: `${familyName}/${givenName}`.toUpperCase(),
			name: {givenName, hasNoMiddleName: true, familyName}, orgUnit: 'Practice', customFields: [], groups: [],
		},
	})),
});
