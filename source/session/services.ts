import {type ApiProof} from '../concur/api-proof.js';
import {type CallProgress, type ProofOutcome, type TokenOutcome} from '../concur/call-outcome.js';
import {type CallRecord} from '../concur/call-record.js';
import {type ObtainedToken} from '../concur/connection.js';
import {type Credentials} from '../concur/credentials.js';
import {type ProvenGrant, type ProvenToken} from '../concur/prove-apis.js';
import {type FolderReport} from '../concur/tutorial.js';
import {type FileOutcome} from '../store/files/secret-file.js';
import {type WizardEffect} from '../wizard/events.js';
import {type FieldName} from '../wizard/values/fields.js';
import {
	type Destination, type SavedProgress, type SessionExport, type SessionFacts, type StoredValues,
} from '../wizard/wizard-state.js';

export type SessionCallOptions = {
	readonly signal: AbortSignal;
	readonly onProgress: (progress: CallProgress) => void;
};

/** An answer from SAP Concur, with the record that is on disk as a result. */
export type RecordedOutcome<Outcome> = {readonly outcome: Outcome; readonly record: CallRecord};

/** The record of calls on disk, and the values there, one of which an answer may have proven or refused. */
export type StoredSession = {readonly record: CallRecord; readonly stored: StoredValues};

/** An answer of the token endpoint, with what is on disk as a result. */
export type RecordedGrant = StoredSession & {readonly outcome: TokenOutcome};

/** Whether a page is being opened: in a browser, in none because there is none here, or in none because it failed. */
export type OpenedPage = 'opening' | 'no-browser' | 'failed';

/** Everything outside that the session uses: disk, network, browser, clipboard and clock. Injected. */
export type SessionServices = {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/**
	Saves the session, which last saved `before`: values that it has not changed since stay as another process left
	them. Resolves once it is on disk; rejects if it could not be written.
	*/
	readonly save: (progress: SavedProgress, before: SavedProgress) => Promise<void>;
	readonly inspectFolder: (folder: string) => Promise<FolderReport>;
	/** A text that differs once an inspection of the folder may find something else; takes no time worth mentioning. */
	readonly folderStamp: (folder: string) => Promise<string>;
	/** What is on disk now: another process may have changed it. Undefined if the profile's settings are not there. */
	readonly readStored: () => Promise<StoredSession | undefined>;
	/** A text that differs once that may have changed; takes no time worth mentioning. */
	readonly storedStamp: () => Promise<string>;
	readonly writeCredentials: (
		folder: string,
		credentials: Credentials,
		canOverwrite: boolean,
	) => Promise<FileOutcome>;
	readonly writeTokenObject: (folder: string, token: ObtainedToken, canOverwrite: boolean) => Promise<FileOutcome>;
	readonly ignoreInGit: (folder: string) => Promise<FileOutcome>;
	/** Requests a company token. The answer is on disk before the promise settles. */
	readonly obtainToken: (
		options: SessionCallOptions & {credentials: Credentials; baseUri: string},
	) => Promise<RecordedGrant>;
	/** Makes a refresh grant with the saved refresh token. The answer is on disk before the promise settles. */
	readonly renewToken: (options: SessionCallOptions) => Promise<RecordedGrant>;
	/**
	Proves a bearer token fresh from a refresh grant: makes the read-only call of each chosen API,
	otherwise the best call that the granted scopes allow. The outcome is the decisive one; the result for each API
	is in the record (`proofs`), and is passed to `onProven` as it arrives. All of it is on disk before the promise
	settles.
	*/
	readonly proveToken: (
		options: SessionCallOptions & {
			readonly token: ProvenToken;
			readonly grant: ProvenGrant;
			readonly onProven?: (proof: ApiProof) => void;
		},
	) => Promise<RecordedOutcome<ProofOutcome>>;
	/** Stores a refresh token from elsewhere. Once it is on disk, resolves with the record there. */
	readonly importToken: (token: ObtainedToken) => Promise<CallRecord>;
	/**
	Restores the record from before another refresh token was imported, if `instead` is still the refresh token on disk.
	Resolves with the record that is then on disk.
	*/
	readonly restoreRecord: (record: CallRecord, instead: string) => Promise<CallRecord>;
	/** Gets a bearer token as the `token` command would: from the cache, or by a refresh grant that is then stored. */
	readonly bearerToken: () => Promise<{accessToken: string; expiresAt: number}>;
	/**
	Writes the profile's values to a folder, in a format of the `export` command. Resolves with the `path` of the file,
	which is exposed if a git commit could publish it.
	*/
	readonly exportValues: (
		format: SessionExport,
		folder: string,
		canOverwrite: boolean,
	) => Promise<FileOutcome & {readonly path: string; readonly isExposed?: boolean}>;
	/** Resolves with the lines that renew the token daily on this machine. */
	readonly explainRenewal: () => Promise<string>;
	/** Sets up the daily renewal and resolves with what was done; rejects if the machine refuses. */
	readonly setUpRenewal: () => Promise<{by: SessionFacts['renewal']; done: readonly string[]}>;
	/** Opens a page in a browser. Resolves with whether one could be started. */
	readonly openPage: (url: string) => Promise<OpenedPage>;
	readonly copy: (text: string) => void;
	/** Practice only. */
	readonly issueValues: (
		request: Extract<WizardEffect, {kind: 'issue-values'}>,
	) => Promise<Readonly<Partial<Record<FieldName, string>>> | undefined>;
	readonly leave: (to: Destination) => void;
};
