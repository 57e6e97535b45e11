import {type WizardEffect, type WizardEvent} from '../wizard/events.js';
import {transition} from '../wizard/update/transition.js';
import {savedProgress, type SavedProgress, type WizardState} from '../wizard/wizard-state.js';
import {notSavedWords, reasonIn} from './failure-words.js';
import {runEffect} from './run-effect.js';
import {type Destination, type SessionServices} from './services.js';
import {watchFolder} from './watch-folder.js';

export type Session = {
	readonly state: () => WizardState;
	readonly dispatch: (event: WizardEvent) => void;
	readonly subscribe: (listener: () => void) => () => void;
	/**
	Writes anything still unsaved, before the program ends for any reason that allows it. Resolves with whether
	everything is on disk.
	*/
	readonly flush: () => Promise<boolean>;
	/** What a failed write has left unsaved, and why. Undefined while everything is on disk. */
	readonly unsaved: () => {readonly saved: SavedProgress; readonly reason: string} | undefined;
	/** Resolves once all pending effects have finished. */
	readonly settled: () => Promise<void>;
	/** Whether a call is in progress. */
	readonly isCalling: () => boolean;
	/** Stops further attempts of the current call, and resolves once its answer is on disk. */
	readonly finishCall: () => Promise<void>;
};

/** A session running in a terminal, whatever its interface. */
export type RunningSession = {
	readonly session: Session;
	/**
	Resolves with where the person goes next, once the terminal has been restored. The session still has to finish
	pending effects and save pending changes.
	*/
	readonly left: Promise<Destination>;
	/** Restores the terminal and ends the session, in response to a signal. */
	readonly end: () => void;
};

/*
A change is written as soon as it is painted, when the next key is least likely to have to wait for the disk. A burst of
keys shares one write, and the rest of the burst is written after `saveDelay` at the latest. A move of the focus is only
written once the focus has been still for `focusDelay`. All are in milliseconds.
*/
const saveInterval = 100;
const saveDelay = 200;
const focusDelay = 1000;

// These inspect the folder or write to it.
const folderEffects: ReadonlySet<WizardEffect['kind']> = new Set([
	'inspect-folder', 'write-credentials', 'write-token-object', 'ignore-in-git',
]);

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

/** Creates a session, which holds the wizard's state, carries out its effects and keeps the disk up to date. */
export function createSession(initial: WizardState, services: SessionServices): Session {
	let state = initial;
	let saveTimer: NodeJS.Timeout | undefined;
	let focusTimer: NodeJS.Timeout | undefined;
	let savedAt = 0;
	let saved = savedProgress(initial);
	/** Why the last write failed. */
	let failure: string | undefined;
	let isLeaving = false;
	// Writes are sequential: an older one must not overtake a newer one.
	let saving = Promise.resolve();
	let call: {readonly stopping: AbortController; readonly ended: Promise<void>} | undefined;
	const underWay = new Set<Promise<void>>();
	const listeners = new Set<() => void>();

	const save = async () => {
		const progress = savedProgress(state);
		try {
			await services.save(progress);
			saved = progress;
			failure = undefined;
		} catch (error) {
			failure = reasonIn(error);
			// The question about leaving says so itself.
			if (!isLeaving) {
				dispatch({kind: 'failed', text: notSavedWords(failure)});
			}
		}
	};

	const flush = async () => {
		if (saveTimer || focusTimer || failure !== undefined) {
			clearTimeout(saveTimer);
			clearTimeout(focusTimer);
			saveTimer = undefined;
			focusTimer = undefined;
			savedAt = services.now();
			saving = (async () => {
				await saving;
				await save();
			})();
		}

		await saving;
		return failure === undefined;
	};

	// Folder effects are sequential, so that an inspection never overlaps with a write.
	let folderWork = Promise.resolve();
	const inTurn = async (work: () => Promise<void>) => {
		const before = folderWork;
		folderWork = (async () => {
			await before;
			await work();
		})();
		await folderWork;
	};

	const track = (ended: Promise<void>) => {
		underWay.add(ended);
		void ended.then(() => {
			underWay.delete(ended);
		});
	};

	const leaveNow = (to: Destination) => {
		folderWatch.stop();
		services.leave(to);
	};

	/** Saves, then leaves. If that fails, the person is asked; asking to leave again in the meantime leaves at once. */
	const leave = async ({to, attempt = 0}: Extract<WizardEffect, {kind: 'leave'}>) => {
		isLeaving = true;
		await flush();
		isLeaving = false;
		if (failure === undefined) {
			leaveNow(to);
		} else {
			dispatch({
				kind: 'leave-refused', to, saved, reason: failure, attempt: attempt + 1,
			});
		}
	};

	const perform = (effect: WizardEffect) => {
		if (effect.kind === 'cancel-call') {
			call?.stopping.abort();
			return;
		}

		if (effect.kind === 'leave-unsaved' || (effect.kind === 'leave' && isLeaving)) {
			leaveNow(effect.to);
			return;
		}

		if (effect.kind === 'leave') {
			track(leave(effect));
			return;
		}

		const stopping = new AbortController();
		const context = {services, state, dispatch, signal: stopping.signal};
		const isCall = effect.kind === 'obtain-token' || effect.kind === 'prove-token';
		const run = async () => {
			if (isCall) {
				// An answer must be recorded beside the values that the request used.
				await flush();
			}

			await runEffect(effect, context);
		};

		const ended = folderEffects.has(effect.kind) ? inTurn(run) : run();
		track(ended);
		if (isCall) {
			call = {stopping, ended};
			void ended.then(() => {
				call = undefined;
			});
		}
	};

	const folderWatch = watchFolder({
		folder: () => state.folder || state.facts.defaultFolder,
		stampOf: services.folderStamp,
		onChange(folder) {
			perform({kind: 'inspect-folder', folder});
		},
	});

	const scheduleSave = (changed: ReturnType<typeof changedProgress>) => {
		const flushSoon = () => {
			void flush();
		};

		if (changed === 'focus') {
			clearTimeout(focusTimer);
			focusTimer = setTimeout(flushSoon, focusDelay);
		} else if (changed === 'more') {
			saveTimer ??= setTimeout(flushSoon, saveDelay);
			if (services.now() - savedAt >= saveInterval) {
				setImmediate(flushSoon);
			}
		}
	};

	function dispatch(event: WizardEvent): void {
		const next = transition(state, event);
		const isChanged = next.state !== state;
		// An action works with what is in the folder, and a stage shows it.
		if (next.state.stage !== state.stage || (event.kind === 'key' && event.key === 'accept')) {
			folderWatch.look();
		}

		scheduleSave(changedProgress(state, next.state));
		state = next.state;
		if (isChanged) {
			for (const listener of listeners) {
				listener();
			}
		}

		for (const effect of next.effects) {
			perform(effect);
		}
	}

	return {
		state: () => state,
		dispatch,
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		flush,
		unsaved: () => failure === undefined ? undefined : {saved, reason: failure},
		async settled() {
			while (underWay.size > 0) {
				await Promise.all(underWay);
			}
		},
		isCalling: () => call !== undefined,
		async finishCall() {
			call?.stopping.abort();
			await call?.ended;
		},
	};
}
