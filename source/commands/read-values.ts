import {resolveBaseUri, type AcceptedBaseUri} from '../concur/base-uris.js';
import {exitCodes, UserError} from '../errors.js';
import {type Io} from '../io.js';
import {makePrivate} from '../private-file.js';
import {profilePaths, type ProfilePaths} from '../store/profile-paths.js';
import {readProfile, refusedProfile} from '../store/read-profile.js';
import {emptySettings, type Settings} from '../store/settings.js';
import {resolveValues, type SourcedValue, type ValueName} from '../store/value-sources.js';
import {chosenBaseUri, setupCommand, type GlobalOptions} from './global-options.js';

export type ReadValues = {
	readonly paths: ProfilePaths;
	readonly settings: Settings;
	readonly isNew: boolean;
	readonly values: Readonly<Record<ValueName, SourcedValue>>;
};

/** A profile as commands without a screen see it: its settings, and each value with the source that won. Modes that let others in are taken back, but for who wants to tell them. Throws `UserError` for settings that cannot be read. */
export function readValues(options: GlobalOptions, io: Io, {keepsModes = false}: {readonly keepsModes?: boolean} = {}): ReadValues {
	const paths = profilePaths(options.profile, io.environment, {practice: options.practice});
	if (!keepsModes) {
		makePrivate(paths.configFolder, 0o700);
		makePrivate(paths.settingsFile, 0o600);
	}

	const profile = readProfile(paths);
	if (profile.kind === 'broken') {
		throw new UserError(
			`The settings file ${paths.settingsFile} cannot be read.`,
			`Open the guided session, which sets it aside and starts afresh: ${setupCommand(options, io.environment)}`,
			exitCodes.notFinished,
		);
	}

	if (profile.kind !== 'read' && profile.kind !== 'absent') {
		throw refusedProfile(profile, paths);
	}

	const settings = profile.kind === 'read' ? profile.settings : emptySettings(io.now());
	// The practice Concur knows nothing of real credentials.
	const values = resolveValues(settings, options.practice ? {} : io.environment);
	const chosen = chosenBaseUri(options);
	return {
		paths,
		settings,
		isNew: profile.kind === 'absent',
		values: chosen ? {...values, baseUri: {value: chosen.id ?? chosen.uri, source: 'option'}} : values,
	};
}

/** The base URI that counts. Throws `UserError` for one that secrets must not go to, with what to correct where it came from. */
export function usableBaseUri({values}: Pick<ReadValues, 'values'>, options: GlobalOptions, io: Io): AcceptedBaseUri {
	const {value, source, variable} = values.baseUri;
	const resolved = resolveBaseUri(value);
	if (resolved.kind === 'base-uri') {
		return resolved;
	}

	throw source === 'environment'
		? new UserError(`${variable ?? 'The environment'}: ${resolved.reason}`, 'Correct the variable, or unset it.', exitCodes.wrongUsage)
		: new UserError(
			`The saved base URI can't be used: ${resolved.reason}`,
			`Correct it in the guided session, stage 1, or open that with another one: ${setupCommand(options, io.environment)} --base-uri glz`,
			exitCodes.machineRefused,
		);
}
