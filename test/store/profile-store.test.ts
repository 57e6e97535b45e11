import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {UserError} from '../../source/errors.js';
import {readOwner, tryLock} from '../../source/store/pid-lock.js';
import {lockForSession} from '../../source/store/profile-lock.js';
import {configFolder, profilePaths} from '../../source/store/profile-paths.js';
import {openProfile} from '../../source/store/profile-store.js';
import {readProfile} from '../../source/store/read-profile.js';
import {environmentValues, resolveValues} from '../../source/store/value-sources.js';
import {emptySettings} from '../../source/store/settings.js';
import {temporaryFolder} from '../practice/opened-practice.js';

const now = Date.UTC(2026, 2, 2, 15, 30);

function pathsIn(folder: string, profile = 'default') {
	return profilePaths(profile, {CONCUR_TOKENS_CONFIG_DIR: folder});
}

async function deadProcess(): Promise<number> {
	const child = spawn(process.execPath, ['-e', '0']);
	await new Promise(resolve => {
		child.once('exit', resolve);
	});
	return child.pid!;
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
		expect(readProfile(pathsIn(folder, 'sandbox'))).toMatchObject({kind: 'read', settings: {baseUri: 'us2', updatedAt: now}});
	});

	test('that others could read are taken back on opening', () => {
		const folder = temporaryFolder();
		const paths = pathsIn(folder);
		writeFileSync(paths.settingsFile, JSON.stringify(emptySettings(now)), {mode: 0o644});
		openProfile(paths, () => now);
		expect(statSync(paths.settingsFile).mode & 0o777).toBe(0o600);
	});

	test.each(['', '{', '[]', '{"version": 1, "values": {"appID": 7}}'])('that are %j are set aside under a name that is told, never cleared', broken => {
		const paths = pathsIn(temporaryFolder());
		writeFileSync(paths.settingsFile, broken);
		const {notice, isNew} = openProfile(paths, () => now);
		const aside = path.join(paths.configFolder, 'default.broken-2026-03-02T15-30-00-000Z.json');
		expect(notice).toContain(aside);
		expect(isNew).toBe(true);
		expect(readFileSync(aside, 'utf8')).toBe(broken);
	});

	test('keep what a later version of this program added', async () => {
		const paths = pathsIn(temporaryFolder());
		writeFileSync(paths.settingsFile, JSON.stringify({...emptySettings(now), fromTheFuture: {kept: true}}));
		await openProfile(paths, () => now).store.update(settings => ({...settings, item: 1}));
		expect(JSON.parse(readFileSync(paths.settingsFile, 'utf8'))).toMatchObject({item: 1, fromTheFuture: {kept: true}});
	});

	test('are not written through a symbolic link to another place', () => {
		const paths = pathsIn(path.join(temporaryFolder(), 'config'));
		const elsewhere = path.join(temporaryFolder(), 'elsewhere.json');
		mkdirSync(paths.configFolder);
		writeFileSync(elsewhere, 'theirs');
		symlinkSync(elsewhere, paths.settingsFile);
		expect(() => openProfile(paths, () => now)).toThrow(UserError);
		expect(readFileSync(elsewhere, 'utf8')).toBe('theirs');
	});

	test('of two processes that write at once lose nothing of each other\'s', async () => {
		const paths = pathsIn(temporaryFolder());
		const one = openProfile(paths, () => now).store;
		const other = openProfile(paths, () => now).store;
		await one.update(settings => ({...settings, folder: '/one'}));
		await other.update(settings => ({...settings, baseUri: 'eu2'}));
		expect(one.read()).toMatchObject({folder: '/one', baseUri: 'eu2'});
	});

	test('that a killed process left half written are removed once they are old', () => {
		const paths = pathsIn(temporaryFolder());
		const old = `${paths.settingsFile}.tmp-0123456789abcdef`;
		const fresh = `${paths.settingsFile}.tmp-fedcba9876543210`;
		writeFileSync(old, 'secret');
		writeFileSync(fresh, 'secret');
		utimesSync(old, (now / 1000) - 120, (now / 1000) - 120);
		utimesSync(fresh, now / 1000, now / 1000);
		openProfile(paths, () => now);
		expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
	});
});

describe('a profile\'s name', () => {
	test.each(['../x', 'a/b', '', '.hidden', String.raw`a\b`, 'x'.repeat(80), 'a b'])('%j is refused, because it could leave the folder', name => {
		expect(() => profilePaths(name, {})).toThrow(UserError);
	});

	test('practice has a place of its own', () => {
		const real = profilePaths('default', {HOME: '/home/ada'});
		const practice = profilePaths('default', {HOME: '/home/ada'}, {practice: true});
		expect(practice.settingsFile).not.toBe(real.settingsFile);
	});

	test.each([['linux', '/home/ada/.config/concur-tokens'], ['darwin', '/home/ada/Library/Preferences/concur-tokens']])('settings live where %s keeps them', (platform, folder) => {
		expect(configFolder({HOME: '/home/ada'}, platform)).toBe(folder);
	});
});

describe('locks', () => {
	test('are held by one, and free after release', async () => {
		const file = path.join(temporaryFolder(), '.lock');
		const held = await tryLock(file, now);
		expect(readOwner(file)).toMatchObject({pid: process.pid, since: now});
		expect(await tryLock(file, now)).toBeUndefined();
		await held!.release();
		expect(readOwner(file)).toBeUndefined();
		const again = await tryLock(file, now);
		expect(again).toBeDefined();
		await again!.release();
	});

	test('of a dead process are taken over, of a live one not', async () => {
		const file = path.join(temporaryFolder(), '.lock');
		const past = (Date.now() / 1000) - 5;
		const pretend = (pid: number) => {
			mkdirSync(file, {recursive: true});
			writeFileSync(`${file}.owner`, JSON.stringify({pid, host: hostname(), since: now}));
			utimesSync(file, past, past);
		};

		pretend(process.pid);
		expect(await tryLock(file, now)).toBeUndefined();
		pretend(await deadProcess());
		const held = await tryLock(file, now);
		expect(held).toBeDefined();
		await held!.release();
	});

	test('tell the second session since when and by which process', async () => {
		const paths = pathsIn(temporaryFolder());
		const first = await lockForSession(paths, now);
		expect(await lockForSession(paths, now + 1)).toEqual({kind: 'busy', since: now, pid: process.pid});
		await (first.kind === 'locked' ? first.release() : undefined);
	});
});

describe('the source of a value', () => {
	const settings = {...emptySettings(now), values: {...emptySettings(now).values, appID: 'saved'}};

	test('is the environment where it sets one, else the settings', () => {
		const values = resolveValues(settings, {CONCUR_CLIENT_ID: ' theirs ', CONCUR_CLIENT_SECRET: ''});
		expect(values.appID).toEqual({value: 'theirs', source: 'environment', variable: 'CONCUR_CLIENT_ID'});
		expect(values.clientSecret).toEqual({value: '', source: 'none'});
		expect(values.baseUri).toEqual({value: 'glz', source: 'settings'});
		expect(resolveValues(settings, {}).appID).toEqual({value: 'saved', source: 'settings'});
	});

	test('for the guided session is only what the environment really sets', () => {
		expect(environmentValues({CONCUR_COMPANY_UUID: 'c', CONCUR_REQUEST_TOKEN: '  '})).toEqual({companyUUID: 'c'});
	});
});
