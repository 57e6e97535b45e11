import {formatTime} from '../format-time.js';
import {checkGeolocation} from '../../concur/check-geolocation.js';
import {type TokenObject} from '../../concur/token-object.js';
import {type ObtainedToken} from '../../concur/connection.js';
import {isRefreshTokenText, refreshTokenExpiry} from '../../concur/token-rules.js';
import {type TokenObjectFile} from '../../concur/tutorial.js';
import {isUnusable, type UnusableFile} from '../../concur/unusable-file.js';
import {hasLiveRefreshToken} from '../calls/lifetimes.js';
import {currentBaseUri} from '../values/verdicts.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';

/** A refresh token that was not granted to this program: from a file, or from a paste. */
export type FoundToken = {
	readonly object: TokenObject;
	/** The company that its source names, if it names one. */
	readonly companyUUID: string | undefined;
	/** When it was saved, as far as is known; milliseconds since the epoch. */
	readonly receivedAt: number;
};

export type TokenImport =
	| {readonly kind: 'possible'; readonly token: ObtainedToken}
	/** `reason` is worded to end a sentence. */
	| {readonly kind: 'left-out'; readonly reason: string};

/**
A refresh token that was found without its object. Nothing else is known about it until the proof.
*/
export function bareToken(refreshToken: string): Omit<FoundToken, 'receivedAt'> | undefined {
	return isRefreshTokenText(refreshToken)
		? {
				object: {
					expires_in: 0,
					scope: '',
					token_type: 'Bearer',
					access_token: '',
					refresh_token: refreshToken,
				},
				companyUUID: undefined,
			}
		: undefined;
}

/** The refresh token from a file, dated by the file. */
export function tokenFromFile({
	object,
	companyUUID,
	modifiedAt,
}: Extract<TokenObjectFile, {kind: 'read'}>): FoundToken {
	return {object, companyUUID, receivedAt: modifiedAt};
}

/** The refreshTokenObjectFile.json in the folder, if it cannot be used although a refresh token is still needed. */
export function unusableTokenFile(state: WizardState): UnusableFile | undefined {
	const file = state.folderReport?.tokenObjectFile;
	return isUnusable(file) && !hasLiveRefreshToken(state) ? file : undefined;
}

/** The token's object, or undefined if secrets must not be sent to its geolocation. */
function trustedObject(state: WizardState, object: TokenObject, baseUri: string): TokenObject | undefined {
	if (object.geolocation === undefined) {
		return object;
	}

	const judged = checkGeolocation(object.geolocation, baseUri);
	if (judged.kind === 'trusted') {
		return {...object, geolocation: judged.uri};
	}

	// The practice Concur listens on a different port each time it starts, so an old geolocation is dropped.
	const {geolocation: _, ...elsewhere} = object;
	return state.facts.isPractice ? elsewhere : undefined;
}

/** Checks whether a refresh token that was found can be imported with the current values. */
export function checkTokenImport(state: WizardState, {object, companyUUID, receivedAt}: FoundToken): TokenImport {
	const leftOut = (reason: string): TokenImport => ({kind: 'left-out', reason});
	const identity = {
		appID: effectiveValue(state, 'appID'),
		clientSecret: effectiveValue(state, 'clientSecret'),
		companyUUID: effectiveValue(state, 'companyUUID') || (companyUUID ?? ''),
	};
	if (identity.appID === '' || identity.clientSecret === '') {
		return leftOut('it needs the Client ID and the Client Secret of its app. Enter them first.');
	}

	if (companyUUID !== undefined && companyUUID.toLowerCase() !== identity.companyUUID.toLowerCase()) {
		return leftOut('it belongs to another company.');
	}

	// A file may have been written after its token expired.
	const end =
		object.refresh_expires_in === undefined
			? refreshTokenExpiry(object, receivedAt).at
			: object.refresh_expires_in * 1000;
	if (Number.isNaN(new Date(end).getTime())) {
		return leftOut('its expiry date is not valid.');
	}

	if (end <= state.now) {
		return leftOut(`it expired ${formatTime(end, state.now)}.`);
	}

	if (object.refresh_token === state.token?.object.refresh_token) {
		return leftOut('this profile already has it.');
	}

	if (hasLiveRefreshToken(state)) {
		return leftOut('this profile already has a valid one.');
	}

	const resolved = currentBaseUri(state);
	if (resolved.kind === 'rejected') {
		return leftOut('fix the base URI first.');
	}

	const trusted = trustedObject(state, object, resolved.uri);
	return trusted
		? {
				kind: 'possible',
				token: {
					object: trusted,
					receivedAt,
					baseUri: resolved.uri,
					obtainedWith: identity,
				},
			}
		: leftOut('its geolocation is outside SAP Concur.');
}
