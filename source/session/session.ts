import {callRecord} from '../concur/call-record.js';
import {credentialFields} from '../concur/values.js';
import {type WizardEffect, type WizardEvent} from '../wizard/events.js';
import {transition} from '../wizard/update/transition.js';
import {folderInUse, type Destination, type StoredValues, type WizardState} from '../wizard/wizard-state.js';
import {createAutosave, type Autosave} from './autosave.js';
import {deletedMessage, notSavedMessage} from './failure-messages.js';
import {runEffect, type FoundSession} from './run-effect.js';
import {type SessionServices} from './services.js';
import {watchDisk} from './watch-disk.js';

export type Session = Pick<Autosave, 'flush' | 'unsaved'> & {
	readonly state: () => WizardState;
	readonly dispatch: (event: WizardEvent) => void;
	readonly subscribe: (listener: () => void) => () => void;
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

// These inspect the folder or write to it.
const folderEffects: ReadonlySet<WizardEffect['kind']> = new Set([
	'inspect-folder', 'write-credentials', 'write-token-object', 'ignore-in-git',
]);

/** Whether another process has stored something else than the session has. */
function isOther({record, stored}: FoundSession, state: WizardState): boolean {
	const textOf = ({values, enteredAt, former}: StoredValues) =>
		JSON.stringify([former, ...credentialFields.flatMap(field => [values[field], enteredAt[field]])]);
	return JSON.stringify(record) !== JSON.stringify(callRecord(state))
		|| (stored !== undefined && textOf(stored) !== textOf(state));
}

/** Creates a session, which holds the wizard's state, carries out its effects and keeps the disk up to date. */
export function createSession(initial: WizardState, services: SessionServices): Session {
	let state = initial;
	let isLeaving = false;
	let call: {readonly stopping: AbortController; readonly ended: Promise<void>} | undefined;
	const underWay = new Set<Promise<void>>();
	const listeners = new Set<() => void>();

	const autosave = createAutosave(initial, {
		state: () => state,
		save: services.save,
		now: services.now,
		onFailure(reason) {
			// The question about leaving says so itself.
			if (!isLeaving) {
				dispatch({kind: 'failed', text: notSavedMessage(reason)});
			}
		},
	});

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

	const readStored = async (): Promise<FoundSession | undefined> => {
		await autosave.flush();
		const found = await services.readStored();
		// A value may have been entered while an earlier one was written.
		return found && !autosave.isCurrent() ? {record: found.record} : found;
	};

	const leaveNow = (to: Destination) => {
		folderWatch.stop();
		storedWatch.stop();
		services.leave(to);
	};

	/** Saves, then leaves. If that fails, the person is asked; asking to leave again in the meantime leaves at once. */
	const leave = async ({to, attempt = 0}: Extract<WizardEffect, {kind: 'leave'}>) => {
		isLeaving = true;
		await autosave.flush();
		isLeaving = false;
		const unsaved = autosave.unsaved();
		if (unsaved) {
			dispatch({
				kind: 'leave-refused', to, ...unsaved, attempt: attempt + 1,
			});
		} else {
			leaveNow(to);
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
		const context = {services, state, readStored, dispatch, signal: stopping.signal};
		const isCall = effect.kind === 'obtain-token' || effect.kind === 'prove-token';
		const run = async () => {
			if (isCall) {
				// An answer must be recorded beside the values that the request used.
				await autosave.flush();
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

	const folderWatch = watchDisk({
		place: () => folderInUse(state),
		stampOf: services.folderStamp,
		onChange(folder) {
			perform({kind: 'inspect-folder', folder});
		},
	});

	/** Takes over what another process has stored, unless a call of this session or of that process is not over. */
	const takeOver = async () => {
		const found = await readStored();
		if (!found) {
			dispatch({kind: 'failed', text: deletedMessage});
			return;
		}

		const {record: {unansweredGrant, unansweredRequest}} = found;
		const isUnanswered = unansweredGrant !== undefined || unansweredRequest !== undefined;
		if (!call && !isUnanswered && isOther(found, state)) {
			dispatch({kind: 'recorded', ...found});
		}
	};

	// Looks as often as at the folder.
	const storedWatch = watchDisk({
		place: () => 'settings',
		stampOf: services.storedStamp,
		onChange() {
			// What cannot be read now is reported when it is needed.
			track(takeOver().catch(() => {}));
		},
	});

	function dispatch(event: WizardEvent): void {
		const next = transition(state, event);
		const isChanged = next.state !== state;
		// An action works with what is in the folder, and a stage shows it.
		if (next.state.stage !== state.stage || (event.kind === 'key' && event.key === 'accept')) {
			folderWatch.look();
			storedWatch.look();
		}

		const before = state;
		state = next.state;
		autosave.note(before, state);
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
		flush: autosave.flush,
		unsaved: autosave.unsaved,
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
