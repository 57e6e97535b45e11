import {savedProgress, type SavedProgress, type WizardState} from '../wizard/wizard-state.js';
import {reasonIn} from './failure-messages.js';

/** Keeps the saved part of a session's state on disk. */
export type Autosave = {
	/** Takes note of a change, which is written soon. */
	readonly note: (before: WizardState, after: WizardState) => void;
	/**
	Writes anything still unsaved, before the program ends for any reason that allows it. Resolves with whether
	everything is on disk.
	*/
	readonly flush: () => Promise<boolean>;
	/** Whether the values of this moment are what was written last. */
	readonly isCurrent: () => boolean;
	/** What is on disk after a failed write, and why it failed. Undefined while everything is on disk. */
	readonly unsaved: () => {readonly saved: SavedProgress; readonly reason: string} | undefined;
};

type AutosaveOptions = {
	/** The state of this moment. */
	readonly state: () => WizardState;
	/** Writes to disk, where `before` was written last. Rejects if that fails. */
	readonly save: (progress: SavedProgress, before: SavedProgress) => Promise<void>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Receives the reason why a write failed. */
	readonly onFailure: (reason: string) => void;
};

/*
A change is written as soon as it is painted, when the next key is least likely to have to wait for the disk. A burst of
keys shares one write, and the rest of the burst is written after `saveDelay` at the latest. A move of the focus is only
written once the focus has been still for `focusDelay`. All are in milliseconds.
*/
const saveInterval = 100;
const saveDelay = 200;
const focusDelay = 1000;

/** How the saved parts of two states differ. */
function changedProgress(one: WizardState, other: WizardState): 'nothing' | 'focus' | 'more' {
	const before = savedProgress(one);
	const after = savedProgress(other);
	const changed = (Object.keys(after) as Array<keyof typeof after>).filter(key => before[key] !== after[key]);
	if (changed.length === 0) {
		return 'nothing';
	}

	return changed.length === 1 && changed[0] === 'item' ? 'focus' : 'more';
}

/** Creates what keeps the disk up to date, for a session that begins with a state already on disk. */
export function createAutosave(initial: WizardState, {state, save, now, onFailure}: AutosaveOptions): Autosave {
	let saveTimer: NodeJS.Timeout | undefined;
	let focusTimer: NodeJS.Timeout | undefined;
	let savedAt = 0;
	let saved = savedProgress(initial);
	let failure: string | undefined;
	// Writes are sequential: an older one must not overtake a newer one.
	let saving = Promise.resolve();

	const saveNow = async () => {
		const progress = savedProgress(state());
		try {
			await save(progress, saved);
			saved = progress;
			failure = undefined;
		} catch (error) {
			failure = reasonIn(error);
			onFailure(failure);
		}
	};

	const flush = async () => {
		if (saveTimer || focusTimer || failure !== undefined) {
			clearTimeout(saveTimer);
			clearTimeout(focusTimer);
			saveTimer = undefined;
			focusTimer = undefined;
			savedAt = now();
			saving = (async () => {
				await saving;
				await saveNow();
			})();
		}

		await saving;
		return failure === undefined;
	};

	const flushSoon = () => {
		void flush();
	};

	return {
		note(before, after) {
			const changed = changedProgress(before, after);
			if (changed === 'focus') {
				clearTimeout(focusTimer);
				focusTimer = setTimeout(flushSoon, focusDelay);
			} else if (changed === 'more') {
				saveTimer ??= setTimeout(flushSoon, saveDelay);
				if (now() - savedAt >= saveInterval) {
					setImmediate(flushSoon);
				}
			}
		},
		flush,
		isCurrent() {
			const {values, enteredAt, former} = state();
			return saved.values === values && saved.enteredAt === enteredAt && saved.former === former;
		},
		unsaved: () => failure === undefined ? undefined : {saved, reason: failure},
	};
}
