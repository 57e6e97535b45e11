import {type TokenObject} from '../concur/call-outcome.js';
import {type Credentials} from '../concur/credentials.js';

/** What stands in the credentials.json of the chosen folder right now. */
export type CredentialsFile =
	| {readonly kind: 'absent'}
	/** `modifiedAt` is when the file was written, milliseconds since the epoch. */
	| {readonly kind: 'read'; readonly credentials: Credentials; readonly modifiedAt: number}
	| {readonly kind: 'malformed'; readonly line: number; readonly column: number; readonly problem: string}
	| {readonly kind: 'wrong-shape'; readonly problem: string}
	| {readonly kind: 'unreadable'; readonly reason: string};

/** What stands in the refreshTokenObjectFile.json of the chosen folder right now. */
export type TokenObjectFile =
	| {readonly kind: 'absent'}
	| {readonly kind: 'read'; readonly object: TokenObject; readonly companyUUID?: string; readonly modifiedAt: number}
	| {readonly kind: 'unusable'; readonly problem: string};

/** The chosen folder as the disk has it. */
export type FolderReport = {
	readonly folder: string;
	readonly state: 'ready' | 'will-be-created' | 'not-a-folder' | 'not-writable';
	readonly hasSapSample: boolean;
	readonly git: 'none' | 'ignored' | 'unprotected';
	readonly credentialsFile: CredentialsFile;
	readonly tokenObjectFile: TokenObjectFile;
};
