import {execFileSync, spawnSync} from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {gzipSync} from 'node:zlib';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {commitStagedFile, reserveSpace, writePrivateFile} from '../../source/disk/atomic-write.js';
import {restrictPermissions, createPrivateFolder} from '../../source/disk/file-permissions.js';
import {listFolder, readRegularFile} from '../../source/disk/read-regular-file.js';
import {removeStaleFiles, tryRemove} from '../../source/disk/temporary-file.js';
import {filesOpenIn} from '../files-open-in.js';
import {temporaryFolder} from '../temporary-folder.js';

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

function modeOf(file: string): number {
	return statSync(file).mode & 0o7777;
}

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

	test.each([true, false])(
		'is neither written through a link nor in its place (keepExisting: %j)',
		keepExisting => {
			const folder = temporaryFolder();
			const target = path.join(folder, 'theirs');
			writeFileSync(target, 'theirs');
			symlinkSync(target, fileIn(folder));
			expect(() => {
				writePrivateFile(fileIn(folder), 'secret', {keepExisting});
			}).toThrow(expect.objectContaining({code: 'ELOOP'}) as Error);
			expect(readFileSync(target, 'utf8')).toBe('theirs');
			expect(readdirSync(folder).toSorted()).toEqual(['file', 'theirs']);
		},
	);

	test.runIf(isRoot).each([
		[nobody, 0],
		[0, nobody],
		[nobody, nobody],
	])('stays its owner\'s when sudo replaces it (%i:%i), however it is written', (uid, gid) => {
		const folder = temporaryFolder();
		const file = fileIn(folder, 'old');
		const owner = () => {
			const found = [statSync(file).uid, statSync(file).gid];
			chownSync(file, uid, gid);
			return found;
		};

		owner();
		writePrivateFile(file, 'new');
		expect(owner()).toEqual([uid, gid]);
		reserveSpace(path.join(folder, 'room'), 10).publish(file, 'newer');
		expect(owner()).toEqual([uid, gid]);
		writeFileSync(path.join(folder, 'staged'), 'newest');
		commitStagedFile(path.join(folder, 'staged'), file, 'newest');
		expect(owner()).toEqual([uid, gid]);
	});

	test('takes the place of no pipe and no device', context => {
		const folder = temporaryFolder();
		const pipe = path.join(folder, 'pipe');
		execFileSync('mkfifo', [pipe]);
		for (const keepExisting of [false, true]) {
			expect(() => {
				writePrivateFile(pipe, 'secret', {keepExisting});
			}).toThrow(expect.objectContaining({code: 'EFTYPE', path: pipe}) as Error);
		}

		expect(lstatSync(pipe).isFIFO()).toBe(true);
		const device = path.join(folder, 'null');
		if (spawnSync('mknod', [device, 'c', '1', '3']).status !== 0) {
			context.skip('Only root may create a device.');
		}

		expect(() => {
			writePrivateFile(device, 'secret');
		}).toThrow('EFTYPE');
		expect(lstatSync(device).isCharacterDevice()).toBe(true);
		expect(readdirSync(folder).toSorted()).toEqual(['null', 'pipe']);
	});

	test('that somebody else owns becomes the writer\'s own where the writer is not root', () => {
		const file = fileIn(temporaryFolder(), 'old');
		if (isRoot) {
			chownSync(file, nobody, nobody);
		}

		const spy = vi.spyOn(process, 'getuid').mockReturnValue(4321);
		onTestFinished(() => {
			spy.mockRestore();
		});
		writePrivateFile(file, 'new');
		expect(statSync(file).uid).toBe(isRoot ? 0 : statSync(path.dirname(file)).uid);
	});

	test('may be for others too where it holds none, whatever the umask says', () => {
		const file = fileIn(temporaryFolder());
		writePrivateFile(file, '', {mode: 0o666});
		expect(modeOf(file)).toBe(0o666);
		expect(readFileSync(file, 'utf8')).toBe('');
	});

	test('may have any name that the disk allows, and what a killed process left of it is found all the same', () => {
		const folder = temporaryFolder();
		for (const name of ['n'.repeat(255), String.raw`a+b (c).$[1]{2}^|\?*.json`, 'ä😀'.repeat(20)]) {
			const file = path.join(folder, name);
			const left = path.join(folder, `.${name.slice(0, 100)}.4194304-${crypto.randomUUID()}.tmp`);
			writeFileSync(left, 'secret');
			writePrivateFile(file, name);
			expect(readFileSync(file, 'utf8')).toBe(name);
			expect(existsSync(left), name).toBe(false);
		}

		expect(readdirSync(folder)).toHaveLength(3);
	});

	test('that cannot be written is named in the failure, never the temporary one', () => {
		const file = path.join(fileIn(temporaryFolder(), ''), 'below');
		expect(() => {
			writePrivateFile(file, 'secret');
		}).toThrow(expect.objectContaining({code: 'ENOTDIR', path: file}) as Error);
		const folder = temporaryFolder();
		mkdirSync(path.join(folder, 'taken'));
		expect(() => {
			writePrivateFile(path.join(folder, 'taken'), 'secret');
		}).toThrow(expect.objectContaining({
				code: 'EISDIR',
				path: path.join(folder, 'taken'),
				dest: undefined,
			}) as Error);
		expect(readdirSync(folder)).toEqual(['taken']);
	});

	test('leaves alone what other files, living processes and this one have beside it', () => {
		const file = fileIn(temporaryFolder());
		const id = crypto.randomUUID();
		const kept = [
			`.other.4194304-${id}.tmp`,
			`.file.4194304-${id}.tmp.txt`,
			`x.file.4194304-${id}.tmp`,
			'.file.4194304-short.tmp',
			`.file.x-${id}.tmp`,
			`.file.${process.pid}-${id}.tmp`,
			`.file.${process.ppid}-${id}.tmp`,
			'.file.tmp',
		];
		for (const name of kept) {
			writeFileSync(path.join(path.dirname(file), name), 'theirs');
		}

		writePrivateFile(file, 'secret');
		expect(readdirSync(path.dirname(file)).toSorted()).toEqual([...kept, 'file'].toSorted());
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
				commitStagedFile(staged, file, 'new');
			}).toThrow(expect.objectContaining({code: 'ENOSPC'}) as Error);
			expect(readFileSync(file, 'utf8')).toBe('old');
		}

		writeFileSync(staged, 'new', {mode: 0o644});
		commitStagedFile(staged, file, 'new');
		expect(readFileSync(file, 'utf8')).toBe('new');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder)).toEqual(['file']);
	});

	test('that something else was to write is not taken from behind a link, nor put in the place of one', () => {
		const folder = temporaryFolder();
		const file = fileIn(folder, 'old');
		writeFileSync(path.join(folder, 'theirs'), 'new');
		symlinkSync(path.join(folder, 'theirs'), path.join(folder, 'staged'));
		expect(() => {
			commitStagedFile(path.join(folder, 'staged'), file, 'new');
		}).toThrow(expect.objectContaining({code: 'ELOOP', path: file}) as Error);
		expect(readFileSync(file, 'utf8')).toBe('old');
		expect(() => {
			commitStagedFile(file, path.join(folder, 'staged'), 'old');
		}).toThrow(expect.objectContaining({
				code: 'ELOOP',
				message: expect.stringContaining('it is a symbolic link') as string,
			}) as Error);
		expect(readdirSync(folder).toSorted()).toEqual(['file', 'staged', 'theirs']);
	});

	test('has room taken that nothing can make smaller, under a name that nobody else has', () => {
		const folder = temporaryFolder();
		const file = path.join(folder, 'room');
		const room = reserveSpace(file, 200_000);
		expect(gzipSync(readFileSync(file)).length).toBeGreaterThan(200_000);
		expect(modeOf(file)).toBe(0o600);
		expect(() => reserveSpace(file, 10)).toThrow(expect.objectContaining({code: 'EEXIST'}) as Error);
		expect(statSync(file).size).toBe(200_000);
		room.release();
		writeFileSync(file, 'theirs');
		room.release();
		expect(readFileSync(file, 'utf8')).toBe('theirs');
	});

	test('is written into room that was taken before, which is no room any more then', () => {
		const folder = temporaryFolder();
		const file = fileIn(folder, 'old');
		const room = reserveSpace(path.join(folder, 'room'), 100_000);
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
		expect(readRegularFile(file, 5)).toMatchObject({kind: 'read', text: '12345'});
		expect(readRegularFile(file, 4)).toEqual({kind: 'too-large'});
		truncateSync(file, 2 ** 40);
		expect(readRegularFile(file, 1024 * 1024)).toEqual({kind: 'too-large'});
	});

	test('of the kernel\'s, which tells no size, is read too, and has the same limit', () => {
		expect(readRegularFile('/proc/self/status', 100_000)).toMatchObject({
			kind: 'read',
			text: expect.stringContaining('Name:') as string,
		});
		expect(readRegularFile('/proc/self/status', 10)).toEqual({kind: 'too-large'});
	});

	test('that is none is not opened: nobody waits for it', () => {
		const folder = temporaryFolder();
		execFileSync('mkfifo', [path.join(folder, 'pipe')]);
		mkdirSync(path.join(folder, 'sub'));
		expect(readRegularFile(path.join(folder, 'pipe'), 10)).toEqual({kind: 'not-a-file', found: 'a named pipe'});
		expect(readRegularFile(path.join(folder, 'sub'), 10)).toEqual({kind: 'not-a-file', found: 'a folder'});
		expect(readRegularFile('/dev/zero', 10)).toEqual({kind: 'not-a-file', found: 'a device'});
		expect(readRegularFile(path.join(folder, 'none'), 10)).toEqual({kind: 'absent'});
		expect(readRegularFile(path.join(folder, 'n'.repeat(300)), 10)).toMatchObject({
			kind: 'unreadable',
			error: {code: 'ENAMETOOLONG'},
		});
	});

	test('that is a socket is told as such', async () => {
		const file = path.join(temporaryFolder(), 'socket');
		const server = net.createServer();
		await new Promise<void>(resolve => {
			server.listen(file, resolve);
		});
		expect(readRegularFile(file, 10)).toEqual({kind: 'not-a-file', found: 'a socket'});
		await new Promise(resolve => {
			server.close(resolve);
		});
	});

	test('is read whole, whatever its length, with the time it was written at', () => {
		const file = fileIn(temporaryFolder());
		for (const length of [0, 1, 511, 512, 513, 100_000]) {
			writeFileSync(file, 'x'.repeat(length));
			utimesSync(file, 1_700_000_000, 1_700_000_000.1234);
			expect(readRegularFile(file, 100_000)).toEqual({
				kind: 'read',
				text: 'x'.repeat(length),
				modifiedAt: 1_700_000_000_123,
			});
		}
	});

	test('that an editor began with a mark of byte order is read without it', () => {
		const file = fileIn(temporaryFolder(), '\uFEFF{}');
		expect(readRegularFile(file, 100)).toMatchObject({kind: 'read', text: '{}'});
		writeFileSync(file, 'a\uFEFFb');
		expect(readRegularFile(file, 100)).toMatchObject({kind: 'read', text: 'a\uFEFFb'});
	});
});

test('a folder that is not there holds nothing; one that may not be listed is not taken for empty', () => {
	const folder = temporaryFolder();
	expect(listFolder(path.join(folder, 'none'))).toEqual([]);
	expect(() => listFolder(fileIn(folder, ''))).toThrow(expect.objectContaining({code: 'ENOTDIR'}) as Error);
});

describe('what others may do', () => {
	test.each([
		[0o644, 0o600],
		[0o620, 0o600],
		[0o601, 0o600],
		[0o400, 0o400],
		[0o700, 0o700],
	])('with a file of mode %o is taken back: it becomes %o', (before, after) => {
		const file = fileIn(temporaryFolder(), '');
		chmodSync(file, before);
		restrictPermissions(file, 0o600);
		expect(modeOf(file)).toBe(after);
	});

	test('with a folder is taken back, but not with one where everybody keeps what is theirs', () => {
		const folder = temporaryFolder();
		chmodSync(folder, 0o755);
		restrictPermissions(folder, 0o700);
		expect(modeOf(folder)).toBe(0o700);
		chmodSync(folder, 0o1777);
		restrictPermissions(folder, 0o700);
		expect(modeOf(folder)).toBe(0o1777);
	});

	test('with a folder that holds other folders stays: it is not the settings\' own, no more than a home is', () => {
		const folder = path.join(temporaryFolder(), 'srv');
		mkdirSync(path.join(folder, '.default.write.lock'), {recursive: true});
		mkdirSync(path.join(folder, 'practice'));
		chmodSync(folder, 0o755);
		restrictPermissions(folder, 0o700);
		expect(modeOf(folder)).toBe(0o700);
		mkdirSync(path.join(folder, 'www'));
		chmodSync(folder, 0o755);
		restrictPermissions(folder, 0o700);
		expect(modeOf(folder)).toBe(0o755);
	});

	test('with what is somebody else\'s is theirs to say', () => {
		const file = fileIn(temporaryFolder(), '');
		const spy = vi.spyOn(process, 'getuid').mockReturnValue(4321);
		onTestFinished(() => {
			spy.mockRestore();
		});
		restrictPermissions(file, 0o600);
		expect(modeOf(file)).toBe(0o644);
	});

	test('with what a link leads to, or with a pipe, is not changed, and what is not there is no failure', () => {
		const folder = temporaryFolder();
		const file = fileIn(folder, '');
		symlinkSync(file, path.join(folder, 'link'));
		execFileSync('mkfifo', ['-m', '644', path.join(folder, 'pipe')]);
		for (const name of ['link', 'pipe', 'none']) {
			restrictPermissions(path.join(folder, name), 0o600);
		}

		restrictPermissions(path.join(file, 'below'), 0o600);
		expect([modeOf(file), modeOf(path.join(folder, 'pipe'))]).toEqual([0o644, 0o644]);
		expect(lstatSync(path.join(folder, 'link')).isSymbolicLink()).toBe(true);
	});

	test('in a new folder is nothing, also in those above it; one that is there stays as it is', () => {
		const folder = temporaryFolder();
		chmodSync(folder, 0o755);
		createPrivateFolder(path.join(folder, 'new', 'er'));
		createPrivateFolder(folder);
		expect([folder, path.join(folder, 'new'), path.join(folder, 'new', 'er')].map(made => modeOf(made)))
			.toEqual([0o755, 0o700, 0o700]);
	});
});

describe('what a killed process left behind', () => {
	const now = Date.UTC(2026, 2, 2, 15, 30);
	const second = 1000;

	/** Whether it is still there after a start, written so long ago. */
	function stays(name: string, age: number): boolean {
		const folder = temporaryFolder();
		const file = path.join(folder, name);
		mkdirSync(file);
		writeFileSync(path.join(file, 'content'), '');
		utimesSync(file, (now - age) / 1000, (now - age) / 1000);
		removeStaleFiles(folder, /^left(?:-(?<pid>\d+)|\+(?<lockPid>\d+))?$/, now);
		return existsSync(file);
	}

	test('without saying whose it is is nobody\'s after a minute, or dated that far ahead', () => {
		expect([60, 61, -60, -61].map(age => stays('left', age * second))).toEqual([true, false, true, false]);
	});

	test.each(['-', '+'])('is nobody\'s once its process is dead; of a living one after an hour (%s)', sign => {
		expect(stays(`left${sign}4194304`, 0)).toBe(false);
		expect([3600, 3601, -3601].map(age => stays(`left${sign}${process.ppid}`, age * second))).toEqual([
			true,
			false,
			false,
		]);
		expect(stays(`left${sign}${process.pid}`, 86_400 * second)).toBe(true);
	});

	test('is all that goes', () => {
		expect(stays('else', 86_400 * second)).toBe(true);
	});
});

test('a session that reads and writes for days leaves no file open, whether that goes well or not', () => {
	const folder = temporaryFolder();
	const file = fileIn(folder);
	writePrivateFile(file, 'new');
	readRegularFile(file, 10);
	readRegularFile(file, 1);
	const staged = path.join(folder, 'staged');
	for (const content of ['wrong', 'staged']) {
		writeFileSync(staged, content);
		try {
			commitStagedFile(staged, file, 'staged');
		} catch (error) {
			expect(error).toMatchObject({
				code: 'ENOSPC',
				message: expect.stringContaining('the file was not written completely') as string,
			});
		}
	}

	const released = reserveSpace(path.join(folder, 'released'), 10);
	expect(filesOpenIn(folder)).toEqual([path.join(folder, 'released')]);
	released.release();
	reserveSpace(path.join(folder, 'used'), 10).publish(file, 'used');
	expect(filesOpenIn(folder)).toEqual([]);
});

test('an answer that is written into room that was taken is for this person alone, '
	+ 'whoever widened the room meanwhile', () => {
	const folder = temporaryFolder();
	const room = reserveSpace(path.join(folder, 'room'), 10);
	chmodSync(path.join(folder, 'room'), 0o644);
	room.publish(fileIn(folder), 'secret');
	expect(modeOf(fileIn(folder))).toBe(0o600);
});

test('a temporary file is removed where it can be, and where it cannot that is no failure', () => {
	const file = fileIn(temporaryFolder(), '');
	tryRemove(path.join(file, 'below'));
	tryRemove(file);
	tryRemove(file);
	expect(existsSync(file)).toBe(false);
});
