import {parseUrl} from './untrusted-text.js';
import {baseUris, isSecure, normalizeOrigin, isConcurHost} from './base-uris.js';

/** The warning about a response whose geolocation is not followed. */
export const untrustedGeolocation = 'The answer names a geolocation outside SAP Concur. It was not followed.';

export type GeolocationCheck =
	| {readonly kind: 'trusted'; readonly uri: string}
	| {readonly kind: 'untrusted'; readonly reason: string};

/**
Checks whether secrets may be sent to the geolocation that a response names: only over https under Concur's own domain,
or to the exact origin that the user chose.

A response could name any host; following it blindly would hand over the secrets.
*/
export function checkGeolocation(geolocation: string, userBaseUri: string): GeolocationCheck {
	// The usual case. Parsing a URL would cost `token` as much as reading the profile does.
	if (baseUris.some(({uri}) => uri === geolocation)) {
		return {kind: 'trusted', uri: geolocation};
	}

	const url = parseUrl(geolocation.trim());
	if (url && isSecure(url) && url.username === '' && url.password === '') {
		const isUsersOwn = normalizeOrigin(url) === normalizeOrigin(parseUrl(userBaseUri));
		if (isUsersOwn || (url.protocol === 'https:' && url.port === '' && isConcurHost(url.hostname))) {
			return {kind: 'trusted', uri: url.origin};
		}
	}

	return {kind: 'untrusted', reason: untrustedGeolocation};
}
