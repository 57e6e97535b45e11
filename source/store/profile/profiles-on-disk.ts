import {existsSync, rmSync} from 'node:fs';
import path from 'node:path';
import {namesIn} from '../../named-file.js';
import {isTemporary, profilePaths, type Environment, type ProfilePaths} from './profile-paths.js';

/**
Every profile that has settings on disk, by name; practice profiles live in a place of their own. Throws the file
system's error for a folder that may not be read.
*/
export function listProfiles(
	environment: Environment,
	options: {readonly practice: boolean},
): readonly ProfilePaths[] {
	const {configFolder} = profilePaths('default', environment, options);
	return namesIn(configFolder)
		.filter(name => /^[\w-][\w.-]*\.json$/.test(name) && !/\.broken-[\dTZ-]+\.json$/.test(name))
		.map(name => profilePaths(name.slice(0, -'.json'.length), environment, options))
		.toSorted((one, other) => one.profile.localeCompare(other.profile));
}

/**
Everything on disk that belongs to a profile alone: its settings, those in quarantine, locks, what a killed process left
behind, and in practice what the practice Concur issued.
*/
export function profileFiles(paths: ProfilePaths, {practice}: {readonly practice: boolean}): readonly string[] {
	const {configFolder, profile, practiceFolder} = paths;
	const belongs = (name: string) => name === `${profile}.json`
		|| isTemporary(name, profile)
		|| name.startsWith(`${profile}.broken-`)
		|| ['session', 'refresh', 'write'].some(lock => name.startsWith(`.${profile}.${lock}.lock`));
	return [
		...namesIn(configFolder).filter(name => belongs(name)).map(name => path.join(configFolder, name)),
		...(practice && existsSync(practiceFolder) ? [practiceFolder] : []),
	];
}

/** Deletes those files for good. */
export function deleteFiles(files: readonly string[]): void {
	for (const file of files) {
		rmSync(file, {recursive: true, force: true});
	}
}
