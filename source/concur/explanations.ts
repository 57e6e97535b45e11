import {type Explanation} from './call-outcome.js';
import {type StageId} from './tutorial-stages.js';

type Row = readonly [stage: StageId, cause: string, remedy: string];

const accountDisabled: Row = ['login', 'The company or user account behind these credentials is disabled.', 'Ask your SAP Concur administrator to enable it, then ask again.'];
const logonDenied: Row = ['login', 'SAP Concur denied the logon of this company.', 'Ask your SAP Concur administrator whether access was restricted, then ask again.'];
const badCompanyCredentials: Row = ['request-token', 'The Company UUID or the request token is wrong, or the request token is older than 24 hours.', 'Generate a new company request token with this App ID, and paste both values again.'];
const oneTimePassword: Row = ['refresh-token', 'SAP Concur took this for a login with a one-time password, which this flow does not use.', 'Write credentials.json anew in stage 5, so that grant and credential type are right, then ask again.'];
const wrongFlow: Row = ['refresh-token', 'SAP Concur took this for a login through the browser, which this flow does not use.', 'Check that the base URI is one of SAP Concur\'s, then ask again.'];
const unusualRequest: Row = ['refresh-token', 'SAP Concur did not accept the form of the request.', 'Check the base URI. If it is right, give SAP support the correlation id.'];

/** Every documented error code of the token endpoint: the stage that mends it, the cause in plain words, what to do. Source: authentication/apidoc, error codes. */
const explanationsByCode: Readonly<Record<number, Row>> = {
	5: badCompanyCredentials,
	10: accountDisabled,
	11: accountDisabled,
	12: logonDenied,
	13: logonDenied,
	14: ['login', 'The account behind these credentials is locked.', 'Ask your SAP Concur administrator to unlock it, then ask again.'],
	16: ['refresh-token', 'Your company lives in another data centre.', 'Paste the address bar of the admin panel into Base URI to select its data centre, then ask again.'],
	19: badCompanyCredentials,
	20: ['login', 'The logon was denied, typically because this network address is not allowed.', 'Ask your SAP Concur administrator about IP restrictions, or ask again from an allowed network.'],
	21: ['request-token', 'Your company allows single sign-on only, and this looked like a login with a password.', 'Make sure that the request token, not a password, is in its field, then ask again.'],
	51: ['request-token', 'The Company UUID did not arrive.', 'Paste the Company UUID again.'],
	52: ['request-token', 'The request token did not arrive.', 'Paste the company request token again.'],
	53: ['app', 'This app is not enabled for your company.', 'Open the app in the admin panel of the same company, or create a new app there.'],
	54: ['app', 'More scopes were asked for than the app has.', 'Open the app in the admin panel and add the missing scopes.'],
	55: ['request-token', 'SAP Concur does not know this e-mail address as a user.', 'The Company UUID belongs in its field, not an e-mail address: paste it again.'],
	56: oneTimePassword,
	57: oneTimePassword,
	58: oneTimePassword,
	59: ['app', 'The app is disabled.', 'Ask for it to be enabled in the admin panel, or create a new app and paste its credentials.'],
	60: ['app', 'The app does not have the grant that this step needs.', 'Open the app in the admin panel and allow the grants password and refresh_token.'],
	61: ['app', 'SAP Concur does not know this Client ID here.', 'Paste the Client ID again. A test company needs its own base URI: paste the address bar of the admin panel in stage 1.'],
	62: ['app', 'The Client ID did not arrive.', 'Paste the Client ID again.'],
	63: ['app', 'The Client Secret did not arrive.', 'Paste the Client Secret again.'],
	64: ['app', 'The Client Secret does not belong to this Client ID.', 'Paste the secret again. If it is gone, let the admin panel make a new one for the app.'],
	65: ['credentials-file', 'The grant type did not arrive.', 'Write credentials.json anew, so that its grantType is password.'],
	80: oneTimePassword,
	81: oneTimePassword,
	83: oneTimePassword,
	84: oneTimePassword,
	85: oneTimePassword,
	100: ['request-token', 'SAP Concur does not know this Company UUID.', 'Copy the Company UUID again from the dialog of the request token.'],
	101: wrongFlow,
	102: wrongFlow,
	103: wrongFlow,
	104: wrongFlow,
	105: ['request-token', 'This token was issued to another app.', 'Generate a new company request token with this App ID, and get a new refresh token.'],
	106: ['refresh-token', 'The refresh token did not arrive.', 'Get the refresh token again.'],
	107: ['app', 'The app is not allowed to refresh its tokens.', 'Open the app in the admin panel and allow the grant refresh_token.'],
	108: ['request-token', 'The refresh token is expired, revoked or not known.', 'Generate a new company request token and get a new refresh token with it.'],
	109: ['request-token', 'The login name did not arrive.', 'Paste the Company UUID again.'],
	115: ['app', 'SAP Concur gives no token to an app that did not prove who it is.', 'Paste Client ID and Client Secret again.'],
	117: wrongFlow,
	118: wrongFlow,
	119: wrongFlow,
	120: ['credentials-file', 'The credential type was not accepted.', 'Write credentials.json anew, so that its credentialType is authtoken.'],
	121: unusualRequest,
	122: unusualRequest,
	123: ['login', 'The user or company behind these credentials is disabled.', 'Ask your SAP Concur administrator to enable it, then ask again.'],
	124: unusualRequest,
	134: ['refresh-token', 'Your company is under scheduled maintenance.', 'Nothing is wrong with your values: ask again in an hour or two.'],
	135: unusualRequest,
	136: ['request-token', 'The request token was generated for another App ID.', 'Generate it again with the App ID shown here (Ctrl+Y copies it).'],
	139: ['login', 'The password has to be changed to meet your company\'s policy.', 'Log in to the admin panel, change it there, then ask again.'],
};

/** The documented error codes. */
export const documentedErrorCodes: readonly number[] = Object.keys(explanationsByCode).map(Number);

const explanationsByStatus: Readonly<Record<number, Row>> = {
	401: ['refresh-token', 'SAP Concur did not accept the token.', 'Get a new refresh token, then try again.'],
	403: ['refresh-token', 'SAP Concur, or a proxy on the way, forbids this call.', 'Try again from another network, or run: concur-tokens doctor'],
	404: ['refresh-token', 'There is no token service at this address.', 'Check the base URI; glz suits nearly everybody.'],
	407: ['refresh-token', 'The proxy on the way wants a login of its own.', 'Put user and password of the proxy into HTTPS_PROXY, then start again. concur-tokens doctor shows what is set.'],
	429: ['refresh-token', 'SAP Concur was asked too often.', 'Wait a few minutes, then ask again.'],
};

const serverTrouble: Row = ['refresh-token', 'SAP Concur has trouble of its own just now.', 'Your values are kept and can be used again: ask again in a few minutes.'];
const missingScope: Row = ['app', 'The token works, but the app may not read users: a scope is missing.', 'Add the scopes identity.user.ids.read and identity.user.core.read to the app, then get a new refresh token.'];
const unknownRefusal: Row = ['refresh-token', 'SAP Concur refused the call without a reason that is documented.', 'Ask again. If it stays, give SAP support the correlation id.'];

function explanationOf([stage, cause, remedy]: Row): Explanation {
	return {stage, cause, remedy};
}

export type Refusal = {readonly status: number; readonly code?: number; readonly grant: 'password' | 'refresh_token' | 'bearer'};

/** Cause, remedy and mending stage of a refusal; an undocumented one is explained by its status. */
export function explainRefusal({status, code, grant}: Refusal): Explanation {
	const byCode = code === undefined ? undefined : explanationsByCode[code];
	if (byCode) {
		return explanationOf(byCode);
	}

	if (status === 403 && grant === 'bearer') {
		return explanationOf(missingScope);
	}

	return explanationOf(explanationsByStatus[status] ?? (status >= 500 ? serverTrouble : unknownRefusal));
}

export type NoAnswerReason = 'dns' | 'refused' | 'tls' | 'timeout' | 'connection-lost' | 'proxy' | 'too-large' | 'cancelled' | 'other';

/** Cause and remedy when no usable answer came from `host`; they never blame the person's values. */
export function explainNoAnswer(reason: NoAnswerReason, host: string): Explanation {
	const rows: Readonly<Record<NoAnswerReason, Row>> = {
		dns: ['refresh-token', `The name ${host} could not be resolved.`, 'Check the network and the base URI. Behind a proxy, set HTTPS_PROXY. Then run: concur-tokens doctor'],
		refused: ['refresh-token', `${host} does not take connections from here.`, 'Check the network; behind a proxy, set HTTPS_PROXY. Then run: concur-tokens doctor'],
		tls: ['refresh-token', `The certificate of ${host} is not trusted here; an intercepting proxy may stand between.`, 'Set NODE_EXTRA_CA_CERTS to the file with your company\'s root certificate, then start again.'],
		timeout: ['refresh-token', `${host} did not answer in time.`, 'Ask again in a few minutes. If it stays, run: concur-tokens doctor'],
		'connection-lost': ['refresh-token', `The connection to ${host} was cut off.`, 'Ask again. Your values are kept and can be used again.'],
		proxy: ['refresh-token', 'The proxy on the way did not pass the call on.', 'Check HTTPS_PROXY, also its user and password. Then run: concur-tokens doctor'],
		'too-large': ['refresh-token', `${host} answered with far more than a token; this is not SAP Concur's token service.`, 'Check the base URI; glz suits nearly everybody.'],
		cancelled: ['refresh-token', 'The call was cancelled.', 'Ask again whenever you like.'],
		other: ['refresh-token', `No answer came from ${host}.`, 'Check the network, then run: concur-tokens doctor'],
	};
	return explanationOf(rows[reason]);
}

export type Deviation = 'html' | 'not-json' | 'empty' | 'cut-off' | 'no-refresh-token' | 'wrong-shape' | 'redirect' | 'untrusted-geolocation';

const deviations: Readonly<Record<Deviation, Row>> = {
	html: ['refresh-token', 'A web page came instead of a token: a proxy, a login wall, or the wrong address.', 'Check the base URI and the proxy. Then run: concur-tokens doctor'],
	'not-json': ['refresh-token', 'The answer is not in the form that SAP Concur documents.', 'Check the base URI and the proxy. Then run: concur-tokens doctor'],
	empty: ['refresh-token', 'The answer was empty.', 'Ask again. If it stays, give SAP support the correlation id.'],
	'cut-off': ['refresh-token', 'The answer ended in the middle.', 'Ask again. Your values are kept and can be used again.'],
	'no-refresh-token': ['app', 'SAP Concur sent a bearer token but no refresh token.', 'Open the app in the admin panel and allow the grant refresh_token, then ask again.'],
	'wrong-shape': ['refresh-token', 'The answer lacks something that SAP Concur documents.', 'Ask again. If it stays, give SAP support the correlation id.'],
	redirect: ['refresh-token', 'The answer points to another address; it was not followed, because secrets go to one host only.', 'Check the base URI; behind a proxy, log in to it first.'],
	'untrusted-geolocation': ['refresh-token', 'The answer names a data centre outside SAP Concur; it was not followed.', 'Check the base URI and who answers there. Then run: concur-tokens doctor'],
};

/** Cause and remedy of an answer that deviates from the documentation. */
export function explainDeviation(deviation: Deviation): Explanation {
	return explanationOf(deviations[deviation]);
}
