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

/**
At most ten trips, and a link to the next two.
@see https://developer.concur.com/api-reference/travel/itinerary-v4/v4.itinerary.html
*/
export const trips: ProofBuilder = ({origin, query}) => {
	const ids = Array.from({length: 12}, (_, index) => practiceId(12, index + 1));
	const after = query.get('startAfter');
	const start = after === null ? 0 : ids.indexOf(after) + 1;
	const listed = ids.slice(start, start + 10);
	const next = start + 10 < ids.length
		? [{rel: 'next', href: `${origin}/travel/v4/trips?startAfter=${listed.at(-1)}`}]
		: [];
	return {body: {data: listed.map(id => ({id, href: `${origin}/travel/v4/trips/${id}`})), operations: next}};
};

/** @see https://developer.concur.com/api-reference/travelallowance/v4.travelallowance-configuration-endpoints.html */
export const allowanceConfigurations: ProofBuilder = () => ({
	body: {
		content: [['PRACTICE_DE', 'DE'], ['PRACTICE_FR', 'FR']].map(([configurationCode, country]) => ({
			configurationCode, configurationCodeDescription: `Practice allowance (${country})`,
			governmentRateBundleCountryCode: country,
			itineraryHeader: {askForOvernightInCaseOfTwoDayTrip: true, typeCodes: {}},
			itinerarySegment: {borderCrossing: 'REQUIRED_DEFAULTED_ON_ARRIVAL', addressFields: ['CITY']},
			itineraryDayProperties: {TypeCodes: {}},
			ItineraryCalculationResults: {rateTypes: {values: []}, combinedRateCategories: 'NONE'},
		})),
		links: [],
	},
});

/** @see https://developer.concur.com/api-reference/request/v4.endpoints.request-resources.html */
export const travelRequests: ProofBuilder = ({origin, query}) => {
	const page = pageOf(query, {first: 'start', size: 'limit'}, {defaultSize: 10, maxSize: 100});
	const names = ['Client meeting in Berlin', 'Training in Nantes', 'Trade fair in Milan'];
	return page
		? {
			body: {
				data: sliceOf(names, page).map((name, index) => {
					const id = practiceId(13, page.first + index + 1).replaceAll('-', '').toUpperCase();
					const {givenName: firstName, familyName: lastName, id: ownerId} = practiceUsers[index]!;
					const amount = {value: 213.06, currency: 'EUR'};
					return {
						href: `${origin}/travelrequest/v4/requests/${id}`, id,
						requestId: `3AT${page.first + index + 1}`, name, businessPurpose: name,
						approvalStatus: {code: 'NOT_SUBMITTED', name: 'Not Submitted'}, approved: false,
						canceledPostApproval: false, closed: false, everSentBack: false,
						pendingApproval: false, expenses: [],
						creationDate: '2026-01-15T09:00:00.000Z', startDate: '2026-02-02', endDate: '2026-02-04',
						owner: {firstName, lastName, id: ownerId}, type: {code: 'TRAVEL', label: 'Travel'},
						totalApprovedAmount: amount, totalPostedAmount: amount, totalRemainingAmount: amount,
					};
				}),
				operations: [],
			},
		}
		: {problem: 'limit must be less than or equal to 100, and start a whole number.'};
};

/** @see https://developer.concur.com/api-reference/expense/expense-report/v3.reports.html */
export const expenseReports: ProofBuilder = ({origin, query}) => {
	const page = pageOf(query, {first: 'offset', size: 'limit'}, {defaultSize: 25, maxSize: 100});
	const reports = practiceUsers.slice(0, 5);
	if (!page) {
		return {problem: 'limit must be 0 to 100, and offset a whole number.'};
	}

	const items = sliceOf(reports, page).map(({userName, givenName, familyName, country, currency}, index) => {
		const id = `PRACTICE${String(page.first + index + 1).padStart(12, '0')}`;
		return {
			Name: `Expenses of ${givenName}`, Total: 190, CurrencyCode: currency, Country: country,
			CreateDate: '2026-01-15T09:00:00', OwnerLoginID: userName, OwnerName: `${givenName} ${familyName}`,
			ApprovalStatusName: 'Not Submitted', ApprovalStatusCode: 'A_NOTF', PaymentStatusName: 'Not Paid',
			PaymentStatusCode: 'P_NOTP', LedgerName: 'DEFAULT', HasException: false, EverSentBack: false,
			ID: id, URI: `${origin}/api/v3.0/expense/reports/${id}`,
		};
	});
	const next = page.first + page.size;
	const nextPage = `${origin}/api/v3.0/expense/reports?offset=${next}&limit=${page.size}&user=ALL`;
	return {body: {Items: items, NextPage: next < reports.length ? nextPage : null}};
};
