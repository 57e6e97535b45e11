import {chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import {exitCodes, UserError} from '../errors.js';
import {withLockSync} from './pid-lock.js';
import {type ProfilePaths} from './profile-paths.js';
import {readProfile} from './read-profile.js';
import {emptySettings, type Settings} from './settings.js';

export type ProfileStore = {
	readonly read: () => Settings;
	/** Re-reads, changes and writes as one step: two processes on one profile lose nothing of each other's. On disk when it settles. */
	readonly update: (change: (settings: Settings) => Settings) => Promise<Settings>;
};

export type OpenedProfile = {
	readonly store: ProfileStore;
	/** Whether settings were there before. */
	readonly isNew: boolean;
	/** What the person has to know: where a broken settings file went. */
	readonly notice?: string;
};

function refuseForeignLink(paths: ProfilePaths): void {
	const isLink = lstatSync(paths.settingsFile, {throwIfNoEntry: false})?.isSymbolicLink() ?? false;
	if (!isLink) {
		return;
	}

	const target = existsSync(paths.settingsFile) ? realpathSync(paths.settingsFile) : '';
	if (path.dirname(target) !== realpathSync(paths.configFolder)) {
		throw new UserError(
			`${paths.settingsFile} is a symbolic link to another place; secrets are not written through it.`,
			'Remove the link, or set CONCUR_TOKENS_CONFIG_DIR to the folder that you mean.',
			exitCodes.wrongUsage,
		);
	}
}

/** Moves a broken settings file out of the way, never clearing it, and returns the sentence that tells where it is. */
function setAside(paths: ProfilePaths, now: number): string {
	const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
	const aside = path.join(paths.configFolder, `${paths.profile}.broken-${stamp}.json`);
	renameSync(paths.settingsFile, aside);
	return `The settings file could not be read; it was set aside as ${aside}, and this profile starts afresh.`;
}

const leftoverAge = 60_000;

/** Removes what a process that was killed while writing left behind: it holds secrets that nobody would look for. */
function removeLeftovers(paths: ProfilePaths, now: number): void {
	const start = `${path.basename(paths.settingsFile)}.tmp-`;
	for (const name of readdirSync(paths.configFolder).filter(candidate => candidate.startsWith(start))) {
		const file = path.join(paths.configFolder, name);
		const written = statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? now;
		if (now - written > leftoverAge) {
			rmSync(file, {force: true});
		}
	}
}

/** Opens a profile's settings, kept by conf: one file a profile, mode 0600, written atomically. `now` is milliseconds since the epoch. */
export function openProfile(paths: ProfilePaths, now: () => number): OpenedProfile {
	mkdirSync(paths.configFolder, {recursive: true, mode: 0o700});
	refuseForeignLink(paths);
	removeLeftovers(paths, now());
	const found = readProfile(paths);
	const notice = found.kind === 'broken' ? setAside(paths, now()) : undefined;
	if (found.kind === 'read') {
		// An older or copied file may be readable by others.
		chmodSync(paths.settingsFile, 0o600);
	}

	const conf = new Conf<Record<string, unknown>>({
		cwd: paths.configFolder,
		configName: paths.profile,
		configFileMode: 0o600,
		accessPropertiesByDotNotation: false,
		clearInvalidConfig: false,
	});
	const read = () => {
		const profile = readProfile(paths);
		return profile.kind === 'read' ? profile.settings : emptySettings(now());
	};

	return {
		isNew: found.kind !== 'read',
		notice,
		store: {
			read,
			update: async change => withLockSync(paths.writeLock, () => {
				const next = {...change(read()), updatedAt: now()};
				// Keys without a value are dropped, as JSON does.
				conf.store = JSON.parse(JSON.stringify(next)) as Record<string, unknown>;
				return next;
			}),
		},
	};
}
