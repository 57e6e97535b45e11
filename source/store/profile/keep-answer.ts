import {type ReservedSpace} from '../../disk/atomic-write.js';
import {machineError} from '../../disk/describe-file-error.js';
import {exitCodes, UserError} from '../../errors.js';
import {pathAside} from '../../disk/quarantine.js';
import {quoteForShell} from '../files/shell-quoting.js';
import {type ProfilePaths} from './profile-paths.js';

/** Writes the settings to a file beside theirs, and returns its path; undefined where that is not possible either. */
function keepBeside({settingsFile}: ProfilePaths, content: string, room: ReservedSpace, now: number) {
	try {
		const file = pathAside(settingsFile, 'kept', now);
		room.publish(file, content);
		return file;
	} catch {
		// The folder has been made read-only, for example. The reserved file is already open.
	}

	try {
		return room.leave(content);
	} catch {
		return undefined;
	}
}

/**
Keeps SAP Concur's answer beside settings that have become impossible to write since it was asked for: it may hold the
only copy of a new refresh token. Returns the error with the command that puts it into its place.

`content` is what the settings would have been; `now` is milliseconds since the epoch.
*/
export function keepAnswer(
	paths: ProfilePaths,
	error: unknown,
	{content, room, now}: {readonly content: string; readonly room: ReservedSpace; readonly now: number},
): UserError {
	const {message, nextStep, exitCode} = error instanceof UserError
		? error
		: machineError(error)
			?? new UserError('The settings could not be written.', 'Try again.', exitCodes.machineRefused);
	const file = keepBeside(paths, content, room, now);
	const rest = file === undefined
		? 'SAP Concur\'s answer could not be kept either. If it then refuses the refresh token, get a new one in the '
			+ 'guided session.'
		: 'Then put SAP Concur\'s answer, which has the new token, into its place: '
			+ `mv -f ${quoteForShell(file)} ${quoteForShell(paths.settingsFile)}`;
	return new UserError(message, `${nextStep}\n${rest}`, exitCode);
}
