import {type ApiProof} from '../concur/api-proof.js';
import {type Access} from '../concur/catalogue/advise.js';
import {type ProofOutcome, type TokenOutcome, type CallProgress} from '../concur/call-outcome.js';
import {type CallRecord} from '../concur/call-record.js';
import {type ObtainedToken} from '../concur/connection.js';
import {type Credentials} from '../concur/credentials.js';
import {type FolderReport, type SampleFileName, type StageId} from '../concur/tutorial.js';
import {type TextEdit} from './values/edit-text.js';
import {type KeyPress} from './keys/key-press.js';
import {type KeyName} from './keys/keys.js';
import {type FieldName} from './values/fields.js';
import {
	type Destination, type Notice, type Question, type SessionExport, type SessionFacts, type StoredValues,
	type WizardState,
} from './wizard-state.js';

/** Something that happened, in the person's terminal or outside the program. `now` is milliseconds since the epoch. */
export type WizardEvent =
	/** A key was pressed at the keyboard: what it means depends on the state. */
	| {readonly kind: 'pressed'; readonly input: string; readonly press: KeyPress; readonly now: number}
	/** A key of the key table, whatever is bound to it. */
	| {readonly kind: 'key'; readonly key: KeyName; readonly now: number}
	/** The text of the focused field was edited. */
	| {readonly kind: 'edited'; readonly edit: TextEdit; readonly now: number}
	/** `isAnswer`: the text answers a question about the focused field, and so is meant for that one. */
	| {readonly kind: 'pasted'; readonly text: string; readonly now: number; readonly isAnswer?: true}
	/** The page in view turned out to end: it can be scrolled by so many rows at most. */
	| {readonly kind: 'page-ended'; readonly maxScroll: number}
	/** A stage was chosen by its number. */
	| {readonly kind: 'stage-chosen'; readonly stage: StageId; readonly now: number}
	/** An API was chosen by its id, or dropped. */
	| {readonly kind: 'api-chosen'; readonly api: string; readonly access: Access | undefined; readonly now: number}
	/** The result for one of the APIs that are being proven. */
	| {readonly kind: 'api-proven'; readonly proof: ApiProof; readonly now: number}
	| {readonly kind: 'clock'; readonly now: number}
	| {readonly kind: 'folder-inspected'; readonly report: FolderReport}
	| {
			readonly kind: 'file-written';
			readonly file: SampleFileName;
			readonly report: FolderReport;
	  }
	| {
			readonly kind: 'file-exists';
			readonly file: SampleFileName;
			readonly report: FolderReport;
	  }
	/** The record of earlier calls on disk has changed, perhaps the values too: `stored`, if all of ours are there. */
	| {readonly kind: 'recorded'; readonly record: CallRecord; readonly stored?: StoredValues}
	| {readonly kind: 'failed'; readonly text: string}
	/** Leaving was put off: the disk has only `saved`, and the attempt to save the rest failed for `reason`. */
	| ({readonly kind: 'leave-refused'} & Omit<Extract<Question, {kind: 'leave-unsaved'}>, 'kind'>)
	| {readonly kind: 'notified'; readonly text: string; readonly tone?: Notice['tone']}
	/** A file is exposed if a commit could publish it. */
	| {
			readonly kind: 'exported';
			readonly format: SessionExport;
			readonly path: string;
			readonly isExposed?: boolean;
	  }
	| {readonly kind: 'export-exists'; readonly format: SessionExport; readonly path: string}
	/** What now renews the token daily on this machine, with sentences describing what was done. */
	| {readonly kind: 'renewal-found'; readonly by: SessionFacts['renewal']}
	| {readonly kind: 'renewal-set-up'; readonly by: SessionFacts['renewal']; readonly text: string}
	| {readonly kind: 'text-shown'; readonly title: string; readonly text: string}
	/** An effect failed unexpectedly; any call in progress has ended. */
	| {readonly kind: 'crashed'; readonly text: string}
	| {readonly kind: 'call-progress'; readonly progress: CallProgress; readonly now: number}
	/** `record` and `stored` are what is on disk once the answer is stored. */
	| {
			readonly kind: 'token-answered';
			readonly outcome: TokenOutcome;
			readonly record: CallRecord;
			readonly stored: StoredValues;
			readonly now: number;
	  }
	| {
			readonly kind: 'proof-answered';
			readonly outcome: ProofOutcome;
			readonly record: CallRecord;
			readonly now: number;
	  }
	/** A refresh token from elsewhere has been stored, with `record`; `filled` counts the values that came with it. */
	| {
			readonly kind: 'token-imported';
			readonly record: CallRecord;
			readonly filled: number;
			readonly now: number;
	  }
	/** `record` is what is on disk once the import of a refresh token has been undone. */
	| {readonly kind: 'record-restored'; readonly record: CallRecord; readonly now: number}
	| {
			readonly kind: 'values-issued';
			readonly values: Readonly<Partial<Record<FieldName, string>>>;
			readonly now: number;
	  };

/** Something that the wizard asks to have done outside itself. The session runs it. */
export type WizardEffect =
	| {readonly kind: 'inspect-folder'; readonly folder: string}
	| {
			readonly kind: 'write-credentials';
			readonly folder: string;
			readonly credentials: Credentials;
			readonly canOverwrite: boolean;
	  }
	| {
			readonly kind: 'write-token-object';
			readonly folder: string;
			readonly token: ObtainedToken;
			readonly canOverwrite: boolean;
	  }
	| {readonly kind: 'ignore-in-git'; readonly folder: string}
	| {readonly kind: 'obtain-token'; readonly credentials: Credentials; readonly baseUri: string}
	| {readonly kind: 'prove-token'}
	| {readonly kind: 'import-token'; readonly token: ObtainedToken; readonly filled: number}
	/** Restores a record, provided that the refresh token on disk is still `instead`. */
	| {readonly kind: 'restore-record'; readonly record: CallRecord; readonly instead: string}
	| {readonly kind: 'cancel-call'}
	| {readonly kind: 'open-page'; readonly url: string}
	| {readonly kind: 'copy'; readonly label: string; readonly text: string}
	/** `allowed` is what the chosen APIs need. Without it, the app is allowed everything. */
	| {
			readonly kind: 'issue-values';
			readonly stage: 'app';
			readonly allowed?: {readonly grants: readonly string[]; readonly scopes: readonly string[]};
	  }
	| {readonly kind: 'issue-values'; readonly stage: 'request-token'; readonly appID: string}
	/** Gets a bearer token as the `token` command would, and shows it masked. */
	| {readonly kind: 'try-token'}
	| {readonly kind: 'export'; readonly format: SessionExport; readonly folder: string; readonly canOverwrite: boolean}
	/** Shows how to renew the token daily on this machine. */
	| {readonly kind: 'explain-renewal'}
	| {readonly kind: 'set-up-renewal'}
	/** Saves, then leaves; `to` is where the person goes next, and `attempt` counts the attempts to save before it. */
	| {readonly kind: 'leave'; readonly to: Destination; readonly attempt?: number}
	/** Leaves at once, although not everything is saved. */
	| {readonly kind: 'leave-unsaved'; readonly to: Destination};

/** The next state, with the effects to run. */
export type Transition = {readonly state: WizardState; readonly effects: readonly WizardEffect[]};

/** A transition to this state, with the effects to run. */
export function transitionTo(state: WizardState, ...effects: readonly WizardEffect[]): Transition {
	return {state, effects};
}
