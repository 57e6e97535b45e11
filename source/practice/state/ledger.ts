import {randomUUID} from 'node:crypto';
import path from 'node:path';
import {writePrivateFile} from '../../disk/atomic-write.js';
import {quarantine} from '../../disk/quarantine.js';
import {readPracticeFile} from './practice-files.js';

/** An app in the panel's application list. Only a digest of its secret is stored, so that it cannot be shown again. */
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
	/** Changes when the connection is revoked; every token names its connection. */
	readonly connection: string;
};

type IssuedRequestToken = {
	readonly digest: string;
	readonly appID: string;
	/** Practice clock, milliseconds since the epoch. */
	readonly issuedAt: number;
	/** The scopes that it was issued for, if the app's scopes have changed since. */
	readonly scopes?: readonly string[];
};

type IssuedRefreshToken = {
	readonly digest: string;
	readonly appID: string;
	readonly connection: string;
	readonly scopes: readonly string[];
	/** Practice clock, seconds since the epoch. */
	readonly expiresAt: number;
	/** The user whose token it is; absent for the company's. */
	readonly userId?: string;
};

/** Everything that the practice Concur stores between runs; only digests of secrets. */
type PracticeState = {
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

/** The state of the practice Concur: `update` returns once the change is on disk. */
export type Ledger = {
	readonly read: () => PracticeState;
	readonly update: (change: (state: PracticeState) => PracticeState) => void;
};

// The oldest entries are dropped first: a practice company needs no more than this.
const maxEntries = 1000;

type FieldKind = 'string' | 'number' | 'boolean' | 'strings';

type Fields = Readonly<Record<string, FieldKind>>;

const appFields: Readonly<Record<keyof PracticeApp, FieldKind>> = {
	appID: 'string', secretDigest: 'string', name: 'string', description: 'string', stage: 'string', type: 'string',
	grants: 'strings', scopes: 'strings', isDisabled: 'boolean', createdAt: 'number', connection: 'string',
};
const requestTokenFields: Readonly<Record<keyof IssuedRequestToken, FieldKind>> = {
	digest: 'string', appID: 'string', issuedAt: 'number', scopes: 'strings',
};
const refreshTokenFields: Readonly<Record<keyof IssuedRefreshToken, FieldKind>> = {
	digest: 'string', appID: 'string', connection: 'string', scopes: 'strings', expiresAt: 'number', userId: 'string',
};

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfKind(value: unknown, kind: FieldKind): boolean {
	return kind === 'strings'
		? Array.isArray(value) && value.every(item => typeof item === 'string')
		: typeof value === kind;
}

function isListOf(value: unknown, fields: Fields, optional: readonly string[] = []): boolean {
	const hasFields = (item: unknown) => isRecord(item) && Object.entries(fields).every(([name, kind]) =>
		isOfKind(item[name], kind) || (item[name] === undefined && optional.includes(name)));
	return Array.isArray(value) && value.every(item => hasFields(item));
}

function isPracticeState(value: unknown): value is PracticeState {
	return isRecord(value)
		&& value['version'] === 1
		&& typeof value['companyUUID'] === 'string'
		&& typeof value['clockOffset'] === 'number'
		&& (value['port'] === undefined || typeof value['port'] === 'number')
		&& isListOf(value['apps'], appFields)
		&& isListOf(value['requestTokens'], requestTokenFields, ['scopes'])
		&& isListOf(value['refreshTokens'], refreshTokenFields, ['userId']);
}

function parseState(text: string): PracticeState | undefined {
	try {
		const parsed = JSON.parse(text) as unknown;
		return isPracticeState(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

function newCompany(): PracticeState {
	return {version: 1, companyUUID: randomUUID(), clockOffset: 0, apps: [], requestTokens: [], refreshTokens: []};
}

/**
Opens the ledger of a practice folder. A file that cannot be parsed is quarantined, `report` is called with its new
name, and a new company is started. Throws `UserError` if something other than a file is in the way, and the file
system's error.
*/
export function openLedger(folder: string, report: (line: string) => void): Ledger {
	const file = path.join(folder, 'practice-state.json');
	const text = readPracticeFile(file);
	const known = text === undefined ? undefined : parseState(text);
	if (text !== undefined && !known) {
		const newName = quarantine(file, Date.now());
		report(`The practice state file is damaged. It was renamed to ${newName}, and practice starts empty.`);
	}

	let state = known ?? newCompany();
	return {
		read: () => state,
		update(change) {
			const changed = change(state);
			const next = {
				...changed,
				apps: changed.apps.slice(-maxEntries),
				requestTokens: changed.requestTokens.slice(-maxEntries),
				refreshTokens: changed.refreshTokens.slice(-maxEntries),
			};
			writePrivateFile(file, `${JSON.stringify(next, undefined, '\t')}\n`);
			state = next;
		},
	};
}
