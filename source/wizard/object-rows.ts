import {storedTokenExpiry} from '../concur/connection.js';
import {credentialKeys, type Credentials} from '../concur/credentials.js';
import {displayValue, isMasked} from '../concur/redact.js';
import {parseScopes} from '../concur/parse-scopes.js';
import {type TokenObject} from '../concur/token-object.js';
import {fieldDescriptions, isCredentialField} from './values/fields.js';
import {formatExpiry} from './format-time.js';
import {verdictMarks, type Meaning} from './marks.js';
import {checkSummary, isCheckPassed} from './values/value-problems.js';
import {valueStanding, type ValueStanding} from './values/value-standing.js';
import {currentCheck, currentCredentials} from './values/verdicts.js';
import {memoizeByParts, memoizeByState} from './memoize-selector.js';
import {type WizardState} from './wizard-state.js';

/** A value in the form in which it may be shown: secrets are masked until the person asks to see them. */
export type Shown = {
	readonly shown: string;
	readonly isMasked: boolean;
};

/** Returns a value in the form in which it may be shown now. */
export function shownIn({isRevealing}: WizardState, value: string, isSecret: boolean): Shown {
	return {
		shown: displayValue(value, isSecret, isRevealing),
		isMasked: isMasked(value, isSecret, isRevealing),
	};
}

/** A key of the credentials object. */
export type CredentialRow = Shown & {
	readonly name: keyof Credentials;
	/** Whether it is the same for every company, and so never entered. */
	readonly isConstant: boolean;
	readonly standing: ValueStanding;
};

/** The standing of the grant and the credential type, which are constants that are never entered. */
function constantStanding(state: WizardState, name: keyof Credentials): ValueStanding {
	const verdict = currentCheck(state).verdicts[name];
	const mark = verdictMarks[verdict.kind];
	return {...mark, inFull: verdict.kind === 'valid' ? mark.word : verdict.reason};
}

/** The six keys of the credentials object, each with its standing. */
export const credentialRows = memoizeByState((state): readonly CredentialRow[] => credentialKeys.map(name => {
	const value = currentCredentials(state)[name];
	return isCredentialField(name)
		? {
			...shownIn(state, value, fieldDescriptions[name].isSecret),
			name, isConstant: false, standing: valueStanding(state, name),
		}
		: {...shownIn(state, value, false), name, isConstant: true, standing: constantStanding(state, name)};
}));

/** The validity check's verdict on the whole object: `Credentials object is`, the verdict, and the rest. */
export type CredentialsSummary = {readonly meaning: Meaning; readonly verdict: string; readonly rest: string};

/** Puts the validity check's verdict in a sentence. Doubtful values do not make the object invalid. */
export function credentialsSummary(state: WizardState): CredentialsSummary {
	const summary = checkSummary(state);
	if (!isCheckPassed(state)) {
		return {meaning: 'open', verdict: verdictMarks.unusable.word, rest: `: ${summary}.`};
	}

	return {meaning: summary === verdictMarks.valid.word ? 'good' : 'attention', verdict: summary, rest: '.'};
}

/** How each property of a token is displayed, in the order in which SAP's samples print them. */
const tokenProperties = {
	expires_in: 'duration',
	scope: 'scope',
	token_type: 'text',
	access_token: 'secret',
	refresh_token: 'secret',
	refresh_expires_in: 'instant',
	geolocation: 'address',
	id_token: 'secret',
	companyUUID: 'text',
} as const satisfies Readonly<Record<keyof TokenObject | 'companyUUID', string>>;

type PropertyName = keyof typeof tokenProperties;

/** A property of the refresh token object. */
export type TokenRow =
	| (Shown & {readonly kind: 'duration' | 'text' | 'address'; readonly name: PropertyName})
	/** `length` is the number of characters, which the mask does not show. */
	| (Shown & {readonly kind: 'secret'; readonly name: PropertyName; readonly length: number})
	/** `description` states the time in readable form. */
	| (Shown & {readonly kind: 'instant'; readonly name: PropertyName; readonly description: string})
	| {readonly kind: 'scope'; readonly name: 'scope'; readonly names: readonly string[]; readonly count: string};

// The scope may be as long as a whole response.
const grantedScopes = memoizeByParts(['token'], ({token}) => parseScopes(token?.object.scope ?? ''));

/** States how many scopes were granted. Nothing is known about a token that came without its object. */
function formatScopeCount(names: readonly string[]): string {
	return names.length === 0 ? 'none known' : `${names.length} ${names.length === 1 ? 'scope' : 'scopes'}`;
}

function describeExpiry(state: WizardState): string {
	const end = storedTokenExpiry(state)!;
	return `${end.at > state.now ? '' : 'expired '}${formatExpiry(end, state.now)}`;
}

function tokenRow(state: WizardState, name: PropertyName, value: string): TokenRow {
	const kind = tokenProperties[name];
	switch (kind) {
		case 'scope': {
			const names = grantedScopes(state);
			return {kind, name: 'scope', names, count: formatScopeCount(names)};
		}

		case 'duration': {
			return {...shownIn(state, `${value} (seconds)`, false), kind, name};
		}

		case 'instant': {
			return {...shownIn(state, value, false), kind, name, description: describeExpiry(state)};
		}

		case 'secret': {
			return {...shownIn(state, value, true), kind, name, length: value.length};
		}

		case 'text':
		case 'address': {
			return {...shownIn(state, value, false), kind, name};
		}
	}
}

/** The rows of the refresh token object, one for each property that it has. Empty while there is no token. */
export const tokenRows = memoizeByState((state): readonly TokenRow[] => {
	const {token} = state;
	if (!token) {
		return [];
	}

	const values = {...token.object, companyUUID: token.obtainedWith.companyUUID};
	return (Object.keys(tokenProperties) as PropertyName[]).flatMap(name => {
		const value = values[name];
		return value === undefined ? [] : [tokenRow(state, name, String(value))];
	});
});
