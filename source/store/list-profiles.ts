import {namesIn} from '../private-file.js';
import {profilePaths, type Environment, type ProfilePaths} from './profile-paths.js';

/** Every profile that has settings on disk, by name; practice profiles live in a place of their own. Throws the file system's error for a folder that may not be read. */
export function listProfiles(environment: Environment, options: {readonly practice: boolean}): readonly ProfilePaths[] {
	const {configFolder} = profilePaths('default', environment, options);
	return namesIn(configFolder)
		.filter(name => /^[\w-][\w.-]*\.json$/.test(name) && !/\.broken-[\dTZ-]+\.json$/.test(name))
		.map(name => profilePaths(name.slice(0, -'.json'.length), environment, options))
		.toSorted((one, other) => one.profile.localeCompare(other.profile));
}
