import {identityUsers, spendFormFields, spendUsers, travelUsers} from './people-responses.js';
import {allowanceConfigurations, expenseReports, travelRequests, trips} from './trip-and-expense-responses.js';
import {
	attendees, attendeeTypes, budgetCategories, budgetItems, budgetTrackingFields, eventSubscriptions,
	eventTopics, fiscalYears, localityCountries, spendLists, vendors, type ProofBuilder,
} from './proof-responses.js';

/** A read-only call: it lists something in the practice company and changes nothing. */
export type ProofApi = {
	readonly path: `/${string}`;
	/** The API's documented name. */
	readonly name: string;
	/** Any one of them suffices. */
	readonly scopes: readonly string[];
	/** The kinds of token that it accepts. */
	readonly tokens: ReadonlyArray<'company' | 'user' | 'app'>;
	/** The format of its errors: SCIM's, version 3's, or that of the other version 4 APIs. */
	readonly errors: 'scim' | 'v3' | 'v4';
	readonly answer: ProofBuilder;
};

const identityScopes = ['identity.user.ids.read', 'identity.user.core.read', 'identity.user.coresensitive.read'];
const budgetScopes = ['budgetitem.read', 'budgetitem.write'];
// Budget's documentation pages disagree about the names of the last two: either opens the fiscal years here.
const fiscalScopes = [...budgetScopes, 'fiscalcalendar.read', 'fiscalcalendar.write'];

const company = ['company'] as const;
const companyOrUser = ['company', 'user'] as const;
const app = ['app'] as const;

/**
The calls that are supported, with the scopes and tokens that each accepts according to its documentation.
@see https://developer.concur.com/api-reference/authentication/scopes.html
*/
export const proofApis: readonly ProofApi[] = [
	{
		path: '/profile/identity/v4/Users', name: 'Identity v4',
		scopes: identityScopes, tokens: company, errors: 'scim', answer: identityUsers('v4'),
	},
	{
		path: '/profile/identity/v4.1/Users', name: 'Identity v4.1',
		scopes: identityScopes, tokens: company, errors: 'scim', answer: identityUsers('v4.1'),
	},
	{
		path: '/profile/spend/v4.1/Users', name: 'Spend Users v4.1',
		scopes: ['spend.user.general.read'], tokens: company, errors: 'scim', answer: spendUsers,
	},
	{
		path: '/profile/spend/v4.1/FormFields', name: 'Spend Form Fields v4.1',
		scopes: ['spend.user.general.read'], tokens: company, errors: 'scim', answer: spendFormFields,
	},
	{
		path: '/profile/travel/v4/Users', name: 'Travel Users v4',
		scopes: ['travel.user.general.read', 'travel.user.private.read'],
		tokens: company, errors: 'scim', answer: travelUsers,
	},
	{
		path: '/list/v4/lists', name: 'List v4',
		scopes: ['spend.list.read', 'spend.list.write'], tokens: companyOrUser, errors: 'v4', answer: spendLists,
	},
	{
		path: '/budget/v4/budgetItemHeader', name: 'Budget Items v4',
		scopes: budgetScopes, tokens: companyOrUser, errors: 'v4', answer: budgetItems,
	},
	{
		path: '/budget/v4/fiscalYear', name: 'Fiscal Years v4',
		scopes: fiscalScopes, tokens: companyOrUser, errors: 'v4', answer: fiscalYears,
	},
	{
		path: '/budget/v4/budgetCategory', name: 'Budget Categories v4',
		scopes: budgetScopes, tokens: companyOrUser, errors: 'v4', answer: budgetCategories,
	},
	{
		path: '/budget/v4/budgetTrackingField', name: 'Budget Tracking Fields v4',
		scopes: budgetScopes, tokens: companyOrUser, errors: 'v4', answer: budgetTrackingFields,
	},
	{
		path: '/localities/v5/countries', name: 'Localities v5',
		scopes: ['locality.read'], tokens: companyOrUser, errors: 'v4', answer: localityCountries,
	},
	{
		path: '/v4/attendees', name: 'Attendees v4',
		scopes: ['attendee.read', 'attendee.write'], tokens: companyOrUser, errors: 'v4', answer: attendees,
	},
	{
		path: '/v4/attendeetypes', name: 'Attendee Types v4',
		scopes: ['attendee.admin.read'], tokens: company, errors: 'v4', answer: attendeeTypes,
	},
	{
		path: '/api/v3.1/invoice/vendors', name: 'Vendor v3.1',
		scopes: ['INVVEN'], tokens: companyOrUser, errors: 'v3', answer: vendors,
	},
	{
		path: '/travel/v4/trips', name: 'Itinerary v4',
		scopes: ['travel.itinerary.read'], tokens: company, errors: 'v4', answer: trips,
	},
	{
		path: '/travelallowance/v4/configurationsummaries', name: 'Travel Allowance v4',
		scopes: ['travelallowance.configuration.read'],
		tokens: companyOrUser, errors: 'v4', answer: allowanceConfigurations,
	},
	{
		path: '/travelrequest/v4/requests', name: 'Request v4',
		scopes: ['travelrequest.write'], tokens: companyOrUser, errors: 'v4', answer: travelRequests,
	},
	{
		path: '/api/v3.0/expense/reports', name: 'Expense Reports v3',
		scopes: ['EXPRPT'], tokens: companyOrUser, errors: 'v3', answer: expenseReports,
	},
	{
		path: '/events/v4/topics', name: 'Event Topics v4',
		scopes: ['events.topic.read'], tokens: app, errors: 'v4', answer: eventTopics,
	},
	{
		path: '/events/v4/subscriptions', name: 'Event Subscriptions v4',
		scopes: ['events.topic.read'], tokens: app, errors: 'v4', answer: eventSubscriptions,
	},
];
