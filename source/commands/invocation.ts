import {resolveBaseUri, type AcceptedBaseUri} from '../concur/base-uris.js';
import {hasControlCharacters, stripControlCharacters} from '../concur/untrusted-text.js';
import {exitCodes, UserError} from '../errors.js';
import {type Io} from '../io.js';
import {
	expandFolder, homeFolder, isProfileName, profileNameRule, profilePaths, type ProfilePaths,
} from '../store/profile/profile-paths.js';
import {readEnvironment, type EnvironmentValues} from '../store/value-sources.js';
import {profileOptions} from '../wizard/profile-options.js';

/** The global options as the command line gave them. */
export type GlobalOptions = {
	readonly profile?: string;
	/** Folder of credentials.json. */
	readonly dir?: string;
	/** An id of a base URI, or a whole address. */
	readonly baseUri?: string;
	readonly practice?: boolean;
	readonly json?: boolean;
};

/** One call of the program: options and environment, resolved once at the start, and the process that it runs in. */
export type Invocation = {
	readonly io: Io;
	readonly profile: string;
	/** Whether no option but CONCUR_PROFILE named the profile. */
	readonly isProfileFromEnvironment: boolean;
	readonly practice: boolean;
	readonly json: boolean;
	readonly paths: ProfilePaths;
	/** The folder that `--dir` names, absolute. */
	readonly folder?: string;
	/** The base URI that `--base-uri` names. */
	readonly baseUri?: AcceptedBaseUri;
	/** The values that the environment sets: none for practice, which knows nothing of real credentials. */
	readonly environment: EnvironmentValues;
	/** The options that a command line must repeat to mean the same profile, with a blank before each. */
	readonly repeatedOptions: string;
	/** The command that opens the guided session, as this person would type it. */
	readonly setupCommand: string;
};

function parseBaseUri(idOrUrl: string): AcceptedBaseUri {
	const resolved = resolveBaseUri(idOrUrl);
	if (resolved.kind === 'rejected') {
		// The address itself is not repeated: it may hold a password.
		throw new UserError(`--base-uri: ${resolved.reason}`, 'For example: --base-uri us2', exitCodes.wrongUsage);
	}

	return resolved;
}

/**
A file or folder as a person types it, made absolute.

Throws `UserError` where the home or the working directory brings control characters into it.
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

function composeSetupCommand(profile: string, repeatedOptions: string, environment: Io['environment']): string {
	if (environment['npm_lifecycle_event'] === 'practice' && profile === 'default') {
		return 'npm run practice';
	}

	const launcher = environment['npm_command'] === 'exec' ? 'npx concur-tokens' : 'concur-tokens';
	return `${launcher}${repeatedOptions}`;
}

/** The profile that counts: the option's, else the environment's. Throws `UserError` for a variable without a name. */
function chooseProfile(option: string | undefined, {environment}: Io) {
	const named = environment['CONCUR_PROFILE'] ?? '';
	const isProfileFromEnvironment = option === undefined && named !== '';
	if (isProfileFromEnvironment && !isProfileName(named)) {
		throw new UserError(
			`CONCUR_PROFILE is not a profile name, which may contain ${profileNameRule}`,
			'Correct the variable, unset it, or name another profile: --profile sandbox',
			exitCodes.wrongUsage,
		);
	}

	return {profile: option ?? (named || 'default'), isProfileFromEnvironment, isNamedByEnvironment: named !== ''};
}

/**
Judges the global options and reads the environment, once for every command.

Throws `UserError` for a profile name that could leave its folder, a base URI that secrets must not go to, and a path
with control characters.
*/
export function resolveInvocation(options: GlobalOptions, io: Io): Invocation {
	const {dir, baseUri, practice = false, json = false} = options;
	const {profile, isProfileFromEnvironment, isNamedByEnvironment} = chooseProfile(options.profile, io);
	// The variable would make another one of a command line that leaves the default's name out.
	const repeatedDefault = isNamedByEnvironment && profile === 'default' ? ' --profile default' : '';
	const repeatedOptions = `${profileOptions({profile, isPractice: practice})}${repeatedDefault}`;
	return {
		io, profile, isProfileFromEnvironment, practice, json, repeatedOptions,
		paths: profilePaths(profile, io.environment, {practice}),
		...(dir !== undefined && {folder: absolutePath(dir, io)}),
		...(baseUri !== undefined && {baseUri: parseBaseUri(baseUri)}),
		environment: practice ? {} : readEnvironment(io.environment),
		setupCommand: composeSetupCommand(profile, repeatedOptions, io.environment),
	};
}
