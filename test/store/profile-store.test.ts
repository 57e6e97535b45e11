import {execFileSync, spawn} from 'node:child_process';
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {exitCodes, UserError} from '../../source/errors.js';
import {
	isTemporarySettings, profilePaths, temporarySettingsPath, temporarySettingsPattern,
} from '../../source/store/profile/profile-paths.js';
import {configFolder} from '../../source/store/profile/config-folder.js';
import {openExistingProfile, openProfile} from '../../source/store/profile/profile-store.js';
import {readProfile} from '../../source/store/profile/read-profile.js';
import {readEnvironment, resolveValues, shownInSession} from '../../source/store/value-sources.js';
import {emptySettings} from '../../source/store/profile/settings.js';
import {temporaryFolder} from '../temporary-folder.js';

const now = Date.UTC(2026, 2, 2, 15, 30);

function pathsIn(folder: string, profile = 'default') {
	return profilePaths(profile, {CONCUR_TOKENS_CONFIG_DIR: folder});
}

describe('settings', () => {
	test('are one file a profile, for this person alone', async () => {
		const folder = path.join(temporaryFolder(), 'config');
		const {store, isNew} = openProfile(pathsIn(folder, 'sandbox'), () => now);
		await store.update(settings => ({...settings, baseUri: 'us2'}));
		expect(isNew).toBe(true);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(statSync(path.join(folder, 'sandbox.json')).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder)).toEqual(['sandbox.json']);
		expect(readProfile(pathsIn(folder, 'sandbox'))).toMatchObject({
			kind: 'read',
			settings: {baseUri: 'us2', updatedAt: now},
		});
	});

	test('and a folder that others could read are taken back on opening', () => {
		const folder = temporaryFolder();
		const paths = pathsIn(folder);
		writeFileSync(paths.settingsFile, JSON.stringify(emptySettings(now)));
		chmodSync(paths.settingsFile, 0o644);
		chmodSync(folder, 0o755);
		openProfile(paths, () => now);
		expect(statSync(paths.settingsFile).mode & 0o777).toBe(0o600);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
	});

	test.each(['', '{', '[]', '{"version": 1, "values": {"appID": 7}}'])(
		'that are %j are set aside under a name that is told, never cleared',
		broken => {
			const paths = pathsIn(temporaryFolder());
			writeFileSync(paths.settingsFile, broken);
			const {notice, isNew} = openProfile(paths, () => now);
			const aside = path.join(paths.configFolder, 'default.broken-2026-03-02T15-30-00-000Z.json');
			expect(notice).toContain(aside);
			expect(isNew).toBe(true);
			expect(readFileSync(aside, 'utf8')).toBe(broken);
		},
	);

	test('keep what a later version of this program added, at any depth', async () => {
		const paths = pathsIn(temporaryFolder());
		const facts = {url: 'u', latency: 1, correlationId: 'c', attempts: 1, at: now, later: 1};
		const added = {
			...emptySettings(now),
			later: {kept: true},
			values: {...emptySettings(now).values, later: 'v'},
			enteredAt: {later: 5},
			lastCall: {
				grant: 'bearer',
				kind: 'refused',
				facts,
				explanation: {cause: 'c', remedy: 'r', stage: 'proof', later: 1},
				later: [1],
			},
			token: {
				object: {
					expires_in: 1,
					scope: '',
					token_type: 'Bearer',
					access_token: 'a',
					refresh_token: 'r',
					later: 'x',
				},
				receivedAt: now,
				baseUri: 'https://us2.api.concursolutions.com',
				obtainedWith: {
					appID: 'a',
					clientSecret: 's',
					companyUUID: 'c',
					later: 1,
				},
				later: {},
			},
			bearer: {
				accessToken: 'a',
				expiresAt: now,
				tokenType: 'Bearer',
				baseUri: 'https://us2.api.concursolutions.com',
				scope: '',
				later: 1,
			},
		};
		writeFileSync(paths.settingsFile, JSON.stringify(added));
		await openProfile(paths, () => now).store.update(settings => ({
			...settings,
			item: 1,
			values: {...settings.values, appID: 'mine'},
		}));
		expect(JSON.parse(readFileSync(paths.settingsFile, 'utf8'))).toEqual({
			...added,
			item: 1,
			values: {...added.values, appID: 'mine'},
		});
	});

	test('of a later format are refused with the remedy to update, and stay as they are', () => {
		const paths = pathsIn(temporaryFolder());
		writeFileSync(paths.settingsFile, '{"version": 2}');
		expect(readProfile(paths)).toEqual({kind: 'newer', version: 2});
		expect(() => openProfile(paths, () => now)).toThrow(expect.objectContaining({
				exitCode: exitCodes.machineRefused,
				nextStep: expect.stringContaining('Update concur-tokens') as string,
			}) as Error);
		expect(readdirSync(paths.configFolder)).toEqual(['default.json']);
		expect(readFileSync(paths.settingsFile, 'utf8')).toBe('{"version": 2}');
	});

	test('that an editor began with a mark of byte order are read', () => {
		const paths = pathsIn(temporaryFolder());
		writeFileSync(paths.settingsFile, `\uFEFF${JSON.stringify({...emptySettings(now), folder: '/here'})}`);
		expect(readProfile(paths)).toMatchObject({kind: 'read', settings: {folder: '/here'}});
	});

	test.each([
		[
			'a folder',
			(file: string) => {
				mkdirSync(file);
			},
		],
		[
			'a named pipe',
			(file: string) => {
				execFileSync('mkfifo', [file]);
			},
		],
		[
			'a device',
			(file: string) => {
				symlinkSync('/dev/zero', file);
			},
		],
	])('that are %s are refused at once, and left alone', (found, make) => {
		const paths = pathsIn(temporaryFolder());
		make(paths.settingsFile);
		expect(readProfile(paths)).toEqual({kind: 'not-a-file', found});
		expect(() => openProfile(paths, () => now)).toThrow(UserError);
		expect(readdirSync(paths.configFolder)).toEqual(['default.json']);
	});

	test('below a path that runs through a file are not taken for absent', () => {
		const file = path.join(temporaryFolder(), 'file');
		writeFileSync(file, '');
		expect(readProfile(pathsIn(file))).toMatchObject({kind: 'unreadable', error: {code: 'ENOTDIR'}});
	});

	test.each(['{', '', '{"version": 1}'])(
		'that break to %j while they are in use are set aside under a name that is told, and nothing known is lost',
		async broken => {
			const paths = pathsIn(temporaryFolder());
			const told: string[] = [];
			const {store} = openProfile(
				paths,
				() => now,
				sentence => {
					told.push(sentence);
				},
			);
			await store.update(settings => ({
				...settings,
				folder: '/mine',
				values: {...settings.values, clientSecret: 'shown once'},
			}));
			writeFileSync(paths.settingsFile, broken);
			await store.update(settings => ({...settings, item: 3}));
			const aside = path.join(paths.configFolder, 'default.broken-2026-03-02T15-30-00-000Z.json');
			expect(readProfile(paths)).toMatchObject({
				kind: 'read',
				settings: {folder: '/mine', item: 3, values: {clientSecret: 'shown once'}},
			});
			expect(readFileSync(aside, 'utf8')).toBe(broken);
			expect(told).toEqual([expect.stringContaining(aside) as string]);
		},
	);

	test.each(['broken', 'gone'])('that are %s before they are first used lose nothing either', async how => {
		const paths = pathsIn(temporaryFolder());
		writeFileSync(paths.settingsFile, JSON.stringify({...emptySettings(now), folder: '/mine'}));
		const {store} = openProfile(paths, () => now);
		if (how === 'gone') {
			rmSync(paths.settingsFile);
		} else {
			writeFileSync(paths.settingsFile, '{');
		}

		await store.update(settings => ({...settings, item: 3}));
		expect(readProfile(paths)).toMatchObject({kind: 'read', settings: {folder: '/mine', item: 3}});
	});

	test('that someone deletes while a command uses them stay deleted', async () => {
		const paths = pathsIn(temporaryFolder());
		await openProfile(paths, () => now).store.update(settings => settings);
		const store = openExistingProfile(paths, () => now);
		const reservation = await store.reserve();
		rmSync(paths.settingsFile);
		const deleted = expect.objectContaining({
			exitCode: exitCodes.notFinished,
			message: 'The profile default was deleted while this command was using it, and stays deleted.',
		}) as Error;
		await expect(store.update(settings => settings, reservation)).rejects.toEqual(deleted);
		expect(() => store.read()).toThrow(deleted);
		reservation.release();
		expect(readdirSync(paths.configFolder)).toEqual([]);
	});

	test('that vanish while they are in use are written anew with all that is known, which is told', async () => {
		const paths = pathsIn(temporaryFolder());
		const told: string[] = [];
		const {store} = openProfile(paths, () => now, sentence => {
			told.push(sentence);
		});
		await store.update(settings => ({...settings, folder: '/mine'}));
		expect(told).toEqual([]);
		rmSync(paths.settingsFile);
		await store.update(settings => ({...settings, item: 3}));
		expect(readProfile(paths)).toMatchObject({kind: 'read', settings: {folder: '/mine', item: 3}});
		expect(told).toEqual([
			'The settings of this profile were deleted while it was open, and have been saved again. '
			+ 'To delete the profile, leave this session first.',
		]);
	});

	test.each(['{"version": 9}', undefined])(
		'that become unusable in another way (%j) while they are in use are not written over',
		async text => {
			const paths = pathsIn(temporaryFolder());
			const {store} = openProfile(paths, () => now);
			await store.update(settings => ({...settings, folder: '/mine'}));
			rmSync(paths.settingsFile);
			if (text === undefined) {
				mkdirSync(paths.settingsFile);
			} else {
				writeFileSync(paths.settingsFile, text);
			}

			await expect(store.update(settings => ({...settings, item: 3}))).rejects.toMatchObject({
				exitCode: exitCodes.machineRefused,
			});
			expect(readdirSync(paths.configFolder)).toEqual(['default.json']);
			expect(statSync(paths.settingsFile).isDirectory()).toBe(text === undefined);
		},
	);

	test('are not written through a symbolic link to another place', () => {
		const paths = pathsIn(path.join(temporaryFolder(), 'config'));
		const elsewhere = path.join(temporaryFolder(), 'elsewhere.json');
		mkdirSync(paths.configFolder);
		writeFileSync(elsewhere, 'theirs');
		symlinkSync(elsewhere, paths.settingsFile);
		expect(() => openProfile(paths, () => now)).toThrow(UserError);
		expect(readFileSync(elsewhere, 'utf8')).toBe('theirs');
	});

	test('are written through a link within their folder, which stays, and not through one to nowhere', async () => {
		const paths = pathsIn(temporaryFolder());
		const real = path.join(paths.configFolder, 'real.json');
		writeFileSync(real, JSON.stringify(emptySettings(now)));
		symlinkSync('real.json', paths.settingsFile);
		const {store} = openProfile(paths, () => now);
		await store.update(settings => ({...settings, item: 3}));
		expect(JSON.parse(readFileSync(real, 'utf8'))).toMatchObject({item: 3});
		expect(lstatSync(paths.settingsFile).isSymbolicLink()).toBe(true);
		rmSync(real);
		expect(() => openProfile(paths, () => now)).toThrow(expect.objectContaining({
				exitCode: exitCodes.machineRefused,
				message: `${paths.settingsFile} is a symbolic link to another location; `
					+ 'secrets are not written through it.',
				nextStep: expect.stringContaining('Remove the link, or set CONCUR_TOKENS_CONFIG_DIR') as string,
			}) as Error);
	});

	test('that are set aside twice in the same moment are both kept', () => {
		const paths = pathsIn(temporaryFolder());
		for (const broken of ['{1', '{2']) {
			writeFileSync(paths.settingsFile, broken);
			openProfile(paths, () => now);
		}

		const aside = readdirSync(paths.configFolder);
		expect(aside.map(name => readFileSync(path.join(paths.configFolder, name), 'utf8')).toSorted()).toEqual([
			'{1',
			'{2',
		]);
		expect(aside.every(name => /^default\.broken-2026-03-02T15-30-00-000Z(?:-[\da-f]{8})?\.json$/.test(name)))
			.toBe(true);
	});

	test('say nothing where nothing is broken, and read as empty until they are written', () => {
		const paths = pathsIn(temporaryFolder());
		const opened = openProfile(paths, () => now);
		expect(opened).toMatchObject({isNew: true, notice: undefined});
		expect(opened.store.read()).toEqual(emptySettings(now));
		writeFileSync(paths.settingsFile, JSON.stringify({...emptySettings(now), item: 2}));
		expect(opened.store.read().item).toBe(2);
		expect(openProfile(paths, () => now)).toMatchObject({isNew: false, notice: undefined});
		rmSync(paths.settingsFile);
		expect(opened.store.read().item).toBe(2);
	});

	test('are JSON that people can read, and keys without a value are left out', async () => {
		const paths = pathsIn(temporaryFolder());
		const {store} = openProfile(paths, () => now);
		expect(await store.update(settings => ({...settings, item: 4, bearer: undefined}))).toEqual({
			...emptySettings(now),
			item: 4,
			bearer: undefined,
			updatedAt: now,
		});
		expect(readFileSync(paths.settingsFile, 'utf8')).toBe(JSON.stringify(
				{
					...emptySettings(now),
					item: 4,
				},
				undefined,
				'\t',
			));
	});

	test('are as they were after a mistake of the program, which is not taken for one of the machine\'s', async () => {
		const paths = pathsIn(temporaryFolder());
		const {store} = openProfile(paths, () => now);
		await store.update(settings => ({...settings, item: 4}));
		const mistake = new TypeError('x is not a function');
		await expect(store.update(
				() => {
					throw mistake;
				},
				undefined,
				settings => settings,
			)).rejects.toBe(mistake);
		expect(readProfile(paths)).toMatchObject({settings: {item: 4}});
		expect(readdirSync(paths.configFolder)).toEqual(['default.json']);
	});

	test('whose folder is gone are not written, and the refusal names them', async () => {
		const folder = path.join(temporaryFolder(), 'config');
		const paths = pathsIn(folder);
		const {store} = openProfile(paths, () => now);
		await store.update(settings => settings);
		rmSync(folder, {recursive: true});
		writeFileSync(folder, '');
		await expect(store.update(settings => settings)).rejects.toThrow();
		await expect(store.reserve()).rejects.toMatchObject({code: 'ENOTDIR'});
	});

	test('of two processes that write at once lose nothing of each other\'s', async () => {
		const paths = pathsIn(temporaryFolder());
		const one = openProfile(paths, () => now).store;
		const other = openProfile(paths, () => now).store;
		await one.update(settings => ({...settings, folder: '/one'}));
		await other.update(settings => ({...settings, baseUri: 'eu2'}));
		expect(one.read()).toMatchObject({folder: '/one', baseUri: 'eu2'});
	});

	test('that a killed process left half written are removed: at once where its name tells that it is dead, '
		+ 'else once they are old or dated ahead', async () => {
		const paths = pathsIn(temporaryFolder());
		const child = spawn(process.execPath, ['-e', '0']);
		await new Promise(resolve => {
			child.once('exit', resolve);
		});
		const left = (name: string, secondsAgo: number) => {
			const file = path.join(paths.configFolder, name);
			writeFileSync(file, 'secret');
			utimesSync(file, now / 1000 - secondsAgo, now / 1000 - secondsAgo);
			return file;
		};

		const gone = [
			left('default.json.tmp-0123456789abcdef', 120),
			left('default.json.tmp-0123456789abcde0', -3600),
			left(`.default.${child.pid}-staged-0a.json`, 0),
			left(`.default.${child.pid}-staged-0a.json.tmp-0123456789abcdef`, 0),
			left(`.default.${child.pid}-reserved-0a.json`, 0),
			left(`.default.refresh.lock.${child.pid}-0a.tmp`, 0),
			left(`.default.${process.ppid}-reserved-0b.json`, 7200),
		];
		const kept = [
			left('default.json.tmp-fedcba9876543210', 0),
			left(`.default.${process.ppid}-reserved-0a.json`, 120),
			left(`.other.${child.pid}-staged-0a.json`, 3600),
			left('other.json.tmp-0123456789abcdef', 3600),
			left('default.broken-2026-03-02T15-30-00-000Z.json', 3600),
		];
		openProfile(paths, () => now);
		expect(gone.filter(file => existsSync(file))).toEqual([]);
		expect(kept.filter(file => !existsSync(file))).toEqual([]);
	});
});

describe('a profile\'s name', () => {
	test.each(['../x', 'a/b', '', '.hidden', String.raw`a\b`, 'x'.repeat(80), 'a b'])(
		'%j is refused, because it could leave the folder',
		name => {
			expect(() => profilePaths(name, {})).toThrow(UserError);
		},
	);

	test('is told apart from what else is in the folder', () => {
		const temporary = [
			'a.b.json.tmp-0123',
			'.a.b.1-staged-0a.json',
			'.a.b.12-reserved-0a.json',
			'.a.b.1-staged-0a.json.tmp-01',
			'.a.b.session.lock.1-0a.tmp',
			'.a.b.refresh.lock.12-0a.tmp',
			'.a.b.write.lock.1-0a.tmp',
		];
		const others = [
			'a.b.json',
			'axb.json.tmp-0123',
			'xa.b.json.tmp-0123',
			'a.b.json.tmp-',
			'a.b.json.tmp-0123.txt',
			'.axb.1-staged-0a.json',
			'x.a.b.1-staged-0a.json',
			'.a.b.x-staged-0a.json',
			'.a.b.1-other-0a.json',
			'.a.b.1-staged-.json',
			'.a.b.1-staged-0a.json.txt',
			'.a.b.session.lock',
			'.a.b.other.lock.1-0a.tmp',
			'.a.b.session.lock.x-0a.tmp',
			'.a.b.session.lock.1-0a.tmp.txt',
			'x.a.b.session.lock.1-0a.tmp',
			'.a.b.session.lock.1-.tmp',
		];
		expect(temporary.filter(name => !isTemporarySettings(name, 'a.b'))).toEqual([]);
		expect(others.filter(name => isTemporarySettings(name, 'a.b'))).toEqual([]);
		for (const purpose of ['staged', 'reserved'] as const) {
			const name = path.basename(temporarySettingsPath(pathsIn('/srv', 'a.b'), purpose));
			expect(name).toContain(purpose);
			expect(temporarySettingsPattern('a.b').exec(name)?.groups?.['pid']).toBe(String(process.pid));
		}
	});

	test('in a path with invisible characters is refused, with the path that it would be without', () => {
		expect(() => configFolder({CONCUR_TOKENS_CONFIG_DIR: '/srv/a\u200Bb'})).toThrow(expect.objectContaining({
				exitCode: exitCodes.wrongUsage,
				message: expect.stringContaining('Without them it reads: /srv/ab') as string,
				nextStep: expect.stringContaining('CONCUR_TOKENS_CONFIG_DIR') as string,
			}) as Error);
	});

	test('has a lock for each of what one process does at a time', () => {
		expect(pathsIn('/srv', 'a')).toMatchObject({
			profile: 'a',
			configFolder: '/srv',
			sessionLock: '/srv/.a.session.lock',
			refreshLock: '/srv/.a.refresh.lock',
			writeLock: '/srv/.a.write.lock',
			practiceFilesFolder: '/srv/practice/files.a',
		});
	});

	test('practice has a place of its own', () => {
		const real = profilePaths('default', {HOME: '/home/ada'});
		const practice = profilePaths('default', {HOME: '/home/ada'}, {isPractice: true});
		expect(practice.settingsFile).not.toBe(real.settingsFile);
	});

	test.each([
		['linux', '/home/ada/.config/concur-tokens'],
		['darwin', '/home/ada/Library/Preferences/concur-tokens'],
	])('settings live where %s keeps them', (platform, folder) => {
		expect(configFolder({HOME: '/home/ada'}, platform)).toBe(folder);
	});
});

describe('the source of a value', () => {
	const settings = {...emptySettings(now), values: {...emptySettings(now).values, appID: 'saved'}};

	test('is the environment where it sets one, else the settings', () => {
		const environment = readEnvironment({CONCUR_CLIENT_ID: ' theirs ', CONCUR_CLIENT_SECRET: ''});
		const values = resolveValues(settings, environment);
		expect(values.appID).toEqual({value: 'theirs', source: 'environment', variable: 'CONCUR_CLIENT_ID'});
		expect(values.clientSecret).toEqual({value: '', source: 'none'});
		expect(values.baseUri).toEqual({value: 'glz', source: 'settings'});
		expect(resolveValues(settings, {}).appID).toEqual({value: 'saved', source: 'settings'});
	});

	test.each([
		['appID', 'CONCUR_CLIENT_ID'],
		['clientSecret', 'CONCUR_CLIENT_SECRET'],
		['companyUUID', 'CONCUR_COMPANY_UUID'],
		['companyRequestToken', 'CONCUR_REQUEST_TOKEN'],
		['refreshToken', 'CONCUR_REFRESH_TOKEN'],
		['baseUri', 'CONCUR_BASE_URI'],
	] as const)('of %s may be %s, without what could not be seen in it', (name, variable) => {
		expect(resolveValues(settings, readEnvironment({[variable]: ' a\u0007b\u200B '}))[name]).toEqual({
			value: 'ab',
			source: 'environment',
			variable,
		});
		expect(resolveValues(settings, readEnvironment({[variable]: ' \u200B '}))[name].source).not.toBe('environment');
	});

	test('of the base URI may come from CONCUR_BASE_URL, as other programs call it; CONCUR_BASE_URI wins', () => {
		const other = {CONCUR_BASE_URL: 'eu2'};
		expect(resolveValues(settings, readEnvironment(other)).baseUri).toEqual({
			value: 'eu2',
			source: 'environment',
			variable: 'CONCUR_BASE_URL',
		});
		expect(shownInSession(readEnvironment(other))).toEqual({baseUri: 'eu2'});
		expect(resolveValues(settings, readEnvironment({...other, CONCUR_BASE_URI: 'us2'})).baseUri).toEqual({
			value: 'us2',
			source: 'environment',
			variable: 'CONCUR_BASE_URI',
			overruled: 'CONCUR_BASE_URL',
		});
		expect(resolveValues(settings, readEnvironment({...other, CONCUR_BASE_URI: ' '})).baseUri.value).toBe('eu2');
	});

	test('of the refresh token is the token that is stored', () => {
		const token = {
			object: {expires_in: 1, scope: '', token_type: 'Bearer', access_token: 'a', refresh_token: 'stored'},
			receivedAt: now,
			baseUri: 'glz',
			obtainedWith: {appID: 'a', clientSecret: 's', companyUUID: 'c'},
		};
		expect(resolveValues({...settings, token}, {}).refreshToken).toEqual({value: 'stored', source: 'settings'});
		expect(resolveValues(settings, {}).refreshToken).toEqual({value: '', source: 'none'});
	});

	test('for the guided session is only what the environment really sets', () => {
		const all = readEnvironment({CONCUR_BASE_URI: 'us2', CONCUR_REFRESH_TOKEN: 'r', CONCUR_CLIENT_ID: 'a'});
		expect(shownInSession(all)).toEqual({appID: 'a', baseUri: 'us2'});
		const some = readEnvironment({CONCUR_COMPANY_UUID: 'c', CONCUR_REQUEST_TOKEN: '  '});
		expect(shownInSession(some)).toEqual({companyUUID: 'c'});
	});
});
