import {type ApiEntry} from '../api.js';

export const eventApis: readonly ApiEntry[] = [
	{
		id: 'event-subscription-v4', name: 'Event Subscription', version: 'v4', tokens: ['app'],
		read: [['events.topic.read']], write: [['events.topic.read']],
		note: 'Each topic also needs its own scope; without one the list of topics is empty.',
		page: '/api-reference/ess/v4.event-subscription.html',
		proof: {
			path: '/events/v4/topics', needs: [['events.topic.read']],
			items: '', nouns: ['topic', 'topics'],
		},
	},
	{
		id: 'event-notification-v1', name: 'Event Notification', version: 'v1', tokens: ['company', 'user'],
		read: [['NOTIF']], write: [['NOTIF']],
		page: '/api-reference/callouts/event-notification.html',
	},
	{
		id: 'maestro-v4', name: 'Maestro', version: 'v4', tokens: ['company'],
		read: [], write: [['maestro.alerts.writeonly']],
		note: 'For partners.',
		page: '/api-reference/common/maestro/v4.maestro.html',
	},
	{
		id: 'partner-notifications-v4', name: 'Partner Notifications', version: 'v4', tokens: ['company'],
		read: [], write: [['notifications.messages.writeonly']],
		note: 'For partners.',
		page: '/api-reference/notifications/v4.notifications.html',
	},
];
