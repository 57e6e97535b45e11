import {type ApiEntry} from '../api-entry.js';

const area = 'Invoice';
const both = ['company', 'user'] as const;

export const invoiceApis: readonly ApiEntry[] = [
	{
		id: 'vendor-v3.1', name: 'Vendor', version: 'v3.1', area, tokens: both,
		read: [['INVVEN']], write: [['INVVEN']],
		page: '/api-reference/invoice/v3.1.vendor.html',
		proof: {
			path: '/api/v3.1/invoice/vendors?limit=1', needs: [['INVVEN']],
			total: 'TotalCount', items: 'Items', pageSize: 1, nouns: ['vendor', 'vendors'],
		},
	},
	{
		id: 'vendor-bank-v3', name: 'Vendor Bank', version: 'v3', area, tokens: both,
		read: [], write: [['INVVEN']],
		page: '/api-explorer/v3-0/VendorBank.html',
	},
	{
		id: 'vendor-group-v3', name: 'Vendor Group', version: 'v3', area, tokens: both,
		read: [], write: [['INVVEN']],
		page: '/api-explorer/v3-0/VendorGroup.html',
	},
	{
		id: 'invoice-v3', name: 'Invoice', version: 'v3', area, tokens: both,
		read: [['INVPMT']], write: [['INVPMT']],
		page: '/api-reference/invoice/v3.payment-request.html',
	},
	{
		id: 'invoice-digests-v3', name: 'Invoice Digests', version: 'v3', area, tokens: both,
		read: [['INVPMT']], write: [],
		page: '/api-reference/invoice/v3.payment-request-digest.html',
	},
	{
		id: 'purchase-orders-v3', name: 'Purchase Orders', version: 'v3', area, tokens: both,
		read: [['INVPO']], write: [['INVPO']],
		page: '/api-reference/invoice/v3.purchase-order.html',
	},
	{
		id: 'purchase-request-v4', name: 'Purchase Request', version: 'v4', area, tokens: both,
		read: [['purchaserequest.read']], write: [['purchaserequest.write']],
		page: '/api-reference/invoice/v4.purchase-request-get-started.html',
	},
	{
		id: 'sales-tax-validation-v3', name: 'Sales Tax Validation', version: 'v3', area, tokens: both,
		read: [['INVTV', 'TAXINV']], write: [['INVTV', 'TAXINV']],
		page: '/api-reference/invoice/v3.sales-tax-validation.html',
	},
	{
		id: 'invoice-pay-v4', name: 'Invoice Pay', version: 'v4', area, tokens: ['company'],
		read: [['invoice.providerpayment.write']], write: [['invoice.providerpayment.write']],
		note: 'There is no scope that only reads: the one that reads may write too.',
		page: '/api-reference/invoice/v4.invoice-pay.html',
	},
	{
		id: 'invoice-payment-confirmation-v4', name: 'Invoice Payment Confirmation', version: 'v4', area,
		tokens: ['company'],
		read: [['invoice.paymentconfirmation.read']], write: [['invoice.paymentconfirmation.write']],
		page: '/api-reference/invoice/v4.invoice-payment-confirmation.html',
	},
	{
		id: 'vendor-v3', name: 'Vendor', version: 'v3', area, tokens: both,
		read: [['INVVEN']], write: [['INVVEN']], end: {kind: 'deprecated', successor: 'vendor-v3.1'},
		page: '/api-reference/invoice/v3.vendor.html',
	},
];
