import {stat} from 'node:fs/promises';
import path from 'node:path';
import {credentialsFileName, tokenObjectFileName} from '../../concur/tutorial.js';

// Everything that an inspection reports depends on these. The folder itself changes with any file in it.
const watched = ['.gitignore', 'GetRefreshToken.js', credentialsFileName, tokenObjectFileName];

/** A text that differs once the folder, or a file in it that the session reports on, has changed. It reads no file. */
export async function folderStamp(folder: string): Promise<string> {
	const statusOf = async (file: string) => stat(file).catch(() => undefined);
	const [itself, ...files] = await Promise.all([
		statusOf(folder), ...watched.map(async name => statusOf(path.join(folder, name))),
	]);
	return [
		`${itself?.ino} ${itself?.mode}`,
		...files.map(file => `${file?.ino} ${file?.mode} ${file?.size} ${file?.mtimeMs}`),
	].join('\n');
}
