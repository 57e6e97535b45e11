import {Buffer} from 'node:buffer';
import {resolveBaseUri} from '../../concur/base-uris.js';
import {checkGeolocation} from '../../concur/check-geolocation.js';
import {parseUntrustedJson} from '../../concur/untrusted-text.js';
import {accesses, apiVerdicts, connectionGrants, savedCallKinds, savedGrants} from '../../concur/saved-words.js';
import {isBearerText, isInstant, isRefreshTokenExpiry} from '../../concur/token-rules.js';
import {stageIds} from '../../concur/tutorial.js';
import {type Settings} from './settings.js';

/** What a value has to be: plain text, a number, an instant, visible ASCII, or an address as the schema stores it. */
type Leaf = 'text' | 'number' | 'position' | 'instant' | 'visible' | 'visible or empty' | 'origin';

/**
A value that the schema would accept unchanged: a leaf, one of these words, a list, or an object without other keys.
*/
type Shape =
	| Leaf
	| ReadonlyArray<string | number>
	| {readonly each: Shape}
	| {readonly has: Shapes; readonly may?: Shapes};
type Shapes = Readonly<Record<string, Shape>>;

const app: Shapes = {appID: 'text', clientSecret: 'text'};

const callFacts: Shape = {
	has: {url: 'text', latency: 'number', correlationId: 'text', attempts: 'number', at: 'instant'},
	may: {status: 'number', lostAnswers: 'number'},
};

const bearer: Shapes = {
	accessToken: 'visible', expiresAt: 'instant', tokenType: 'visible', baseUri: 'origin', scope: 'text',
};

/**
The shape of the settings; a test compares its keys with the schema's. It is data because functions take time to create.
*/
export const plainShape = {
	has: {
		version: [1],
		baseUri: 'text',
		values: {has: {...app, companyUUID: 'text', companyRequestToken: 'text'}},
		enteredAt: {
			has: {},
			may: {
				appID: 'instant', clientSecret: 'instant', companyUUID: 'instant', companyRequestToken: 'instant',
			},
		},
		folder: 'text',
		stage: stageIds,
		item: 'position',
		ticks: {each: 'text'},
		chosenApis: {each: {has: {id: 'text', access: accesses}}},
		createdAt: 'instant',
		updatedAt: 'instant',
	},
	may: {
		former: {has: app},
		requestedFor: {has: {appID: 'text', companyUUID: 'text'}},
		declinedImport: 'text',
		lastCall: {
			has: {
				grant: savedGrants,
				kind: savedCallKinds,
				facts: callFacts,
			},
			may: {
				code: 'number',
				error: 'text',
				description: 'text',
				explanation: {has: {cause: 'text', remedy: 'text', stage: stageIds}},
				totalResults: 'number',
			},
		},
		token: {
			has: {
				object: {
					has: {
						expires_in: 'number',
						scope: 'text',
						token_type: 'text',
						access_token: 'visible or empty',
						refresh_token: 'text',
					},
					may: {refresh_expires_in: 'number', geolocation: 'text', id_token: 'text'},
				},
				receivedAt: 'instant',
				baseUri: 'origin',
				obtainedWith: {has: {...app, companyUUID: 'text'}},
			},
		},
		bearer: {has: bearer},
		appBearer: {has: {...bearer, appID: 'text'}},
		proof: {
			has: {facts: callFacts, totalResults: 'number', refreshToken: 'text'},
			may: {found: 'text', by: ['grant']},
		},
		proofs: {
			each: {
				has: {
					verdict: apiVerdicts,
					detail: 'text',
				},
				may: {
					api: 'text',
					status: 'number',
					latency: 'number',
					correlationId: 'text',
					remedy: 'text',
					stage: stageIds,
				},
			},
		},
		// Only an accepted token is plain; a refusal is left to the schema.
		connection: {
			has: {
				kind: ['accepted'],
				grant: connectionGrants,
				at: 'instant',
				refreshToken: 'text',
				clientSecret: 'text',
			},
		},
		unansweredGrant: {has: {at: 'instant', refreshToken: 'text'}},
		unansweredRequest: {has: {at: 'instant'}},
	},
} as const satisfies Shape;

function isNumber(value: unknown): value is number {
	return Number.isFinite(value);
}

function isLeaf(value: unknown, leaf: Leaf): boolean {
	switch (leaf) {
		case 'text': {
			return typeof value === 'string';
		}

		case 'number': {
			return isNumber(value);
		}

		case 'position': {
			return Number.isSafeInteger(value) && Number(value) >= 0;
		}

		case 'instant': {
			return isNumber(value) && isInstant(value);
		}

		case 'visible': {
			return typeof value === 'string' && isBearerText(value);
		}

		case 'visible or empty': {
			return value === '' || isLeaf(value, 'visible');
		}

		case 'origin': {
			const resolved = typeof value === 'string' ? resolveBaseUri(value) : undefined;
			return resolved?.kind === 'base-uri' && resolved.uri === value;
		}
	}
}

/** Whether a value parsed from JSON has this shape. */
function hasShape(value: unknown, shape: Shape): boolean {
	if (typeof shape === 'string') {
		return isLeaf(value, shape);
	}

	if (isChoiceOfValues(shape)) {
		return shape.includes(value as string | number);
	}

	if ('each' in shape) {
		return Array.isArray(value) && value.every(entry => hasShape(entry, shape.each));
	}

	return typeof value === 'object' && value !== null && !Array.isArray(value)
		&& hasKeys(value as Readonly<Record<string, unknown>>, shape.has, shape.may ?? {});
}

// `Array.isArray` does not narrow a union to its readonly arrays.
function isChoiceOfValues(shape: Exclude<Shape, string>): shape is ReadonlyArray<string | number> {
	return Array.isArray(shape);
}

/** Whether an object has all of the keys in `has`, perhaps some of those in `may`, and no others, each in its shape. */
function hasKeys(record: Readonly<Record<string, unknown>>, has: Shapes, may: Shapes): boolean {
	let missing = Object.keys(has).length;
	for (const key of Object.keys(record)) {
		const isNeeded = Object.hasOwn(has, key);
		const shape = isNeeded ? has[key] : (Object.hasOwn(may, key) ? may[key] : undefined);
		if (shape === undefined || !hasShape(record[key], shape)) {
			return false;
		}

		missing -= isNeeded ? 1 : 0;
	}

	return missing === 0;
}

/** Whether the schema would accept a token of the right shape unchanged. */
function isTokenInOrder({object, receivedAt, baseUri}: NonNullable<Settings['token']>): boolean {
	const {refresh_expires_in: end, geolocation} = object;
	const judged = geolocation === undefined ? undefined : checkGeolocation(geolocation, baseUri);
	return (end === undefined || isRefreshTokenExpiry(end, receivedAt))
		&& (!judged || (judged.kind === 'trusted' && judged.uri === geolocation));
}

/**
Whether valid JSON contains nothing that `parseUntrustedJson` would remove from its values. The parser rejects raw
control characters except this one, and a text with as many bytes as characters is ASCII.
*/
function isCleanJson(text: string): boolean {
	return Buffer.byteLength(text) === text.length && !text.includes('\u007F')
		&& (!text.includes('\\') || !/\\[^"\\]/.test(text));
}

/**
Parses settings that are plainly valid without the schema, whose library takes longer to load than the rest of `token`.
Undefined for anything unusual, which is left to the schema.

The result is what the schema would return for the same text.
*/
export function parsePlainSettings(text: string): Settings | undefined {
	try {
		const settings: unknown = isCleanJson(text) ? JSON.parse(text) : parseUntrustedJson(text);
		if (!hasShape(settings, plainShape)) {
			return undefined;
		}

		const plain = settings as Settings;
		return plain.token && !isTokenInOrder(plain.token) ? undefined : plain;
	} catch {
		return undefined;
	}
}
