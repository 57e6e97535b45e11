import {homedir} from 'node:os';
import {resolveBaseUri} from '../concur/base-uris.js';
import {hasControlCharacters, stripControlCharacters} from '../concur/foreign-text.js';
import {exitCodes, UserError} from '../errors.js';
import {type Io} from '../io.js';
import {expandFolder} from '../store/expand-folder.js';
import {profileOptions} from '../wizard/profile-options.js';

/** What every command takes, as the command line gave it. */
export type GlobalOptions = {
	readonly profile: string;
	/** Folder of credentials.json; the working directory or the profile's own where it is absent. */
	readonly dir?: string;
	/** An id of a base URI, or a whole address. */
	readonly baseUri?: string;
	readonly practice: boolean;
	readonly json: boolean;
};

/** The base URI that `--base-uri` names. Throws `UserError` for one that secrets must not go to. */
export function chosenBaseUri({baseUri}: GlobalOptions): {readonly uri: string; readonly id?: string} | undefined {
	if (baseUri === undefined) {
		return undefined;
	}

	const resolved = resolveBaseUri(baseUri);
	if (resolved.kind === 'rejected') {
		// The address itself is not repeated: it may hold a password.
		throw new UserError(`--base-uri: ${resolved.reason}`, 'For example: --base-uri us2', exitCodes.wrongUsage);
	}

	return resolved;
}

/** A folder as a person types it, made absolute. Throws `UserError` where the home or the working directory brings control characters into it. */
export function absoluteFolder(folder: string, io: Io): string {
	const absolute = expandFolder(folder, io.workingDirectory, io.environment['HOME'] || homedir());
	if (hasControlCharacters(absolute)) {
		throw new UserError(
			`This path holds control or invisible characters: ${stripControlCharacters(absolute)}`,
			'Name a folder whose whole path is without such characters, for example: --dir /tmp/concur',
			exitCodes.wrongUsage,
		);
	}

	return absolute;
}

/** The options that a command line must repeat to mean the same profile, with a blank before each. */
export function repeatedOptions({profile, practice}: Pick<GlobalOptions, 'profile' | 'practice'>): string {
	return profileOptions({profile, isPractice: practice});
}

/** The command that opens the guided session again, as this person would type it. */
export function setupCommand(options: Pick<GlobalOptions, 'profile' | 'practice'>, environment: Io['environment']): string {
	if (environment['npm_lifecycle_event'] === 'practice' && options.profile === 'default') {
		return 'npm run practice';
	}

	const launcher = environment['npm_command'] === 'exec' ? 'npx concur-tokens' : 'concur-tokens';
	return `${launcher}${repeatedOptions(options)}`;
}
