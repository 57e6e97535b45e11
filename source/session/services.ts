import {type ApiProof} from '../concur/api-proof.js';
import {type CallProgress, type ProofOutcome, type TokenOutcome} from '../concur/call-outcome.js';
import {type CallRecord} from '../concur/call-record.js';
import {type ObtainedToken} from '../concur/connection.js';
import {type Credentials} from '../concur/credentials.js';
import {type ProvenGrant, type ProvenToken} from '../concur/prove-apis.js';
import {type FolderReport} from '../concur/tutorial.js';
import {type FileOutcome} from '../store/files/credential-files.js';
import {type WizardEffect} from '../wizard/events.js';
import {type FieldName} from '../wizard/fields.js';
import {type SavedProgress, type SessionExport, type SessionFacts} from '../wizard/wizard-state.js';

/** Where the person goes on who leaves. */
export type Destination = Extract<WizardEffect, {kind: 'leave'}>['to'];

export type SessionCallOptions = {
	readonly signal: AbortSignal;
	readonly onProgress: (progress: CallProgress) => void;
};

/** An answer of SAP Concur together with what is on disk because of it. */
export type RecordedOutcome<Outcome> = {readonly outcome: Outcome; readonly record: CallRecord};

/** The world as the session reaches it: disk, network, browser, clipboard and clock, handed in. */
export type SessionServices = {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Puts the session on disk before it settles; rejects when the disk refused. */
	readonly save: (progress: SavedProgress) => Promise<void>;
	readonly inspectFolder: (folder: string) => Promise<FolderReport>;
	readonly writeCredentials: (
		folder: string,
		credentials: Credentials,
		overwrite: boolean,
	) => Promise<FileOutcome>;
	readonly writeTokenObject: (folder: string, token: ObtainedToken, overwrite: boolean) => Promise<FileOutcome>;
	readonly ignoreInGit: (folder: string) => Promise<FileOutcome>;
	/** Asks for a company token; the answer is on disk before the promise settles. */
	readonly obtainToken: (
		options: SessionCallOptions & {credentials: Credentials; baseUri: string},
	) => Promise<RecordedOutcome<TokenOutcome>>;
	/** Refresh grant for the saved refresh token; the answer is on disk before the promise settles. */
	readonly renewToken: (options: SessionCallOptions) => Promise<RecordedOutcome<TokenOutcome>>;
	/**
	Proves a bearer token, fresh from a refresh grant: each chosen API by its harmless call, else the best that the
	granted scopes allow. The outcome is the one that decides; what came of each API is in the record (`proofs`), and
	told by `onProven` as it comes. All of it is on disk before the promise settles.
	*/
	readonly proveToken: (
		options: SessionCallOptions & {
			readonly token: ProvenToken;
			readonly grant: ProvenGrant;
			readonly onProven?: (proof: ApiProof) => void;
		},
	) => Promise<RecordedOutcome<ProofOutcome>>;
	/** Stores a refresh token from elsewhere; it is on disk before the promise settles with what is there then. */
	readonly importToken: (token: ObtainedToken) => Promise<CallRecord>;
	/**
	Puts back what calls had left behind before another refresh token was taken over, where `instead` is still the
	refresh token on disk; settles with what is there then.
	*/
	readonly restoreRecord: (record: CallRecord, instead: string) => Promise<CallRecord>;
	/** A bearer token as `token` would print it: from the cache, or by a refresh grant whose answer is on disk then. */
	readonly bearerToken: () => Promise<{accessToken: string; expiresAt: number; record: CallRecord}>;
	/**
	Writes the profile's values in a format of `export` into a folder; `path` is the file's. Exposed is one that a git
	commit could publish.
	*/
	readonly exportValues: (
		format: SessionExport,
		folder: string,
		overwrite: boolean,
	) => Promise<FileOutcome & {readonly path: string; readonly isExposed?: boolean | undefined}>;
	/** The lines that renew the token daily on this machine. */
	readonly explainRenewal: () => Promise<string>;
	/** Sets that up, and tells what was done; throws where the machine refuses. */
	readonly setUpRenewal: () => Promise<{by: SessionFacts['renewal']; done: readonly string[]}>;
	/** Whether a browser could be started. */
	readonly openPage: (url: string) => Promise<boolean>;
	readonly copy: (text: string) => void;
	/** Practice only. */
	readonly issueValues: (
		request: Extract<WizardEffect, {kind: 'issue-values'}>,
	) => Promise<Readonly<Partial<Record<FieldName, string>>> | undefined>;
	readonly leave: (to: Destination) => void;
};
