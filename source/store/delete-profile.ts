import {existsSync, rmSync} from 'node:fs';
import path from 'node:path';
import {namesIn} from '../private-file.js';
import {isTemporary, type ProfilePaths} from './profile-paths.js';

/** Everything on disk that belongs to a profile alone: its settings, those set aside, locks, what a killed process left behind, and in practice what the practice Concur issued. */
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
