import {resolveBaseUri, type AcceptedBaseUri} from '../concur/base-uris.js';
import {hasControlCharacters, stripControlCharacters} from '../concur/untrusted-text.js';
import {exitCodes, UserError} from '../errors.js';
import {type Io} from '../io.js';
import {quoteIfNeeded} from '../store/files/shell-quoting.js';
import {isProfileName, profileNameRule, profilePaths, type ProfilePaths} from '../store/profile/profile-paths.js';
import {expandFolder, homeFolder} from '../store/profile/config-folder.js';
import {readEnvironment, type EnvironmentValues} from '../store/value-sources.js';

/** The global options as given on the command line. */
export type GlobalOptions = {
	readonly profile?: string;
	/** The folder for credentials.json. */
	readonly dir?: string;
	/** The ID of a base URI, or a full URL. */
	readonly baseUri?: string;
	readonly practice?: boolean;
	readonly json?: boolean;
};

/** One run of the program: options and environment, resolved once at the start, and the process that it runs in. */
export type Invocation = {
	readonly io: Io;
	readonly profile: string;
	/** Whether the profile was named by CONCUR_PROFILE and not by an option. */
	readonly isProfileFromEnvironment: boolean;
	readonly isPractice: boolean;
	readonly isJson: boolean;
	readonly paths: ProfilePaths;
	/** The folder that `--dir` names, absolute. */
	readonly folder?: string;
	/** The base URI that `--base-uri` names. */
	readonly baseUri?: AcceptedBaseUri;
	/** The values that the environment sets; none for practice, which uses no real credentials. */
	readonly environment: EnvironmentValues;
	/** The options that a suggested command must repeat to use the same profile, each with a leading space. */
	readonly repeatedOptions: string;
	/** The command that opens the guided session, as this user would type it. */
	readonly setupCommand: string;
	/** The same once the session has saved its folder and its base URI, which then need not be given again. */
	readonly resumeCommand: string;
};

function parseBaseUri(idOrUrl: string): AcceptedBaseUri {
	const resolved = resolveBaseUri(idOrUrl);
	if (resolved.kind === 'rejected') {
		// The URL itself is not repeated: it may hold a password.
		throw new UserError(`--base-uri: ${resolved.reason}`, 'For example: --base-uri us2', exitCodes.wrongUsage);
	}

	return resolved;
}

/**
Makes the path of a file or folder, as a user types it, absolute.

Throws `UserError` where the path has control characters, which the home folder or the working directory can bring into
it.
*/
export function absolutePath(typed: string, io: Io): string {
	const absolute = expandFolder(typed, io.workingDirectory, () => homeFolder(io.environment));
	if (hasControlCharacters(absolute)) {
		throw new UserError(
			'This path contains control or invisible characters. Without them it reads: '
			+ stripControlCharacters(absolute),
			'Choose a folder whose path has none, for example: --dir /path/to/folder',
			exitCodes.wrongUsage,
		);
	}

	return absolute;
}

/** What a user types to start this program: outside an installation, npm finds it. */
export function programName(environment: Io['environment']): string {
	const isOfNpm = environment['npm_command'] === 'exec' || environment['npm_lifecycle_event'] === 'practice';
	return isOfNpm ? 'npx concur-tokens' : 'concur-tokens';
}

function composeSetupCommand(profile: string, repeatedOptions: string, environment: Io['environment']): string {
	if (environment['npm_lifecycle_event'] === 'practice' && profile === 'default') {
		return 'npm run practice';
	}

	return `${programName(environment)}${repeatedOptions}`;
}

/**
Chooses the profile: the option's, else the environment's. Throws `UserError` for a variable without a valid name.
*/
function chooseProfile(option: string | undefined, {environment}: Io) {
	const named = environment['CONCUR_PROFILE'] ?? '';
	const isProfileFromEnvironment = option === undefined && named !== '';
	if (isProfileFromEnvironment && !isProfileName(named)) {
		throw new UserError(
			`CONCUR_PROFILE is not a valid profile name. A profile name may contain ${profileNameRule}`,
			'Correct the variable, unset it, or name another profile: --profile sandbox',
			exitCodes.wrongUsage,
		);
	}

	return {profile: option ?? (named || 'default'), isProfileFromEnvironment};
}

/** The folder and the base URI that were given, as options of a command that begins where this one looked. */
function givenOptions(dir: string | undefined, baseUri: AcceptedBaseUri | undefined): string {
	return [
		...(dir === undefined ? [] : [` --dir ${quoteIfNeeded(dir)}`]),
		...(baseUri === undefined ? [] : [` --base-uri ${baseUri.id ?? baseUri.uri}`]),
	].join('');
}

/** The options that select a profile wherever CONCUR_PROFILE is not set, each with a space before it. */
export function profileOptions({profile, isPractice}: Pick<Invocation, 'profile' | 'isPractice'>): string {
	return `${isPractice ? ' --practice' : ''}${profile === 'default' ? '' : ` --profile ${profile}`}`;
}

/** Returns the options that a suggested command must repeat to use this profile, each with a leading space. */
export function repeatedOptionsFor(
	chosen: {readonly profile: string; readonly isPractice: boolean},
	environment: Io['environment'],
): string {
	// If the default profile's name were left out, the variable would select another profile.
	const isNameNeeded = chosen.profile === 'default' && environment['CONCUR_PROFILE'];
	return `${profileOptions(chosen)}${isNameNeeded ? ' --profile default' : ''}`;
}

/**
Validates the global options and reads the environment, once for every command.

Throws `UserError` for a profile name that could leave its folder, a base URI to which secrets must not be sent, and a
path with control characters.
*/
export function resolveInvocation(options: GlobalOptions, io: Io): Invocation {
	const {dir, baseUri, practice: isPractice = false, json: isJson = false} = options;
	const {profile, isProfileFromEnvironment} = chooseProfile(options.profile, io);
	const repeatedOptions = repeatedOptionsFor({profile, isPractice}, io.environment);
	const resumeCommand = composeSetupCommand(profile, repeatedOptions, io.environment);
	const accepted = baseUri === undefined ? undefined : parseBaseUri(baseUri);
	const given = givenOptions(dir, accepted);
	return {
		io, profile, isProfileFromEnvironment, isPractice, isJson, repeatedOptions,
		paths: profilePaths(profile, io.environment, {isPractice}),
		...(dir !== undefined && {folder: absolutePath(dir, io)}),
		...(accepted && {baseUri: accepted}),
		environment: isPractice ? {} : readEnvironment(io.environment),
		setupCommand: `${resumeCommand}${given && resumeCommand.startsWith('npm run') ? ' --' : ''}${given}`,
		resumeCommand,
	};
}
