import {existsSync, rmSync} from 'node:fs';
import path from 'node:path';
import {listFolder} from '../../disk/read-regular-file.js';
import {nameBeforeQuarantine} from '../../disk/quarantine.js';
import {type Environment} from './config-folder.js';
import {
	isProfileName, isTemporarySettings, lockName, lockNames, profilePaths, type ProfilePaths,
} from './profile-paths.js';

/**
Lists the names of all profiles that have settings on disk; practice profiles are stored separately. Throws the file
system's error if the folder may not be read.
*/
export function listProfiles(
	environment: Environment,
	options: {readonly isPractice: boolean},
): readonly ProfilePaths[] {
	const {configFolder} = profilePaths('default', environment, options);
	return listFolder(configFolder)
		.filter(file => file.endsWith('.json') && nameBeforeQuarantine(file) === undefined)
		.map(file => file.slice(0, -'.json'.length))
		.filter(name => isProfileName(name))
		.map(name => profilePaths(name, environment, options))
		.toSorted((one, other) => one.profile.localeCompare(other.profile));
}

/**
Everything on disk that belongs only to a profile: its settings, quarantined ones, locks, leftovers of a killed process
and, in practice, what the practice Concur has issued.
*/
export function profileFiles(paths: ProfilePaths, {isPractice}: {readonly isPractice: boolean}): readonly string[] {
	const {configFolder, profile, practiceFolder} = paths;
	const belongs = (name: string) => name === `${profile}.json`
		|| isTemporarySettings(name, profile)
		|| nameBeforeQuarantine(name) === `${profile}.json`
		|| lockNames.some(lock => name.startsWith(lockName(profile, lock)));
	return [
		...listFolder(configFolder).filter(name => belongs(name)).map(name => path.join(configFolder, name)),
		...(isPractice && existsSync(practiceFolder) ? [practiceFolder] : []),
	];
}

/** Deletes files and folders permanently. */
export function deleteFiles(files: readonly string[]): void {
	for (const file of files) {
		rmSync(file, {recursive: true, force: true});
	}
}
