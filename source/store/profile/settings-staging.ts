import path from 'node:path';
import process from 'node:process';
import Conf from 'conf';
import {temporarySettingsPath, type ProfilePaths} from './profile-paths.js';

/**
Opens a file that conf writes next to the settings. Its contents are verified before it replaces them, because conf
takes a short write on a full disk for a complete one.

@see https://github.com/sindresorhus/conf
*/
export function openStaging(paths: ProfilePaths): Conf {
	// `conf` fails if the umask leaves a file that its owner cannot read.
	const umask = process.umask(0o077);
	try {
		return new Conf({
			cwd: paths.configFolder,
			configName: path.basename(temporarySettingsPath(paths, 'staged'), '.json'),
			configFileMode: 0o600,
			accessPropertiesByDotNotation: false,
			clearInvalidConfig: false,
		});
	} finally {
		process.umask(umask);
	}
}

function ignoreSignal(): void {
	// A write beyond the limit fails with EFBIG.
}

/**
Node ignores the signal for a file that exceeds the size limit, but with what proper-lockfile loads, it would end the
program before an error can be reported.
*/
export function ignoreFileSizeSignal(): void {
	if (process.platform !== 'win32' && !process.listeners('SIGXFSZ').includes(ignoreSignal)) {
		process.on('SIGXFSZ', ignoreSignal);
	}
}
