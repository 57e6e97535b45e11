import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {namesIn, publishStaged, readNamedFile, reserveRoom, writePrivateFile} from '../source/private-file.js';
import {temporaryFolder} from './temporary-folder.js';

function fileIn(folder: string, content?: string): string {
	const file = path.join(folder, 'file');
	if (content !== undefined) {
		writeFileSync(file, content, {mode: 0o644});
	}

	return file;
}

describe('a file that holds secrets', () => {
	test('is written whole, for this person alone, and nothing stays beside it', () => {
		const file = fileIn(temporaryFolder(), 'old');
		const content = `${'ä€😀'.repeat(30_000)}\n`;
		writePrivateFile(file, content);
		expect(readFileSync(file, 'utf8')).toBe(content);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(path.dirname(file))).toEqual(['file']);
	});

	test('replaces nothing where it may not: the name itself is what is asked, at the moment it is given', () => {
		const file = fileIn(temporaryFolder(), 'theirs');
		expect(() => {
			writePrivateFile(file, 'ours', {keepExisting: true});
		}).toThrow(expect.objectContaining({code: 'EEXIST', path: file}) as Error);
		expect(readFileSync(file, 'utf8')).toBe('theirs');
		expect(readdirSync(path.dirname(file))).toEqual(['file']);
	});

	test.each([true, false])('is neither written through a link nor in its place (keepExisting: %j)', keepExisting => {
		const folder = temporaryFolder();
		const target = path.join(folder, 'theirs');
		writeFileSync(target, 'theirs');
		symlinkSync(target, fileIn(folder));
		expect(() => {
			writePrivateFile(fileIn(folder), 'secret', {keepExisting});
		}).toThrow(expect.objectContaining({code: 'ELOOP'}) as Error);
		expect(readFileSync(target, 'utf8')).toBe('theirs');
		expect(readdirSync(folder).toSorted()).toEqual(['file', 'theirs']);
	});

	test('takes away what a killed process left of it', () => {
		const file = fileIn(temporaryFolder());
		const old = path.join(path.dirname(file), `.file.4194304-${crypto.randomUUID()}.tmp`);
		writeFileSync(old, 'secret');
		writePrivateFile(file, 'secret');
		expect(existsSync(old)).toBe(false);
	});

	test('that something else wrote takes its place only when it is exactly what was to be written', () => {
		const folder = temporaryFolder();
		const file = fileIn(folder, 'old');
		const staged = path.join(folder, 'staged');
		for (const wrong of ['', 'ne', 'new and more', 'nev', 'old']) {
			writeFileSync(staged, wrong);
			expect(() => {
				publishStaged(staged, file, 'new');
			}).toThrow(expect.objectContaining({code: 'ENOSPC'}) as Error);
			expect(readFileSync(file, 'utf8')).toBe('old');
		}

		writeFileSync(staged, 'new', {mode: 0o644});
		publishStaged(staged, file, 'new');
		expect(readFileSync(file, 'utf8')).toBe('new');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder)).toEqual(['file']);
	});

	test('is written into room that was taken before, which is no room any more then', () => {
		const folder = temporaryFolder();
		const file = fileIn(folder, 'old');
		const room = reserveRoom(path.join(folder, 'room'), 100_000);
		expect(statSync(path.join(folder, 'room')).size).toBe(100_000);
		room.publish(file, 'new');
		room.release();
		expect(readFileSync(file, 'utf8')).toBe('new');
		expect(readdirSync(folder)).toEqual(['file']);
	});
});

describe('a file that somebody named', () => {
	test('is read up to a limit', () => {
		const file = fileIn(temporaryFolder(), '12345');
		expect(readNamedFile(file, 5)).toMatchObject({kind: 'read', text: '12345'});
		expect(readNamedFile(file, 4)).toEqual({kind: 'too-large'});
		truncateSync(file, 2 ** 40);
		expect(readNamedFile(file, 1024 * 1024)).toEqual({kind: 'too-large'});
	});

	test('of the kernel\'s, which tells no size, is read too, and has the same limit', () => {
		expect(readNamedFile('/proc/self/status', 100_000)).toMatchObject({kind: 'read', text: expect.stringContaining('Name:') as string});
		expect(readNamedFile('/proc/self/status', 10)).toEqual({kind: 'too-large'});
	});

	test('that is none is not opened: nobody waits for it', () => {
		const folder = temporaryFolder();
		execFileSync('mkfifo', [path.join(folder, 'pipe')]);
		mkdirSync(path.join(folder, 'sub'));
		expect(readNamedFile(path.join(folder, 'pipe'), 10)).toEqual({kind: 'not-a-file', found: 'a named pipe'});
		expect(readNamedFile(path.join(folder, 'sub'), 10)).toEqual({kind: 'not-a-file', found: 'a folder'});
		expect(readNamedFile('/dev/zero', 10)).toEqual({kind: 'not-a-file', found: 'a device'});
		expect(readNamedFile(path.join(folder, 'none'), 10)).toEqual({kind: 'absent'});
		expect(readNamedFile(path.join(folder, 'n'.repeat(300)), 10)).toMatchObject({kind: 'unreadable', error: {code: 'ENAMETOOLONG'}});
	});

	test('that an editor began with a mark of byte order is read without it', () => {
		const file = fileIn(temporaryFolder(), '\uFEFF{}');
		expect(readNamedFile(file, 100)).toMatchObject({kind: 'read', text: '{}'});
	});
});

test('a folder that is not there holds nothing; one that may not be listed is not taken for empty', () => {
	const folder = temporaryFolder();
	expect(namesIn(path.join(folder, 'none'))).toEqual([]);
	expect(() => namesIn(fileIn(folder, ''))).toThrow(expect.objectContaining({code: 'ENOTDIR'}) as Error);
});
