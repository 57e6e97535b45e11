import {readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {exitCodes} from '../../source/errors.js';
import {reserveSpace, writePrivateFile} from '../../source/disk/atomic-write.js';
import {ignoreInGit} from '../../source/store/files/git-protection.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {openProfile, type SettingsChange} from '../../source/store/profile/profile-store.js';
import {emptySettings} from '../../source/store/profile/settings.js';
import {writeSecretFile} from '../../source/store/files/secret-file.js';
import {temporaryFolder} from '../temporary-folder.js';
import {mountedDisk} from './small-disk.js';

const now = Date.UTC(2026, 2, 2, 15, 30);
const kibibyte = 1024;

function pathsIn(folder: string) {
	return profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: folder});
}

/** A change that makes the settings so many letters longer. */
function longer(stage: 'login' | 'proof', letters: number): SettingsChange {
	return settings => ({...settings, stage, folder: 'x'.repeat(letters)});
}

describe('on a nearly full disk', () => {
	test('nothing is asked of SAP Concur where there is no room for the answer, '
		+ 'and what is missing is said', async context => {
		const {folder, leaveFree} = mountedDisk(context, 256 * kibibyte);
		const {store} = openProfile(pathsIn(folder), () => now);
		await store.update(longer('login', 3000));
		leaveFree(60 * kibibyte);
		await expect(store.reserve()).rejects.toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: `There is no room in ${folder} for SAP Concur's answer (68 KiB): the disk is full. `
				+ 'No request was sent, and nothing is lost.',
			nextStep: expect.stringContaining('Free up disk space') as string,
		});
		expect(readdirSync(folder).toSorted()).toEqual(['default.json', 'filler']);
	});

	test('an answer is written into the room that was taken for it', async context => {
		const {folder, leaveFree} = mountedDisk(context, 256 * kibibyte);
		const {store} = openProfile(pathsIn(folder), () => now);
		await store.update(longer('login', 3000));
		const reservation = await store.reserve();
		leaveFree(0);
		await store.update(longer('proof', 20_000), reservation, () => {
			throw new Error('the whole answer has room');
		});
		reservation.release();
		expect(store.read()).toMatchObject({stage: 'proof', folder: 'x'.repeat(20_000), updatedAt: now});
		expect(readdirSync(folder).toSorted()).toEqual(['default.json', 'filler']);
	});

	test('an answer that needs more than that is stored in what it must not lose', async context => {
		const {folder, leaveFree} = mountedDisk(context, 256 * kibibyte);
		const {store} = openProfile(pathsIn(folder), () => now);
		await store.update(longer('login', 3000));
		const reservation = await store.reserve();
		leaveFree(0);
		await store.update(longer('proof', 100_000), reservation, longer('proof', 1));
		reservation.release();
		expect(store.read()).toMatchObject({stage: 'proof', folder: 'x'});
		expect(readdirSync(folder).toSorted()).toEqual(['default.json', 'filler']);
	});

	test('settings stay as they were where neither has room, and the refusal names them', async context => {
		const {folder, leaveFree} = mountedDisk(context, 256 * kibibyte);
		const {store} = openProfile(pathsIn(folder), () => now);
		await store.update(longer('login', 3000));
		leaveFree(4 * kibibyte);
		const refusal = {
			exitCode: exitCodes.machineRefused,
			message: `${path.join(folder, 'default.json')} could not be written and is unchanged: the disk is full.`,
			nextStep: 'Free up disk space, then try again.',
		};
		await expect(store.update(longer('proof', 6000))).rejects.toMatchObject(refusal);
		await expect(store.update(longer('proof', 100_000), undefined, longer('proof', 5500)))
			.rejects.toMatchObject(refusal);
		expect(store.read()).toMatchObject({stage: 'login', folder: 'x'.repeat(3000)});
		expect(readdirSync(folder).toSorted()).toEqual(['default.json', 'filler']);
	});

	test('room that was not enough stays taken until it is given back', context => {
		const {folder, leaveFree} = mountedDisk(context, 64 * kibibyte);
		const room = reserveSpace(path.join(folder, 'room'), 8 * kibibyte);
		leaveFree(0);
		const file = path.join(folder, 'settings');
		expect(() => {
			room.publish(file, 'x'.repeat(12 * kibibyte));
		}).toThrow(expect.objectContaining({code: 'ENOSPC', path: file}) as Error);
		expect(readdirSync(folder).toSorted()).toEqual(['filler', 'room']);
		room.publish(file, 'y'.repeat(8 * kibibyte));
		expect(readFileSync(file, 'utf8')).toBe('y'.repeat(8 * kibibyte));
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(() => reserveSpace(path.join(folder, 'more'), 1)).toThrow(expect.objectContaining({
				code: 'ENOSPC',
				path: path.join(folder, 'more'),
			}) as Error);
		expect(readdirSync(folder).toSorted()).toEqual(['filler', 'settings']);
	});

	test('credentials.json, exports and .gitignore are whole or as they were', async context => {
		const {folder, leaveFree} = mountedDisk(context, 64 * kibibyte);
		const ignored = `${'x'.repeat(5000)}\n`;
		writeFileSync(path.join(folder, '.gitignore'), ignored, {mode: 0o644});
		writeFileSync(path.join(folder, 'credentials.json'), 'mine');
		leaveFree(4 * kibibyte);
		expect(await writeSecretFile(path.join(folder, 'credentials.json'), 'y'.repeat(5000), {
			canOverwrite: true,
		})).toMatchObject({
			kind: 'failed',
			reason: expect.stringContaining('the disk is full') as string,
		});
		expect(readFileSync(path.join(folder, 'credentials.json'), 'utf8')).toBe('mine');
		expect(await ignoreInGit(folder)).toMatchObject({
			kind: 'failed',
			reason: expect.stringContaining('the disk is full') as string,
		});
		expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe(ignored);
		expect(() => {
			writePrivateFile(path.join(folder, 'state'), 'y'.repeat(5000));
		}).toThrow(expect.objectContaining({code: 'ENOSPC', path: path.join(folder, 'state')}) as Error);
		expect(readdirSync(folder).toSorted()).toEqual(['.gitignore', 'credentials.json', 'filler']);
	});
});

test('the room for an answer is given back however often that is asked for', async () => {
	const folder = temporaryFolder();
	writeFileSync(pathsIn(folder).settingsFile, JSON.stringify(emptySettings(now)));
	const {store} = openProfile(pathsIn(folder), () => now);
	const reservation = await store.reserve();
	const reserved = readdirSync(folder).find(name => name.includes('reserved'));
	expect(statSync(path.join(folder, reserved!)).size).toBeGreaterThan(64 * kibibyte);
	expect(statSync(path.join(folder, reserved!)).mode & 0o777).toBe(0o600);
	reservation.release();
	reservation.release();
	expect(readdirSync(folder)).toEqual(['default.json']);
});

test('the room for an answer grows with the settings that it has to hold as well', async () => {
	const paths = pathsIn(temporaryFolder());
	const {store} = openProfile(paths, () => now);
	(await store.reserve()).release();
	const sizes: number[] = [];
	for (const letters of [0, 10_000]) {
		await store.update(longer('login', letters));
		const reservation = await store.reserve();
		const reserved = readdirSync(paths.configFolder).find(name => name.includes('reserved'));
		sizes.push(statSync(path.join(paths.configFolder, reserved!)).size);
		reservation.release();
	}

	expect(sizes[1]! - sizes[0]!).toBe(10_000);
});

test('an answer is not written through a link, not even into room that was taken', () => {
	const folder = temporaryFolder();
	const theirs = path.join(folder, 'theirs');
	writeFileSync(theirs, 'theirs');
	symlinkSync(theirs, path.join(folder, 'link'));
	const room = reserveSpace(path.join(folder, 'room'), 100);
	expect(() => {
		room.publish(path.join(folder, 'link'), 'secret');
	}).toThrow(expect.objectContaining({code: 'ELOOP'}) as Error);
	room.release();
	expect(readFileSync(theirs, 'utf8')).toBe('theirs');
	expect(readdirSync(folder).toSorted()).toEqual(['link', 'theirs']);
});
