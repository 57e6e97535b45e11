import {companyAndUser, noReadOnlyScope, type ApiEntry} from '../api.js';

export const receiptApis: readonly ApiEntry[] = [
	{
		id: 'receipts-v4', name: 'Receipts', version: 'v4', tokens: companyAndUser,
		read: [['receipts.read', 'receipts.write']], write: [['receipts.write', 'receipts.writeonly']],
		page: '/api-reference/receipts/get-started.html',
	},
	{
		id: 'spend-documents-v4', name: 'Spend Documents', version: 'v4', tokens: companyAndUser,
		read: [['spenddocs.receipts.read', 'spenddocs.receipts.write']],
		write: [['spenddocs.receipts.write', 'spenddocs.receipts.writeonly']],
		more: {
			'spenddocs.receipts.compliance.read': 'the compliance form of a receipt',
			'spenddocs.receipts.compliance.write': 'to read and write the compliance form of a receipt',
			'spenddocs.receipts.compliance.writeonly': 'to write the compliance form of a receipt',
		},
		page: '/api-reference/spend-documents/v4.spend-documents.html',
	},
	{
		id: 'document-compliance-gateway-v4', name: 'Document Compliance Gateway', version: 'v4',
		tokens: ['company'],
		read: [['receipts.read', 'receipts.write']], write: [['receipts.write']],
		page: '/api-reference/document-compliance-gateway/V4.document-compliance-gateway.html',
	},
	{
		id: 'travel-receipts-v1', name: 'Travel Receipts', version: 'v1', tokens: ['company'],
		read: [['travel.receipts.read', 'travel.receipts.write']], write: [['travel.receipts.write']],
		page: '/api-reference/travel-receipts/v4.travel-receipts.html',
	},
	{
		id: 'receipt-image-v3', name: 'Receipt Image', version: 'v3', tokens: companyAndUser,
		read: [['IMAGE', 'RCTIMG']], write: [['IMAGE', 'RCTIMG']],
		page: '/api-reference/image/v3.image.html',
	},
	{
		id: 'image-v1', name: 'Image', version: 'v1', tokens: companyAndUser,
		read: [['IMAGE']], write: [['IMAGE']],
		page: '/api-reference/image/v1.image.html',
	},
];

export const invoiceApis: readonly ApiEntry[] = [
	{
		id: 'vendor-v3.1', name: 'Vendor', version: 'v3.1', tokens: companyAndUser,
		read: [['INVVEN']], write: [['INVVEN']],
		page: '/api-reference/invoice/v3.1.vendor.html',
		proof: {
			path: '/api/v3.1/invoice/vendors?limit=1', needs: [['INVVEN']],
			total: 'TotalCount', items: 'Items', pageSize: 1, nouns: ['vendor', 'vendors'],
		},
	},
	{
		id: 'vendor-bank-v3', name: 'Vendor Bank', version: 'v3', tokens: companyAndUser,
		read: [], write: [['INVVEN']],
		page: '/api-explorer/v3-0/VendorBank.html',
	},
	{
		id: 'vendor-group-v3', name: 'Vendor Group', version: 'v3', tokens: companyAndUser,
		read: [], write: [['INVVEN']],
		page: '/api-explorer/v3-0/VendorGroup.html',
	},
	{
		id: 'invoice-v3', name: 'Invoice', version: 'v3', tokens: companyAndUser,
		read: [['INVPMT']], write: [['INVPMT']],
		page: '/api-reference/invoice/v3.payment-request.html',
	},
	{
		id: 'invoice-digests-v3', name: 'Invoice Digests', version: 'v3', tokens: companyAndUser,
		read: [['INVPMT']], write: [],
		page: '/api-reference/invoice/v3.payment-request-digest.html',
	},
	{
		id: 'purchase-orders-v3', name: 'Purchase Orders', version: 'v3', tokens: companyAndUser,
		read: [['INVPO']], write: [['INVPO']],
		page: '/api-reference/invoice/v3.purchase-order.html',
	},
	{
		id: 'purchase-request-v4', name: 'Purchase Request', version: 'v4', tokens: companyAndUser,
		read: [['purchaserequest.read']], write: [['purchaserequest.write']],
		page: '/api-reference/invoice/v4.purchase-request-get-started.html',
	},
	{
		id: 'sales-tax-validation-v3', name: 'Sales Tax Validation', version: 'v3', tokens: companyAndUser,
		read: [['INVTV', 'TAXINV']], write: [['INVTV', 'TAXINV']],
		page: '/api-reference/invoice/v3.sales-tax-validation.html',
	},
	{
		id: 'invoice-pay-v4', name: 'Invoice Pay', version: 'v4', tokens: ['company'],
		read: [['invoice.providerpayment.write']], write: [['invoice.providerpayment.write']],
		note: noReadOnlyScope,
		page: '/api-reference/invoice/v4.invoice-pay.html',
	},
	{
		id: 'invoice-payment-confirmation-v4', name: 'Invoice Payment Confirmation', version: 'v4',
		tokens: ['company'],
		read: [['invoice.paymentconfirmation.read']], write: [['invoice.paymentconfirmation.write']],
		page: '/api-reference/invoice/v4.invoice-payment-confirmation.html',
	},
	{
		id: 'vendor-v3', name: 'Vendor', version: 'v3', tokens: companyAndUser,
		read: [['INVVEN']], write: [['INVVEN']], end: {kind: 'deprecated', successor: 'vendor-v3.1'},
		page: '/api-reference/invoice/v3.vendor.html',
	},
];

export const financeApis: readonly ApiEntry[] = [
	{
		id: 'financial-integration-v4', name: 'Financial Integration', version: 'v4', tokens: ['company'],
		// No proof: reading would hand out work that the ERP has not acknowledged yet.
		read: [['FISVC']], write: [['FISVC']],
		note: noReadOnlyScope,
		page: '/api-reference/financial-integration/v4.financial-integration.html',
	},
	{
		id: 'accounting-integration-v4', name: 'Accounting Integration', version: 'v4', tokens: ['company'],
		read: [['spend.accountingintegration.read']], write: [['spend.accountingintegration.write']],
		page: '/api-reference/accounting-integration/v4.accountingintegration-get-started.html',
	},
	{
		id: 'cards-v4', name: 'Cards', version: 'v4', tokens: ['company', 'user'],
		read: [['cards.bulkrequest.read']],
		write: [['cards.account.writeonly'], ['cards.transaction.writeonly']],
		more: {'cards.transaction.read': 'card transactions, with a user\'s token'},
		note: 'For certified partners.',
		page: '/api-reference/cards/v4.cards-get-started.html',
	},
	// No proofs for the detokenizers: their responses are sensitive.
	{
		id: 'detokenizer-v5', name: 'Detokenizer', version: 'v5', tokens: ['company'],
		read: [['creditcardaccount.read']], write: [],
		more: {'bankaccount.details.read': 'bank accounts'},
		page: '/api-reference/detokenizer/v5.detokenizer-get-started-new.html',
	},
	{
		id: 'detokenizer-v4', name: 'Detokenizer', version: 'v4', tokens: ['company'],
		read: [['creditcardaccountnumber.read', 'creditcardaccount.read']], write: [],
		page: '/api-reference/detokenizer/v4.detokenizer.html',
	},
];

export const budgetApis: readonly ApiEntry[] = [
	{
		id: 'budget-v4', name: 'Budget', version: 'v4', tokens: ['company', 'user'],
		// The pages disagree about which fiscal years the budget scopes open; the proof uses what both agree on.
		read: [['budgetitem.read', 'budgetitem.write']], write: [['budgetitem.write']],
		more: {
			'fiscalcalendar.read': 'fiscal years, if budgetitem.read does not open them',
			'fiscalcalendar.write': 'to write fiscal years, if budgetitem.write does not allow it',
			LIST: 'to read the lists behind tracking fields through an older API',
		},
		page: '/api-reference/budget/getting-started.html',
		proof: {
			path: '/budget/v4/budgetItemHeader', needs: [['budgetitem.read', 'budgetitem.write']],
			total: 'totalRows', items: 'budgetItemHeaders', nouns: ['budget', 'budgets'],
		},
	},
];
