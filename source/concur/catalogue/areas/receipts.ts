import {type ApiEntry} from '../api-entry.js';

const area = 'Receipts';
const both = ['company', 'user'] as const;

export const receiptApis: readonly ApiEntry[] = [
	{
		id: 'receipts-v4', name: 'Receipts', version: 'v4', area, tokens: both,
		read: [['receipts.read', 'receipts.write']], write: [['receipts.write', 'receipts.writeonly']],
		page: '/api-reference/receipts/get-started.html',
	},
	{
		id: 'spend-documents-v4', name: 'Spend Documents', version: 'v4', area, tokens: both,
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
		id: 'document-compliance-gateway-v4', name: 'Document Compliance Gateway', version: 'v4', area,
		tokens: ['company'],
		read: [['receipts.read', 'receipts.write']], write: [['receipts.write']],
		page: '/api-reference/document-compliance-gateway/V4.document-compliance-gateway.html',
	},
	{
		id: 'travel-receipts-v1', name: 'Travel Receipts', version: 'v1', area, tokens: ['company'],
		read: [['travel.receipts.read', 'travel.receipts.write']], write: [['travel.receipts.write']],
		page: '/api-reference/travel-receipts/v4.travel-receipts.html',
	},
	{
		id: 'receipt-image-v3', name: 'Receipt Image', version: 'v3', area, tokens: both,
		read: [['IMAGE', 'RCTIMG']], write: [['IMAGE', 'RCTIMG']],
		page: '/api-reference/image/v3.image.html',
	},
	{
		id: 'image-v1', name: 'Image', version: 'v1', area, tokens: both,
		read: [['IMAGE']], write: [['IMAGE']],
		page: '/api-reference/image/v1.image.html',
	},
];
