import {existsSync, readFileSync} from 'node:fs';
import {parseForeignJson} from '../concur/foreign-text.js';
import {settingsSchema, type Settings} from './settings.js';
import {type ProfilePaths} from './profile-paths.js';

export type ReadProfile = {readonly kind: 'absent'} | {readonly kind: 'broken'} | {readonly kind: 'read'; readonly settings: Settings};

/** A profile's settings as the disk has them. It loads next to nothing, because `token` runs in loops; writing is another file's business. */
export function readProfile({settingsFile}: Pick<ProfilePaths, 'settingsFile'>): ReadProfile {
	if (!existsSync(settingsFile)) {
		return {kind: 'absent'};
	}

	try {
		const parsed = settingsSchema.safeParse(parseForeignJson(readFileSync(settingsFile, 'utf8')));
		return parsed.success ? {kind: 'read', settings: parsed.data} : {kind: 'broken'};
	} catch {
		return {kind: 'broken'};
	}
}
