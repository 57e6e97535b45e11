import {madeUpId, practiceUsers, type PracticeUser} from '../state/made-up-company.js';

/** What an answer of the practice company depends on. */
export type ProofContext = {
	/** Scheme, host and port by which it was asked: links lead there. */
	readonly origin: string;
	readonly query: URLSearchParams;
	/** The scopes of the token. */
	readonly scopes: readonly string[];
};

/** The JSON of an answer, or what is wrong with the question. */
export type ProofAnswer = {readonly body: unknown} | {readonly problem: string};

type Builder = (context: ProofContext) => ProofAnswer;

type Page = {readonly first: number; readonly size: number};

/** A page that the query asks for: `first` counts from 0; undefined when a number is none or out of bounds. */
function pageOf(
	query: URLSearchParams,
	names: {readonly first: string; readonly size: string},
	{defaultSize, maxSize}: {readonly defaultSize: number; readonly maxSize: number},
): Page | undefined {
	const [first, size] = [query.get(names.first) ?? '0', query.get(names.size) ?? String(defaultSize)];
	return /^\d{1,6}$/.test(first) && /^\d{1,6}$/.test(size) && Number(size) <= maxSize
		? {first: Number(first), size: Number(size)}
		: undefined;
}

function sliceOf<Item>(items: readonly Item[], {first, size}: Page): readonly Item[] {
	return items.slice(first, first + size);
}

const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/**
A SCIM list. A count beyond the greatest is taken for the greatest, as SCIM has it.
@see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
*/
function scimList(
	{query}: ProofContext,
	{maxSize, resources}: {readonly maxSize: number; readonly resources: readonly unknown[]},
): ProofAnswer {
	const asked = pageOf(query, {first: 'startIndex', size: 'count'}, {defaultSize: 100, maxSize: 999_999});
	if (!asked) {
		return {problem: 'count and startIndex are whole numbers.'};
	}

	// SCIM counts from 1, and takes 0 for it.
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
The people: their IDs, and with a core scope their names.
@see https://developer.concur.com/api-reference/profile/v4.identity.html
*/
export const identityUsers = (version: 'v4' | 'v4.1'): Builder => context => scimList(context, {
	// Version 4.1 gives up to a thousand at once.
	maxSize: version === 'v4' ? 100 : 1000,
	resources: practiceUsers.map(user => identityUser(user, context, version)),
});

const spendSchema = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';

/** @see https://developer.concur.com/api-reference/user-provisioning/spend/v4.1.spend-user-retrieval.html */
export const spendUsers: Builder = context => scimList(context, {
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
export const spendFormFields: Builder = context => scimList(context, {
	maxSize: 100,
	resources: [['EmpId', 'Employee ID'], ['Custom1', 'Cost Center'], ['OrgUnit2', 'Department']]
		.map(([name, label], index) => ({
			schemas: [fieldSchema], id: madeUpId(6, index + 1), name, label, controlType: 'EDIT', dataType: 'String',
			maxLength: 48, isRequired: index === 0, access: 'RW', isCustom: name === 'Custom1', sequence: 5 * (index + 1),
		})),
});

const travelSchema = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';

/** @see https://developer.concur.com/api-reference/user-provisioning/travel/v4.travel-extension.html */
export const travelUsers: Builder = context => scimList(context, {
	maxSize: 100,
	resources: practiceUsers.map(({id, givenName, familyName}) => ({
		id,
		[travelSchema]: {
			ruleClass: {name: 'Practice Travel Class', id: 1}, travelCrsName: `${familyName}/${givenName}`.toUpperCase(),
			name: {givenName, hasNoMiddleName: true, familyName}, orgUnit: 'Practice', customFields: [], groups: [],
		},
	})),
});

const lists = [['Cost Center', 2, 'Normal'], ['Projects', 1, 'Normal'], ['Airlines', 1, 'Vendor']] as const;

/** @see https://developer.concur.com/api-reference/common/lists/v4.list.html */
export const spendLists: Builder = () => ({
	body: {
		links: [],
		content: lists.map(([value, levelCount, type], index) => ({
			id: madeUpId(1, index + 1), value, levelCount, searchCriteria: 'TEXT', displayFormat: '(CODE) TEXT',
			category: {id: madeUpId(2, index + 1), type}, isReadOnly: false, isDeleted: false, managedBy: null,
		})),
		page: {size: 100, totalElements: lists.length, totalPages: 1, number: 1},
	},
});

/** @see https://developer.concur.com/api-reference/budget/v4.budget-header.html */
export const budgetItems: Builder = ({query}) => {
	const offset = query.get('offset') ?? '0';
	const names = ['Marketing', 'Research', 'Travel', 'Training', 'Events'];
	return /^\d{1,6}$/.test(offset)
		? {
			body: {
				totalRows: names.length, offset: Number(offset), limit: 50,
				budgetItemHeaders: names.slice(Number(offset)).map((name, index) => ({
					name, description: name, id: madeUpId(3, index + 1), isTest: false, budgetItemStatusType: 'OPEN',
					periodType: 'YEARLY', active: true, owned: false, currencyCode: 'EUR', annualBudget: 10_000,
					budgetAmounts: {pendingAmount: 0, unExpensedAmount: 0, spendAmount: 1250, availableAmount: 8750},
				})),
			},
		}
		: {problem: 'offset is a whole number.'};
};

/** @see https://developer.concur.com/api-reference/budget/v4.fiscal-year.html */
export const fiscalYears: Builder = () => ({
	body: [2025, 2026].map((year, index) => ({
		name: String(year), startDate: `${year}-01-01`, endDate: `${year}-12-31`, status: index === 0 ? 'CLOSED' : 'OPEN',
		id: madeUpId(4, index + 1), lastModified: `${year}-01-02 08:00:00`, currentYear: index === 1,
		monthlyFiscalPeriods: [], quarterlyFiscalPeriods: [], yearlyFiscalPeriods: [], customFiscalPeriods: [],
	})),
});

/** @see https://developer.concur.com/api-reference/budget/v4.budget-category.html */
export const budgetCategories: Builder = () => ({
	body: ['Airfare', 'Hotel', 'Training'].map((name, index) => ({
		name, description: null, statusType: 'OPEN', id: madeUpId(5, index + 1), expenseTypes: [],
	})),
});

/** @see https://developer.concur.com/api-reference/budget/v4.budget-trackingfield.html */
export const budgetTrackingFields: Builder = () => ({
	body: ['Cost Center', 'Department'].map((name, index) => ({
		budgetTrackingFieldName: name, fieldType: 'LIST', listSyncGuid: madeUpId(1, index + 1), fieldId: madeUpId(7, index + 1),
		budgetSequenceNumber: index + 1, connectedListSequenceNumber: 1, fieldDefinitionId: madeUpId(8, index + 1),
	})),
});

const countries = [
	['AE', 'UNITED ARAB EMIRATES', 'AED'], ['AT', 'AUSTRIA', 'EUR'], ['CH', 'SWITZERLAND', 'CHF'], ['DE', 'GERMANY', 'EUR'],
	['FR', 'FRANCE', 'EUR'], ['IT', 'ITALY', 'EUR'], ['TR', 'TURKEY', 'TRY'], ['US', 'UNITED STATES', 'USD'],
] as const;

/** @see https://developer.concur.com/api-reference/common/locations/v5.localities.html */
export const localityCountries: Builder = ({origin}) => ({
	body: {
		countries: countries.map(([code, name, currency]) => ({
			code, active: true, names: [{name, langCode: 'en'}], currencies: [{code: currency}],
			links: [{rel: 'self', href: `${origin}/localities/v5/countries/${code}`}],
		})),
	},
});

/** @see https://developer.concur.com/api-reference/common/attendees/v4.attendees.html */
export const attendees: Builder = ({origin, query}) => {
	const page = pageOf(query, {first: 'offset', size: 'limit'}, {defaultSize: 25, maxSize: 100});
	const guests = [['Hana', 'Kyaku'], ['Ines', 'Convidada'], ['Jonas', 'Gast'], ['Kofi', 'Ahoho']];
	return page
		? {
			body: {
				items: sliceOf(guests, page).map(([firstName, lastName], index) => ({
					attendeeTypeCode: 'BUSGUEST', firstName, lastName, company: 'Practice Partners', title: 'Buyer',
					externalId: String(1001 + page.first + index), hasExceptionsPrevYear: false, hasExceptionsYtd: false,
					totalAmountPrevYear: 0, totalAmountYtd: 0, versionNumber: 1, currencyCode: 'EUR',
					ownerName: 'Rechnung, Ada', ownerUserId: practiceUsers[0]!.id,
					id: madeUpId(9, page.first + index + 1),
					uri: `${origin}/v4/attendees/${madeUpId(9, page.first + index + 1)}`,
				})),
			},
		}
		: {problem: 'limit is 0 to 100, offset a whole number.'};
};

/** @see https://developer.concur.com/api-reference/common/attendees/v4.admin-attendee-types.html */
export const attendeeTypes: Builder = () => ({
	body: [['Business Guest', 'BUSGUEST'], ['Employee', 'SYSEMP'], ['Spouse', 'SPOUSE']].map(([name, code], index) => ({
		name, code, form: {name: `${name} Form`, id: madeUpId(11, index + 1)}, id: madeUpId(10, index + 1),
		duplicateSearchFields: ['company', 'firstName', 'lastName'], isPublic: true, isDeleted: false, isActive: true,
		allowManuallyEnteredAttendees: true, allowAttendeeCountEditing: true, permitAdds: true,
		searchPreference: 'DS', systemRecord: code === 'SYSEMP',
	})),
});

/** @see https://developer.concur.com/api-reference/invoice/v3.1.vendor.html */
export const vendors: Builder = ({query}) => {
	const page = pageOf(query, {first: 'offset', size: 'limit'}, {defaultSize: 25, maxSize: 1000});
	const names = ['Practice Paper Ltd', 'Made Up Cloud GmbH', 'Nowhere Catering SARL', 'Sample Couriers SpA'];
	return page
		? {
			body: {
				Items: sliceOf(names, page).map((name, index) => ({
					VendorCode: `V${page.first + index + 1}`, VendorName: name, AddressCode: 'MAIN', Address1: '1 Practice Street',
					City: 'Anytown', CountryCode: 'DE', CurrencyCode: 'EUR', Approved: 'true', PaymentMethodType: 'WIRE',
				})),
				NextPage: null, RequestRunSummary: null, TotalCount: names.length, Vendor: [],
			},
		}
		: {problem: 'limit is 0 to 1000, offset a whole number.'};
};

/**
Ten trips at most, and the way to the next two.
@see https://developer.concur.com/api-reference/travel/itinerary-v4/v4.itinerary.html
*/
export const trips: Builder = ({origin, query}) => {
	const ids = Array.from({length: 12}, (_, index) => madeUpId(12, index + 1));
	const after = query.get('startAfter');
	const start = after === null ? 0 : ids.indexOf(after) + 1;
	const listed = ids.slice(start, start + 10);
	const next = start + 10 < ids.length
		? [{rel: 'next', href: `${origin}/travel/v4/trips?startAfter=${listed.at(-1)}`}]
		: [];
	return {body: {data: listed.map(id => ({id, href: `${origin}/travel/v4/trips/${id}`})), operations: next}};
};

/** @see https://developer.concur.com/api-reference/travelallowance/v4.travelallowance-configuration-endpoints.html */
export const allowanceConfigurations: Builder = () => ({
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
export const travelRequests: Builder = ({origin, query}) => {
	const page = pageOf(query, {first: 'start', size: 'limit'}, {defaultSize: 10, maxSize: 100});
	const names = ['Client meeting in Berlin', 'Training in Nantes', 'Trade fair in Milan'];
	return page
		? {
			body: {
				data: sliceOf(names, page).map((name, index) => {
					const id = madeUpId(13, page.first + index + 1).replaceAll('-', '').toUpperCase();
					const {givenName: firstName, familyName: lastName, id: ownerId} = practiceUsers[index]!;
					const amount = {value: 213.06, currency: 'EUR'};
					return {
						href: `${origin}/travelrequest/v4/requests/${id}`, id, requestId: `3AT${page.first + index + 1}`, name,
						approvalStatus: {code: 'NOT_SUBMITTED', name: 'Not Submitted'}, approved: false, businessPurpose: name,
						canceledPostApproval: false, closed: false, everSentBack: false, pendingApproval: false, expenses: [],
						creationDate: '2026-01-15T09:00:00.000Z', startDate: '2026-02-02', endDate: '2026-02-04',
						owner: {firstName, lastName, id: ownerId}, type: {code: 'TRAVEL', label: 'Travel'},
						totalApprovedAmount: amount, totalPostedAmount: amount, totalRemainingAmount: amount,
					};
				}),
				operations: [],
			},
		}
		: {problem: 'limit must be less than or equal to 100, start a whole number.'};
};

/** @see https://developer.concur.com/api-reference/expense/expense-report/v3.reports.html */
export const expenseReports: Builder = ({origin, query}) => {
	const page = pageOf(query, {first: 'offset', size: 'limit'}, {defaultSize: 25, maxSize: 100});
	const reports = practiceUsers.slice(0, 5);
	if (!page) {
		return {problem: 'limit is 0 to 100, offset a whole number.'};
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

const topics = [
	['public.concur.expense.report', ['expense.report.read', 'expense.report.readwrite']],
	['public.concur.request', ['travelrequest.write']],
	['public.concur.travel.itinerary', ['travel.itinerary.read']],
	['public.concur.user.provisioning', ['user.provision.read']],
	['public.concur.financialintegration', ['FISVC']],
	['public.concur.spend.accountingintegration', ['spend.accountingintegration.read']],
] as const;

/**
The topics that the app's other scopes open: with events.topic.read alone there are none.
@see https://developer.concur.com/api-reference/ess/v4.event-subscription.html
*/
export const eventTopics: Builder = ({scopes}) => ({
	body: topics.filter(([, opening]) => opening.some(scope => scopes.includes(scope))).map(([topic]) => topic),
});

/** @see https://developer.concur.com/event-topics/ */
export const eventSubscriptions: Builder = () => ({body: []});
