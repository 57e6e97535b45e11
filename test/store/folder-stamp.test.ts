import {chmodSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {folderStamp} from '../../source/store/files/inspect-folder.js';
import {temporaryFolder} from '../temporary-folder.js';

test('a stamp differs once a file that the session reports on comes, changes or goes', async () => {
	const folder = path.join(temporaryFolder(), 'files');
	const stamps = [await folderStamp(folder)];
	const note = async () => {
		stamps.push(await folderStamp(folder));
	};

	mkdirSync(folder);
	await note();
	for (const name of ['credentials.json', 'refreshTokenObjectFile.json', '.gitignore']) {
		writeFileSync(path.join(folder, name), '{}');
		await note();
		writeFileSync(path.join(folder, name), '{} ');
		await note();
		rmSync(path.join(folder, name));
	}

	chmodSync(folder, 0o500);
	await note();
	expect(new Set(stamps).size).toBe(stamps.length);
});

test('a stamp stays the same whatever else is written into the folder', async () => {
	const folder = temporaryFolder();
	const before = await folderStamp(folder);
	writeFileSync(path.join(folder, 'other.txt'), 'x');
	expect(await folderStamp(folder)).toBe(before);
});
