import {Buffer} from 'node:buffer';
import {statSync} from 'node:fs';
import type Conf from 'conf';
import {isOutOfSpace} from '../../disk/describe-file-error.js';
import {commitStagedFile, reserveSpace, type ReservedSpace} from '../../disk/atomic-write.js';
import {createPrivateFolder} from '../../disk/file-permissions.js';
import {readRegularFile} from '../../disk/read-regular-file.js';
import {quarantine} from '../../disk/quarantine.js';
import {removeStaleFiles, tryRemove} from '../../disk/temporary-file.js';
import {keepAnswer} from './keep-answer.js';
import {withWriteLock} from './profile-lock.js';
import {temporarySettingsPath, temporarySettingsPattern, type ProfilePaths} from './profile-paths.js';
import {readProfile, refusedProfileError} from './read-profile.js';
import {deletedProfileError, noSpaceError, saveError} from './save-errors.js';
import {settingsTarget} from './settings-target.js';
import {emptySettings, type Settings} from './settings.js';
import {ignoreFileSizeSignal, openStaging} from './settings-staging.js';
import {restrictProfile} from './restrict-profile.js';

export type SettingsChange = (settings: Settings) => Settings;

export type ProfileStore = {
	/**
	The settings on disk, or those last read or written if there are none. Throws `UserError` if they may not be read.
	*/
	readonly read: () => Settings;
	/**
	Reads, changes and writes the settings in one step, so that two processes on one profile do not overwrite each
	other's changes. They are on disk when it resolves.

	On a full disk it writes into the space of `reservation`; if even that is not enough, it writes what `smallerChange`
	makes of the settings. Rejects with `UserError` if nothing could be written; the previous settings are then intact,
	and a new refresh token is kept in the space of `reservation`.
	*/
	readonly update: (
		change: SettingsChange,
		reservation?: ReservedSpace,
		smallerChange?: SettingsChange,
	) => Promise<Settings>;
	/**
	Reserves disk space for a response before the request is sent; rejects with `UserError` if there is none. The
	reservation must be released in any case.
	*/
	readonly reserve: () => Promise<ReservedSpace>;
};

type OpenedProfile = {
	readonly store: ProfileStore;
	/** Whether the settings did not exist before. */
	readonly isNew: boolean;
	/** What the user has to know: where a broken settings file was moved. */
	readonly notice: string | undefined;
};

function contentOf(settings: Settings): string {
	return JSON.stringify(settings, undefined, '\t');
}

// Concur's tokens are a few thousand bytes; only a faulty response could be longer than this. Bytes.
const responseReserve = 64 * 1024;

/**
Opens a profile's settings, stored by conf: one file per profile, mode 0600, written completely or not at all. `now`
returns milliseconds since the epoch.

A broken settings file is quarantined and `notice` says where; if that happens later, while the profile is open,
`report` is called. With `mustExist` a profile that is deleted is not created again; the store throws `UserError` then.
Throws `UserError` for settings that may not be read or belong to a later version, and for a link to another place.
*/
export function openProfile(
	paths: ProfilePaths,
	now: () => number,
	report: (sentence: string) => void = () => {},
	mustExist = false,
): OpenedProfile {
	ignoreFileSizeSignal();
	createPrivateFolder(paths.configFolder);
	restrictProfile(paths);
	settingsTarget(paths);
	removeStaleFiles(paths.configFolder, temporarySettingsPattern(paths.profile), now());
	const found = readProfile(paths);
	if (found.kind !== 'absent' && found.kind !== 'read' && found.kind !== 'broken') {
		throw refusedProfileError(found, paths);
	}

	const notice = found.kind === 'broken'
		? `The settings file could not be read. It was renamed to ${quarantine(paths.settingsFile, now())}, `
			+ 'and this profile starts empty.'
		: undefined;
	// The last known settings, so that nothing is lost if the file breaks or vanishes while the profile is open.
	let known = found.kind === 'read' ? found.settings : undefined;
	let staging: Conf | undefined;

	const read = (): Settings => {
		const profile = readProfile(paths);
		if (profile.kind === 'read') {
			known = profile.settings;
			return profile.settings;
		}

		if (profile.kind === 'absent' && mustExist) {
			throw deletedProfileError(paths);
		}

		if (profile.kind === 'absent' || profile.kind === 'broken') {
			return known ?? emptySettings(now());
		}

		throw refusedProfileError(profile, paths);
	};

	const readToChange = (): Settings => {
		const settings = read();
		const {kind} = readProfile(paths);
		if (kind === 'absent' && known) {
			report('The settings of this profile were deleted while it was open, and have been saved again. '
				+ 'To delete the profile, leave this session first.');
		}

		if (kind === 'broken') {
			const aside = quarantine(paths.settingsFile, now());
			report('The settings file became unreadable while in use. '
				+ `It was renamed to ${aside}, and the last known settings were written again.`);
		}

		return settings;
	};

	const write = (settings: Settings, reservation: ReservedSpace | undefined): Settings => {
		const next = {...settings, updatedAt: now()};
		const content = contentOf(next);
		// Keys with undefined values are dropped, as JSON does.
		const kept = JSON.parse(content) as Record<string, unknown>;
		const target = settingsTarget(paths);
		try {
			staging ??= openStaging(paths);
			staging.store = kept;
			commitStagedFile(staging.path, target, content);
		} catch (error) {
			if (staging) {
				tryRemove(staging.path);
			}

			if (!reservation || !isOutOfSpace(error)) {
				throw error;
			}

			reservation.publish(target, content);
		}

		known = next;
		return next;
	};

	/**
	The lock is a folder, which a full disk has no room for. No one has it then, and no one can take it, so settings are
	written into their reserved space without it. If another process found room at that very moment and wrote older
	settings over them, they are written again.
	*/
	const confirm = async (stored: Settings, apply: () => Settings): Promise<Settings> => {
		const content = contentOf(stored);
		const isOnDisk = () => {
			const found = readRegularFile(paths.settingsFile, Buffer.byteLength(content));
			return found.kind === 'read' && found.text === content;
		};

		try {
			return await withWriteLock(paths, now, () => isOnDisk() ? stored : apply());
		} catch (error) {
			if (isOnDisk()) {
				return stored;
			}

			throw error;
		}
	};

	const update: ProfileStore['update'] = async (change, reservation, smallerChange) => {
		const apply = (room?: ReservedSpace) => {
			const settings = readToChange();
			try {
				return write(change(settings), room);
			} catch (error) {
				if (!smallerChange || !isOutOfSpace(error)) {
					throw saveError(paths, error);
				}

				try {
					return write(smallerChange(settings), room);
				} catch (smallerError) {
					throw saveError(paths, smallerError);
				}
			}
		};

		try {
			return await withWriteLock(paths, now, () => apply(reservation));
		} catch (error) {
			if (!reservation || !isOutOfSpace(error)) {
				throw saveError(paths, error);
			}
		}

		return confirm(apply(reservation), apply);
	};

	/** The last known settings with a change that adds a new refresh token to them, unless somebody deleted them. */
	const unsavedToken = (change: SettingsChange): string | undefined => {
		const isDeleted = mustExist && readProfile(paths).kind === 'absent';
		const next = known && !isDeleted ? change(known) : undefined;
		const isNew = next?.token && next.token.object.refresh_token !== known?.token?.object.refresh_token;
		return isNew ? contentOf({...next, updatedAt: now()}) : undefined;
	};

	return {
		isNew: found.kind !== 'read',
		notice,
		store: {
			read,
			async update(change, reservation, smallerChange) {
				try {
					return await update(change, reservation, smallerChange);
				} catch (error) {
					const content = reservation && unsavedToken(change);
					throw reservation && content !== undefined
						? keepAnswer(paths, error, {content, room: reservation, now: now()})
						: error;
				}
			},
			async reserve() {
				const size = (statSync(paths.settingsFile, {throwIfNoEntry: false})?.size ?? 0) + responseReserve;
				try {
					return reserveSpace(temporarySettingsPath(paths, 'reserved'), size);
				} catch (error) {
					throw isOutOfSpace(error) ? noSpaceError(paths, size, error) : error;
				}
			},
		},
	};
}

/**
Opens the settings of a profile that a command has loaded. If someone deletes it in the meantime, it stays deleted: the
store throws `UserError`, as this does for what `openProfile` throws for.
*/
export function openExistingProfile(paths: ProfilePaths, now: () => number): ProfileStore {
	return openProfile(paths, now, undefined, true).store;
}
