import {judgeGeolocation, resolveBaseUri} from '../../concur/base-uris.js';
import {credentialFields} from '../../concur/values.js';
import {parseForeignJson} from '../../concur/foreign-text.js';
import {isBearerText, isInstant, isRefreshTokenExpiry} from '../../concur/token-rules.js';
import {stageIds} from '../../concur/tutorial.js';
import {recordOf} from '../../record-of.js';
import {type Settings} from './settings.js';

type Check = (value: unknown) => boolean;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isTime: Check = value => isNumber(value) && isInstant(value);
const isVisible: Check = value => isText(value) && isBearerText(value);

/** An address that the schema would take as it stands. */
const isOrigin: Check = value => {
	const resolved = isText(value) ? resolveBaseUri(value) : undefined;
	return resolved?.kind === 'base-uri' && resolved.uri === value;
};

function optional(check: Check): Check {
	return value => value === undefined || check(value);
}

function oneOf(words: readonly string[]): Check {
	return value => isText(value) && words.includes(value);
}

function listOf(check: Check): Check {
	return value => Array.isArray(value) && value.every(each => check(each));
}

/** An object with these keys and no others. */
function only(checks: Readonly<Record<string, Check>>): Check {
	const names = Object.keys(checks);
	return value => {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			return false;
		}

		const record = value as Readonly<Record<string, unknown>>;
		return Object.keys(record).every(name => Object.hasOwn(checks, name))
			&& names.every(name => checks[name]!(record[name]));
	};
}

const isCallFacts = only({
	url: isText,
	status: optional(isNumber),
	latency: isNumber,
	correlationId: isText,
	attempts: isNumber,
	lostAnswers: optional(isNumber),
	at: isTime,
});

const hasTokenShape = only({
	object: only({
		expires_in: isNumber,
		scope: isText,
		token_type: isText,
		access_token: value => value === '' || isVisible(value),
		refresh_token: isText,
		refresh_expires_in: optional(isNumber),
		geolocation: optional(isText),
		id_token: optional(isText),
	}),
	receivedAt: isTime,
	baseUri: isOrigin,
	obtainedWith: only({appID: isText, clientSecret: isText, companyUUID: isText}),
});

/** A token that the schema would take as it stands. */
const isToken: Check = value => {
	if (!hasTokenShape(value)) {
		return false;
	}

	const {object, receivedAt, baseUri} = value as NonNullable<Settings['token']>;
	const {refresh_expires_in: end, geolocation} = object;
	const judged = geolocation === undefined ? undefined : judgeGeolocation(geolocation, baseUri);
	return (end === undefined || isRefreshTokenExpiry(end, receivedAt))
		&& (!judged || (judged.kind === 'trusted' && judged.uri === geolocation));
};

/** The checks by key; a test compares the keys with the schema's. */
export const plainChecks: Readonly<Record<string, Check>> = {
	version: value => value === 1,
	baseUri: isText,
	values: only(recordOf(credentialFields, () => isText)),
	enteredAt: only(recordOf(credentialFields, () => optional(isTime))),
	folder: isText,
	stage: oneOf(stageIds),
	item: value => Number.isSafeInteger(value) && Number(value) >= 0,
	ticks: listOf(isText),
	former: optional(only({appID: isText, clientSecret: isText})),
	requestedFor: optional(only({appID: isText, companyUUID: isText})),
	chosenApis: listOf(only({id: isText, access: oneOf(['read', 'write'])})),
	lastCall: optional(only({
		grant: oneOf(['password', 'refresh_token', 'bearer']),
		kind: oneOf(['granted', 'proven', 'refused', 'unreachable', 'unusable', 'cancelled']),
		facts: isCallFacts,
		code: optional(isNumber),
		error: optional(isText),
		description: optional(isText),
		explanation: optional(only({cause: isText, remedy: isText, stage: oneOf(stageIds)})),
		totalResults: optional(isNumber),
	})),
	token: optional(isToken),
	bearer: optional(only({
		accessToken: isVisible, expiresAt: isTime, tokenType: isVisible, baseUri: isOrigin, scope: isText,
	})),
	appBearer: optional(only({
		accessToken: isVisible, expiresAt: isTime, tokenType: isVisible, baseUri: isOrigin, scope: isText,
		appID: isText,
	})),
	proof: optional(only({
		facts: isCallFacts, totalResults: isNumber, found: optional(isText), by: optional(oneOf(['grant'])),
		refreshToken: isText,
	})),
	proofs: optional(listOf(only({
		api: optional(isText),
		verdict: oneOf(['proven', 'unproven', 'refused', 'unreachable', 'unusable', 'cancelled']),
		status: optional(isNumber), latency: optional(isNumber), correlationId: optional(isText),
		detail: isText, remedy: optional(isText), stage: optional(oneOf(stageIds)),
	}))),
	// A refusal is the program's to explain.
	connection: optional(only({
		kind: oneOf(['accepted']),
		grant: oneOf(['refresh_token', 'bearer']),
		at: isTime,
		refreshToken: isText,
		clientSecret: isText,
	})),
	unansweredGrant: optional(only({at: isTime, refreshToken: isText})),
	createdAt: isTime,
	updatedAt: isTime,
};

const isPlainSettings = only(plainChecks);

/** Whether JSON holds nothing that `parseForeignJson` takes out of its values. */
function isCleanJson(text: string): boolean {
	return !/[^\t\n\r -~]|\\[^"\\]/.test(text);
}

/**
The settings in the text of a file that are plainly in order, judged without the schema, whose library takes longer to
load than everything else that `token` does; undefined for anything out of the ordinary, which the schema is to judge.

What it returns is what the schema makes of the text.
*/
export function plainSettings(text: string): Settings | undefined {
	try {
		const settings: unknown = isCleanJson(text) ? JSON.parse(text) : parseForeignJson(text);
		return isPlainSettings(settings) ? settings as Settings : undefined;
	} catch {
		return undefined;
	}
}
