import {companyAndUser, type ApiEntry} from '../api.js';

const identityReading: ApiEntry['read'] = [['identity.user.ids.read'], ['identity.user.core.read']];
const identityWriting: ApiEntry['write'] = [['identity.user.coreenterprise.writeonly']];

const identityMore: ApiEntry['more'] = {
	'identity.user.enterprise.read': 'employee number, cost centre, manager',
	'identity.user.coresensitive.read': 'addresses, e-mail, phone numbers, dates of birth',
	'identity.user.sap.read': 'SAP Global ID',
	'identity.user.sap.writeonly': 'to assign an SAP Global ID',
	'identity.user.externalID.writeonly': 'to write the external ID',
	'identity.user.emails.verified.writeonly': 'to mark an e-mail address as verified',
	'identity.user.delete': 'to delete users for good',
};

/**
Reading a user's `id` needs either scope, `userName` the first and the names the second.

@see https://developer.concur.com/api-reference/profile/v4.scope-mapping.html
*/
const anyIdentityReading: ApiEntry['read'] = [['identity.user.ids.read', 'identity.user.core.read']];

const userCount = {total: 'totalResults', items: 'Resources', nouns: ['user', 'users']} as const;

export const peopleApis: readonly ApiEntry[] = [
	{
		id: 'identity-v4', name: 'Identity', version: 'v4', tokens: ['company'],
		read: identityReading, write: identityWriting, more: identityMore,
		page: '/api-reference/profile/v4.identity.html',
		proof: {path: '/profile/identity/v4/Users?count=1', needs: anyIdentityReading, ...userCount},
	},
	{
		id: 'identity-v4.1', name: 'Identity', version: 'v4.1', tokens: ['company'],
		read: identityReading, write: identityWriting, more: identityMore,
		page: '/api-reference/profile/v4.1.identity.html',
		proof: {path: '/profile/identity/v4.1/Users?count=1', needs: anyIdentityReading, ...userCount},
	},
	{
		id: 'scim-v4', name: 'SCIM', version: 'v4', tokens: ['company'],
		read: identityReading, write: identityWriting, more: identityMore,
		note: 'Only apps of an SAP Identity Provisioning Service may call it.',
		page: '/api-reference/profile/v4.scim.html',
	},
	{
		id: 'user-provisioning-v4', name: 'User Provisioning', version: 'v4', tokens: ['company'],
		read: [['user.provision.read', 'user.provision.write']],
		write: [['user.provision.write'], ...identityWriting],
		more: {
			...identityMore,
			'identity.user.ids.read': 'IDs and login names',
			'identity.user.core.read': 'names and preferences',
			'spend.user.general.read': 'the expense settings of users',
			'spend.user.general.writeonly': 'to write the expense settings of users',
			'travel.user.general.read': 'the travel settings of users',
			'travel.user.private.read': 'private travel data of users',
		},
		page: '/api-reference/user-provisioning/v4.user-provisioning.html',
	},
	{
		id: 'user-retrieval-v4', name: 'User Retrieval', version: 'v4', tokens: ['company'],
		read: [['user.profile.search.read']], write: [],
		page: '/api-reference/user-provisioning/v4-user-retrieval.html',
	},
	{
		id: 'spend-extension-v4.1', name: 'Spend Extension', version: 'v4.1', tokens: ['company'],
		read: [['spend.user.general.read']], write: [],
		page: '/api-reference/user-provisioning/spend/v4.1.spend-user-retrieval.html',
		proof: {path: '/profile/spend/v4.1/Users?count=1', needs: [['spend.user.general.read']], ...userCount},
	},
	{
		id: 'spend-form-fields-v4.1', name: 'Spend Form Fields', version: 'v4.1', tokens: ['company'],
		read: [['spend.user.general.read']], write: [],
		page: '/api-reference/user-provisioning/spend/v4.1.spend-form-fields.html',
	},
	{
		id: 'spend-user-v4', name: 'Spend User', version: 'v4', tokens: ['company'],
		read: [['spend.user.general.read']],
		write: [['spend.user.general.writeonly'], ['user.provision.write']],
		note: 'Users are written through User Provisioning v4.',
		page: '/api-reference/user-provisioning/spend/v4.spend-user-get-started.html',
	},
	{
		id: 'travel-extension-v4', name: 'Travel Extension', version: 'v4', tokens: ['company'],
		read: [['travel.user.general.read']], write: [],
		more: {'travel.user.private.read': 'private travel data, such as passports'},
		page: '/api-reference/user-provisioning/travel/v4.travel-extension.html',
		proof: {path: '/profile/travel/v4/Users?count=1', needs: [['travel.user.general.read']], ...userCount},
	},
	{
		id: 'legal-entity-v4.1', name: 'Legal Entity', version: 'v4.1', tokens: ['company'],
		read: [['company.legalentity.read']], write: [['company.legalentity.writeonly']],
		page: '/api-reference/legal-entity/v4.1.legal-entity.html',
	},
	{
		id: 'user-locations-v4', name: 'User Locations', version: 'v4', tokens: ['company'],
		read: [['locate.location.read']], write: [['locate.location.write']],
		page: '/api-reference/locate/v4.userLocations.html',
	},
	{
		id: 'connection-requests-v3.2', name: 'Connection Requests', version: 'v3.2', tokens: ['company', 'user'],
		read: [['CONREQ']], write: [['CONREQ']],
		page: '/api-reference/common/connection-requests/connection-requests-resource.html',
	},
	{
		id: 'spend-user-retrieval-v4', name: 'Spend User Retrieval', version: 'v4', tokens: ['company'],
		read: [['spend.user.general.read']], write: [], end: {kind: 'deprecated', successor: 'spend-extension-v4.1'},
		page: '/api-reference/user-provisioning/spend/v4.spend-user-retrieval.html',
	},
	{
		id: 'profile-user-v1', name: 'Profile User', version: 'v1', tokens: ['company', 'user'],
		read: [['user.read', 'user.write']], write: [['user.write']],
		end: {kind: 'deprecated', successor: 'identity-v4.1'},
		page: '/api-reference/profile/v1.user.html',
	},
	{
		id: 'profile-company-v1', name: 'Profile Company', version: 'v1', tokens: ['company', 'user'],
		read: [['company.read', 'company.write']], write: [['company.write']], end: {kind: 'deprecated'},
		page: '/api-reference/profile/v1.company.html',
	},
];

export const listApis: readonly ApiEntry[] = [
	{
		id: 'list-v4', name: 'List', version: 'v4', tokens: companyAndUser,
		read: [['spend.list.read', 'spend.list.write']], write: [['spend.list.write']],
		more: {'spend.list.delete': 'to delete lists'},
		page: '/api-reference/common/lists/v4.list.html',
		proof: {
			path: '/list/v4/lists', needs: [['spend.list.read', 'spend.list.write']],
			total: 'page.totalElements', items: 'content', nouns: ['list', 'lists'],
		},
	},
	{
		id: 'list-item-v4', name: 'List Item', version: 'v4', tokens: companyAndUser,
		read: [['spend.listitem.read', 'spend.listitem.write']], write: [['spend.listitem.write']],
		more: {'spend.listitem.delete': 'to delete items'},
		page: '/api-reference/common/list-item/v4.list-item.html',
	},
	{
		id: 'list-item-bulk-v4', name: 'List Item Bulk', version: 'v4', tokens: companyAndUser,
		read: [], write: [['spend.listitem.write']],
		page: '/api-reference/common/list-item/v4.list-item-bulk.html',
	},
	{
		id: 'localities-v5', name: 'Localities', version: 'v5', tokens: companyAndUser,
		read: [['locality.read']], write: [],
		page: '/api-reference/common/locations/v5.localities.html',
		proof: {
			path: '/localities/v5/countries', needs: [['locality.read']],
			items: 'countries', nouns: ['country', 'countries'],
		},
	},
	{
		id: 'attendees-v4', name: 'Attendees', version: 'v4', tokens: companyAndUser,
		read: [['attendee.read', 'attendee.write']], write: [['attendee.write', 'attendee.writeonly']],
		page: '/api-reference/common/attendees/v4.attendees.html',
		proof: {
			path: '/v4/attendees?limit=1', needs: [['attendee.read', 'attendee.write']],
			items: 'items', pageSize: 1, nouns: ['attendee', 'attendees'],
		},
	},
	{
		id: 'attendee-types-v4', name: 'Attendee Types', version: 'v4', tokens: ['company'],
		read: [['attendee.admin.read']], write: [],
		page: '/api-reference/common/attendees/v4.admin-attendee-types.html',
		proof: {
			path: '/v4/attendeetypes', needs: [['attendee.admin.read']],
			items: '', nouns: ['attendee type', 'attendee types'],
		},
	},
	{
		id: 'lists-v3', name: 'Lists', version: 'v3', tokens: companyAndUser,
		read: [['LIST']], write: [['LIST']], end: {kind: 'deprecated', successor: 'list-v4'},
		page: '/api-reference/common/lists/v3.lists.html',
	},
	{
		id: 'list-item-v3', name: 'List Item', version: 'v3', tokens: companyAndUser,
		read: [['LIST']], write: [['LIST']], end: {kind: 'deprecated', successor: 'list-item-v4'},
		page: '/api-reference/common/list-item/v3.list-item.html',
	},
	{
		id: 'list-item-v1', name: 'List Item', version: 'v1', tokens: companyAndUser,
		read: [['LIST']], write: [['LIST']], end: {kind: 'deprecated', successor: 'list-item-v4'},
		page: '/api-reference/common/list-item/v1.list-item.html',
	},
	{
		id: 'attendees-v3', name: 'Attendees', version: 'v3', tokens: companyAndUser,
		read: [['ATTEND']], write: [['ATTEND']], end: {kind: 'deprecated', successor: 'attendees-v4'},
		page: '/api-reference/expense/attendees/v3.attendees.html',
	},
	{
		id: 'attendees-v2', name: 'Attendees', version: 'v2', tokens: companyAndUser,
		read: [['ATTEND']], write: [['ATTEND']], end: {kind: 'deprecated', successor: 'attendees-v4'},
		page: '/api-reference/expense/attendees/v2.attendees.html',
	},
	{
		id: 'attendees-v1.1', name: 'Attendees', version: 'v1.1', tokens: companyAndUser,
		read: [['ATTEND']], write: [['ATTEND']], end: {kind: 'deprecated', successor: 'attendees-v4'},
		page: '/api-reference/expense/attendees/v1dot1.attendees.html',
	},
	{
		id: 'attendees-v1', name: 'Attendees', version: 'v1', tokens: companyAndUser,
		read: [['ATTEND']], write: [['ATTEND']], end: {kind: 'deprecated', successor: 'attendees-v4'},
		page: '/api-reference/expense/attendees/v1.attendees.html',
	},
	{
		id: 'attendee-types-v3', name: 'Attendee Types', version: 'v3', tokens: companyAndUser,
		read: [['attendee.admin.read']], write: [], end: {kind: 'deprecated', successor: 'attendee-types-v4'},
		page: '/api-reference/expense/attendee-types/v3.attendee-types.html',
	},
	{
		id: 'attendee-types-v1', name: 'Attendee Types', version: 'v1', tokens: companyAndUser,
		read: [['attendee.admin.read']], write: [], end: {kind: 'deprecated', successor: 'attendee-types-v4'},
		page: '/api-reference/expense/attendee-types/v1.attendee-types.html',
	},
];
