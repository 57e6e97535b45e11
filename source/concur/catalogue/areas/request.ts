import {type ApiEntry} from '../api-entry.js';

const area = 'Request';
const successor = 'travel-request-v4';

export const requestApis: readonly ApiEntry[] = [
	{
		id: 'travel-request-v4', name: 'Travel Request', version: 'v4', area, tokens: ['company', 'user'],
		read: [['travelrequest.write']], write: [['travelrequest.write']],
		more: {'travelrequest.externalsystemworkflow.write': 'to approve requests from another system'},
		note: 'There is no scope that only reads: the one that reads may write too.',
		page: '/api-reference/request/v4.get-started.html',
		proof: {
			path: '/travelrequest/v4/requests?limit=1', needs: [['travelrequest.write']],
			items: 'data', pageSize: 1, nouns: ['request', 'requests'],
		},
	},
	{
		id: 'request-v3.1', name: 'Request', version: 'v3.1', area, tokens: ['company', 'user'],
		read: [], write: [], end: {kind: 'shut-down', on: '2026-11-03', successor},
		page: '/api-reference/request/v3.request.html',
	},
	{
		id: 'request-v3', name: 'Request', version: 'v3', area, tokens: ['company', 'user'],
		read: [], write: [], end: {kind: 'shut-down', on: '2026-11-03', successor},
		page: '/api-reference/request/v3.request.html',
	},
	{
		id: 'request-v1', name: 'Request', version: 'v1', area, tokens: ['company', 'user'],
		read: [], write: [], end: {kind: 'shut-down', on: '2026-11-03', successor},
		page: '/api-reference/request/v1.request.html',
	},
];
