import {spawn} from 'node:child_process';
import {
	existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync,
	writeFileSync,
} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {exitCodes} from '../../source/errors.js';
import {tryLock, waitForLock, type HeldLock} from '../../source/store/profile/pid-lock.js';
import {hasDeadOwner, readOwner} from '../../source/store/profile/lock-owner.js';
import {acquireSessionLock, withRefreshLock, withWriteLock} from '../../source/store/profile/profile-lock.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {filesOpenIn} from '../files-open-in.js';
import {temporaryFolder} from '../temporary-folder.js';
import {isProcessAlive, processStart} from '../../source/process-identity.js';

const now = Date.UTC(2026, 2, 2, 15, 30);

function pathsIn(folder: string) {
	return profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: folder});
}

async function deadProcess(): Promise<number> {
	const child = spawn(process.execPath, ['-e', '0']);
	await new Promise(resolve => {
		child.once('exit', resolve);
	});
	return child.pid!;
}

/** A lock that somebody took and last touched so many seconds ago; of nobody known, or of a process on this machine. */
function leftLock(secondsAgo: number, pid?: number): string {
	const file = path.join(temporaryFolder(), '.lock');
	mkdirSync(file);
	if (pid !== undefined) {
		writeFileSync(`${file}.owner`, JSON.stringify({pid, host: hostname(), since: now, id: 'theirs'}));
	}

	const touched = Date.now() / 1000 - secondsAgo;
	utimesSync(file, touched, touched);
	return file;
}

/** Whether another process gets the lock now. */
async function isTaken(file: string): Promise<boolean> {
	const held = await tryLock(file, now);
	await held?.release();
	return held === undefined;
}

describe('a lock', () => {
	test('is held by one, and free after release', async () => {
		const file = path.join(temporaryFolder(), '.lock');
		const held = await tryLock(file, now);
		expect(readOwner(file)).toMatchObject({pid: process.pid, since: now});
		expect(await tryLock(file, now)).toBeUndefined();
		await held!.release();
		expect(readOwner(file)).toBeUndefined();
		expect(await isTaken(file)).toBe(false);
		expect(readdirSync(path.dirname(file))).toEqual([]);
	});

	test('of a living process is not taken away while it touches it', async () => {
		expect(await isTaken(leftLock(5, process.pid))).toBe(true);
		expect(await isTaken(leftLock(9))).toBe(true);
	});

	test('of a dead process is taken over at once', async () => {
		expect(await isTaken(leftLock(5, await deadProcess()))).toBe(false);
	});

	test('that has just been taken is not taken away, though the '
		+ 'name of a dead process still stands there', async () => {
		expect(await isTaken(leftLock(0, await deadProcess()))).toBe(true);
	});

	test.each([11, 3600, -3600, -86_400])(
		'last touched %i seconds ago is nobody\'s any more, whoever it says to be of',
		async secondsAgo => {
			expect(await isTaken(leftLock(secondsAgo))).toBe(false);
			expect(await isTaken(leftLock(secondsAgo, process.pid))).toBe(false);
			expect(await isTaken(leftLock(secondsAgo, await deadProcess()))).toBe(false);
		},
	);

	test('that was taken over from a sleeping process is not that process\'s any more, '
		+ 'and stays the other one\'s', async () => {
		const file = path.join(temporaryFolder(), '.lock');
		const sleeper = await tryLock(file, now);
		expect(sleeper!.isHeld()).toBe(true);
		utimesSync(file, now / 1000, now / 1000);
		const other = await tryLock(file, now);
		expect(other).toBeDefined();
		expect(sleeper!.isHeld()).toBe(false);
		await sleeper!.release();
		expect(other!.isHeld()).toBe(true);
		expect(await isTaken(file)).toBe(true);
		await other!.release();
	});

	test('that somebody removed is not held', async () => {
		const file = path.join(temporaryFolder(), '.lock');
		const held = await tryLock(file, now);
		rmSync(file, {recursive: true});
		expect(held!.isHeld()).toBe(false);
	});

	test('never writes through a link that stands where its owner is written down', async () => {
		const folder = temporaryFolder();
		const target = path.join(folder, 'theirs');
		writeFileSync(target, 'theirs');
		symlinkSync(target, path.join(folder, '.lock.owner'));
		const held = await tryLock(path.join(folder, '.lock'), now);
		expect(held!.isHeld()).toBe(true);
		expect(readOwner(path.join(folder, '.lock'))).toMatchObject({pid: process.pid});
		await held!.release();
		expect(readFileSync(target, 'utf8')).toBe('theirs');
	});

	test('whose owner can\'t be written down is a lock all the same', async () => {
		const folder = temporaryFolder();
		mkdirSync(path.join(folder, '.lock.owner'));
		const held = await tryLock(path.join(folder, '.lock'), now);
		expect(held!.isHeld()).toBe(true);
		expect(await isTaken(path.join(folder, '.lock'))).toBe(true);
		await held!.release();
	});

	test('says who has it as long as that is told whole', () => {
		const file = path.join(temporaryFolder(), '.lock');
		const note = {pid: 1, host: 'h', since: now};
		const ownerOf = (text: string) => {
			writeFileSync(`${file}.owner`, text);
			return readOwner(file);
		};

		expect(ownerOf(JSON.stringify(note))).toEqual(note);
		for (const text of [
			'',
			'{',
			'{}',
			'null',
			'7',
			JSON.stringify({...note, pid: '1'}),
			JSON.stringify({...note, host: 1}),
			JSON.stringify({...note, since: 'now'}),
			JSON.stringify(note).padEnd(1025),
		]) {
			expect(ownerOf(text), text).toBeUndefined();
		}
	});

	test('of a process on another machine is not taken for a dead one\'s: the folder may be shared', async () => {
		const file = leftLock(5);
		const pid = await deadProcess();
		const note = {pid, host: hostname(), since: now};
		writeFileSync(`${file}.owner`, JSON.stringify(note));
		expect(hasDeadOwner(file)).toBe(true);
		writeFileSync(`${file}.owner`, JSON.stringify({...note, host: 'another'}));
		expect(hasDeadOwner(file)).toBe(false);
		expect(await isTaken(file)).toBe(true);
		rmSync(`${file}.owner`);
		expect(hasDeadOwner(file)).toBe(false);
	});

	test('that was abandoned goes with all that is in it, and leaves nothing beside it', async () => {
		const file = leftLock(3600);
		writeFileSync(path.join(file, 'content'), '');
		utimesSync(file, now / 1000, now / 1000);
		const held = await tryLock(file, now);
		expect(held!.isHeld()).toBe(true);
		expect(readdirSync(path.dirname(file)).toSorted()).toEqual(['.lock', '.lock.owner']);
		expect(readdirSync(file)).toEqual([]);
		expect(statSync(`${file}.owner`).mode & 0o777).toBe(0o600);
		await held!.release();
		await held!.release();
		expect(readdirSync(path.dirname(file))).toEqual([]);
	});

	test('is not held any more by who finds another\'s name there', async () => {
		const file = path.join(temporaryFolder(), '.lock');
		const held = await tryLock(file, now);
		writeFileSync(`${file}.owner`, JSON.stringify({...readOwner(file), id: 'theirs'}));
		expect(held!.isHeld()).toBe(false);
		await held!.release();
		expect(existsSync(file)).toBe(true);
		rmSync(`${file}.owner`);
		expect(held!.isHeld()).toBe(false);
	});

	test('whose folder cannot be made is no lock that is held: the failure is the file system\'s', async () => {
		const file = path.join(temporaryFolder(), 'file');
		writeFileSync(file, '');
		await expect(tryLock(path.join(file, '.lock'), now)).rejects.toMatchObject({
			code: expect.stringMatching(/^E(?:NOTDIR|EXIST)$/) as string,
		});
	});

	test('that the disk refuses is told as the disk tells it, not taken for one that is held', async () => {
		const folder = temporaryFolder();
		await expect(tryLock(path.join(folder, 'n'.repeat(300)), now)).rejects.toMatchObject({
			code: 'ENAMETOOLONG',
		});
		await expect(waitForLock(path.join(folder, 'n'.repeat(300)), () => now, 60_000)).rejects.toMatchObject({
			code: 'ENAMETOOLONG',
		});
	});

	test('that is taken a thousand times a day leaves no file open', async () => {
		const folder = temporaryFolder();
		const held = await tryLock(path.join(folder, '.lock'), now);
		expect(filesOpenIn(folder)).toEqual([]);
		await held!.release();
	});

	test('is had by who waits once the other one gives it back, dated by the moment it is had', async () => {
		const file = path.join(temporaryFolder(), 'new', '.lock');
		const other = await tryLock(file, now);
		const asked: number[] = [];
		let waiting: Promise<HeldLock | undefined> | undefined;
		await new Promise<void>(resolve => {
			waiting = waitForLock(
				file,
				() => {
					const moment = now + asked.length;
					if (asked.push(moment) === 2) {
						resolve();
					}

					return moment;
				},
				60_000,
			);
		});
		await other!.release();
		const held = await waiting;
		expect(held!.isHeld()).toBe(true);
		expect(readOwner(file)).toMatchObject({since: asked.at(-1)});
		await held!.release();
	});

	test('that is a file is told as such, with what to do', async () => {
		const file = path.join(temporaryFolder(), '.lock');
		writeFileSync(file, '');
		await expect(tryLock(file, now)).rejects.toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: expect.stringContaining(`${file} is a file, but this program needs a lock folder`) as string,
			nextStep: expect.stringContaining(`rm '${file}'`) as string,
		});
	});

	test('is waited for no longer than was said', async () => {
		expect(await waitForLock(leftLock(0, process.pid), () => now, 30)).toBeUndefined();
	});
});

describe('a process', () => {
	const refusing = (code: string) => () => {
		throw Object.assign(new Error(code), {code});
	};

	test('of somebody else is alive, though it may not be asked', () => {
		expect(isProcessAlive(1, refusing('EPERM'))).toBe(true);
		expect(isProcessAlive(1, refusing('ESRCH'))).toBe(false);
	});

	test('tells when it was started, which another one with its PID does not share', async () => {
		const start = processStart(process.pid);
		expect(processStart(process.pid)).toBe(start);
		expect(processStart(await deadProcess())).toBeUndefined();
		if (process.platform === 'linux') {
			expect(start).toMatch(/^\d+$/);
		}
	});

	test('that has ended is not', async () => {
		expect(isProcessAlive(process.pid)).toBe(true);
		expect(isProcessAlive(await deadProcess())).toBe(false);
	});
});

describe('a profile', () => {
	test('tells the second session since when and by which process it is open', async () => {
		const paths = pathsIn(temporaryFolder());
		const first = await acquireSessionLock(paths, now);
		expect(await acquireSessionLock(paths, now + 1)).toEqual({
			kind: 'busy', since: now, pid: process.pid, isSilent: false,
		});
		await (first.kind === 'locked' ? first.release() : undefined);
	});

	test.skipIf(processStart(process.pid) === undefined)(
		'stays with a session that was stopped, and the second session is told so',
		async () => {
			const paths = pathsIn(temporaryFolder());
			const first = await acquireSessionLock(paths, now);
			utimesSync(paths.sessionLock, now / 1000, now / 1000);
			expect(await acquireSessionLock(paths, now + 1)).toEqual({
				kind: 'busy', since: now, pid: process.pid, isSilent: true,
			});
			expect(first.kind === 'locked' && await first.keep()).toBe('held');
			await (first.kind === 'locked' ? first.release() : undefined);
		},
	);

	test('is free again once another process has the PID of a session that was killed', async () => {
		const paths = pathsIn(temporaryFolder());
		mkdirSync(paths.sessionLock);
		utimesSync(paths.sessionLock, Date.now() / 1000 - 5, Date.now() / 1000 - 5);
		const note = {pid: process.pid, host: hostname(), since: now, id: 'theirs', started: '1'};
		writeFileSync(`${paths.sessionLock}.owner`, JSON.stringify(note));
		expect(hasDeadOwner(paths.sessionLock)).toBe(processStart(process.pid) !== undefined);
		const held = await acquireSessionLock(paths, now);
		expect(held.kind).toBe(processStart(process.pid) === undefined ? 'busy' : 'locked');
		await (held.kind === 'locked' ? held.release() : undefined);
	});

	test('is rid of what a killed refresh left once a session opens it', async () => {
		const folder = temporaryFolder();
		const paths = pathsIn(folder);
		const note = {pid: await deadProcess(), host: hostname(), since: now, id: 'theirs'};
		writeFileSync(`${paths.refreshLock}.owner`, JSON.stringify(note));
		const held = await acquireSessionLock(paths, now);
		expect(existsSync(`${paths.refreshLock}.owner`)).toBe(false);
		await (held.kind === 'locked' ? held.release() : undefined);
		expect(readdirSync(folder)).toEqual([]);
	});

	test('whose lock is gone is taken again by the session that had it, unless another one came first', async () => {
		const paths = pathsIn(temporaryFolder());
		const first = await acquireSessionLock(paths, now);
		rmSync(paths.sessionLock, {recursive: true});
		expect(first.kind === 'locked' && await first.keep()).toBe('regained');
		rmSync(paths.sessionLock, {recursive: true});
		const second = await acquireSessionLock(paths, now);
		expect(first.kind === 'locked' && await first.keep()).toBe('lost');
		await (first.kind === 'locked' ? first.release() : undefined);
		expect(second.kind === 'locked' && await second.keep()).toBe('held');
		await (second.kind === 'locked' ? second.release() : undefined);
	});

	test('is free again after a session was killed', async () => {
		const paths = pathsIn(temporaryFolder());
		mkdirSync(paths.sessionLock);
		writeFileSync(
			`${paths.sessionLock}.owner`,
			JSON.stringify({
				pid: await deadProcess(),
				host: hostname(),
				since: now,
			}),
		);
		const held = await acquireSessionLock(paths, now);
		expect(held.kind).toBe('locked');
		await (held.kind === 'locked' ? held.release() : undefined);
	});

	test('is refreshed by one process at a time, which can ask whether it still is the one', async () => {
		const paths = pathsIn(temporaryFolder());
		const order: string[] = [];
		await Promise.all(['first', 'second', 'third'].map(async name =>
				withRefreshLock(
					paths,
					() => now,
					async lock => {
						order.push(`${name} begins`);
						await nextTurn();
						expect(lock.isHeld()).toBe(true);
						order.push(`${name} ends`);
					},
				)));
		for (let turn = 0; turn < 6; turn += 2) {
			expect(order[turn + 1]).toBe(order[turn]!.replace('begins', 'ends'));
		}

		expect(existsSync(paths.refreshLock)).toBe(false);
	});

	test('tells a process that slept through its turn that the lock is another one\'s', async () => {
		const paths = pathsIn(temporaryFolder());
		await withRefreshLock(
			paths,
			() => now,
			async sleeper => {
				utimesSync(paths.refreshLock, now / 1000, now / 1000);
				await withRefreshLock(
					paths,
					() => now,
					async other => {
						expect(sleeper.isHeld()).toBe(false);
						expect(other.isHeld()).toBe(true);
					},
				);
			},
		);
	});

	test.each([
		['refreshing', withRefreshLock, 'refreshLock'],
		['writing', withWriteLock, 'writeLock'],
	] as const)('is free again after %s it failed, and the failure is told as it is', async (_, locked, lock) => {
		const paths = pathsIn(temporaryFolder());
		const failure = new Error('no');
		await expect(locked(
				paths,
				() => now,
				() => {
					expect(existsSync(paths[lock])).toBe(true);
					throw failure;
				},
			)).rejects.toBe(failure);
		expect(existsSync(paths[lock])).toBe(false);
		expect(await locked(
				paths,
				() => now,
				(): never => 'done' as never,
			)).toBe('done');
	});

	test('open on a machine that says nothing of itself is busy all the same', async () => {
		const paths = pathsIn(temporaryFolder());
		mkdirSync(paths.sessionLock);
		expect(await acquireSessionLock(paths, now)).toEqual({
			kind: 'busy', since: undefined, pid: undefined, isSilent: false,
		});
	});

	test('is never written without its lock, and waiting for it blocks nothing else', async () => {
		const paths = pathsIn(temporaryFolder());
		let isWritten = false;
		let ticks = 0;
		const other = await tryLock(paths.writeLock, now);
		const writing = withWriteLock(
			paths,
			() => now,
			() => {
				isWritten = true;
			},
		);
		while (ticks < 50) {
			ticks++;
			// The event loop goes round while the write waits.
			await nextTurn();
		}

		expect(isWritten).toBe(false);
		await other!.release();
		await writing;
		expect(isWritten).toBe(true);
	});

	test('whose lock never comes free is not written, and the refusal names the lock', async () => {
		const paths = pathsIn(temporaryFolder());
		const other = await tryLock(paths.writeLock, now);
		await expect(withWriteLock(
				paths,
				() => now,
				() => {
					throw new Error('written without the lock');
				},
				20,
			)).rejects.toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: `Another process has been writing ${paths.settingsFile} for 1 s.`,
			nextStep: expect.stringContaining(`rmdir '${paths.writeLock}'`) as string,
		});
		expect(existsSync(paths.settingsFile)).toBe(false);
		await other!.release();
	});
});
