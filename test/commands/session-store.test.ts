import {existsSync, rmSync} from 'node:fs';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {createSessionStore} from '../../source/commands/setup/session-store.js';
import {exitCodes} from '../../source/errors.js';
import {acquireSessionLock, type HeldSessionLock} from '../../source/store/profile/profile-lock.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {openProfile, type SettingsChange} from '../../source/store/profile/profile-store.js';
import {temporaryFolder} from '../temporary-folder.js';

const now = Date.UTC(2026, 2, 2, 15, 30);

const withSecret = (clientSecret: string): SettingsChange => settings => ({
	...settings, values: {...settings.values, clientSecret},
});

/** A session's store, where the test says whether the session still has the profile. */
function openedSession() {
	const paths = profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: temporaryFolder()});
	const disk = openProfile(paths, () => now).store;
	const lock = {standing: 'held' as Awaited<ReturnType<HeldSessionLock['keep']>>, isReleased: false};
	const store = createSessionStore(openProfile(paths, () => now).store, {
		keep: async () => lock.standing,
		async release() {
			lock.isReleased = true;
		},
	}, paths);
	return {paths, disk, lock, store, secret: () => disk.read().values.clientSecret};
}

describe('a session that slept', () => {
	test('writes nothing over what the session saved that has the profile now, and says which that is', async () => {
		const {paths, disk, lock, store, secret} = openedSession();
		await store.update(withSecret('ours'));
		const other = await acquireSessionLock(paths, now);
		lock.standing = 'lost';
		await disk.update(withSecret('theirs'));
		await expect(store.update(withSecret(''))).rejects.toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: `Another guided session (process ${process.pid}) has this profile open now, and what it saved `
				+ 'is not overwritten.',
		});
		await expect(store.reserve()).rejects.toThrow('Another guided session');
		expect(secret()).toBe('theirs');
		await (other.kind === 'locked' ? other.release() : undefined);
	});

	test('goes on when the other session has left without a change', async () => {
		const {lock, store, secret} = openedSession();
		await store.update(withSecret('ours'));
		lock.standing = 'regained';
		await store.update(withSecret('newer'));
		expect(secret()).toBe('newer');
	});

	test('writes nothing over what another session saved before it left, and lets the next one in', async () => {
		const {disk, lock, store, secret} = openedSession();
		await store.update(withSecret('ours'));
		await disk.update(withSecret('theirs'));
		lock.standing = 'regained';
		await expect(store.update(withSecret(''))).rejects.toThrow('has changed this profile in the meantime');
		expect(lock.isReleased).toBe(true);
		lock.standing = 'held';
		await expect(store.update(withSecret(''))).rejects.toThrow('has changed this profile in the meantime');
		expect(secret()).toBe('theirs');
	});

	test('goes on when a command has restored the secret before the last one', async () => {
		const {disk, lock, store, secret} = openedSession();
		await store.update(settings => ({
			...withSecret('refused')(settings), former: {appID: '', clientSecret: 'before'},
		}));
		await disk.update(withSecret('before'));
		lock.standing = 'regained';
		await store.update(settings => ({...settings, item: 1}));
		expect(secret()).toBe('before');
	});

	test('leaves a profile deleted that was deleted in the meantime', async () => {
		const {paths, lock, store} = openedSession();
		await store.update(withSecret('ours'));
		rmSync(paths.settingsFile);
		lock.standing = 'regained';
		await expect(store.update(withSecret('newer'))).rejects.toThrow('has been deleted in the meantime');
		lock.standing = 'held';
		await expect(store.reserve()).rejects.toThrow('has been deleted in the meantime');
		expect(existsSync(paths.settingsFile)).toBe(false);
		expect(lock.isReleased).toBe(true);
	});

	test('still stores the answer to a request that it had sent', async () => {
		const {lock, store, secret} = openedSession();
		const room = await store.reserve();
		lock.standing = 'lost';
		await store.update(withSecret('granted'), room);
		room.release();
		expect(secret()).toBe('granted');
	});
});
