import {type PracticeApp} from '../state/ledger.js';
import {findUserByName, practicePassword} from '../state/practice-company.js';
import {
	digest, findApp, isSameSecret, requestTokenValidity, type PracticeConcur,
} from '../state/practice-concur.js';
import {type TokenRefusal} from './token-refusals.js';
import {type ValidatedGrant} from './tokens.js';

/** The fields of a token request, each at most once. */
export type TokenForm = Readonly<Record<string, string>>;

type Validated = ValidatedGrant | TokenRefusal;

function isRefusal(client: PracticeApp | TokenRefusal): client is TokenRefusal {
	return 'code' in client;
}

/** The refusal for the first missing field of these; a field without a value counts as missing. */
function refuseMissing(form: TokenForm, codes: Readonly<Record<string, number>>): TokenRefusal | undefined {
	const missing = Object.entries(codes).find(([field]) => !form[field]);
	return missing && {code: missing[1]};
}

/** The client that the form identifies, or the first of the refusals 62, 63, 65, 61, 64 and 59 that applies. */
function authenticateClient(concur: PracticeConcur, form: TokenForm): PracticeApp | TokenRefusal {
	const missing = refuseMissing(form, {client_id: 62, client_secret: 63, grant_type: 65});
	if (missing) {
		return missing;
	}

	const {client_id: appID = '', client_secret: clientSecret = ''} = form;
	const app = findApp(concur, appID);
	if (!app) {
		return {code: 61};
	}

	if (!isSameSecret(clientSecret, app.secretDigest)) {
		return {code: 64};
	}

	return app.isDisabled ? {code: 59} : app;
}

/** The requested scopes, or all granted ones if none is requested; undefined if one of them was not granted. */
function resolveScopes(form: TokenForm, granted: readonly string[]): readonly string[] | undefined {
	const requested = [...new Set((form['scope'] ?? '').split(/\s+/).filter(scope => scope !== ''))];
	if (requested.length === 0) {
		return granted;
	}

	return requested.every(scope => granted.includes(scope)) ? requested : undefined;
}

/** A user's own token: `username` is the user's login, `password` the one that all made-up users share. */
function validateUserGrant(app: PracticeApp, form: TokenForm): Validated {
	const user = findUserByName(form['username'] ?? '');
	if (!user || form['password'] !== practicePassword) {
		return {code: 5};
	}

	const scopes = resolveScopes(form, app.scopes);
	return scopes
		? {kind: 'user', app, userId: user.id, scopes, grantedScopes: scopes, isRotated: false}
		: {code: 54};
}

/**
The company flow: `username` is the company UUID, `password` the request token, `credtype` authtoken.
@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
function validateCompanyGrant(concur: PracticeConcur, app: PracticeApp, form: TokenForm): Validated {
	const {companyUUID, requestTokens} = concur.ledger.read();
	const {username = '', password = ''} = form;
	const presented = digest(password);
	const token = requestTokens.find(issued => issued.digest === presented);
	if (!token || username.toLowerCase() !== companyUUID) {
		return {code: 5};
	}

	if (token.appID !== app.appID) {
		return {code: 136};
	}

	if (concur.now() - token.issuedAt > requestTokenValidity) {
		return {code: 19};
	}

	// A scope that the app has been allowed since then needs a new request token.
	const granted = app.scopes.filter(scope => token.scopes?.includes(scope) ?? true);
	const scopes = resolveScopes(form, granted);
	return scopes
		? {kind: 'company', app, userId: undefined, scopes, grantedScopes: scopes, isRotated: false}
		: {code: 54};
}

/**
The password grant, for a company or a user as `credtype` says.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#password_grant
*/
function validatePasswordGrant(concur: PracticeConcur, app: PracticeApp, form: TokenForm): Validated {
	if (!app.grants.includes('password')) {
		return {code: 60};
	}

	const missing = refuseMissing(form, {username: 51, password: 52});
	if (missing) {
		return missing;
	}

	/*
	It defaults to password, and a field without a value counts as omitted.

	@see https://www.rfc-editor.org/rfc/rfc6749#section-3.2
	*/
	const credentialType = form['credtype'] || 'password';
	switch (credentialType) {
		case 'authtoken': {
			return validateCompanyGrant(concur, app, form);
		}

		case 'password': {
			return validateUserGrant(app, form);
		}

		default: {
			return {code: 120};
		}
	}
}

/**
The refresh grant.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#refresh_token
*/
function validateRefreshGrant(
	concur: PracticeConcur,
	app: PracticeApp,
	form: TokenForm,
	isRotated: boolean,
): Validated {
	if (!app.grants.includes('refresh_token')) {
		return {code: 107};
	}

	if (!form['refresh_token']) {
		return {code: 106};
	}

	const presented = digest(form['refresh_token']);
	const token = concur.ledger.read().refreshTokens.find(issued => issued.digest === presented);
	if (token?.connection !== app.connection || token.expiresAt * 1000 <= concur.now()) {
		return {code: token && token.appID !== app.appID ? 105 : 108};
	}

	const grantedScopes = token.scopes.filter(scope => app.scopes.includes(scope));
	const scopes = resolveScopes(form, grantedScopes);
	const kind = token.userId === undefined ? 'company' : 'user';
	return scopes
		? {kind, app, userId: token.userId, scopes, grantedScopes, refreshToken: form['refresh_token'], isRotated}
		: {code: 54};
}

/**
The grant for an app's own token.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#client_credentials
*/
function validateClientCredentialsGrant(app: PracticeApp, form: TokenForm): Validated {
	if (!app.grants.includes('client_credentials')) {
		return {code: 60};
	}

	const scopes = resolveScopes(form, app.scopes);
	return scopes ? {kind: 'app', app, scopes} : {code: 54};
}

/**
Validates a token request by the documented rules and returns the grant, or the refusal. `isRotated` makes a refresh
grant issue a new refresh token.
@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function validateGrant(concur: PracticeConcur, form: TokenForm, isRotated: boolean): Validated {
	const client = authenticateClient(concur, form);
	if (isRefusal(client)) {
		return client;
	}

	const grantType = form['grant_type'] ?? '';
	switch (grantType) {
		case 'password': {
			return validatePasswordGrant(concur, client, form);
		}

		case 'refresh_token': {
			return validateRefreshGrant(concur, client, form, isRotated);
		}

		case 'client_credentials': {
			return validateClientCredentialsGrant(client, form);
		}

		default: {
			return {code: client.grants.includes(grantType) ? 135 : 60};
		}
	}
}
