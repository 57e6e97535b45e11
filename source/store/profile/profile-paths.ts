import path from 'node:path';
import process from 'node:process';
import {exitCodes, UserError} from '../../errors.js';
import {type Environment, configFolder} from './config-folder.js';

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

/** The rule for a profile's name, phrased as the end of a sentence. */
export const profileNameRule =
	'at most 64 letters, digits, hyphens, underscores and dots, and may not begin with a dot.';

/** Whether a text can be a profile's name, which becomes part of a file name and must not lead out of the folder. */
export function isProfileName(text: string): boolean {
	return /^[\w-][\w.-]{0,63}$/.test(text);
}

export const lockNames = ['session', 'refresh', 'write'] as const;

export function lockName(profile: string, lock: (typeof lockNames)[number]): string {
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
