import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {watchDisk} from '../../source/session/watch-disk.js';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
});

afterEach(() => {
	vi.useRealTimers();
});

async function openedWatch() {
	const disk = {stamp: 'a', folder: '/one'};
	const changed: string[] = [];
	const watch = watchDisk({
		place: () => disk.folder,
		async stampOf() {
			if (disk.stamp === 'unreadable') {
				throw new Error('unreadable');
			}

			return disk.stamp;
		},
		onChange(folder) {
			changed.push(folder);
		},
	});
	await vi.advanceTimersByTimeAsync(0);
	return {watch, disk, changed};
}

test('a folder that an editor or another program changes is noticed within two seconds, once', async () => {
	const {disk, changed} = await openedWatch();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(changed).toEqual([]);
	disk.stamp = 'b';
	await vi.advanceTimersByTimeAsync(2000);
	expect(changed).toEqual(['/one']);
	await vi.advanceTimersByTimeAsync(10_000);
	expect(changed).toEqual(['/one']);
});

test('a change is noticed at once where somebody asks for a look', async () => {
	const {watch, disk, changed} = await openedWatch();
	disk.stamp = 'b';
	watch.look();
	await vi.advanceTimersByTimeAsync(0);
	expect(changed).toEqual(['/one']);
});

test('another folder is no change: choosing it has inspected it', async () => {
	const {disk, changed} = await openedWatch();
	disk.folder = '/two';
	disk.stamp = 'b';
	await vi.advanceTimersByTimeAsync(10_000);
	expect(changed).toEqual([]);
});

test('once the person has left, nobody looks any more', async () => {
	const {watch, disk, changed} = await openedWatch();
	watch.stop();
	disk.stamp = 'b';
	watch.look();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(changed).toEqual([]);
});

test('a folder that cannot be looked at ends nothing, and is looked at again', async () => {
	const {disk, changed} = await openedWatch();
	disk.stamp = 'unreadable';
	await vi.advanceTimersByTimeAsync(4000);
	disk.stamp = 'b';
	await vi.advanceTimersByTimeAsync(2000);
	expect(changed).toEqual(['/one', '/one']);
});
