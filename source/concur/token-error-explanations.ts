import {tokenErrorCodes as codes} from './token-error-codes.js';
import {credentialsFileName, stageReference, type StageId} from './tutorial.js';

/** What a refusal means: the stage that fixes it, the cause in plain words, and the remedy. */
export type ExplanationRow = readonly [stage: StageId, cause: string, remedy: string];

const accountDisabled: ExplanationRow = [
	'login',
	'The company or user account behind these credentials is disabled.',
	'Ask your SAP Concur administrator to enable it, then try again.',
];
const logonDenied: ExplanationRow = [
	'login',
	'SAP Concur denied this company\'s login.',
	'Ask your SAP Concur administrator whether access is restricted, then try again.',
];
const badCompanyCredentials: ExplanationRow = [
	'request-token',
	'The Company UUID or the request token is wrong, or the request token is older than 24 hours.',
	'Generate a new company request token with this App ID, then paste both values again.',
];
const oneTimePassword: ExplanationRow = [
	'refresh-token',
	'SAP Concur treated this as a login with a one-time password, which is not used here.',
	`Write ${credentialsFileName} again in ${stageReference('credentials-file')} to restore its grant type and `
	+ 'credential type, then try again.',
];
const wrongFlow: ExplanationRow = [
	'refresh-token',
	'SAP Concur treated this as a login through a browser, which is not used here.',
	'Check that the base URI is one of SAP Concur\'s, then try again.',
];
const unusualRequest: ExplanationRow = [
	'refresh-token',
	'SAP Concur did not accept the form of the request.',
	'Check the base URI. If it is right, give SAP support the correlation ID.',
];

/**
Every documented error code of the token endpoint.

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export const tokenErrorExplanations: ReadonlyMap<number, ExplanationRow> = new Map([
	[codes.incorrectCredentials, badCompanyCredentials],
	[10, accountDisabled],
	[11, accountDisabled],
	[12, logonDenied],
	[13, logonDenied],
	[14, [
		'login',
		'The account behind these credentials is locked.',
		'Ask your SAP Concur administrator to unlock it, then try again.',
	]],
	[codes.otherDataCentre, [
		'refresh-token',
		'Your company is in another data centre.',
		'Paste the address of the admin panel into Base URI to select its data centre, then try again.',
	]],
	[codes.incorrectLogin, badCompanyCredentials],
	[20, [
		'login',
		'SAP Concur denied the login, probably because your network address is not allowed.',
		'Ask your SAP Concur administrator about IP restrictions, or try again from an allowed network.',
	]],
	[codes.singleSignOnOnly, [
		'request-token',
		'Your company allows only single sign-on, and SAP Concur took this call for a password login.',
		'Check that the request token field holds a request token, not a password, then try again.',
	]],
	[codes.noUserName, [
		'request-token',
		'The Company UUID is missing from the request.',
		'Paste the Company UUID again.',
	]],
	[codes.noPassword, [
		'request-token',
		'The request token is missing from the request.',
		'Paste the company request token again.',
	]],
	[53, [
		'app',
		'This app is not enabled for your company.',
		'Open the app in the admin panel of your own company, or create a new app there.',
	]],
	[54, [
		'app',
		'The request asks for more scopes than the app has.',
		'Open the app in the admin panel and add the missing scopes.',
	]],
	[codes.unknownEmail, [
		'request-token',
		'SAP Concur knows no user with this e-mail address.',
		'Paste the Company UUID into its field, not an e-mail address.',
	]],
	[56, oneTimePassword],
	[57, oneTimePassword],
	[58, oneTimePassword],
	[59, [
		'app',
		'The app is disabled.',
		'Ask your SAP Concur administrator to enable it, or create a new app and paste its credentials.',
	]],
	[codes.grantNotAllowed, [
		'app',
		'The app does not have the grant that this step needs.',
		'Open the app in the admin panel and allow the grants password and refresh_token.',
	]],
	[codes.unknownClient, [
		'app',
		'This data centre does not know this Client ID.',
		'Paste the Client ID again. A test company that was moved from Implementation keeps its own base URI: '
		+ `paste the address of the admin panel in ${stageReference('login')}.`,
	]],
	[codes.noClientId, ['app', 'The Client ID is missing from the request.', 'Paste the Client ID again.']],
	[codes.noClientSecret, ['app', 'The Client Secret is missing from the request.', 'Paste the Client Secret again.']],
	[codes.wrongClientSecret, [
		'app',
		'The Client Secret does not belong to this Client ID.',
		'Paste the secret again. If you no longer have it, generate a new one for the app in the admin panel.',
	]],
	[65, [
		'credentials-file',
		'The grant type is missing from the request.',
		`Write ${credentialsFileName} again, so that its grantType is password.`,
	]],
	[80, oneTimePassword],
	[81, oneTimePassword],
	[83, oneTimePassword],
	[84, oneTimePassword],
	[85, oneTimePassword],
	[100, [
		'request-token',
		'SAP Concur does not know this Company UUID.',
		'Copy the Company UUID again from the dialog that shows the request token.',
	]],
	[101, wrongFlow],
	[102, wrongFlow],
	[103, wrongFlow],
	[104, wrongFlow],
	[105, [
		'request-token',
		'This token was issued to another app.',
		'Generate a new company request token with this App ID, then get a new refresh token.',
	]],
	[106, ['refresh-token', 'The refresh token is missing from the request.', 'Get a new refresh token.']],
	[107, [
		'app',
		'The app is not allowed to refresh its tokens.',
		'Open the app in the admin panel and allow the grant refresh_token.',
	]],
	[codes.badRefreshToken, [
		'request-token',
		'The refresh token has expired, was revoked, or is unknown.',
		'Generate a new company request token, then get a new refresh token with it.',
	]],
	[109, ['request-token', 'The login name is missing from the request.', 'Paste the Company UUID again.']],
	[115, [
		'app',
		'SAP Concur issues no token to an app that does not prove its identity.',
		'Paste the Client ID and the Client Secret again.',
	]],
	[117, wrongFlow],
	[118, wrongFlow],
	[119, wrongFlow],
	[120, [
		'credentials-file',
		'SAP Concur did not accept the credential type.',
		`Write ${credentialsFileName} again, so that its credentialType is authtoken.`,
	]],
	[121, unusualRequest],
	[122, unusualRequest],
	[123, accountDisabled],
	[124, unusualRequest],
	[codes.maintenance, [
		'refresh-token',
		'SAP Concur is undergoing scheduled maintenance for your company.',
		'Try again in an hour or two. Your values are saved.',
	]],
	[135, unusualRequest],
	[codes.requestedForAnother, [
		'request-token',
		'The request token was generated for another App ID.',
		'Generate it again with the App ID of your credentials.',
	]],
	[139, [
		'login',
		'The password must be changed to meet your company\'s policy.',
		'Log in to the admin panel and change it there, then try again.',
	]],
]);
