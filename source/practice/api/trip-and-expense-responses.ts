import {practiceId, practiceUsers} from '../state/practice-company.js';
import {pageOf, sliceOf, type ProofBuilder} from './proof-responses.js';

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
