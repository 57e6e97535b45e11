import {type Clearable} from '../optional-members.js';
import {type ApiProof} from '../concur/api-proof.js';
import {type AcceptedBaseUri} from '../concur/base-uris.js';
import {type ChosenApi, type EvaluateChoice} from '../concur/catalogue/advise.js';
import {type CallProgress} from '../concur/call-outcome.js';
import {type ObtainedToken} from '../concur/connection.js';
import {type CallRecord} from '../concur/call-record.js';
import {type FormerSecret} from '../concur/former-secret.js';
import {type CredentialField} from '../concur/values.js';
import {type FolderReport, type StageId} from '../concur/tutorial.js';
import {type FieldName} from './values/fields.js';
import {type PageName} from './stages/stages.js';

/**
What the person has entered, and how far they are: the part of the session that is saved besides the record of its
calls.
*/
export type SavedProgress = Clearable<{
	/** The app and secret that were replaced, kept until one of the two secrets is proven. */
	former: FormerSecret;
	/** The app and company that the request token was entered for, as far as they were known then. */
	requestedFor: RequestOwner;
	/** The files in the folder that the person did not want to import, by folder and time. */
	declinedImport: string;
}> & {
	readonly baseUri: string;
	readonly values: Readonly<Record<CredentialField, string>>;
	/** Milliseconds since the epoch of each value's last change. */
	readonly enteredAt: Readonly<Partial<Record<CredentialField, number | undefined>>>;
	readonly folder: string;
	readonly stage: StageId;
	/** Index of the focused item within its stage. */
	readonly item: number;
	readonly ticks: readonly string[];
	/** The APIs that will be called; empty if the person has chosen none. */
	readonly chosenApis: readonly ChosenApi[];
};

/** The values that a request token belongs to. */
export const ownerFields = ['appID', 'companyUUID'] as const;

/** The saved values that an answer of SAP Concur may change, because it proves a secret or refuses it. */
export type StoredValues = Pick<SavedProgress, 'values' | 'former' | 'enteredAt'>;

/** The app and company that a request token belongs to. Values that were not known are empty. */
export type RequestOwner = Readonly<Record<(typeof ownerFields)[number], string>>;

/** A base URI as it was given, and as it was resolved. */
export type GivenBaseUri = {readonly text: string; readonly accepted: AcceptedBaseUri};

/** What can renew a token daily on this machine: `crontab-idle` is a crontab that no cron daemon reads. */
export type Scheduler = 'systemd' | 'crontab' | 'crontab-idle';

/** Facts that are fixed for the whole session. */
export type SessionFacts = {
	readonly profile: string;
	readonly isPractice: boolean;
	/** What a person types to start this program: its name, or npx and its name. */
	readonly program: string;
	/** The options that a suggested command must repeat to use this profile, each with a space before it. */
	readonly repeatedOptions: string;
	readonly pages: Readonly<Record<PageName, string>>;
	readonly defaultFolder: string;
	/**
	What renews the token daily on this machine: undefined if nothing is set up, `unknown` until it is checked,
	`crontab-idle` if it is set up but no cron daemon runs.
	*/
	readonly renewal: Scheduler | 'unknown' | undefined;
	/** Values from environment variables, which override typed ones and are never saved. */
	readonly environment: Readonly<Partial<Record<CredentialField | 'baseUri', string>>>;
	/** The base URI that the session was started with. Resolved at the start, and not again while it is in use. */
	readonly givenBaseUri: GivenBaseUri | undefined;
	/** Evaluates the chosen APIs. Injected, because commands load the catalogue only if APIs are chosen. */
	readonly evaluateChoice: EvaluateChoice;
};

/** A message to the person. `success` is good news that has just arrived, briefly shown with more colour. */
export type Notice = {
	readonly tone: 'success' | 'good' | 'warning' | 'bad' | 'plain';
	readonly text: string;
};

/** The values that a refresh token depends on. */
export const guardedFields = ['appID', 'clientSecret', 'companyUUID'] as const;

export type GuardedField = (typeof guardedFields)[number];

/** The formats that the session itself can export. */
export type SessionExport = 'env' | 'postman';

/** Where the person goes after leaving. */
export type Destination = 'terminal' | 'practice';

export type Question =
	| {readonly kind: 'import'; readonly folder: string}
	| {readonly kind: 'overwrite-credentials'; readonly folder: string}
	| {readonly kind: 'overwrite-token-object'; readonly folder: string}
	| {readonly kind: 'overwrite-export'; readonly format: SessionExport; readonly path: string}
	| {readonly kind: 'set-up-renewal'}
	/** Leaving would lose changes: only `saved` is on disk. `attempt` counts the attempts to save the rest. */
	| {
			readonly kind: 'leave-unsaved';
			readonly to: Destination;
			readonly saved: SavedProgress;
			readonly reason: string;
			readonly attempt: number;
	  }
	/**
	`progress` is what the session would continue with. `tokenImport` is the refresh token that comes with the change,
	and the number of values that came with it.
	*/
	| {
			readonly kind: 'change-values';
			readonly fields: readonly GuardedField[];
			readonly progress: SavedProgress;
			readonly tokenImport: {readonly token: ObtainedToken; readonly filled: number} | undefined;
			/** Whether the change undoes the last one. */
			readonly isUndone?: boolean;
	  };

/** What was there before a change in this session. */
export type HistoryEntry = {
	readonly progress: SavedProgress;
	readonly cursor: number;
	/** The field that was typed into, if the change is typing. */
	readonly edited: FieldName | undefined;
	/** The record of calls that an imported refresh token replaced, if the change is an import. */
	readonly replaced?: CallRecord;
};

/** Where the person is: on the welcome screen, with the index of the focused choice, or in the stages. */
export type Place = {readonly kind: 'welcome'; readonly choice: number} | {readonly kind: 'stage'};

/** What covers that place, if anything. */
export type Overlay =
	| {readonly kind: 'none'}
	/** `query` is the search text. */
	| {readonly kind: 'help'; readonly scroll: number; readonly query: string}
	/** The list of APIs: `query` is the search text, `focus` the index among the results. */
	| {readonly kind: 'apis'; readonly query: string; readonly focus: number}
	| {readonly kind: 'debug'; readonly scroll: number}
	/** Lines to read, or to copy with Ctrl+Y. */
	| {readonly kind: 'text'; readonly title: string; readonly text: string; readonly scroll: number}
	/** `answer` is the one that Enter chooses. */
	| {readonly kind: 'question'; readonly question: Question; readonly answer: 'yes' | 'no'};

/** The stage that a call is for. */
export type CallPurpose = Extract<StageId, 'refresh-token' | 'proof'>;

export type RunningCall =
	| {readonly kind: 'idle'}
	| {
			readonly kind: 'calling';
			readonly purpose: CallPurpose;
			/** Milliseconds since the epoch. */
			readonly startedAt: number;
			/** Whether the person has cancelled it. A grant that is already pending is still awaited and stored. */
			readonly isCancelled: boolean;
			readonly progress?: CallProgress;
			/** When the progress was reported, in milliseconds since the epoch. */
			readonly progressAt?: number;
			/** The results for the APIs so far. */
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
	readonly notice: Notice | undefined;
	/** When the last good news arrived, in milliseconds since the epoch. */
	readonly noticedAt?: number;
	readonly folderReport: FolderReport | undefined;
	readonly call: RunningCall;
	/** The changes that can be undone, the last one at the end. */
	readonly history: readonly HistoryEntry[];
	/** The fields that the person has allowed to be changed in this session without being asked again. */
	readonly unlocked: readonly GuardedField[];
};

/** Creates a session's first state, on the welcome screen. `now` is milliseconds since the epoch. */
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
		notice: undefined,
		folderReport,
		call: {kind: 'idle'},
		history: [],
		unlocked: [],
	};
}

/** The parts of the state that values come from. */
export const valueKeys = ['facts', 'values', 'baseUri', 'folder'] as const;

/** The folder for the files: the chosen one, or the default until one is chosen. */
export function folderInUse({folder, facts}: Pick<WizardState, 'folder' | 'facts'>): string {
	return folder === '' ? facts.defaultFolder : folder;
}

/** The value in effect: the environment's, otherwise the typed one. */
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

/** Whether the environment sets this field, so that typing in it would change nothing. */
export function isFixedByEnvironment(state: WizardState, field: FieldName): boolean {
	return field !== 'folder' && state.facts.environment[field] !== undefined;
}

/**
The part of the state that the session saves. The record of calls is already on disk before the session gets it.
*/
export function savedProgress(state: WizardState): SavedProgress {
	const {baseUri, values, enteredAt, folder, stage, item, ticks, chosenApis} = state;
	const {former, requestedFor, declinedImport} = state;
	return {
		baseUri, values, enteredAt, folder, stage, item, ticks, chosenApis, former, requestedFor, declinedImport,
	};
}
