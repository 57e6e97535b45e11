import {existsSync} from 'node:fs';
import {exitCodes, UserError} from '../../errors.js';
import {readSession, type HeldSessionLock} from '../../store/profile/profile-lock.js';
import {type ProfilePaths} from '../../store/profile/profile-paths.js';
import {type ProfileStore} from '../../store/profile/profile-store.js';
import {type Settings} from '../../store/profile/settings.js';

/** What people enter, without the secret. */
function enteredIn({baseUri, values: {clientSecret: _, ...values}, folder, ticks, chosenApis}: Settings): string {
	return JSON.stringify({baseUri, values, folder, ticks, chosenApis});
}

/**
Whether another session has changed what people enter. Commands change only what SAP Concur issued, and may restore the
secret before the last one.
*/
function isChangedInSession(known: Settings, found: Settings): boolean {
	const isSecretKnown = [known.values.clientSecret, known.former?.clientSecret].includes(found.values.clientSecret);
	return !isSecretKnown || enteredIn(found) !== enteredIn(known);
}

function takenOverError(pid: number | undefined): UserError {
	return new UserError(
		`Another guided session${pid === undefined ? '' : ` (process ${pid})`} has this profile open now, and what it `
			+ 'saved is not overwritten.',
		'Copy what you last entered here, leave, and continue in the other session.',
		exitCodes.machineRefused,
	);
}

const changedError = new UserError(
	'Another guided session has changed this profile in the meantime, and that is not overwritten. '
	+ 'Copy what you last entered here.',
	'Leave this session, then open the profile again.',
	exitCodes.machineRefused,
);

const deletedError = new UserError(
	'This profile has been deleted in the meantime, and stays deleted. Copy what you entered here and still need.',
	'Leave this session, then open the profile again to set it up anew.',
	exitCodes.machineRefused,
);

/**
The profile's store as a guided session may use it. While the session was stopped or the machine asleep, another session
may have taken the profile: nothing is then written over what that one saved, and nothing is requested. A response that
space was reserved for is stored in any case.

`update` and `reserve` reject with `UserError` where the session no longer has the profile.
*/
export function createSessionStore(
	store: ProfileStore,
	{keep, release}: Pick<HeldSessionLock, 'keep' | 'release'>,
	paths: Pick<ProfilePaths, 'sessionLock' | 'settingsFile'>,
): ProfileStore {
	let known = store.read();
	let isStored = existsSync(paths.settingsFile);
	let outdated: UserError | undefined;
	let checking: Promise<void> | undefined;
	/** Why what another process did while this one did not have the profile must not be written over. */
	const findConflict = (): UserError | undefined => {
		if (isStored && !existsSync(paths.settingsFile)) {
			return deletedError;
		}

		return isChangedInSession(known, store.read()) ? changedError : undefined;
	};

	const check = async () => {
		const kept = outdated ? 'lost' : await keep();
		outdated ??= kept === 'regained' ? findConflict() : undefined;
		if (outdated) {
			if (kept === 'regained') {
				await release();
			}

			throw outdated;
		}

		if (kept === 'lost') {
			throw takenOverError(readSession(paths).pid);
		}
	};

	const requireProfile = async () => {
		checking ??= check().finally(() => {
			checking = undefined;
		});
		await checking;
	};

	return {
		read: store.read,
		async update(change, reservation, smallerChange) {
			if (!reservation) {
				await requireProfile();
			}

			known = await store.update(change, reservation, smallerChange);
			isStored = true;
			return known;
		},
		async reserve() {
			await requireProfile();
			return store.reserve();
		},
	};
}
