import {execFile} from 'node:child_process';
import {copyFileSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {openProfile, type ProfileStore} from '../../source/store/profile/profile-store.js';
import {setFault, temporaryFolder} from '../practice/opened-practice.js';
import {program} from '../sessions/opened-terminal.js';
import {mountedDisk} from '../store/small-disk.js';
import {finishedProfile, letBearerAge, type FinishedProfile, type Ran} from './finished-profile.js';

const kibibyte = 1024;

type Tried = {
	readonly store: ProfileStore;
	readonly settingsFile: string;
	readonly server: Pick<FinishedProfile, 'issuedRefreshTokens'>;
	/** Runs `token`, after a line of shell. */
	readonly token: (before?: string) => Promise<Ran>;
};

/** A finished profile in a folder of one's choice, at a server that rotates the refresh token with every grant. */
async function profileIn(folder: string): Promise<Tried> {
	const profile = await finishedProfile();
	const paths = profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: folder});
	copyFileSync(profile.paths.settingsFile, paths.settingsFile);
	await setFault(profile.server, {kind: 'rotate'});
	return {
		store: openProfile(paths, Date.now).store,
		settingsFile: paths.settingsFile,
		server: profile,
		token: async (before = '') =>
			new Promise(resolve => {
				execFile(
					'bash',
					['-c', `${before} exec "$0" "$@"`, process.execPath, program, 'token'],
					{
						env: {...profile.home.environment, CONCUR_TOKENS_CONFIG_DIR: folder},
						cwd: profile.home.workFolder,
						timeout: 60_000,
					},
					(error, stdout, stderr) => {
						resolve({
							code: error ? Number(error.code ?? -1) : 0,
							signal: error?.signal ?? null,
							stdout,
							stderr,
						});
					},
				);
			}),
	};
}

/**
Runs `token` and sees that no refresh token is lost: either nothing was asked and the settings stay, or the new one is
stored whole.
*/
async function seeNothingLost(tried: Tried, what: string, before?: string): Promise<'asked' | 'refused'> {
	const {store, settingsFile, server, token} = tried;
	const settings = readFileSync(settingsFile, 'utf8');
	const old = store.read().token!.object.refresh_token;
	const issued = server.issuedRefreshTokens();
	const ran = await token(before);
	const now = store.read();
	if (server.issuedRefreshTokens() === issued) {
		expect({what, code: ran.code, stdout: ran.stdout, settings: readFileSync(settingsFile, 'utf8')}).toEqual({
			what,
			code: 5,
			stdout: '',
			settings,
		});
		// The sentence, then the remedy.
		expect(ran.stderr, what)
			.toMatch(/^concur-tokens: .*(?:the disk is full|it would exceed the file size limit).*\n[A-Z].*\n$/);
		return 'refused';
	}

	expect(now.token!.object.refresh_token, what).not.toBe(old);
	const printed = now.bearer ? {code: 0, stdout: `${now.bearer.accessToken}\n`} : {code: 5, stdout: ''};
	expect({what, code: ran.code, stdout: ran.stdout}).toEqual({what, ...printed});
	return 'asked';
}

describe('`token` whose bearer token is over', () => {
	test.for([
		{size: 256, last: 160},
		{size: 64, last: 48},
	])('on a disk of $size KiB, however full, loses no refresh token', async ({size, last}, context) => {
		const {folder, leaveFree} = mountedDisk(context, size * kibibyte);
		const tried = await profileIn(folder);
		const came: string[] = [];
		for (let free = 0; free <= last; free += 16) {
			leaveFree(size * kibibyte);
			// One after the other: they share the disk.
			await letBearerAge(tried);
			leaveFree(free * kibibyte);
			came.push(await seeNothingLost(tried, `${free} KiB free`));
		}

		expect(came).toContain('refused');
		expect(came.includes('asked')).toBe(size === 256);
		leaveFree(size * kibibyte);
		await letBearerAge(tried);
		expect(await tried.token()).toMatchObject({code: size === 256 ? 0 : 5});
	});

	test('where a file may not grow beyond a limit, whatever that is, loses no refresh token', async () => {
		const tried = await profileIn(temporaryFolder());
		const came: string[] = [];
		for (const limit of [0, 4, 16, 64, 96, 128]) {
			// One after the other: they share the profile.
			await letBearerAge(tried);
			came.push(await seeNothingLost(tried, `at most ${limit} KiB`, `ulimit -f ${limit};`));
		}

		expect(new Set(came)).toEqual(new Set(['refused', 'asked']));
		await letBearerAge(tried);
		expect(await tried.token()).toMatchObject({code: 0});
	});
});
