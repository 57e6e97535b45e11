import {type ApiEntry} from '../api-entry.js';

const area = 'Lists and places';
const both = ['company', 'user'] as const;

export const listApis: readonly ApiEntry[] = [
	{
		id: 'list-v4', name: 'List', version: 'v4', area, tokens: both,
		read: [['spend.list.read', 'spend.list.write']], write: [['spend.list.write']],
		more: {'spend.list.delete': 'to delete lists'},
		page: '/api-reference/common/lists/v4.list.html',
		proof: {
			path: '/list/v4/lists', needs: [['spend.list.read', 'spend.list.write']],
			total: 'page.totalElements', items: 'content', nouns: ['list', 'lists'],
		},
	},
	{
		id: 'list-item-v4', name: 'List Item', version: 'v4', area, tokens: both,
		read: [['spend.listitem.read', 'spend.listitem.write']], write: [['spend.listitem.write']],
		more: {'spend.listitem.delete': 'to delete items'},
		page: '/api-reference/common/list-item/v4.list-item.html',
	},
	{
		id: 'list-item-bulk-v4', name: 'List Item Bulk', version: 'v4', area, tokens: both,
		read: [], write: [['spend.listitem.write']],
		page: '/api-reference/common/list-item/v4.list-item-bulk.html',
	},
	{
		id: 'localities-v5', name: 'Localities', version: 'v5', area, tokens: both,
		read: [['locality.read']], write: [],
		page: '/api-reference/common/locations/v5.localities.html',
		proof: {
			path: '/localities/v5/countries', needs: [['locality.read']],
			items: 'countries', nouns: ['country', 'countries'],
		},
	},
	{
		id: 'attendees-v4', name: 'Attendees', version: 'v4', area, tokens: both,
		read: [['attendee.read', 'attendee.write']], write: [['attendee.write', 'attendee.writeonly']],
		page: '/api-reference/common/attendees/v4.attendees.html',
		proof: {
			path: '/v4/attendees?limit=1', needs: [['attendee.read', 'attendee.write']],
			items: 'items', pageSize: 1, nouns: ['attendee', 'attendees'],
		},
	},
	{
		id: 'attendee-types-v4', name: 'Attendee Types', version: 'v4', area, tokens: ['company'],
		read: [['attendee.admin.read']], write: [],
		page: '/api-reference/common/attendees/v4.admin-attendee-types.html',
		proof: {
			path: '/v4/attendeetypes', needs: [['attendee.admin.read']],
			items: '', nouns: ['attendee type', 'attendee types'],
		},
	},
	{
		id: 'lists-v3', name: 'Lists', version: 'v3', area, tokens: both,
		read: [['LIST']], write: [['LIST']], end: {kind: 'deprecated', successor: 'list-v4'},
		page: '/api-reference/common/lists/v3.lists.html',
	},
	{
		id: 'list-item-v3', name: 'List Item', version: 'v3', area, tokens: both,
		read: [['LIST']], write: [['LIST']], end: {kind: 'deprecated', successor: 'list-item-v4'},
		page: '/api-reference/common/list-item/v3.list-item.html',
	},
	{
		id: 'list-item-v1', name: 'List Item', version: 'v1', area, tokens: both,
		read: [['LIST']], write: [['LIST']], end: {kind: 'deprecated', successor: 'list-item-v4'},
		page: '/api-reference/common/list-item/v1.list-item.html',
	},
	{
		id: 'attendees-v3', name: 'Attendees', version: 'v3', area, tokens: both,
		read: [['ATTEND']], write: [['ATTEND']], end: {kind: 'deprecated', successor: 'attendees-v4'},
		page: '/api-reference/expense/attendees/v3.attendees.html',
	},
	{
		id: 'attendees-v2', name: 'Attendees', version: 'v2', area, tokens: both,
		read: [['ATTEND']], write: [['ATTEND']], end: {kind: 'deprecated', successor: 'attendees-v4'},
		page: '/api-reference/expense/attendees/v2.attendees.html',
	},
	{
		id: 'attendees-v1.1', name: 'Attendees', version: 'v1.1', area, tokens: both,
		read: [['ATTEND']], write: [['ATTEND']], end: {kind: 'deprecated', successor: 'attendees-v4'},
		page: '/api-reference/expense/attendees/v1dot1.attendees.html',
	},
	{
		id: 'attendees-v1', name: 'Attendees', version: 'v1', area, tokens: both,
		read: [['ATTEND']], write: [['ATTEND']], end: {kind: 'deprecated', successor: 'attendees-v4'},
		page: '/api-reference/expense/attendees/v1.attendees.html',
	},
	{
		id: 'attendee-types-v3', name: 'Attendee Types', version: 'v3', area, tokens: both,
		read: [['attendee.admin.read']], write: [], end: {kind: 'deprecated', successor: 'attendee-types-v4'},
		page: '/api-reference/expense/attendee-types/v3.attendee-types.html',
	},
	{
		id: 'attendee-types-v1', name: 'Attendee Types', version: 'v1', area, tokens: both,
		read: [['attendee.admin.read']], write: [], end: {kind: 'deprecated', successor: 'attendee-types-v4'},
		page: '/api-reference/expense/attendee-types/v1.attendee-types.html',
	},
];
