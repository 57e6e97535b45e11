import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {openedPractice} from '../practice/opened-practice.js';

/**
What SAP Concur documents about its token endpoint, stated once.

It runs against the practice Concur always, and against a real company too when the environment names one:
CONCUR_CONTRACT_BASE_URI, CONCUR_CONTRACT_CLIENT_ID, CONCUR_CONTRACT_CLIENT_SECRET,
CONCUR_CONTRACT_COMPANY_UUID, CONCUR_CONTRACT_REQUEST_TOKEN (younger than a day). Sources:
authentication/apidoc, authentication/company-auth, profile/identity v4.
*/
type Company = {
	readonly baseUri: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly companyUUID: string;
	readonly requestToken: string;
};

async function practiceCompany(): Promise<Company> {
	const server = await openedPractice();
	const {appID, clientSecret} = await server.issueAppCredentials();
	const {companyUUID, companyRequestToken} = (await server.issueRequestToken(appID))!;
	return {baseUri: server.origin, clientId: appID, clientSecret, companyUUID, requestToken: companyRequestToken};
}

function namedCompany(): Company | undefined {
	const named = (name: string) => process.env[`CONCUR_CONTRACT_${name}`] ?? '';
	const company = {
		baseUri: named('BASE_URI'),
		clientId: named('CLIENT_ID'),
		clientSecret: named('CLIENT_SECRET'),
		companyUUID: named('COMPANY_UUID'),
		requestToken: named('REQUEST_TOKEN'),
	};
	return Object.values(company).every(value => value !== '') ? company : undefined;
}

type Reply = {readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown>};

async function ask(
	baseUri: string,
	form: Readonly<Record<string, string>>,
	headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
	const response = await fetch(`${baseUri}/oauth2/v0/token`, {
		method: 'POST',
		headers: {...headers},
		body: new URLSearchParams(form),
		redirect: 'manual',
	});
	return {
		status: response.status,
		headers: response.headers,
		body: (await response.json()) as Record<string, unknown>,
	};
}

function companyForm({clientId, clientSecret, companyUUID, requestToken}: Company): Record<string, string> {
	return {
		client_id: clientId,
		client_secret: clientSecret,
		grant_type: 'password',
		username: companyUUID,
		password: requestToken,
		credtype: 'authtoken',
	};
}

const real = namedCompany();
const companies: ReadonlyArray<readonly [string, () => Promise<Company>]> = [
	['the practice Concur', practiceCompany],
	...(real ? [['the company that the environment names', async () => real] as const] : []),
];

describe.each(companies)('%s', (_name, open) => {
	test('grants a company token with everything that later calls need', async () => {
		const company = await open();
		const {status, body, headers} = await ask(company.baseUri, companyForm(company), {
			'concur-correlationid': 'contract-4711',
		});
		expect(status).toBe(200);
		expect(headers.get('content-type')).toContain('application/json');
		expect(headers.get('concur-correlationid')).toBeTruthy();
		expect(body).toMatchObject({
			token_type: 'Bearer',
			scope: expect.any(String) as string,
			access_token: expect.any(String) as string,
			refresh_token: expect.any(String) as string,
		});
		expect(Number(body['expires_in'])).toBeGreaterThan(60);
		expect(new URL(String(body['geolocation'])).protocol).toMatch(/^https?:$/);
		if (body['refresh_expires_in'] !== undefined) {
			// An instant in epoch seconds, not a duration.
			expect(Number(body['refresh_expires_in'])).toBeGreaterThan(Date.now() / 1000);
		}
	});

	test('keeps the token alive by the refresh grant at its geolocation, '
		+ 'and the bearer token counts the users', async () => {
		const company = await open();
		const {body} = await ask(company.baseUri, companyForm(company));
		const geolocation = new URL(String(body['geolocation'])).origin;
		const refreshed = await ask(geolocation, {
			client_id: company.clientId,
			client_secret: company.clientSecret,
			grant_type: 'refresh_token',
			refresh_token: String(body['refresh_token']),
		});
		expect(refreshed.status).toBe(200);
		expect(refreshed.body['refresh_token']).toEqual(expect.any(String));
		const users = await fetch(`${geolocation}/profile/identity/v4/Users?count=1`, {
			headers: {authorization: `Bearer ${String(refreshed.body['access_token'])}`},
		});
		expect([200, 403]).toContain(users.status);
		if (users.status === 200) {
			expect(await users.json()).toMatchObject({totalResults: expect.any(Number) as number});
		}
	});

	test('refuses a wrong secret, an unknown client and a wrong request token with documented codes', async () => {
		const company = await open();
		const form = companyForm(company);
		const wrongSecret = await ask(company.baseUri, {
			...form,
			client_secret: '00000000-0000-4000-8000-000000000000',
		});
		const unknownClient = await ask(company.baseUri, {
			...form,
			client_id: '00000000-0000-4000-8000-000000000000',
		});
		const wrongToken = await ask(company.baseUri, {...form, password: 'at-00000000000000000000000000000000'});
		expect([Number(wrongSecret.body['code']), Number(unknownClient.body['code'])]).toEqual([64, 61]);
		expect([5, 19]).toContain(Number(wrongToken.body['code']));
		for (const {status, body} of [wrongSecret, unknownClient, wrongToken]) {
			expect(status).toBeGreaterThanOrEqual(400);
			expect(status).toBeLessThan(500);
			expect(body).toMatchObject({
				error: expect.any(String) as string,
				error_description: expect.any(String) as string,
			});
		}
	});

	test('answers a bearer token that is none with 401', async () => {
		const {baseUri} = await open();
		expect((await fetch(`${baseUri}/profile/identity/v4/Users`, {headers: {authorization: 'Bearer nonsense'}}))
				.status).toBe(401);
	});
});
