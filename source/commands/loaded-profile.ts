import {defaultBaseUri, resolveBaseUri, type AcceptedBaseUri} from '../concur/base-uris.js';
import {exitCodes, UserError} from '../errors.js';
import {readProfile, refusedProfileError} from '../store/profile/read-profile.js';
import {settingsTarget} from '../store/profile/settings-target.js';
import {emptySettings, type Settings} from '../store/profile/settings.js';
import {resolveValues, type SourcedValue} from '../store/value-sources.js';
import {type ValueName} from '../concur/values.js';
import {restrictProfile} from '../store/profile/restrict-profile.js';
import {type Invocation} from './invocation.js';

/** A profile as non-interactive commands see it: its settings, and each value with the source that won. */
export type LoadedProfile = Invocation & {
	readonly settings: Settings;
	readonly values: Readonly<Record<ValueName, SourcedValue>>;
};

/**
Reads the profile of an invocation. Permissions that let others in are removed, unless `isKeepingModes` is set so that
they can be reported.

Throws `UserError` for settings that cannot be read, with what the guided session does about them.
*/
export function loadProfile(
	invocation: Invocation,
	{isKeepingModes = false}: {readonly isKeepingModes?: boolean} = {},
): LoadedProfile {
	const {io, paths} = invocation;
	if (!isKeepingModes) {
		restrictProfile(paths);
	}

	const profile = readProfile(paths);
	if (profile.kind === 'broken' || profile.kind === 'absent') {
		// The guided session could neither rename a file nor create one behind a link to another location.
		settingsTarget(paths);
	}

	if (profile.kind === 'broken') {
		throw new UserError(
			`The settings file ${paths.settingsFile} cannot be read.`,
			`To rename the broken file and start over, open the guided session: ${invocation.setupCommand}`,
			exitCodes.notFinished,
		);
	}

	if (profile.kind !== 'read' && profile.kind !== 'absent') {
		throw refusedProfileError(profile, paths);
	}

	return profileWith(invocation, profile.kind === 'read' ? profile.settings : emptySettings(io.now()));
}

/** Returns the profile of an invocation whose settings are already loaded. */
export function profileWith(invocation: Invocation, settings: Settings): LoadedProfile {
	const {baseUri, environment} = invocation;
	const values = resolveValues(settings, environment);
	return {
		...invocation,
		settings,
		values: baseUri ? {...values, baseUri: {value: baseUri.id ?? baseUri.uri, source: 'option'}} : values,
	};
}

/** Returns which of the app's two credentials are missing: without both, no grant is possible. */
export function missingAppValues({values}: Pick<LoadedProfile, 'values'>): ReadonlyArray<'appID' | 'clientSecret'> {
	return (['appID', 'clientSecret'] as const).filter(name => values[name].value === '');
}

/**
Returns the effective base URI. Throws `UserError` for one to which secrets must not be sent, saying where to correct
it.
*/
export function requireBaseUri({values, baseUri: option, setupCommand}: Pick<Invocation, 'baseUri' | 'setupCommand'> & {
	readonly values: Pick<LoadedProfile['values'], 'baseUri'>;
}): AcceptedBaseUri {
	const {value, source, variable} = values.baseUri;
	const resolved = option ?? resolveBaseUri(value);
	if (resolved.kind === 'base-uri') {
		return resolved;
	}

	throw source === 'environment'
		? new UserError(
			`${variable ?? 'The environment'}: ${resolved.reason}`,
			'Correct the variable, or unset it.',
			exitCodes.wrongUsage,
		)
		: new UserError(
			`The saved base URI cannot be used: ${resolved.reason}`,
			`Correct it in the guided session, or open the session with another one: ${setupCommand} `
				+ `--base-uri ${defaultBaseUri}`,
			exitCodes.machineRefused,
		);
}
