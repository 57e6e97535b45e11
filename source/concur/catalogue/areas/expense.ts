import {companyAndUser, type ApiEntry} from '../api.js';

const folder = '/api-reference/expense/expense-report';

/*
The pages of the v4 family list `user.read` as required "for userID" without naming an endpoint that needs it, and
Identity provides the IDs too. So it is mentioned but not suggested.
*/
const userLookUp = {'user.read': 'to look up user IDs through an older API; Identity v4 gives them too'} as const;
const listLookUp = {'spend.list.read': 'list names', 'spend.listitem.read': 'list items'} as const;

const reportReading: ApiEntry['read'] = [['expense.report.read', 'expense.report.readwrite']];
const reportWriting: ApiEntry['write'] = [['expense.report.readwrite']];

/** An API for version 4 reports. */
function reportApi(entry: Pick<ApiEntry, 'id' | 'name' | 'page'> & Partial<ApiEntry>): ApiEntry {
	return {version: 'v4', tokens: companyAndUser, read: reportReading, write: reportWriting, ...entry};
}

/** An API that the scope EXPRPT opens. */
function olderReportApi(entry: Pick<ApiEntry, 'id' | 'name' | 'version' | 'page'> & Partial<ApiEntry>): ApiEntry {
	return {tokens: companyAndUser, read: [['EXPRPT']], write: [['EXPRPT']], ...entry};
}

export const expenseApis: readonly ApiEntry[] = [
	reportApi({
		id: 'reports-v4', name: 'Reports', more: {
			'expense.report.workflowstatus.write': 'to approve reports and send them back',
			...userLookUp, ...listLookUp,
		},
		page: `${folder}/v4.reports.html`,
	}),
	reportApi({
		id: 'expenses-v4', name: 'Expenses', more: {...userLookUp, ...listLookUp}, page: `${folder}/v4.expenses.html`,
	}),
	reportApi({
		id: 'allocations-v4', name: 'Allocations', more: {...userLookUp, ...listLookUp},
		page: `${folder}/v4.allocations.html`,
	}),
	reportApi({
		id: 'comments-v4', name: 'Comments', more: {
			'expense.report.workflowstatus.write': 'to comment while approving', ...userLookUp,
		},
		page: `${folder}/v4.comments.html`,
	}),
	reportApi({id: 'exceptions-v4', name: 'Exceptions', page: `${folder}/v4.exceptions.html`}),
	reportApi({
		id: 'attendee-associations-v4', name: 'Attendee Associations',
		page: `${folder}/v4.expense-attendee-associations.html`,
	}),
	reportApi({
		id: 'cash-advance-associations-v4', name: 'Cash Advance Associations',
		page: `${folder}/v4.expense-cash-advance-associations.html`,
	}),
	reportApi({
		id: 'request-associations-v4', name: 'Request Associations', page: `${folder}/v4.request-associations.html`,
	}),
	reportApi({
		id: 'expense-tax-v4', name: 'Expense Tax', tokens: ['company'],
		read: [['expense.report.read', 'expense.report.readwrite', 'expense.report.tax.readwrite']],
		write: [['expense.report.tax.readwrite']],
		page: `${folder}/v4.expense-tax.html`,
	}),
	reportApi({
		id: 'workflows-v4', name: 'Workflows', write: [['expense.report.workflowstatus.write']],
		more: {'expense.report.readwrite': 'to submit and recall reports'},
		note: 'Recalling a report and approving on a user\'s behalf need that user\'s token.',
		page: `${folder}/v4.workflows.html`,
	}),
	{
		id: 'expense-configuration-v4', name: 'Expense Configuration', version: 'v4', tokens: companyAndUser,
		read: [
			['expense.config.attendeetypes.restricted.read'],
			['expense.config.expensetypes.restricted.read'],
			['expense.config.groups.restricted.read'],
			['expense.config.paymenttypes.restricted.read'],
			['expense.config.policies.restricted.read'],
		],
		write: [], more: userLookUp,
		note: 'Each scope opens one kind of configuration: leave out those that you do not read.',
		page: '/api-reference/expense/expense-config/v4.expense.config.html',
	},
	{
		id: 'quick-expense-v4', name: 'Quick Expense', version: 'v4', tokens: companyAndUser,
		read: [], write: [['quickexpense.writeonly']],
		more: {
			'receipts.writeonly': 'where the company has e-Bunsho (Japan)',
			CONFIG: 'to look up expense types', ...userLookUp,
		},
		page: '/api-reference/expense/quick-expense/v4.quick-expense.html',
	},
	{
		id: 'cash-advance-v4.1', name: 'Cash Advance', version: 'v4.1', tokens: companyAndUser,
		read: [['cashadvance.read', 'cashadvance.write']], write: [['cashadvance.write']],
		page: '/api-reference/cash-advance/v4-1.cash-advance.html',
	},
	{
		id: 'exchange-rate-v4', name: 'Exchange Rate', version: 'v4', tokens: ['company'],
		read: [], write: [['expense.exchangerate.writeonly']],
		page: '/api-reference/expense/exchange-rate/v4.exchange-rate.html',
	},
	{
		id: 'travel-allowance-v4', name: 'Travel Allowance', version: 'v4', tokens: companyAndUser,
		read: [
			['travelallowance.configuration.read'],
			['travelallowance.itinerary.read'],
			['travelallowance.itineraryresult.read'],
		],
		write: [['travelallowance.itinerary.writeonly']],
		page: '/api-reference/travelallowance/v4.travelallowance-get-started.html',
		proof: {
			path: '/travelallowance/v4/configurationsummaries', needs: [['travelallowance.configuration.read']],
			items: 'content', nouns: ['configuration', 'configurations'],
		},
	},
	{
		id: 'travel-allowance-days-v4', name: 'Travel Allowance Days', version: 'v4', tokens: ['company'],
		read: [['travelallowance.allowancedays.read']], write: [],
		more: {EXPRPT: 'to look up the report ID in Reports v3'},
		page: '/api-reference/expense/travelallowance/v4.travel-allowance-days-endpoints.html',
	},
	olderReportApi({
		id: 'reports-v3', name: 'Reports', version: 'v3', page: `${folder}/v3.reports.html`,
		proof: {
			path: '/api/v3.0/expense/reports?limit=1&user=ALL', needs: [['EXPRPT']],
			items: 'Items', pageSize: 1, nouns: ['report', 'reports'],
		},
	}),
	olderReportApi({
		id: 'expense-entries-v3', name: 'Expense Entries', version: 'v3', page: `${folder}/expense-entry.html`,
	}),
	olderReportApi({
		id: 'itemizations-v3', name: 'Itemizations', version: 'v3', page: `${folder}/expense-itemization.html`,
	}),
	olderReportApi({
		id: 'allocations-v3', name: 'Allocations', version: 'v3', write: [],
		page: '/api-reference/expense/allocations/expense-allocations.html',
	}),
	olderReportApi({
		id: 'integration-status-v2', name: 'Integration Status', version: 'v2', read: [],
		page: `${folder}/integration-status.html`,
	}),
	olderReportApi({
		id: 'expense-form-v1.1', name: 'Expense Form', version: 'v1.1', write: [],
		page: `${folder}/expense-form.html`,
	}),
	olderReportApi({
		id: 'expense-form-field-v1.1', name: 'Expense Form Field', version: 'v1.1', write: [],
		page: `${folder}/expense-form-field.html`,
	}),
	olderReportApi({
		id: 'report-exceptions-v1.1', name: 'Report Exceptions', version: 'v1.1', read: [],
		page: `${folder}/post-report-exceptions.html`,
	}),
	olderReportApi({
		id: 'report-submission-v1.1', name: 'Report Submission', version: 'v1.1', read: [],
		page: `${folder}/post-report-submission.html`,
	}),
	olderReportApi({
		id: 'report-workflow-action-v1.1', name: 'Report Workflow Action', version: 'v1.1', read: [],
		page: `${folder}/post-report-workflow-action.html`,
	}),
	{
		id: 'payment-batches-v1.1', name: 'Payment Batches', version: 'v1.1', tokens: companyAndUser,
		read: [['PAYBAT']], write: [['PAYBAT']],
		page: '/api-reference/expense/payment-batch/v1.payment-batches.html',
	},
	{
		id: 'extracts-v1', name: 'Extracts', version: 'v1', tokens: companyAndUser,
		read: [['EXTRCT']], write: [['EXTRCT']],
		page: '/api-reference/common/extracts/v1.extracts.html',
	},
	olderReportApi({
		id: 'reports-v2', name: 'Reports', version: 'v2', end: {kind: 'deprecated', successor: 'reports-v4'},
		page: `${folder}/v2.reports.html`,
	}),
	olderReportApi({
		id: 'report-details-v2', name: 'Report Details', version: 'v2', write: [],
		more: {BANK: 'bank accounts of employees', CCARD: 'card transactions'},
		end: {kind: 'deprecated', successor: 'reports-v4'},
		page: `${folder}/expense-report-get.html`,
	}),
	olderReportApi({
		id: 'report-header-v1.1', name: 'Report Header', version: 'v1.1',
		end: {kind: 'deprecated', successor: 'reports-v4'},
		page: `${folder}/v1dot1.reports.html`,
	}),
	olderReportApi({
		id: 'reports-list-v1.1', name: 'Reports List', version: 'v1.1', write: [],
		end: {kind: 'deprecated', successor: 'reports-v3'},
		page: `${folder}/v1dot1.reports-list.html`,
	}),
	olderReportApi({
		id: 'report-full-details-v1.1', name: 'Report Full Details', version: 'v1.1', write: [],
		end: {kind: 'deprecated', successor: 'reports-v4'},
		page: `${folder}/v1dot1.report-full-details.html`,
	}),
	olderReportApi({
		id: 'expense-entry-itemization-v1.1', name: 'Expense Entry Itemization', version: 'v1.1',
		end: {kind: 'deprecated', successor: 'itemizations-v3'},
		page: `${folder}/v1dot1.expense-itemization.html`,
	}),
	{
		id: 'company-card-transactions-v1.1', name: 'Company Card Transactions', version: 'v1.1',
		tokens: companyAndUser,
		read: [['CCARD', 'EXPRPT']], write: [], end: {kind: 'deprecated'},
		page: `${folder}/company-card-transaction-resource.html`,
	},
	{
		id: 'expense-group-configurations-v3', name: 'Expense Group Configurations', version: 'v3',
		tokens: companyAndUser,
		read: [['CONFIG']], write: [],
		end: {kind: 'deprecated', successor: 'expense-configuration-v4'},
		page: `${folder}/expense-group-configurations.html`,
	},
	{
		id: 'expense-group-configurations-v1.1', name: 'Expense Group Configurations', version: 'v1.1',
		tokens: companyAndUser,
		read: [['CONFIG']], write: [],
		end: {kind: 'deprecated', successor: 'expense-configuration-v4'},
		page: `${folder}/v1dot1.expense-group-configurations.html`,
	},
];
