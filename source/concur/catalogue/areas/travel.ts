import {noReadOnlyScope, type ApiEntry} from '../api.js';

const successor = 'travel-request-v4';

export const requestApis: readonly ApiEntry[] = [
	{
		id: 'travel-request-v4', name: 'Travel Request', version: 'v4', tokens: ['company', 'user'],
		read: [['travelrequest.write']], write: [['travelrequest.write']],
		more: {'travelrequest.externalsystemworkflow.write': 'to approve requests from another system'},
		note: noReadOnlyScope,
		page: '/api-reference/request/v4.get-started.html',
		proof: {
			path: '/travelrequest/v4/requests?limit=1', needs: [['travelrequest.write']],
			items: 'data', pageSize: 1, nouns: ['request', 'requests'],
		},
	},
	{
		id: 'request-v3.1', name: 'Request', version: 'v3.1', tokens: ['company', 'user'],
		read: [], write: [], end: {kind: 'shut-down', on: '2026-11-03', successor},
		page: '/api-reference/request/v3.request.html',
	},
	{
		id: 'request-v3', name: 'Request', version: 'v3', tokens: ['company', 'user'],
		read: [], write: [], end: {kind: 'shut-down', on: '2026-11-03', successor},
		page: '/api-reference/request/v3.request.html',
	},
	{
		id: 'request-v1', name: 'Request', version: 'v1', tokens: ['company', 'user'],
		read: [], write: [], end: {kind: 'shut-down', on: '2026-11-03', successor},
		page: '/api-reference/request/v1.request.html',
	},
];

export const travelApis: readonly ApiEntry[] = [
	{
		id: 'itinerary-v4', name: 'Itinerary', version: 'v4', tokens: ['company'],
		read: [['travel.itinerary.read']], write: [],
		page: '/api-reference/travel/itinerary-v4/v4.itinerary.html',
		proof: {
			path: '/travel/v4/trips', needs: [['travel.itinerary.read']],
			items: 'data', pageSize: 10, nouns: ['trip', 'trips'],
		},
	},
	{
		id: 'itinerary-v1', name: 'Itinerary', version: 'v1', tokens: ['company', 'user'],
		read: [['ITINER']], write: [['ITINER']],
		page: '/api-reference/travel/itinerary/itinerary.html',
	},
	{
		id: 'trips-v1.1', name: 'Trips', version: 'v1.1', tokens: ['company', 'user'],
		read: [['ITINER']], write: [['ITINER']],
		page: '/api-reference/travel/itinerary/trip/trip-resource.html',
	},
	{
		id: 'meetings-v4', name: 'Meetings', version: 'v4', tokens: ['company', 'user'],
		read: [['meetings.read']], write: [['meetings.write']],
		page: '/api-reference/travel/meetings-v4/v4.meetings-get-started.html',
	},
	{
		id: 'travel-profile-v2', name: 'Travel Profile', version: 'v2', tokens: ['company', 'user'],
		read: [['TRVPRF']], write: [['TRVPRF']],
		more: {
			COMPD: 'company details and custom fields',
			EMERG: 'emergency contacts',
			MEDIC: 'medical alerts',
			PASSV: 'passports and visas',
			TMCSP: 'fields of the travel agency',
			TSAI: 'data for the US Transportation Security Administration',
			UNUTX: 'unused tickets',
		},
		page: '/api-reference/travel-profile/v2.profile-service.html',
	},
	{
		id: 'loyalty-program-v1', name: 'Loyalty Program', version: 'v1', tokens: ['company', 'user'],
		read: [['TRVPTS']], write: [['TRVPTS']],
		note: 'For travel suppliers and travel agencies.',
		page: '/api-reference/travel-profile/v1.loyalty-program-resource.html',
	},
	{
		id: 'hotel-service-v4', name: 'Hotel Service', version: 'v4', tokens: ['app'],
		read: [], write: [['travel.hotel.write']],
		note: 'For hotel suppliers, to report changed bookings.',
		page: '/api-reference/direct-connects/hotel-service-4/v4.change-notification-get-started.html',
	},
	{
		id: 'latest-bookings-v3', name: 'Latest Bookings', version: 'v3', tokens: ['company', 'user'],
		read: [['INSGHT']], write: [],
		page: '/api-reference/insights/latest-bookings-resource.html',
	},
	{
		id: 'opportunities-v3', name: 'Opportunities', version: 'v3', tokens: ['company', 'user'],
		read: [['INSGHT']], write: [],
		page: '/api-reference/insights/opportunities-resource.html',
	},
];
