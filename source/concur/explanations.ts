import {type Explanation} from './call-outcome.js';
import {type NoAnswerReason} from './failure-reasons.js';
import {type StageId} from './tutorial-stages.js';

type Row = readonly [stage: StageId, cause: string, remedy: string];

const accountDisabled: Row = ['login', 'The company or user account behind these credentials is disabled.', 'Ask your SAP Concur administrator to enable it, then ask again.'];
const logonDenied: Row = ['login', 'SAP Concur denied the logon of this company.', 'Ask your SAP Concur administrator whether access was restricted, then ask again.'];
const badCompanyCredentials: Row = ['request-token', 'The Company UUID or the request token is wrong, or the request token is older than 24 hours.', 'Generate a new company request token with this App ID, and paste both values again.'];
const oneTimePassword: Row = ['refresh-token', 'SAP Concur took this for a login with a one-time password, which this flow does not use.', 'Write credentials.json anew in stage 5, so that grant and credential type are right, then ask again.'];
const wrongFlow: Row = ['refresh-token', 'SAP Concur took this for a login through the browser, which this flow does not use.', 'Check that the base URI is one of SAP Concur\'s, then ask again.'];
const unusualRequest: Row = ['refresh-token', 'SAP Concur did not accept the form of the request.', 'Check the base URI. If it is right, give SAP support the correlation id.'];

/**
Every documented error code of the token endpoint: the stage that mends it, the cause in plain words, what to do.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
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
	401: ['refresh-token', 'SAP Concur did not accept these credentials.', 'Paste Client ID and Client Secret again, then ask again.'],
	403: ['refresh-token', 'SAP Concur, or a proxy on the way, forbids this call.', 'Try again from another network, or run: concur-tokens doctor'],
	404: ['refresh-token', 'There is no token service at this address.', 'Check the base URI. Most companies use glz.'],
	407: ['refresh-token', 'The proxy on the way wants a login of its own.', 'Put the user name and password of the proxy into HTTPS_PROXY, then start again. To see what is set, run: concur-tokens doctor'],
	429: ['refresh-token', 'SAP Concur received too many requests.', 'Wait a few minutes, then ask again.'],
};

const serverTrouble: Row = ['refresh-token', 'SAP Concur is having problems.', 'Your values are kept and can be used again: ask again in a few minutes.'];
const unacceptedToken: Row = ['refresh-token', 'SAP Concur did not accept the access token.', 'Ask again for a new one. If it stays, get a new refresh token.'];
const lostAnswer: Row = ['request-token', 'An earlier answer was lost on its way, and a new refresh token with it; the old one no longer works.', 'Generate a new company request token and get a new refresh token with it.'];
const unknownRefusal: Row = ['refresh-token', 'SAP Concur refused the call without a reason that is documented.', 'Ask again. If it stays, give SAP support the correlation id.'];

function explanationOf([stage, cause, remedy]: Row): Explanation {
	return {stage, cause, remedy};
}

export type Refusal = {
	readonly status: number;
	readonly code?: number;
	readonly grant: 'password' | 'refresh_token' | 'bearer';
	/** Whether an earlier answer to the same refresh token may have been lost: it can have held a newer one. */
	readonly isAnswerLost?: boolean;
	/** The scopes that the token was granted, where they are known. */
	readonly grantedScopes?: readonly string[];
	/** The scopes that the call needs. */
	readonly neededScopes?: readonly string[];
};

/**
Why a call with a bearer token is forbidden; a scope is named only where it is known to be missing.

@see https://developer.concur.com/api-reference/http-status-codes.html
*/
function explainForbidden(granted: readonly string[], needed: readonly string[]): Row {
	const missing = granted.length === 0 ? [] : needed.filter(scope => !granted.includes(scope));
	if (missing.length > 0) {
		const [scopes, are] = missing.length === 1 ? ['scope', 'is'] : ['scopes', 'are'];
		const list = missing.join(' and ');
		return [
			'app',
			`The token was granted without the ${scopes} ${list}, which ${are} needed for this call.`,
			`Add the ${scopes} ${list} to the app, generate a new company request token, then get a new refresh token.`,
		];
	}

	const causes = 'the token may be expired or revoked, or your company does not have this product, or the app is not allowed to use it';
	return [
		'refresh-token',
		`SAP Concur forbids this call: ${causes}.`,
		needed.length === 0 || granted.length > 0
			? 'Get a new refresh token and try again. If it stays, ask your SAP Concur administrator about the product and the app.'
			: `Get a new refresh token and try again. If it stays, check that the app has the scopes ${needed.join(' and ')}.`,
	];
}

/** Cause, remedy and mending stage of a refusal; an undocumented one is explained by its status. */
export function explainRefusal(refusal: Refusal): Explanation {
	const {status, code, grant, isAnswerLost = false, grantedScopes = [], neededScopes = []} = refusal;
	if (code === 108 && isAnswerLost) {
		return explanationOf(lostAnswer);
	}

	const byCode = code === undefined ? undefined : explanationsByCode[code];
	if (byCode) {
		return explanationOf(byCode);
	}

	if (grant === 'bearer' && (status === 401 || status === 403)) {
		return explanationOf(status === 401 ? unacceptedToken : explainForbidden(grantedScopes, neededScopes));
	}

	return explanationOf(explanationsByStatus[status] ?? (status >= 500 ? serverTrouble : unknownRefusal));
}

type NoAnswerFacts = {
	readonly host: string;
	/** The environment variable that is to blame. */
	readonly variable: string;
};

const otherNetwork = 'Try another network, or ask who runs this one. Then run: concur-tokens doctor';
const checkClock = 'If this machine\'s clock is right, try another network, or tell whoever runs the server. To compare the clock, run: concur-tokens doctor';

const noAnswers: Readonly<Record<NoAnswerReason, (facts: NoAnswerFacts) => readonly [cause: string, remedy: string]>> = {
	dns: ({host}) => [
		`The name ${host} could not be resolved.`,
		'Check the network and the base URI. Behind a proxy, set HTTPS_PROXY. Then run: concur-tokens doctor',
	],
	refused: ({host}) => [
		`${host} does not take connections from here.`,
		'Check the network; behind a proxy, set HTTPS_PROXY. Then run: concur-tokens doctor',
	],
	'tls-not-spoken': ({host}) => [
		`${host} does not speak TLS on this port: plain http, or another program, answers there.`,
		'Check the base URI and its port. Then run: concur-tokens doctor',
	],
	'tls-version': ({host}) => [`${host} speaks only a TLS version that is too old to be safe.`, otherNetwork],
	tls: ({host}) => [`No encrypted connection to ${host} could be made.`, otherNetwork],
	'certificate-untrusted': ({host}) => [
		`The certificate of ${host} is not trusted here; an intercepting proxy may stand between.`,
		'Set NODE_EXTRA_CA_CERTS to the file with your company\'s root certificate, then start again.',
	],
	'certificate-expired': ({host}) => [`The certificate of ${host} has expired.`, checkClock],
	'certificate-not-yet-valid': ({host}) => [`The certificate of ${host} is not valid yet.`, checkClock],
	'certificate-wrong-host': ({host}) => [
		`The certificate shown for ${host} belongs to another host.`,
		'Check the base URI. If it is right, do not send secrets from this network. Then run: concur-tokens doctor',
	],
	'certificate-invalid': ({host}) => [`The certificate of ${host} cannot be verified.`, otherNetwork],
	'client-certificate': ({host}) => [
		`${host} refuses the encrypted connection; it may ask for a client certificate.`,
		'Use the www- name of your data centre as base URI, for example www-us2. Then run: concur-tokens doctor',
	],
	timeout: ({host}) => [`${host} did not answer in time.`, 'Ask again in five minutes. If it stays, run: concur-tokens doctor'],
	'connection-lost': ({host}) => [`The connection to ${host} was cut off.`, 'Ask again. Your values are kept and can be used again.'],
	'not-http': ({host}) => [`${host} does not answer in HTTP.`, 'Check the base URI and the proxy. Then run: concur-tokens doctor'],
	proxy: () => [
		'The proxy on the way did not pass the call on.',
		'Check HTTPS_PROXY, also its user name and password. Then run: concur-tokens doctor',
	],
	'proxy-address': ({variable}) => [
		`${variable} is not the address of an HTTP proxy.`,
		`Correct it, for example ${variable}=http://proxy.example.com:8080, or unset it. Then run: concur-tokens doctor`,
	],
	'too-large': ({host}) => [
		`${host} sent far more than a token; this is not SAP Concur's token service.`,
		'Check the base URI. Most companies use glz.',
	],
	cancelled: () => ['The call was cancelled.', 'Ask again whenever you like.'],
	other: ({host}) => [`No answer came from ${host}.`, 'Check the network, then run: concur-tokens doctor'],
};

/** Cause and remedy when no usable answer came from `host`; they never blame the person's values. `variable` is what of the environment is to blame. */
export function explainNoAnswer(reason: NoAnswerReason, host: string, variable = 'HTTPS_PROXY'): Explanation {
	const [cause, remedy] = noAnswers[reason]({host, variable});
	return {stage: 'refresh-token', cause, remedy};
}

export type Deviation =
	| 'html'
	| 'not-json'
	| 'encoded'
	| 'empty'
	| 'cut-off'
	| 'no-refresh-token'
	| 'unusable-refresh-token'
	| 'unusable-access-token'
	| 'wrong-shape'
	| 'redirect'
	| 'untrusted-geolocation';

const deviations: Readonly<Record<Deviation, Row>> = {
	html: ['refresh-token', 'A web page came instead of a token: a proxy, a login wall, or the wrong address.', 'Check the base URI and the proxy. Then run: concur-tokens doctor'],
	'not-json': ['refresh-token', 'The answer is not in the form that SAP Concur documents.', 'Check the base URI and the proxy. Then run: concur-tokens doctor'],
	encoded: ['refresh-token', 'The answer is packed in a content encoding that cannot be read here and was not asked for.', 'Check the proxy and the base URI. Then run: concur-tokens doctor'],
	empty: ['refresh-token', 'The answer was empty.', 'Ask again. If it stays, give SAP support the correlation id.'],
	'cut-off': ['refresh-token', 'The answer ended in the middle.', 'Ask again. Your values are kept and can be used again.'],
	'no-refresh-token': ['app', 'SAP Concur sent a bearer token but no refresh token.', 'Open the app in the admin panel and allow the grant refresh_token, then ask again.'],
	'unusable-refresh-token': ['refresh-token', 'The refresh token in the answer holds characters that no token has; it was not taken.', 'Check the base URI and who answers there. Then run: concur-tokens doctor'],
	'unusable-access-token': ['refresh-token', 'SAP Concur sent a refresh token, but no access token that can be used: it is missing, or holds characters that no token has.', 'Ask again. If it stays, give SAP support the correlation id.'],
	'wrong-shape': ['refresh-token', 'The answer lacks something that SAP Concur documents.', 'Ask again. If it stays, give SAP support the correlation id.'],
	redirect: ['refresh-token', 'The answer points to another address; it was not followed, because secrets go to one host only.', 'Check the base URI; behind a proxy, log in to it first.'],
	'untrusted-geolocation': ['refresh-token', 'The answer names a data centre outside SAP Concur; it was not followed.', 'Check the base URI and who answers there. Then run: concur-tokens doctor'],
};

/** Cause and remedy of an answer that deviates from the documentation. */
export function explainDeviation(deviation: Deviation): Explanation {
	return explanationOf(deviations[deviation]);
}
