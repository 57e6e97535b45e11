import {existsSync, rmSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {hasControlCharacters, stripControlCharacters} from '../../concur/untrusted-text.js';
import {exitCodes, UserError} from '../../errors.js';
import {listFolder} from '../../disk/read-regular-file.js';
import {nameBeforeQuarantine} from '../../disk/quarantine.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export type ProfilePaths = {
	readonly profile: string;
	readonly configFolder: string;
	readonly settingsFile: string;
	readonly sessionLock: string;
	readonly refreshLock: string;
	readonly writeLock: string;
	/** Where the practice Concur stores what it has issued. */
	readonly practiceFolder: string;
	/** The default folder for credentials.json in practice. */
	readonly practiceFilesFolder: string;
};

/** The account's home folder. Throws `UserError` if neither HOME nor the system names one, as in some containers. */
export function homeFolder(environment: Environment): string {
	const {HOME: home} = environment;
	if (home) {
		return home;
	}

	try {
		return homedir();
	} catch {
		throw new UserError(
			'HOME is not set, and this account has no home folder.',
			'Set HOME to a folder that belongs to this account, or CONCUR_TOKENS_CONFIG_DIR to a folder for the '
				+ 'settings.',
			exitCodes.machineRefused,
		);
	}
}

/**
The folder that XDG_CONFIG_HOME names. A relative one counts as none: it would be another one from each folder, and for
cron.

@see https://specifications.freedesktop.org/basedir-spec/latest/
*/
export function xdgConfigHome({XDG_CONFIG_HOME: folder = ''}: Environment): string | undefined {
	return path.isAbsolute(folder) ? folder : undefined;
}

function chooseFolder(environment: Environment, platform: string): string {
	const chosen = environment['CONCUR_TOKENS_CONFIG_DIR']?.trim();
	if (chosen) {
		// The tilde of a quoted assignment, or of one in a file, has not been expanded by a shell.
		return expandFolder(chosen, process.cwd(), () => homeFolder(environment));
	}

	const below = (...names: readonly string[]) => path.join(homeFolder(environment), ...names);
	if (platform === 'darwin') {
		return below('Library', 'Preferences', 'concur-tokens');
	}

	if (platform === 'win32') {
		return path.join(environment['APPDATA'] || below('AppData', 'Roaming'), 'concur-tokens');
	}

	return path.join(xdgConfigHome(environment) ?? below('.config'), 'concur-tokens');
}

/**
The folder for settings: `CONCUR_TOKENS_CONFIG_DIR`, or the platform's default. Throws `UserError` for a path with
control characters: removing them would make it a different path.
*/
export function configFolder(environment: Environment, platform: string = process.platform): string {
	const folder = chooseFolder(environment, platform);
	if (hasControlCharacters(folder)) {
		throw new UserError(
			'The path of the settings folder contains control or invisible characters. '
			+ `Without them it reads: ${stripControlCharacters(folder)}`,
			'Set CONCUR_TOKENS_CONFIG_DIR to a folder without such characters.',
			exitCodes.wrongUsage,
		);
	}

	return folder;
}

/** The rule for a profile's name, phrased as the end of a sentence. */
export const profileNameRule =
	'at most 64 letters, digits, hyphens, underscores and dots, and may not begin with a dot.';

/** Whether a text can be a profile's name, which becomes part of a file name and must not lead out of the folder. */
export function isProfileName(text: string): boolean {
	return /^[\w-][\w.-]{0,63}$/.test(text);
}

const lockNames = ['session', 'refresh', 'write'] as const;

function lockName(profile: string, lock: (typeof lockNames)[number]): string {
	return `.${profile}.${lock}.lock`;
}

/**
Every path of a profile. Practice has its own, so that it never touches a real profile. Throws `UserError` for a name
that could lead out of the folder.
*/
export function profilePaths(
	profile: string,
	environment: Environment,
	{isPractice = false}: {readonly isPractice?: boolean} = {},
): ProfilePaths {
	if (!isProfileName(profile)) {
		throw new UserError(
			`A profile name may contain ${profileNameRule}`,
			'Choose another name, for example: --profile sandbox',
			exitCodes.wrongUsage,
		);
	}

	// The folder's path is already normalized. Joining six more paths takes longer than the rest of `token`, because it
	// triggers the engine's optimizer.
	const root = configFolder(environment);
	const practiceRoot = path.join(root, 'practice');
	const folder = isPractice ? practiceRoot : root;
	const prefix = folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`;
	const practicePrefix = `${practiceRoot}${path.sep}`;
	return {
		profile,
		configFolder: folder,
		settingsFile: `${prefix}${profile}.json`,
		sessionLock: `${prefix}${lockName(profile, 'session')}`,
		refreshLock: `${prefix}${lockName(profile, 'refresh')}`,
		writeLock: `${prefix}${lockName(profile, 'write')}`,
		practiceFolder: `${practicePrefix}${profile === 'default' ? 'server' : `server.${profile}`}`,
		practiceFilesFolder: `${practicePrefix}${profile === 'default' ? 'files' : `files.${profile}`}`,
	};
}

/**
The path of a temporary file next to the settings, for staging them or reserving space; its name includes the process
ID.
*/
export function temporarySettingsPath({configFolder, profile}: ProfilePaths, purpose: 'staged' | 'reserved'): string {
	return path.join(configFolder, `.${profile}.${process.pid}-${purpose}-${crypto.randomUUID()}.json`);
}

/**
Matches the names of a profile's temporary files, including earlier versions'; the group `pid` is the writing process.
*/
export function temporarySettingsPattern(profile: string): RegExp {
	const plain = profile.replaceAll('.', String.raw`\.`);
	return new RegExp([
		String.raw`^${plain}\.json\.tmp-\w+$`,
		String.raw`^\.${plain}\.(?<pid>\d+)-(?:staged|reserved)-[\w-]+\.json(?:\.tmp-\w+)?$`,
		String.raw`^\.${plain}\.(?:${lockNames.join('|')})\.lock\.(?<lockPid>\d+)-[\w-]+\.tmp$`,
	].join('|'));
}

/** Whether a file is a temporary one of this profile's settings or locks. */
export function isTemporarySettings(name: string, profile: string): boolean {
	return temporarySettingsPattern(profile).test(name);
}

/**
Expands a folder as people type it: `~` is the home folder, and a relative path is relative to the working directory.
*/
export function expandFolder(text: string, workingDirectory: string, home: () => string): string {
	return path.resolve(workingDirectory, text.trim().replace(/^~(?=[/\\]|$)/, home));
}

/**
Lists the names of all profiles that have settings on disk; practice profiles are stored separately. Throws the file
system's error if the folder may not be read.
*/
export function listProfiles(
	environment: Environment,
	options: {readonly isPractice: boolean},
): readonly ProfilePaths[] {
	const {configFolder} = profilePaths('default', environment, options);
	return listFolder(configFolder)
		.filter(file => file.endsWith('.json') && nameBeforeQuarantine(file) === undefined)
		.map(file => file.slice(0, -'.json'.length))
		.filter(name => isProfileName(name))
		.map(name => profilePaths(name, environment, options))
		.toSorted((one, other) => one.profile.localeCompare(other.profile));
}

/**
Everything on disk that belongs only to a profile: its settings, quarantined ones, locks, leftovers of a killed process
and, in practice, what the practice Concur has issued.
*/
export function profileFiles(paths: ProfilePaths, {isPractice}: {readonly isPractice: boolean}): readonly string[] {
	const {configFolder, profile, practiceFolder} = paths;
	const belongs = (name: string) => name === `${profile}.json`
		|| isTemporarySettings(name, profile)
		|| nameBeforeQuarantine(name) === `${profile}.json`
		|| lockNames.some(lock => name.startsWith(lockName(profile, lock)));
	return [
		...listFolder(configFolder).filter(name => belongs(name)).map(name => path.join(configFolder, name)),
		...(isPractice && existsSync(practiceFolder) ? [practiceFolder] : []),
	];
}

/** Deletes those files permanently. */
export function deleteFiles(files: readonly string[]): void {
	for (const file of files) {
		rmSync(file, {recursive: true, force: true});
	}
}
