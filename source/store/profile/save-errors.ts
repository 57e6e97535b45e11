import {exitCodes, UserError} from '../../errors.js';
import {describeFileError, machineError} from '../../disk/describe-file-error.js';
import {type ProfilePaths} from './profile-paths.js';

/** Why settings could not be written, in terms of the settings rather than of a temporary file. */
export function saveError(paths: ProfilePaths, error: unknown): unknown {
	if (!machineError(error)) {
		return error;
	}

	const {reason, remedy} = describeFileError(error);
	const message = `${paths.settingsFile} could not be written and is unchanged: ${reason}.`;
	return new UserError(message, remedy, exitCodes.machineRefused);
}

/** Why no space could be reserved for an answer; `size` is in bytes. */
export function noSpaceError({configFolder}: ProfilePaths, size: number, error: unknown): UserError {
	const {reason, remedy} = describeFileError(error);
	return new UserError(
		`There is no room in ${configFolder} for SAP Concur's answer (${Math.ceil(size / 1024)} KiB): ` +
			`${reason}. No request was sent, and nothing is lost.`,
		remedy,
		exitCodes.machineRefused,
	);
}

/** Why a command writes nothing: someone has deleted the profile that it works with. */
export function deletedProfileError({profile}: ProfilePaths): UserError {
	return new UserError(
		`The profile ${profile} was deleted while this command was using it, and stays deleted.`,
		'To use it again, set it up in the guided session.',
		exitCodes.notFinished,
	);
}
