import {type Credentials} from './credentials.js';
import {type TokenObject} from './token-object.js';
import {type UnusableFile} from './unusable-file.js';

/** The tutorial's six stages in order, and the proof that follows them. */
export const stageIds = [
	'login',
	'app',
	'request-token',
	'folder',
	'credentials-file',
	'refresh-token',
	'proof',
] as const;

export type StageId = (typeof stageIds)[number];

/** Position of a stage on the checklist, counted from 1 as people do. */
export function stageNumber(id: StageId): number {
	return stageIds.indexOf(id) + 1;
}

/** A stage as a sentence names it: `stage 2`. */
export function stageReference(id: StageId): string {
	return `stage ${stageNumber(id)}`;
}

/** What stands in a credentials.json right now. */
export type CredentialsFile =
	| {readonly kind: 'absent'}
	/** `modifiedAt` is when the file was written, milliseconds since the epoch. */
	| {readonly kind: 'read'; readonly credentials: Credentials; readonly modifiedAt: number}
	| UnusableFile;

/** What stands in a refreshTokenObjectFile.json right now. */
export type TokenObjectFile =
	| {readonly kind: 'absent'}
	| {
			readonly kind: 'read';
			readonly object: TokenObject;
			readonly companyUUID?: string | undefined;
			/** When the file was written, milliseconds since the epoch. */
			readonly modifiedAt: number;
	  }
	| UnusableFile;

/**
The folder of the tutorial's stage "Set up your local development environment", as the disk has it.

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export type FolderReport = {
	readonly folder: string;
	readonly state: 'ready' | 'will-be-created' | 'not-a-folder' | 'not-writable';
	/** Whether SAP's script GetRefreshToken.js is there. */
	readonly hasSapSample: boolean;
	/** Whether a commit could publish the secrets; `none` outside a work tree and without git. */
	readonly git: 'none' | 'ignored' | 'unprotected';
	readonly credentialsFile: CredentialsFile;
	readonly tokenObjectFile: TokenObjectFile;
};

/** The names that SAP's samples give to the two files with secrets. */
export const credentialsFileName = 'credentials.json';
export const tokenObjectFileName = 'refreshTokenObjectFile.json';

/** One of them. */
export type SampleFileName = typeof credentialsFileName | typeof tokenObjectFileName;

/** What each of them is to contain, as a sentence names it. */
export const expectedContents: Readonly<Record<SampleFileName, string>> = {
	[credentialsFileName]: 'a credentials file',
	[tokenObjectFileName]: 'a refresh token object',
};
