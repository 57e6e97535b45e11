import {z} from 'zod';

const instant = z.iso.datetime();
const source = z.enum(['option', 'environment', 'settings', 'file', 'none']);
const value = z.strictObject({value: z.string(), source, variable: z.string().nullable()});
const stage = z.strictObject({
	id: z.string(),
	title: z.string(),
	status: z.enum(['done', 'to-do', 'attention']),
	cause: z.string().nullable(),
	remedy: z.string().nullable(),
});

const connection = z.strictObject({
	state: z.enum(['none', 'untried', 'proven', 'refused', 'unanswered', 'expired']),
	at: instant.nullable(),
	status: z.int().nullable(),
	code: z.int().nullable(),
	cause: z.string().nullable(),
	remedy: z.string().nullable(),
});

const api = z.strictObject({
	id: z.string(),
	name: z.string(),
	version: z.string(),
	token: z.array(z.enum(['company', 'user', 'app'])),
	scopes: z.array(z.string()),
	page: z.url(),
});

/** What `--json` prints, as the README documents it: nothing more, nothing less. */
export const jsonShapes = {
	token: z.strictObject({
		access_token: z.string(),
		token_type: z.literal('Bearer'),
		expires_in: z.int().positive(),
		expires_at: instant,
		geolocation: z.url(),
	}),
	scopes: z.strictObject({
		scopes: z.array(z.string()),
		grants: z.array(z.enum(['password', 'refresh_token', 'client_credentials'])),
		apis: z.array(api),
	}),
	prove: z.array(z.strictObject({
		api: z.string().nullable(),
		status: z.int().nullable(),
		verdict: z.enum(['proven', 'unproven', 'refused', 'unreachable', 'unusable', 'cancelled']),
		latency_ms: z.int().nullable(),
		detail: z.string(),
		remedy: z.string().nullable(),
	})),
	grantedScopes: z.strictObject({
		granted: z.array(z.string()),
		missing: z.array(z.string()),
		beyond: z.array(z.string()),
		apis: z.array(z.strictObject({id: z.string(), missing: z.array(z.string())})),
	}),
	renew: z.strictObject({
		profile: z.string(), renewed: z.boolean(), refresh_expires_at: instant, refresh_expires_at_latest: z.boolean(),
	}),
	schedule: z.strictObject({
		crontab: z.string(),
		units: z.array(z.strictObject({file: z.string(), text: z.string()})),
		notes: z.array(z.string()),
	}),
	scheduleChange: z.strictObject({
		by: z.enum(['systemd', 'crontab', 'crontab-idle']).nullable(),
		files: z.array(z.string()), done: z.array(z.string()), notes: z.array(z.string()),
	}),
	status: z.strictObject({
		profile: z.string(),
		practice: z.boolean(),
		done: z.int(),
		stages: z.array(stage).length(7),
		values: z.strictObject({
			appID: value, clientSecret: value, companyUUID: value,
			companyRequestToken: value, refreshToken: value, baseUri: value,
		}),
		expires: z.strictObject({
			request_token: instant.nullable(), refresh_token: instant.nullable(), bearer_token: instant.nullable(),
			at_latest: z.array(z.enum(['request_token', 'refresh_token'])),
		}),
		connection,
		folder: z.string(),
		settings_file: z.string(),
	}),
	check: z.strictObject({
		valid: z.boolean(),
		file: z.string().nullable(),
		fields: z.record(
			z.enum(['appID', 'clientSecret', 'grantType', 'companyUUID', 'companyRequestToken', 'credentialType']),
			z.strictObject({
				verdict: z.enum(['valid', 'missing', 'suspicious', 'refused', 'expired', 'outdated', 'mismatch']),
				reason: z.string().nullable(),
				remedy: z.string().nullable(),
				value: z.string(),
				source,
			}),
		),
		lost_answer: z.strictObject({cause: z.string(), remedy: z.string()}).nullable(),
	}),
	doctor: z.array(z.strictObject({
		check: z.string(),
		level: z.enum(['ok', 'warning', 'problem']),
		detail: z.string(),
		remedy: z.string().nullable(),
	})),
	profiles: z.array(z.strictObject({
		name: z.string(),
		practice: z.boolean(),
		readable: z.boolean(),
		done: z.int(),
		base_uri: z.string(),
		refresh_expires_at: instant.nullable(),
		refresh_expires_at_latest: z.boolean(),
		connection,
	})),
};
