import {execFile} from 'node:child_process';
import {
	existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {rolldown} from 'rolldown';
import {beforeAll, describe, expect, test} from 'vitest';
import {type TokenOutcome} from '../../source/concur/call-outcome.js';
import {exitCodes, UserError} from '../../source/errors.js';
import {settingsAfterOutcome} from '../../source/store/profile/settings-after-outcome.js';
import {withRefreshLock} from '../../source/store/profile/profile-lock.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {openProfile, type SettingsChange} from '../../source/store/profile/profile-store.js';
import {readProfile} from '../../source/store/profile/read-profile.js';
import {temporaryFolder} from '../temporary-folder.js';
import {mountedDisk} from './small-disk.js';

const now = Date.UTC(2026, 2, 2, 15, 30);
const kibibyte = 1024;
const notWritten =
	/^UserError .*could not be written and is unchanged: (the disk is full|it would exceed the file size limit)/;

/** An answer of Concur's with a bearer token of so many letters. */
function answer(refreshToken: string, bearerLength: number): Extract<TokenOutcome, {kind: 'granted'}> {
	return {
		kind: 'granted',
		grant: 'refresh_token',
		token: {
			expires_in: 3600,
			scope: 'openid',
			token_type: 'Bearer',
			access_token: 'b'.repeat(bearerLength),
			refresh_token: refreshToken,
			geolocation: 'https://us2.api.concursolutions.com',
		},
		baseUri: 'https://us2.api.concursolutions.com',
		facts: {
			url: 'https://us2.api.concursolutions.com/oauth2/v0/token',
			latency: 1,
			correlationId: 'c',
			attempts: 1,
			at: now,
			status: 200,
		},
	};
}

function granted(refreshToken: string, bearerLength: number): SettingsChange {
	return settings =>
		settingsAfterOutcome(settings, answer(refreshToken, bearerLength), {
			appID: 'a',
			clientSecret: 's',
			companyUUID: 'c',
		});
}

/** What must survive in any case: the refresh token, without the bearer. */
function grantedWithoutBearer(refreshToken: string): SettingsChange {
	return settings => {
		const next = granted(refreshToken, 1)(settings);
		return {...next, bearer: undefined};
	};
}

function pathsIn(folder: string) {
	return profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: folder});
}

/** The refresh token that the settings hold; they must be whole. */
function storedToken(folder: string): string | undefined {
	const profile = readProfile(pathsIn(folder));
	expect(profile.kind).toBe('read');
	return profile.kind === 'read' ? profile.settings.token?.object.refresh_token : undefined;
}

describe('on a nearly full disk', () => {
	const sizes = (last: number) => Array.from({length: last / 4 + 1}, (_, step) => step * 4);

	test('a grant is asked for only where its answer can be stored, and then it is stored', async context => {
		const {folder, leaveFree} = mountedDisk(context, 256 * kibibyte);
		const {store} = openProfile(pathsIn(folder), () => now);
		for (const free of sizes(160)) {
			leaveFree(256 * kibibyte);
			// One after the other: they share the disk.
			await store.update(granted('old', 3000));
			leaveFree(free * kibibyte);
			let asked = false;
			try {
				const reservation = await store.reserve();
				asked = true;
				await store.update(granted('new', 3000), reservation, grantedWithoutBearer('new'));
				reservation.release();
			} catch (error) {
				expect(error).toMatchObject({
					exitCode: exitCodes.machineRefused,
					message: expect.stringContaining('No request was sent') as string,
				});
			}

			expect(storedToken(folder), `${free} KiB free`).toBe(asked ? 'new' : 'old');
			expect(asked, `${free} KiB free`).toBe(free >= 72);
			expect(readdirSync(folder).toSorted()).toEqual(['default.json', 'filler']);
		}
	});

	test('that has no room left for the lock once Concur answers, the answer is stored', async context => {
		const {folder, useUpNames} = mountedDisk(context, 256 * kibibyte);
		const paths = pathsIn(folder);
		const {store} = openProfile(paths, () => now);
		await store.update(granted('old', 3000));
		const reservation = await store.reserve();
		useUpNames();
		expect(() => {
			mkdirSync(paths.writeLock);
		}).toThrow('ENOSPC');
		const stored = await store.update(granted('new', 3000), reservation);
		reservation.release();
		expect(stored.token?.object.refresh_token).toBe('new');
		expect(storedToken(folder)).toBe('new');
		await expect(store.update(granted('newer', 3000))).rejects.toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: `${paths.settingsFile} could not be written and is unchanged: the disk is full.`,
			nextStep: 'Free up disk space, then try again.',
		});
		useUpNames();
		await expect(withRefreshLock(paths, () => now, async () => 'refreshed')).rejects.toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: `${paths.refreshLock} cannot be used: the disk is full.`,
			nextStep: 'Free up disk space, then try again.',
		});
	});

	test('an answer stored without the lock is stored again if another process wrote over it', async context => {
		const {folder, useUpNames} = mountedDisk(context, 256 * kibibyte);
		const paths = pathsIn(folder);
		let isOverwritten = false;
		let betweenWrites = () => {};
		const {store} = openProfile(paths, () => {
			if (existsSync(paths.settingsFile) && storedToken(folder) === 'new') {
				betweenWrites();
			}

			return now;
		});
		await store.update(granted('old', 3000));
		const old = readFileSync(paths.settingsFile, 'utf8');
		const reservation = await store.reserve();
		useUpNames();
		betweenWrites = () => {
			isOverwritten = true;
			betweenWrites = () => {};
			for (const filler of readdirSync(folder).filter(name => name.startsWith('filler'))) {
				rmSync(path.join(folder, filler));
			}

			writeFileSync(paths.settingsFile, old);
		};

		await store.update(granted('new', 3000), reservation);
		reservation.release();
		expect({isOverwritten, stored: storedToken(folder)}).toEqual({isOverwritten: true, stored: 'new'});
	});

	test('of 64 KiB settings are whole: the old or the new ones', async context => {
		const {folder, leaveFree} = mountedDisk(context, 64 * kibibyte);
		const {store} = openProfile(pathsIn(folder), () => now);
		for (const free of sizes(56)) {
			leaveFree(64 * kibibyte);
			await store.update(granted('old', 3000));
			leaveFree(free * kibibyte);
			await expect(store.reserve()).rejects.toThrow(UserError);
			const refusal = await store.update(granted('new', 3000)).then(
				() => undefined,
				(error: unknown) => error,
			);
			expect(storedToken(folder), `${free} KiB free`).toBe(refusal ? 'old' : 'new');
			expect(refusal, `${free} KiB free`).toEqual(free >= 12
					? undefined
					: expect.objectContaining({
							exitCode: exitCodes.machineRefused,
							message: expect.stringContaining('the disk is full') as string,
						}));
			expect(readdirSync(folder).toSorted()).toEqual(['default.json', 'filler']);
		}
	});
});

describe('where a file may not grow', () => {
	const bundled = {file: ''};

	beforeAll(async () => {
		const bundle = await rolldown({
			input: path.resolve(import.meta.dirname, 'store-process.ts'),
			platform: 'node',
			tsconfig: false,
		});
		bundled.file = path.resolve(
			import.meta.dirname,
			`../../node_modules/.cache/store-process-${process.pid}/store-process.mjs`,
		);
		mkdirSync(path.dirname(bundled.file), {recursive: true});
		await bundle.write({file: bundled.file, format: 'es', codeSplitting: false});
		await bundle.close();
	}, 60_000);

	/** Changes a profile in a process that may write no file longer than so many KiB. */
	async function changed(
		folder: string,
		limit: number,
		letters: number,
		environment: Record<string, string> = {},
	): Promise<string> {
		const script = `ulimit -f ${limit}; exec "$0" "$@"`;
		return new Promise((resolve, reject) => {
			execFile(
				'bash',
				['-c', script, process.execPath, bundled.file, folder, String(letters)],
				{
					env: {...process.env, ...environment},
				},
				(error, stdout) => {
					if (error) {
						reject(new Error('The process could not change the profile.', {cause: error}));
					} else {
						resolve(stdout.trim());
					}
				},
			);
		});
	}

	test.each<Record<string, string>>([{}, {SNAP: '1'}])(
		'settings stay as they were, and the refusal says why (%j)',
		async environment => {
			const folder = temporaryFolder();
			expect(await changed(folder, 4, 100, environment)).toBe('written');
			const before = readFileSync(path.join(folder, 'default.json'), 'utf8');
			for (const letters of [4000, 5000, 100_000]) {
				// One after the other: they share the profile.
				expect(await changed(folder, 4, letters, environment)).toMatch(notWritten);
			}

			expect(readFileSync(path.join(folder, 'default.json'), 'utf8')).toBe(before);
			expect(readdirSync(folder)).toEqual(['default.json']);
			expect(await changed(folder, 8, 5000, environment)).toBe('written');
			expect(readProfile(pathsIn(folder))).toMatchObject({
				kind: 'read',
				settings: {folder: 'x'.repeat(5000)},
			});
			expect(statSync(path.join(folder, 'default.json')).mode & 0o777).toBe(0o600);
		},
	);
});
