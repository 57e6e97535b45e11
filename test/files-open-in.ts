import {readdirSync, readlinkSync} from 'node:fs';
import path from 'node:path';

/** The open files of this process that are, or were, in a folder. */
export function filesOpenIn(folder: string): readonly string[] {
	return readdirSync('/proc/self/fd').flatMap(descriptor => {
		try {
			return [readlinkSync(path.join('/proc/self/fd', descriptor))];
		} catch {
			// The one that lists them is closed by now.
			return [];
		}
	}).filter(file => file.startsWith(folder));
}
