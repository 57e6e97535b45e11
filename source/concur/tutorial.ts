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

/** Position of a stage on the checklist, counted from 1. */
export function stageNumber(id: StageId): number {
	return stageIds.indexOf(id) + 1;
}

/** A stage as it is named in a sentence: `stage 2`. */
export function stageReference(id: StageId): string {
	return `stage ${stageNumber(id)}`;
}

/** The scopes with which a token can be proven by counting users. */
export const proofScopes = ['identity.user.core.read', 'identity.user.ids.read'] as const;

/** What it takes for a scope that was added to the app to be granted: the end of a sentence. */
export const howScopesAreAdded =
	'generate a new company request token: a token\'s scopes are fixed when it is issued.';

/** What a credentials.json currently contains. */
export type CredentialsFile =
	| {readonly kind: 'absent'}
	| {
			readonly kind: 'read';
			readonly credentials: Credentials;
			/** Keys of values that have invisible characters in the file, removed here; absent if there are none. */
			readonly uncleanKeys?: ReadonlyArray<keyof Credentials>;
			/** When the file was written, in milliseconds since the epoch. */
			readonly modifiedAt: number;
	  }
	| UnusableFile;

/** What a refreshTokenObjectFile.json currently contains. */
export type TokenObjectFile =
	| {readonly kind: 'absent'}
	| {
			readonly kind: 'read';
			readonly object: TokenObject;
			readonly companyUUID: string | undefined;
			/** When the file was written, in milliseconds since the epoch. */
			readonly modifiedAt: number;
	  }
	| UnusableFile;

/**
The state on disk of the folder from the tutorial's stage "Set up your local development environment".

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export type FolderReport = {
	readonly folder: string;
	readonly state: 'ready' | 'will-be-created' | 'not-a-folder' | 'not-writable';
	/** Whether SAP's script GetRefreshToken.js is there. */
	readonly hasSapSample: boolean;
	/** Whether a commit could publish the secrets; `none` outside a work tree or without git. */
	readonly git: 'none' | 'ignored' | 'unprotected';
	readonly credentialsFile: CredentialsFile;
	readonly tokenObjectFile: TokenObjectFile;
};

/** The names that SAP's samples give to the two files with secrets. */
export const credentialsFileName = 'credentials.json';
export const tokenObjectFileName = 'refreshTokenObjectFile.json';

/** Either of them. */
export type SampleFileName = typeof credentialsFileName | typeof tokenObjectFileName;

/** The path of such a file, as people read it. */
export function pathIn(folder: string, file: SampleFileName): string {
	return `${folder}/${file}`;
}

/** What each of them should contain, phrased for use in a sentence. */
export const expectedContents: Readonly<Record<SampleFileName, string>> = {
	[credentialsFileName]: 'a credentials file',
	[tokenObjectFileName]: 'a refresh token object',
};
