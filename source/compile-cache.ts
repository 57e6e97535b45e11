import {lstatSync, mkdirSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

type CacheRoot = {
	/** The account's folder for what can be made again. */
	readonly root: string;
	/** The folder that must belong to the account for that. */
	readonly owned: string;
};

function cacheRoot(environment: NodeJS.ProcessEnv, platform: string): CacheRoot | undefined {
	const {XDG_CACHE_HOME: chosen = '', HOME: home = '', LOCALAPPDATA: local = ''} = environment;
	if (platform === 'win32') {
		return local === '' ? undefined : {owned: local, root: local};
	}

	if (path.isAbsolute(chosen)) {
		return {owned: chosen, root: chosen};
	}

	const names = platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
	return path.isAbsolute(home) ? {owned: home, root: path.join(home, ...names)} : undefined;
}

/**
The folder that compiled code is kept in between runs. It is made if need be. Undefined where it would not be this
account's alone: what lies there is run with the rights of whoever starts the program. For the same reason it is never
Node's own default, a folder that all accounts of the machine share.

@see https://nodejs.org/api/module.html#module-compile-cache
@see https://specifications.freedesktop.org/basedir-spec/latest/
*/
export function compileCacheFolder(
	environment: NodeJS.ProcessEnv,
	platform: string = process.platform,
): string | undefined {
	const found = cacheRoot(environment, platform);
	if (!found) {
		return undefined;
	}

	const folder = path.join(found.root, 'concur-tokens', 'compiled');
	const user = process.getuid?.();
	try {
		// With `sudo`, the home may be somebody else's, who must not get folders of root's.
		if (statSync(found.owned).uid !== (user ?? 0)) {
			return undefined;
		}

		mkdirSync(folder, {recursive: true, mode: 0o700});
		const {uid, mode} = lstatSync(folder);
		return user === undefined || (uid === user && (mode & 0o022) === 0) ? folder : undefined;
	} catch {
		return undefined;
	}
}
