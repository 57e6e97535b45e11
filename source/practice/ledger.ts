import path from 'node:path';
import {writePrivateFile} from '../private-file.js';
import {emptyState, isPracticeState, type PracticeState} from './practice-state.js';
import {quarantine} from './quarantine.js';
import {readPracticeFile} from './read-practice-file.js';

/** What the practice Concur remembers; a change is on disk before anybody is told about it. */
export type Ledger = {
	readonly read: () => PracticeState;
	readonly update: (change: (state: PracticeState) => PracticeState) => void;
};

// Oldest ones go first: a practice company needs no more than this.
const maxEntries = 1000;

function parseState(text: string): PracticeState | undefined {
	try {
		const parsed = JSON.parse(text) as unknown;
		return isPracticeState(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

/** Opens the folder's memory. A file that cannot be understood is set aside under a name that `report` is told, and a new one begun. Throws `UserError` for what is no file, and the file system's error. */
export function openLedger(folder: string, report: (line: string) => void): Ledger {
	const file = path.join(folder, 'practice-state.json');
	const text = readPracticeFile(file);
	const known = text === undefined ? undefined : parseState(text);
	if (text !== undefined && !known) {
		report(`The practice state file could not be understood. It was set aside as ${quarantine(file)}, and practice starts anew.`);
	}

	let state = known ?? emptyState();
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
