import {Buffer} from 'node:buffer';
import {createHash, randomBytes, randomUUID, timingSafeEqual} from 'node:crypto';
import {type FaultList} from '../control/faults.js';
import {appGrants, appScopes, appStages, appTypes, requiredGrants} from './app-choices.js';
import {type Ledger, type PracticeApp} from './ledger.js';
import {type SigningKey} from './signing-key.js';

/** The practice Concur as seen by its endpoints and pages. */
export type PracticeConcur = {
	/** Scheme, host and port at which this machine reaches it. */
	readonly origin: string;
	/** The practice clock, milliseconds since the epoch. */
	readonly now: () => number;
	readonly ledger: Ledger;
	readonly faults: FaultList;
	readonly signingKey: () => Promise<SigningKey>;
	/** Identifies one running server. */
	readonly instance: string;
	/** Stored in the folder: anyone who can read it may issue values without the panel. */
	readonly controlKey: string;
	/** The key that signs the panel's cookies and form tokens; sign-ins end when the server stops. */
	readonly panelSecret: string;
};

/** What the user fills in to create an app. */
export type AppForm = Pick<PracticeApp, 'name' | 'description' | 'stage' | 'type' | 'grants' | 'scopes'>;

export type AppCredentials = {readonly appID: string; readonly clientSecret: string};

export type CompanyToken = {readonly companyUUID: string; readonly companyRequestToken: string};

/**
SHA-256 of a random secret, in hexadecimal. Sufficient for values that cannot be guessed, but not for chosen passwords.
*/
export function digest(value: string): string {
	return createHash('sha256').update(value).digest('hex');
}

/** Whether a value matches a stored digest, compared in constant time. */
export function isSameSecret(presented: string, keptDigest: string): boolean {
	const one = Buffer.from(digest(presented), 'hex');
	const other = Buffer.from(keptDigest, 'hex');
	return one.length === other.length && timingSafeEqual(one, other);
}

/** Finds the app with this ID; IDs are UUIDs and are compared ignoring case. */
export function findApp(concur: PracticeConcur, appID: string): PracticeApp | undefined {
	const wanted = appID.trim().toLowerCase();
	return concur.ledger.read().apps.find(app => app.appID === wanted);
}

/** Creates an app. Its secret is returned only here. */
export function createApp(concur: PracticeConcur, form: AppForm): AppCredentials {
	const appID = randomUUID();
	const clientSecret = randomUUID();
	const app: PracticeApp = {
		...form,
		appID,
		secretDigest: digest(clientSecret),
		isDisabled: false,
		createdAt: concur.now(),
		connection: randomUUID(),
	};
	concur.ledger.update(state => ({...state, apps: [...state.apps, app]}));
	return {appID, clientSecret};
}

/** What an app is allowed: the names of grants and scopes. */
export type AppPermissions = {readonly grants: readonly string[]; readonly scopes: readonly string[]};

const allPermissions: AppPermissions = {grants: requiredGrants, scopes: appScopes};

/**
Creates an app for people who skip the form: with the permissions in `allowed` that the form offers, or by default with
the grants that a company token needs and every scope.
*/
export function createReadyApp(concur: PracticeConcur, allowed = allPermissions): AppCredentials {
	return createApp(concur, {
		name: 'Practice app',
		description: 'Created by the practice session',
		stage: appStages[0],
		type: appTypes[0],
		grants: appGrants.filter(grant => allowed.grants.includes(grant)),
		scopes: appScopes.filter(scope => allowed.scopes.includes(scope)),
	});
}

/** Changes one app. */
export function updateApp(concur: PracticeConcur, appID: string, change: Partial<PracticeApp>): void {
	concur.ledger.update(state => ({
		...state, apps: state.apps.map(app => app.appID === appID ? {...app, ...change} : app),
	}));
}

/**
Changes what was entered for an app. Its existing request tokens keep the scopes that they were issued for, so an added
scope needs a new one.
*/
export function editApp(concur: PracticeConcur, app: PracticeApp, form: AppForm): void {
	concur.ledger.update(state => ({
		...state,
		apps: state.apps.map(known => known.appID === app.appID ? {...known, ...form} : known),
		requestTokens: state.requestTokens.map(token => token.appID === app.appID && token.scopes === undefined
			? {...token, scopes: app.scopes}
			: token),
	}));
}

/** Revokes every connection, as a company administrator can: all refresh and bearer tokens become invalid at once. */
export function revokeConnections(concur: PracticeConcur): void {
	concur.ledger.update(state => ({
		...state, apps: state.apps.map(app => ({...app, connection: randomUUID()})),
	}));
}

/** Gives an app a new secret; the old one stops working. */
export function renewSecret(concur: PracticeConcur, appID: string): AppCredentials {
	const clientSecret = randomUUID();
	updateApp(concur, appID, {secretDigest: digest(clientSecret)});
	return {appID, clientSecret};
}

/**
How long a company request token is valid, in milliseconds.
@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
export const requestTokenValidity = 24 * 60 * 60 * 1000;

/** Issues a company request token for an app; undefined if the App ID is unknown. */
export function createRequestToken(concur: PracticeConcur, appID: string): CompanyToken | undefined {
	const app = findApp(concur, appID);
	if (!app) {
		return undefined;
	}

	const companyRequestToken = `at-${randomBytes(16).toString('hex')}`;
	const issued = {digest: digest(companyRequestToken), appID: app.appID, issuedAt: concur.now()};
	concur.ledger.update(state => ({...state, requestTokens: [...state.requestTokens, issued]}));
	return {companyUUID: concur.ledger.read().companyUUID, companyRequestToken};
}
