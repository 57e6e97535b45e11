import {existsSync, lstatSync, realpathSync} from 'node:fs';
import path from 'node:path';
import {exitCodes, UserError} from '../../errors.js';
import {type ProfilePaths} from './profile-paths.js';
import {readProfile} from './read-profile.js';

/**
The path that settings are written to: a link within the folder is followed and kept. Throws `UserError` for a link to
another place.
*/
export function settingsTarget({settingsFile, configFolder}: ProfilePaths): string {
	const isLink = lstatSync(settingsFile, {throwIfNoEntry: false})?.isSymbolicLink() ?? false;
	if (!isLink) {
		return settingsFile;
	}

	const target = existsSync(settingsFile) ? realpathSync(settingsFile) : '';
	if (path.dirname(target) !== realpathSync(configFolder)) {
		const isBroken = readProfile({settingsFile}).kind === 'broken';
		throw new UserError(
			`${settingsFile} is a symbolic link to another location; secrets are not written through it.`
			+ (isBroken ? ' The file that it points to is broken, and is left unchanged.' : ''),
			'Remove the link, or set CONCUR_TOKENS_CONFIG_DIR to the folder that it points to.',
			exitCodes.machineRefused,
		);
	}

	return target;
}
