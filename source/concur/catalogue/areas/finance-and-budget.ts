import {type ApiEntry} from '../api-entry.js';

const area = 'Finance';

export const financeApis: readonly ApiEntry[] = [
	{
		id: 'financial-integration-v4', name: 'Financial Integration', version: 'v4', area, tokens: ['company'],
		// No proof: reading hands out work that the ERP has not acknowledged yet.
		read: [['FISVC']], write: [['FISVC']],
		note: 'There is no scope that only reads: the one that reads may write too.',
		page: '/api-reference/financial-integration/v4.financial-integration.html',
	},
	{
		id: 'accounting-integration-v4', name: 'Accounting Integration', version: 'v4', area, tokens: ['company'],
		read: [['spend.accountingintegration.read']], write: [['spend.accountingintegration.write']],
		page: '/api-reference/accounting-integration/v4.accountingintegration-get-started.html',
	},
	{
		id: 'cards-v4', name: 'Cards', version: 'v4', area, tokens: ['company', 'user'],
		read: [['cards.bulkrequest.read']],
		write: [['cards.account.writeonly'], ['cards.transaction.writeonly']],
		more: {'cards.transaction.read': 'card transactions, with a user\'s token'},
		note: 'For certified partners.',
		page: '/api-reference/cards/v4.cards-get-started.html',
	},
	// No proofs of the detokenizers: what they answer is sensitive.
	{
		id: 'detokenizer-v5', name: 'Detokenizer', version: 'v5', area, tokens: ['company'],
		read: [['creditcardaccount.read']], write: [],
		more: {'bankaccount.details.read': 'bank accounts'},
		page: '/api-reference/detokenizer/v5.detokenizer-get-started-new.html',
	},
	{
		id: 'detokenizer-v4', name: 'Detokenizer', version: 'v4', area, tokens: ['company'],
		read: [['creditcardaccountnumber.read', 'creditcardaccount.read']], write: [],
		page: '/api-reference/detokenizer/v4.detokenizer.html',
	},
	{
		id: 'budget-v4', name: 'Budget', version: 'v4', area: 'Budget', tokens: ['company', 'user'],
		// The pages disagree about which fiscal years the budget scopes open; they prove what both agree on.
		read: [['budgetitem.read', 'budgetitem.write']], write: [['budgetitem.write']],
		more: {
			'fiscalcalendar.read': 'fiscal years, should budgetitem.read not open them',
			'fiscalcalendar.write': 'to write fiscal years, should budgetitem.write not allow it',
			LIST: 'to read the lists behind tracking fields the old way',
		},
		page: '/api-reference/budget/getting-started.html',
		proof: {
			path: '/budget/v4/budgetItemHeader', needs: [['budgetitem.read', 'budgetitem.write']],
			total: 'totalRows', items: 'budgetItemHeaders', nouns: ['budget', 'budgets'],
		},
	},
];
