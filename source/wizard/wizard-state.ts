import {type ApiProof} from '../concur/api-proof.js';
import {type AcceptedBaseUri} from '../concur/base-uris.js';
import {type ChosenApi, type EvaluateChoice} from '../concur/catalogue/advise.js';
import {type CallProgress} from '../concur/call-outcome.js';
import {type ObtainedToken} from '../concur/connection.js';
import {type CallRecord, type FormerSecret} from '../concur/call-record.js';
import {type CredentialField} from '../concur/values.js';
import {type FolderReport, type StageId} from '../concur/tutorial.js';
import {type FieldName} from './fields.js';
import {type PageName} from './stages.js';

/**
What the person entered, and how far they are: the part of the session that outlives the program beside what
calls leave behind.
*/
export type SavedProgress = {
	readonly baseUri: string;
	readonly values: Readonly<Record<CredentialField, string>>;
	/** Milliseconds since the epoch of each value's last change. */
	readonly enteredAt: Readonly<Partial<Record<CredentialField, number | undefined>>>;
	readonly folder: string;
	readonly stage: StageId;
	/** Position of the focused item within its stage. */
	readonly item: number;
	readonly ticks: readonly string[];
	/** An app and its secret that were replaced, kept until one of the two is proven. */
	readonly former?: FormerSecret | undefined;
	/** The app and the company that the request token was entered for, as far as they were known by then. */
	readonly requestedFor?: RequestOwner | undefined;
	/** The APIs that will be called, none where the person has chosen none. */
	readonly chosenApis: readonly ChosenApi[];
};

/** Whom a request token belongs to; what was not known is empty. */
export type RequestOwner = {readonly appID: string; readonly companyUUID: string};

/** A base URI in the words it came in, and what it was judged to mean. */
export type GivenBaseUri = {readonly text: string; readonly accepted: AcceptedBaseUri};

/** What is fixed for a whole session. */
export type SessionFacts = {
	readonly profile: string;
	readonly isPractice: boolean;
	readonly pages: Readonly<Record<PageName, string>>;
	readonly defaultFolder: string;
	/** What renews the token daily on this machine; undefined where nothing does, and unknown until it is found. */
	readonly renewal?: 'systemd' | 'crontab' | 'unknown' | undefined;
	/** Values that environment variables set: they win over what is typed, and are never saved. */
	readonly environment: Readonly<Partial<Record<CredentialField | 'baseUri', string>>>;
	/** The base URI that the session was given, not typed: judged at the start, and not again while it stands. */
	readonly givenBaseUri?: GivenBaseUri | undefined;
	/** What the catalogue says of the chosen APIs; handed in, because commands load it only where APIs are chosen. */
	readonly evaluateChoice: EvaluateChoice;
};

/** `success` is good news that has just come: it is shown with more colour for a moment. */
export type Notice = {
	readonly tone: 'success' | 'good' | 'warning' | 'bad' | 'plain';
	readonly text: string;
};

/** The values that a refresh token belongs to. */
export type GuardedField = 'appID' | 'clientSecret' | 'companyUUID';

/** The formats that the session itself exports. */
export type SessionExport = 'env' | 'postman';

export type Question =
	| {readonly kind: 'import'; readonly folder: string}
	| {readonly kind: 'overwrite-credentials'; readonly folder: string}
	| {readonly kind: 'overwrite-token-object'; readonly folder: string}
	| {readonly kind: 'overwrite-export'; readonly format: SessionExport; readonly path: string}
	| {readonly kind: 'set-up-renewal'}
	/** `progress` is what the session would go on with. */
	/** `importToken` is a refresh token that comes with the change, and how many values did. */
	| {
			readonly kind: 'change-values';
			readonly fields: readonly GuardedField[];
			readonly progress: SavedProgress;
			readonly tokenImport?: {readonly token: ObtainedToken; readonly filled: number} | undefined;
			/** Whether the change takes back the last one. */
			readonly isTakenBack?: boolean;
	  };

/** What was before a change of this session. */
export type HistoryEntry = {
	readonly progress: SavedProgress;
	readonly cursor: number;
	/** The field that was typed into, where the change is typing. */
	readonly edited: FieldName | undefined;
	/** What calls had left behind, where a refresh token from elsewhere took its place. */
	readonly replaced?: CallRecord;
};

/** Where the person is: at the welcome, with the position of the focused choice, or at the stages. */
export type Place = {readonly kind: 'welcome'; readonly choice: number} | {readonly kind: 'stage'};

/** What lies over that place, if anything. */
export type Overlay =
	| {readonly kind: 'none'}
	/** `query` is what is searched for in it. */
	| {readonly kind: 'help'; readonly scroll: number; readonly query: string}
	/** The list of APIs: `query` is what is searched for, `focus` the position among what is found. */
	| {readonly kind: 'apis'; readonly query: string; readonly focus: number}
	| {readonly kind: 'debug'; readonly scroll: number}
	/** Lines to be read, and copied by Ctrl+Y. */
	| {readonly kind: 'text'; readonly title: string; readonly text: string; readonly scroll: number}
	/** `answer` is the one that Enter gives. */
	| {readonly kind: 'question'; readonly question: Question; readonly answer: 'yes' | 'no'};

/** A question over the screen. Enter answers yes where that loses nothing, or where the person has just chosen it. */
export function askQuestion(question: Question): Overlay {
	const isChosen = question.kind === 'overwrite-credentials' || question.kind === 'set-up-renewal';
	return {kind: 'question', question, answer: question.kind === 'import' || isChosen ? 'yes' : 'no'};
}

export type RunningCall =
	| {readonly kind: 'idle'}
	| {
			readonly kind: 'calling';
			readonly purpose: 'refresh-token' | 'proof';
			/** The Client Secret that the call presents, whatever is entered meanwhile. */
			readonly presented: string;
			/** Milliseconds since the epoch. */
			readonly startedAt: number;
			/** The person has cancelled it: a grant that is under way is awaited and stored all the same. */
			readonly isCancelled: boolean;
			readonly progress?: CallProgress;
			/** When the progress was told, milliseconds since the epoch. */
			readonly progressAt?: number;
			/** What came of the APIs so far. */
			readonly proven?: readonly ApiProof[];
	  };

export type WizardState = SavedProgress & CallRecord & {
	readonly facts: SessionFacts;
	/** Milliseconds since the epoch; the wizard has no clock of its own. */
	readonly now: number;
	/** Position of the text cursor in the focused field. */
	readonly cursor: number;
	readonly place: Place;
	readonly overlay: Overlay;
	readonly isRevealing: boolean;
	readonly notice?: Notice | undefined;
	/** When the last good news came, milliseconds since the epoch. */
	readonly noticedAt?: number;
	readonly folderReport?: FolderReport | undefined;
	readonly call: RunningCall;
	/** What can be taken back, the last change at the end. */
	readonly history: readonly HistoryEntry[];
	/** The fields that may be changed without asking: the person has said so in this session. */
	readonly unlocked: readonly GuardedField[];
};

/** A session's first state, at its welcome; `now` is milliseconds since the epoch. */
export function createState(
	saved: SavedProgress & CallRecord,
	facts: SessionFacts,
	folderReport: FolderReport | undefined,
	now: number,
): WizardState {
	return {
		...saved,
		facts,
		now,
		cursor: 0,
		place: {kind: 'welcome', choice: 0},
		overlay: {kind: 'none'},
		isRevealing: false,
		folderReport,
		call: {kind: 'idle'},
		history: [],
		unlocked: [],
	};
}

/** What the values come from. */
export const valueKeys = ['facts', 'values', 'baseUri', 'folder'] as const;

/** A value as it counts: the environment's, else the typed one. */
export function effectiveValue(state: Pick<WizardState, (typeof valueKeys)[number]>, field: FieldName): string {
	if (field === 'folder') {
		return state.folder;
	}

	const fromEnvironment = state.facts.environment[field];
	if (fromEnvironment !== undefined) {
		return fromEnvironment;
	}

	return field === 'baseUri' ? state.baseUri : state.values[field];
}

/** Whether the environment sets this field, so that typing into it would change nothing. */
export function isFixedByEnvironment(state: WizardState, field: FieldName): boolean {
	return field !== 'folder' && state.facts.environment[field] !== undefined;
}

/**
The part of the state that the session keeps on disk. What calls leave behind is on disk before the session
hears of it.
*/
export function savedProgress(state: WizardState): SavedProgress {
	const {baseUri, values, enteredAt, folder, stage, item, ticks, chosenApis, former, requestedFor} = state;
	return {
		baseUri, values, enteredAt, folder, stage, item, ticks, chosenApis, former, requestedFor,
	};
}

/** The same selector, computed once for each state: one frame asks for the same verdicts dozens of times. */
export function memoizeByState<Result>(select: (state: WizardState) => Result): (state: WizardState) => Result {
	const known = new WeakMap<WizardState, {readonly result: Result}>();
	return state => {
		const found = known.get(state);
		if (found) {
			return found.result;
		}

		const result = select(state);
		known.set(state, {result});
		return result;
	};
}

/** A selector of some parts of the state, computed again when one of them is replaced: few key presses do that. */
export function memoizeByParts<Part extends keyof WizardState, Result>(
	parts: readonly Part[],
	select: (state: Pick<WizardState, Part>) => Result,
): (state: Pick<WizardState, Part>) => Result {
	let last: {readonly state: Pick<WizardState, Part>; readonly result: Result} | undefined;
	return state => {
		const known = last;
		if (known?.state === state) {
			return known.result;
		}

		const isSame = known !== undefined && parts.every(part => known.state[part] === state[part]);
		const result = isSame ? known.result : select(state);
		last = {state, result};
		return result;
	};
}
