import {digest, isSameSecret} from './digest.js';
import {type Grant} from './grant-tokens.js';
import {findApp} from './issue-values.js';
import {type PracticeConcur} from './practice-concur.js';
import {type PracticeApp} from './practice-state.js';
import {type Refusal} from './refusals.js';

export type TokenForm = Readonly<Record<string, string>>;

type Judged = Grant | Refusal;

// 24 hours: tutorial "Create Tokens Required for Concur API Access".
const requestTokenLifetime = 24 * 60 * 60 * 1000;

function isRefusal(judged: PracticeApp | Refusal): judged is Refusal {
	return 'code' in judged;
}

/** The client, if it is one: codes 62, 63, 65, 61, 64, 59. */
function judgeClient(concur: PracticeConcur, form: TokenForm): PracticeApp | Refusal {
	if (!form['client_id']) {
		return {code: 62};
	}

	if (!form['client_secret']) {
		return {code: 63};
	}

	if (!form['grant_type']) {
		return {code: 65};
	}

	const app = findApp(concur, form['client_id']);
	if (!app) {
		return {code: 61};
	}

	if (!isSameSecret(form['client_secret'], app.secretDigest)) {
		return {code: 64};
	}

	return app.isDisabled ? {code: 59} : app;
}

/** The asked scopes, all of the granted ones when none is asked for; undefined when one exceeds them. */
function judgeScopes(form: TokenForm, granted: readonly string[]): readonly string[] | undefined {
	const asked = [...new Set((form['scope'] ?? '').split(/\s+/).filter(scope => scope !== ''))];
	if (asked.length === 0) {
		return granted;
	}

	return asked.every(scope => granted.includes(scope)) ? asked : undefined;
}

/**
The company flow: `username` is the company UUID, `password` the request token, `credtype` authtoken.
@see https://developer.concur.com/api-reference/authentication/company-auth.html
*/
function judgePasswordGrant(concur: PracticeConcur, app: PracticeApp, form: TokenForm): Judged {
	if (!app.grants.includes('password')) {
		return {code: 60};
	}

	if (!form['username']) {
		return {code: 51};
	}

	if (!form['password']) {
		return {code: 52};
	}

	// Left out, it means password; and what is sent without a value counts as left out (RFC 6749, 3.2).
	const credentialType = form['credtype'] || 'password';
	if (credentialType !== 'authtoken') {
		// No person has a password here, so the other documented type always fails.
		return {code: credentialType === 'password' ? 5 : 120};
	}

	const {companyUUID, requestTokens} = concur.ledger.read();
	const presented = digest(form['password']);
	const token = requestTokens.find(issued => issued.digest === presented);
	if (!token || form['username'].toLowerCase() !== companyUUID) {
		return {code: 5};
	}

	if (token.appID !== app.appID) {
		return {code: 136};
	}

	if (concur.now() - token.issuedAt > requestTokenLifetime) {
		return {code: 19};
	}

	const scopes = judgeScopes(form, app.scopes);
	return scopes ? {kind: 'company', app, scopes, grantedScopes: scopes, isRotated: false} : {code: 54};
}

/**
The refresh grant.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#refresh_token
*/
function judgeRefreshGrant(concur: PracticeConcur, app: PracticeApp, form: TokenForm, isRotated: boolean): Judged {
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
	const scopes = judgeScopes(form, grantedScopes);
	return scopes ? {kind: 'company', app, scopes, grantedScopes, refreshToken: form['refresh_token'], isRotated} : {code: 54};
}

/**
The grant of an app for itself.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#client_credentials
*/
function judgeClientCredentialsGrant(app: PracticeApp, form: TokenForm): Judged {
	if (!app.grants.includes('client_credentials')) {
		return {code: 60};
	}

	const scopes = judgeScopes(form, app.scopes);
	return scopes ? {kind: 'app', app, scopes} : {code: 54};
}

/**
Decides about a token request by the documented rules.
@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function judgeGrant(concur: PracticeConcur, form: TokenForm, isRotated: boolean): Judged {
	const client = judgeClient(concur, form);
	if (isRefusal(client)) {
		return client;
	}

	switch (form['grant_type']) {
		case 'password': {
			return judgePasswordGrant(concur, client, form);
		}

		case 'refresh_token': {
			return judgeRefreshGrant(concur, client, form, isRotated);
		}

		case 'client_credentials': {
			return judgeClientCredentialsGrant(client, form);
		}

		default: {
			return {code: client.grants.includes(form['grant_type']!) ? 135 : 60};
		}
	}
}
