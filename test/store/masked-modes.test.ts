import {statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {writePrivateFile} from '../../source/disk/atomic-write.js';
import {temporaryFolder} from '../temporary-folder.js';

// A file of its own: the mask belongs to the whole process, which a thread may not change.
test('a file that holds secrets is for this person to read whatever the umask takes away', () => {
	const file = path.join(temporaryFolder(), 'file');
	const umask = process.umask(0o777);
	try {
		writePrivateFile(file, 'secret');
	} finally {
		process.umask(umask);
	}

	expect(statSync(file).mode & 0o777).toBe(0o600);
});
