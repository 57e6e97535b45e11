import {randomUUID} from 'node:crypto';

/** An app as the panel's application list knows it. Its secret is kept as a digest: nobody can be shown it again. */
export type PracticeApp = {
	readonly appID: string;
	readonly secretDigest: string;
	readonly name: string;
	readonly description: string;
	readonly stage: string;
	readonly type: string;
	readonly grants: readonly string[];
	readonly scopes: readonly string[];
	readonly isDisabled: boolean;
	/** Practice clock, milliseconds since the epoch. */
	readonly createdAt: number;
	/** Changes when the connection is revoked; every token names the connection that it belongs to. */
	readonly connection: string;
};

export type IssuedRequestToken = {
	readonly digest: string;
	readonly appID: string;
	/** Practice clock, milliseconds since the epoch. */
	readonly issuedAt: number;
};

export type IssuedRefreshToken = {
	readonly digest: string;
	readonly appID: string;
	readonly connection: string;
	readonly scopes: readonly string[];
	/** Practice clock, seconds since the epoch. */
	readonly expiresAt: number;
};

/** Everything that the practice Concur remembers from one run to the next. */
export type PracticeState = {
	readonly version: 1;
	readonly companyUUID: string;
	/** The port of the last run, so that addresses stay the same. */
	readonly port?: number;
	/** How far the practice clock is ahead of the real one, in milliseconds. */
	readonly clockOffset: number;
	readonly apps: readonly PracticeApp[];
	readonly requestTokens: readonly IssuedRequestToken[];
	readonly refreshTokens: readonly IssuedRefreshToken[];
};

/** What a new practice Concur starts with: a company and nothing else. */
export function emptyState(): PracticeState {
	return {version: 1, companyUUID: randomUUID(), clockOffset: 0, apps: [], requestTokens: [], refreshTokens: []};
}

type FieldKind = 'string' | 'number' | 'boolean' | 'strings';

const appFields: Readonly<Record<keyof PracticeApp, FieldKind>> = {
	appID: 'string', secretDigest: 'string', name: 'string', description: 'string', stage: 'string', type: 'string',
	grants: 'strings', scopes: 'strings', isDisabled: 'boolean', createdAt: 'number', connection: 'string',
};
const requestTokenFields: Readonly<Record<keyof IssuedRequestToken, FieldKind>> = {digest: 'string', appID: 'string', issuedAt: 'number'};
const refreshTokenFields: Readonly<Record<keyof IssuedRefreshToken, FieldKind>> = {
	digest: 'string', appID: 'string', connection: 'string', scopes: 'strings', expiresAt: 'number',
};

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKind(value: unknown, kind: FieldKind): boolean {
	return kind === 'strings' ? Array.isArray(value) && value.every(item => typeof item === 'string') : typeof value === kind;
}

function isListOf(value: unknown, fields: Readonly<Record<string, FieldKind>>): boolean {
	return Array.isArray(value) && value.every(item => isRecord(item) && Object.entries(fields).every(([name, kind]) => isKind(item[name], kind)));
}

/** Whether a parsed state file can be relied on. */
export function isPracticeState(value: unknown): value is PracticeState {
	return isRecord(value)
		&& value['version'] === 1
		&& typeof value['companyUUID'] === 'string'
		&& typeof value['clockOffset'] === 'number'
		&& (value['port'] === undefined || typeof value['port'] === 'number')
		&& isListOf(value['apps'], appFields)
		&& isListOf(value['requestTokens'], requestTokenFields)
		&& isListOf(value['refreshTokens'], refreshTokenFields);
}
