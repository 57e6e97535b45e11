import {existsSync, lstatSync, realpathSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Conf from 'conf';
import {exitCodes, UserError} from '../../errors.js';
import {describeFileError, fileFailureReason, isOutOfSpace, machineError} from '../../describe-file-error.js';
import {commitStagedFile, reserveSpace, type ReservedSpace} from '../../atomic-write.js';
import {restrictPermissions, createPrivateFolder} from '../../file-permissions.js';
import {quarantine} from '../../quarantine.js';
import {removeStaleFiles, tryRemove} from '../../temporary-file.js';
import {withWriteLock} from './profile-lock.js';
import {temporarySettingsPath, temporarySettingsPattern, type ProfilePaths} from './profile-paths.js';
import {readProfile, refusedProfileError} from './read-profile.js';
import {emptySettings, type Settings} from './settings.js';

export type SettingsChange = (settings: Settings) => Settings;

export type ProfileStore = {
	/**
	The settings as the disk has them; those read or written last where it has none. Throws `UserError` where they may
	not be read.
	*/
	readonly read: () => Settings;
	/**
	Re-reads, changes and writes as one step: two processes on one profile lose nothing of each other's. On disk when it
	settles.

	On a full disk it writes into the room of `reservation`; where even that does not suffice, what `smallerChange`
	makes of the settings. Rejects with `UserError` where nothing could be written; what was there before is whole then.
	*/
	readonly update: (
		change: SettingsChange,
		reservation?: ReservedSpace,
		smallerChange?: SettingsChange,
	) => Promise<Settings>;
	/**
	Takes the room for an answer before it is asked for; rejects with `UserError` where there is none. To be released
	whatever comes of it.
	*/
	readonly reserve: () => Promise<ReservedSpace>;
};

/** Does `work` with room taken for its answer; what is left of the room is given back. Rejects as `reserve` does. */
export async function withReservedRoom<Result>(
	store: Pick<ProfileStore, 'reserve'>,
	work: (room: ReservedSpace) => Promise<Result>,
): Promise<Result> {
	const room = await store.reserve();
	try {
		return await work(room);
	} finally {
		room.release();
	}
}

export type OpenedProfile = {
	readonly store: ProfileStore;
	/** Whether settings were there before. */
	readonly isNew: boolean;
	/** What the person has to know: where a broken settings file went. */
	readonly notice?: string | undefined;
};

/**
Where settings are written: a link within the folder is followed, and stays. Throws `UserError` for a link to another
place.
*/
function settingsTarget({settingsFile, configFolder}: ProfilePaths): string {
	const isLink = lstatSync(settingsFile, {throwIfNoEntry: false})?.isSymbolicLink() ?? false;
	if (!isLink) {
		return settingsFile;
	}

	const target = existsSync(settingsFile) ? realpathSync(settingsFile) : '';
	if (path.dirname(target) !== realpathSync(configFolder)) {
		throw new UserError(
			`${settingsFile} is a symbolic link to another location; secrets are not written through it.`,
			'Remove the link, or set CONCUR_TOKENS_CONFIG_DIR to the folder that it points to.',
			exitCodes.machineRefused,
		);
	}

	return target;
}

/**
A file that conf writes beside the settings; what it holds is proven before it takes their place, because conf takes a
short write on a full disk for a whole one.

@see https://github.com/sindresorhus/conf
*/
function openStaging(paths: ProfilePaths): Conf {
	// `conf` refuses to work where the umask leaves a file that its owner cannot read.
	const umask = process.umask(0o077);
	try {
		return new Conf({
			cwd: paths.configFolder,
			configName: path.basename(temporarySettingsPath(paths, 'staged'), '.json'),
			configFileMode: 0o600,
			accessPropertiesByDotNotation: false,
			clearInvalidConfig: false,
		});
	} finally {
		process.umask(umask);
	}
}

function ignoreSignal(): void {
	// The write that is too long is answered with EFBIG.
}

/**
Node ignores the signal for a file that grows beyond the limit, but what proper-lockfile loads ends the program for it,
before it can say what is wrong.
*/
function ignoreFileSizeSignal(): void {
	if (process.platform !== 'win32' && !process.listeners('SIGXFSZ').includes(ignoreSignal)) {
		process.on('SIGXFSZ', ignoreSignal);
	}
}

// Concur's tokens are a few thousand bytes: an answer that is longer than this is not written whole by accident. Bytes.
const responseReserve = 64 * 1024;

/** What keeps settings from being written, told about the settings and not about some temporary file. */
function saveError(paths: ProfilePaths, error: unknown): unknown {
	return machineError(error)
		? new UserError(
				`${paths.settingsFile} could not be written: ${describeFileError(error)}`,
				'The settings were not changed.',
				exitCodes.machineRefused,
			)
		: error;
}

function noSpaceError({configFolder}: ProfilePaths, size: number, error: unknown): UserError {
	return new UserError(
		`There is no room in ${configFolder} for SAP Concur's answer (${Math.ceil(size / 1024)} KiB): ` +
			`${fileFailureReason(error)}. No request was sent, and nothing is lost.`,
		'Make room on the disk, then run the command again.',
		exitCodes.machineRefused,
	);
}

/**
Opens a profile's settings, kept by conf: one file a profile, mode 0600, written whole or not at all. `now` is
milliseconds since the epoch.

A broken settings file goes into quarantine and `notice` says where; when that happens later, while the profile is
open, `report` is told.
Throws `UserError` for settings that may not be read or belong to a later version, and for a link to another place.
*/
export function openProfile(
	paths: ProfilePaths,
	now: () => number,
	report: (sentence: string) => void = () => {},
): OpenedProfile {
	ignoreFileSizeSignal();
	createPrivateFolder(paths.configFolder);
	restrictPermissions(paths.configFolder, 0o700);
	settingsTarget(paths);
	removeStaleFiles(paths.configFolder, temporarySettingsPattern(paths.profile), now());
	// An older or copied file may be readable by others.
	restrictPermissions(paths.settingsFile, 0o600);
	const found = readProfile(paths);
	if (found.kind !== 'absent' && found.kind !== 'read' && found.kind !== 'broken') {
		throw refusedProfileError(found, paths);
	}

	const notice = found.kind === 'broken'
		? `The settings file could not be read. It was renamed to ${quarantine(paths.settingsFile, now())}, `
			+ 'and this profile starts empty.'
		: undefined;
	// What the disk had last: should the file break or vanish while the profile is open, nothing of it is lost.
	let known = found.kind === 'read' ? found.settings : undefined;
	let staging: Conf | undefined;

	const read = (): Settings => {
		const profile = readProfile(paths);
		if (profile.kind === 'read') {
			known = profile.settings;
			return profile.settings;
		}

		if (profile.kind === 'absent' || profile.kind === 'broken') {
			return known ?? emptySettings(now());
		}

		throw refusedProfileError(profile, paths);
	};

	const readToChange = (): Settings => {
		const settings = read();
		if (readProfile(paths).kind === 'broken') {
			const aside = quarantine(paths.settingsFile, now());
			report('The settings file became unreadable while in use. '
				+ `It was renamed to ${aside}, and the last known settings were written again.`);
		}

		return settings;
	};

	const write = (settings: Settings, reservation: ReservedSpace | undefined): Settings => {
		const next = {...settings, updatedAt: now()};
		const content = JSON.stringify(next, undefined, '\t');
		// Keys without a value are dropped, as JSON does.
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

	return {
		isNew: found.kind !== 'read',
		notice,
		store: {
			read,
			update: async (change, reservation, smallerChange) =>
				withWriteLock(paths, now, () => {
					const settings = readToChange();
					try {
						return write(change(settings), reservation);
					} catch (error) {
						if (!smallerChange || !isOutOfSpace(error)) {
							throw saveError(paths, error);
						}

						try {
							return write(smallerChange(settings), reservation);
						} catch (smallerError) {
							throw saveError(paths, smallerError);
						}
					}
				}),
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
