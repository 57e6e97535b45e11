import {listAppManagementIds} from './base-uris.js';
import {untrustedGeolocation} from './check-geolocation.js';
import {type Explanation} from './call-outcome.js';
import {type CauseAndRemedy, checkBaseUriAndProxy, tryAgain} from './explain-no-response.js';

const checkWhoAnswers = 'Check the base URI and which server answers there. Then run: concur-tokens doctor';

const tellSupport = 'Try again. If it happens again, give SAP support the correlation ID.';

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
	| 'moved-to-production'
	| 'no-keys'
	| 'unverified-id-token'
	| 'untrusted-geolocation';

const deviations: Readonly<Record<Deviation, CauseAndRemedy>> = {
	html: [
		'A web page came back instead of SAP Concur\'s answer: from a proxy, a login page or the wrong address.',
		checkBaseUriAndProxy,
	],
	'not-json': ['The answer is not in the format that SAP Concur documents.', checkBaseUriAndProxy],
	encoded: ['The answer has a content encoding that was not requested and cannot be read.', checkBaseUriAndProxy],
	empty: ['The answer was empty.', tellSupport],
	'cut-off': ['The answer was cut off.', tryAgain],
	'no-refresh-token': [
		'SAP Concur sent a bearer token but no refresh token.',
		'Open the app in the admin panel and allow the grant refresh_token, then try again.',
	],
	'unusable-refresh-token': [
		'The refresh token in the answer contains invalid characters, so it was not accepted.',
		checkWhoAnswers,
	],
	'unusable-access-token': [
		'SAP Concur sent a refresh token, but the access token is missing or contains invalid characters.',
		tellSupport,
	],
	'wrong-shape': ['The answer does not match SAP Concur\'s documentation.', tellSupport],
	redirect: [
		'The answer redirects to another address. It was not followed, because secrets go to one host only.',
		'Check the base URI. Behind a proxy, log in to the proxy first.',
	],
	'moved-to-production': [
		'The implementation environment redirects to another address: this company may have moved to production.',
		`Choose your production data centre as base URI (${listAppManagementIds('or')}), then try again. `
			+ 'The address bar of the admin panel names it.',
	],
	'no-keys': [
		'SAP Concur\'s signing keys for id_tokens could not be read.',
		tryAgain,
	],
	'unverified-id-token': [
		'The id_token that came with the token is not signed with SAP Concur\'s keys, or has expired.',
		checkWhoAnswers,
	],
	'untrusted-geolocation': [
		untrustedGeolocation,
		checkWhoAnswers,
	],
};

/** Explains a response that deviates from the documentation. */
export function explainDeviation(deviation: Deviation): Explanation {
	const [cause, remedy] = deviations[deviation];
	return {stage: deviation === 'no-refresh-token' ? 'app' : 'refresh-token', cause, remedy};
}
