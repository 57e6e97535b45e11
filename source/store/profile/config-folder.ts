import {homedir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {hasControlCharacters, stripControlCharacters} from '../../concur/untrusted-text.js';
import {exitCodes, UserError} from '../../errors.js';

export type Environment = Readonly<Record<string, string | undefined>>;

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
		return expandFolder(chosen, '.', () => homeFolder(environment));
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

/**
Expands a folder as people type it: `~` is the home folder, and a relative path is relative to the working directory.
*/
export function expandFolder(text: string, workingDirectory: string, home: () => string): string {
	return path.resolve(workingDirectory, text.trim().replace(/^~(?=[/\\]|$)/, home));
}
