import {exitCodes, UserError} from '../../errors.js';
import {readSession, type HeldSessionLock} from '../../store/profile/profile-lock.js';
import {type ProfilePaths} from '../../store/profile/profile-paths.js';
import {type ProfileStore} from '../../store/profile/profile-store.js';
import {type Settings} from '../../store/profile/settings.js';

/** What people enter: another session may have changed it. Commands change only what SAP Concur issued. */
function enteredIn({baseUri, values, folder, ticks, chosenApis}: Settings): string {
	return JSON.stringify({baseUri, values, folder, ticks, chosenApis});
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

/**
The profile's store as a guided session may use it. While the session was stopped or the machine asleep, another session
may have taken the profile: nothing is then written over what that one saved, and nothing is requested. A response that
space was reserved for is stored in any case.

`update` and `reserve` reject with `UserError` where the session no longer has the profile.
*/
export function createSessionStore(
	store: ProfileStore,
	{keep, release}: Pick<HeldSessionLock, 'keep' | 'release'>,
	paths: Pick<ProfilePaths, 'sessionLock'>,
): ProfileStore {
	let entered = enteredIn(store.read());
	let isOutdated = false;
	let checking: Promise<void> | undefined;
	const check = async () => {
		const kept = isOutdated ? 'lost' : await keep();
		if (kept === 'regained' && enteredIn(store.read()) !== entered) {
			isOutdated = true;
			await release();
		}

		if (isOutdated) {
			throw changedError;
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

			const settings = await store.update(change, reservation, smallerChange);
			entered = enteredIn(settings);
			return settings;
		},
		async reserve() {
			await requireProfile();
			return store.reserve();
		},
	};
}
