import {storedTokenExpiry} from '../concur/connection.js';
import {credentialKeys, type Credentials} from '../concur/credentials.js';
import {displayValue} from '../concur/redact.js';
import {parseScopes} from '../concur/parse-scopes.js';
import {type TokenObject} from '../concur/token-object.js';
import {formatScopeCount} from './call-messages.js';
import {fieldDescriptions, isCredentialField} from './fields.js';
import {formatTime} from './format-time.js';
import {verdictMarks, type Meaning} from './marks.js';
import {checkSummary, isCheckPassed} from './value-problems.js';
import {valueStanding, type ValueStanding} from './value-standing.js';
import {currentCheck, currentCredentials} from './verdicts.js';
import {memoizeByState, memoizeByParts, type WizardState} from './wizard-state.js';

/** A value as it may be shown: a secret is masked until the person asks to see it. */
export type Shown = {
	readonly shown: string;
	readonly isMasked: boolean;
};

/** What may be shown of a value now. */
export function shownIn({isRevealing}: WizardState, value: string, isSecret: boolean): Shown {
	return {shown: displayValue(value, isSecret, isRevealing), isMasked: isSecret && !isRevealing};
}

/** A key of the credentials object. */
export type CredentialRow = Shown & {
	readonly name: keyof Credentials;
	readonly standing: ValueStanding;
};

/** Grant and credential type are entered by nobody. */
function constantStanding(state: WizardState, name: keyof Credentials): ValueStanding {
	const verdict = currentCheck(state).verdicts[name];
	const mark = verdictMarks[verdict.kind];
	return {...mark, inFull: verdict.kind === 'valid' ? mark.word : verdict.reason};
}

/** The six keys of the credentials object, each with how it stands. */
export const credentialRows = memoizeByState((state): readonly CredentialRow[] => credentialKeys.map(name => {
	const value = currentCredentials(state)[name];
	return isCredentialField(name)
		? {...shownIn(state, value, fieldDescriptions[name].isSecret), name, standing: valueStanding(state, name)}
		: {...shownIn(state, value, false), name, standing: constantStanding(state, name)};
}));

/** What the validity check says of the whole object: `Credentials object is`, the verdict, and the rest. */
export type CredentialsVerdict = {readonly meaning: Meaning; readonly verdict: string; readonly rest: string};

/** The validity check's verdict in a sentence: what is doubtful does not make it invalid. */
export function credentialsVerdict(state: WizardState): CredentialsVerdict {
	const summary = checkSummary(state);
	if (!isCheckPassed(state)) {
		return {meaning: 'open', verdict: verdictMarks.unusable.word, rest: `: ${summary}.`};
	}

	return {meaning: summary === verdictMarks.valid.word ? 'good' : 'attention', verdict: summary, rest: '.'};
}

/** How the properties of a token are written, in the order in which SAP's samples print them. */
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
	/** Its value has so many characters, which a mask does not tell. */
	| (Shown & {readonly kind: 'secret'; readonly name: PropertyName; readonly length: number})
	/** `words` say when it is, as a person reads time. */
	| (Shown & {readonly kind: 'instant'; readonly name: PropertyName; readonly words: string})
	| {readonly kind: 'scope'; readonly name: 'scope'; readonly names: readonly string[]; readonly count: string};

// A scope may be as long as an answer.
const grantedScopes = memoizeByParts(['token'], ({token}) => parseScopes(token?.object.scope ?? ''));

function expiryWords(state: WizardState): string {
	const end = storedTokenExpiry(state)!;
	return `${end > state.now ? '' : 'expired '}${formatTime(end, state.now)}`;
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
			return {...shownIn(state, value, false), kind, name, words: expiryWords(state)};
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

/** The refresh token object, a row for each property that it has: none while there is no token. */
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
