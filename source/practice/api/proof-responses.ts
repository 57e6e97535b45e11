import {practiceId, practiceUsers} from '../state/practice-company.js';

/** What a response of the practice company depends on. */
export type ProofContext = {
	/** Scheme, host and port of the request, used in links. */
	readonly origin: string;
	readonly query: URLSearchParams;
	/** The scopes of the token. */
	readonly scopes: readonly string[];
};

/** The JSON of a response, or what is wrong with the request. */
export type ProofResponse = {readonly body: unknown} | {readonly problem: string};

/** Builds the response to a request. */
export type ProofBuilder = (context: ProofContext) => ProofResponse;

type PageRange = {readonly first: number; readonly size: number};

/** The page that the query asks for: `first` counts from 0. Undefined if a number is invalid or out of range. */
export function pageOf(
	query: URLSearchParams,
	names: {readonly first: string; readonly size: string},
	{defaultSize, maxSize}: {readonly defaultSize: number; readonly maxSize: number},
): PageRange | undefined {
	const [first, size] = [query.get(names.first) ?? '0', query.get(names.size) ?? String(defaultSize)];
	return /^\d{1,6}$/.test(first) && /^\d{1,6}$/.test(size) && Number(size) <= maxSize
		? {first: Number(first), size: Number(size)}
		: undefined;
}

/** The part of a list that is on a page. */
export function sliceOf<Item>(items: readonly Item[], {first, size}: PageRange): readonly Item[] {
	return items.slice(first, first + size);
}

const lists = [['Cost Center', 2, 'Normal'], ['Projects', 1, 'Normal'], ['Airlines', 1, 'Vendor']] as const;

/** @see https://developer.concur.com/api-reference/common/lists/v4.list.html */
export const spendLists: ProofBuilder = () => ({
	body: {
		links: [],
		content: lists.map(([value, levelCount, type], index) => ({
			id: practiceId(1, index + 1), value, levelCount, searchCriteria: 'TEXT', displayFormat: '(CODE) TEXT',
			category: {id: practiceId(2, index + 1), type}, isReadOnly: false, isDeleted: false, managedBy: null,
		})),
		page: {size: 100, totalElements: lists.length, totalPages: 1, number: 1},
	},
});

/** @see https://developer.concur.com/api-reference/budget/v4.budget-header.html */
export const budgetItems: ProofBuilder = ({query}) => {
	const offset = query.get('offset') ?? '0';
	const names = ['Marketing', 'Research', 'Travel', 'Training', 'Events'];
	return /^\d{1,6}$/.test(offset)
		? {
			body: {
				totalRows: names.length, offset: Number(offset), limit: 50,
				budgetItemHeaders: names.slice(Number(offset)).map((name, index) => ({
					name, description: name, id: practiceId(3, index + 1), isTest: false, budgetItemStatusType: 'OPEN',
					periodType: 'YEARLY', active: true, owned: false, currencyCode: 'EUR', annualBudget: 10_000,
					budgetAmounts: {pendingAmount: 0, unExpensedAmount: 0, spendAmount: 1250, availableAmount: 8750},
				})),
			},
		}
		: {problem: 'offset must be a whole number.'};
};

/** @see https://developer.concur.com/api-reference/budget/v4.fiscal-year.html */
export const fiscalYears: ProofBuilder = () => ({
	body: [2025, 2026].map((year, index) => ({
		name: String(year), startDate: `${year}-01-01`, endDate: `${year}-12-31`,
		status: index === 0 ? 'CLOSED' : 'OPEN', currentYear: index === 1,
		id: practiceId(4, index + 1), lastModified: `${year}-01-02 08:00:00`,
		monthlyFiscalPeriods: [], quarterlyFiscalPeriods: [], yearlyFiscalPeriods: [], customFiscalPeriods: [],
	})),
});

/** @see https://developer.concur.com/api-reference/budget/v4.budget-category.html */
export const budgetCategories: ProofBuilder = () => ({
	body: ['Airfare', 'Hotel', 'Training'].map((name, index) => ({
		name, description: null, statusType: 'OPEN', id: practiceId(5, index + 1), expenseTypes: [],
	})),
});

/** @see https://developer.concur.com/api-reference/budget/v4.budget-trackingfield.html */
export const budgetTrackingFields: ProofBuilder = () => ({
	body: ['Cost Center', 'Department'].map((name, index) => ({
		budgetTrackingFieldName: name, fieldType: 'LIST',
		listSyncGuid: practiceId(1, index + 1), fieldId: practiceId(7, index + 1),
		budgetSequenceNumber: index + 1, connectedListSequenceNumber: 1, fieldDefinitionId: practiceId(8, index + 1),
	})),
});

const countries = [
	['AE', 'UNITED ARAB EMIRATES', 'AED'], ['AT', 'AUSTRIA', 'EUR'], ['CH', 'SWITZERLAND', 'CHF'],
	['DE', 'GERMANY', 'EUR'], ['FR', 'FRANCE', 'EUR'], ['IT', 'ITALY', 'EUR'], ['TR', 'TURKEY', 'TRY'],
	['US', 'UNITED STATES', 'USD'],
] as const;

/** @see https://developer.concur.com/api-reference/common/locations/v5.localities.html */
export const localityCountries: ProofBuilder = ({origin}) => ({
	body: {
		countries: countries.map(([code, name, currency]) => ({
			code, active: true, names: [{name, langCode: 'en'}], currencies: [{code: currency}],
			links: [{rel: 'self', href: `${origin}/localities/v5/countries/${code}`}],
		})),
	},
});

/** @see https://developer.concur.com/api-reference/common/attendees/v4.attendees.html */
export const attendees: ProofBuilder = ({origin, query}) => {
	const page = pageOf(query, {first: 'offset', size: 'limit'}, {defaultSize: 25, maxSize: 100});
	const guests = [['Hana', 'Kyaku'], ['Ines', 'Convidada'], ['Jonas', 'Gast'], ['Kofi', 'Ahoho']];
	return page
		? {
			body: {
				items: sliceOf(guests, page).map(([firstName, lastName], index) => ({
					attendeeTypeCode: 'BUSGUEST', firstName, lastName, company: 'Practice Partners', title: 'Buyer',
					externalId: String(1001 + page.first + index),
					hasExceptionsPrevYear: false, hasExceptionsYtd: false,
					totalAmountPrevYear: 0, totalAmountYtd: 0, versionNumber: 1, currencyCode: 'EUR',
					ownerName: 'Rechnung, Ada', ownerUserId: practiceUsers[0]!.id,
					id: practiceId(9, page.first + index + 1),
					uri: `${origin}/v4/attendees/${practiceId(9, page.first + index + 1)}`,
				})),
			},
		}
		: {problem: 'limit must be 0 to 100, and offset a whole number.'};
};

/** @see https://developer.concur.com/api-reference/common/attendees/v4.admin-attendee-types.html */
export const attendeeTypes: ProofBuilder = () => ({
	body: [['Business Guest', 'BUSGUEST'], ['Employee', 'SYSEMP'], ['Spouse', 'SPOUSE']].map(([name, code], index) => ({
		name, code, form: {name: `${name} Form`, id: practiceId(11, index + 1)}, id: practiceId(10, index + 1),
		duplicateSearchFields: ['company', 'firstName', 'lastName'], isPublic: true, isDeleted: false, isActive: true,
		allowManuallyEnteredAttendees: true, allowAttendeeCountEditing: true, permitAdds: true,
		searchPreference: 'DS', systemRecord: code === 'SYSEMP',
	})),
});

/** @see https://developer.concur.com/api-reference/invoice/v3.1.vendor.html */
export const vendors: ProofBuilder = ({query}) => {
	const page = pageOf(query, {first: 'offset', size: 'limit'}, {defaultSize: 25, maxSize: 1000});
	const names = ['Practice Paper Ltd', 'Made Up Cloud GmbH', 'Nowhere Catering SARL', 'Sample Couriers SpA'];
	return page
		? {
			body: {
				Items: sliceOf(names, page).map((name, index) => ({
					VendorCode: `V${page.first + index + 1}`, VendorName: name, AddressCode: 'MAIN',
					Address1: '1 Practice Street', City: 'Anytown', CountryCode: 'DE', CurrencyCode: 'EUR',
					Approved: 'true', PaymentMethodType: 'WIRE',
				})),
				NextPage: null, RequestRunSummary: null, TotalCount: names.length, Vendor: [],
			},
		}
		: {problem: 'limit must be 0 to 1000, and offset a whole number.'};
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
The topics that the app's other scopes open; with events.topic.read alone there are none.
@see https://developer.concur.com/api-reference/ess/v4.event-subscription.html
*/
export const eventTopics: ProofBuilder = ({scopes}) => ({
	body: topics.filter(([, opening]) => opening.some(scope => scopes.includes(scope))).map(([topic]) => topic),
});

/** @see https://developer.concur.com/event-topics/ */
export const eventSubscriptions: ProofBuilder = () => ({body: []});
