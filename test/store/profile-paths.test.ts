import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {deleteFiles, listProfiles, profileFiles} from '../../source/store/profile/profile-files.js';
import {configFolder} from '../../source/store/profile/config-folder.js';
import {temporaryFolder} from '../temporary-folder.js';

/** A folder of settings with these files in it. */
function openedFolder(...names: readonly string[]) {
	const folder = temporaryFolder();
	for (const name of names) {
		mkdirSync(path.dirname(path.join(folder, name)), {recursive: true});
		writeFileSync(path.join(folder, name), '{}');
	}

	return {folder, environment: {CONCUR_TOKENS_CONFIG_DIR: folder}};
}

describe('where settings live', () => {
	test.each([
		['linux', {HOME: '/home/ada'}, '/home/ada/.config/concur-tokens'],
		['linux', {HOME: '/home/ada', XDG_CONFIG_HOME: '/data'}, '/data/concur-tokens'],
		['darwin', {HOME: '/Users/ada', XDG_CONFIG_HOME: '/data'}, '/Users/ada/Library/Preferences/concur-tokens'],
		['win32', {HOME: '/u/ada', APPDATA: '/u/ada/Roaming'}, '/u/ada/Roaming/concur-tokens'],
		['win32', {HOME: '/u/ada'}, '/u/ada/AppData/Roaming/concur-tokens'],
		['darwin', {HOME: '/Users/ada', CONCUR_TOKENS_CONFIG_DIR: '/srv/tokens'}, '/srv/tokens'],
		['linux', {HOME: '/home/ada', XDG_CONFIG_HOME: 'relative'}, '/home/ada/.config/concur-tokens'],
		['linux', {HOME: '/home/ada', CONCUR_TOKENS_CONFIG_DIR: ' '}, '/home/ada/.config/concur-tokens'],
		['linux', {HOME: '/home/ada', CONCUR_TOKENS_CONFIG_DIR: '~/tokens'}, '/home/ada/tokens'],
	])('on %s with %j it is %s', (platform, environment, folder) => {
		expect(configFolder(environment, platform)).toBe(folder);
	});

	test('no name of a profile leads out of the folder', () => {
		for (const name of ['../elsewhere', 'a/b', '.hidden', '', 'a'.repeat(65), 'a\nb', 'ä']) {
			expect(() => profilePaths(name, {}), name).toThrow(expect.objectContaining({
				exitCode: 2,
				nextStep: expect.stringContaining('--profile sandbox') as string,
			}) as Error);
		}

		expect(profilePaths('a.b-c_9', {CONCUR_TOKENS_CONFIG_DIR: '/srv'}).settingsFile).toBe('/srv/a.b-c_9.json');
	});

	test('practice keeps away from real profiles, and each practice profile has a server and files of its own', () => {
		const environment = {CONCUR_TOKENS_CONFIG_DIR: '/srv'};
		expect(profilePaths('default', environment, {isPractice: true})).toMatchObject({
			settingsFile: '/srv/practice/default.json',
			practiceFolder: '/srv/practice/server',
			practiceFilesFolder: '/srv/practice/files',
		});
		expect(profilePaths('two', environment, {isPractice: true})).toMatchObject({
			practiceFolder: '/srv/practice/server.two',
			practiceFilesFolder: '/srv/practice/files.two',
		});
	});
});

describe('the list of profiles', () => {
	test('is by name, of settings alone', () => {
		const settings = ['b.json', 'c.json', 'a.json', 'x.json', 'a.broken-2.jsonx.json'];
		const others = [
			'my work.json',
			'b-c.json.txt',
			'.c.json',
			'ä.json',
			`${'a'.repeat(65)}.json`,
			'.json',
			'a.broken-2026-03-02T15-30-00-000Z.json',
			'a.broken-2026-03-02T15-30-00-000Z-0badcafe.json',
			'.a.refresh.lock',
			'notes.txt',
			'xjson',
			'practice/c.json',
		];
		const {environment} = openedFolder(...settings, ...others);
		expect(listProfiles(environment, {isPractice: false}).map(({profile}) => profile)).toEqual([
			'a', 'a.broken-2.jsonx', 'b', 'c', 'x',
		]);
		expect(listProfiles(environment, {isPractice: true}).map(({profile}) => profile)).toEqual(['c']);
	});

	test('is empty before the first start', () => {
		expect(listProfiles({
			CONCUR_TOKENS_CONFIG_DIR: path.join(temporaryFolder(), 'none'),
		}, {isPractice: false})).toEqual([]);
	});
});

describe('forgetting a profile', () => {
	const own = [
		'work.json',
		'work.broken-2026-03-02T15-30-00-000Z.json',
		'work.broken-2026-03-02T15-30-00-000Z-0badcafe.json',
		'work.json.tmp-1234',
		'.work.session.lock',
		'.work.refresh.lock.owner',
		'.work.write.lock',
	];
	const others = ['work2.json', 'default.json', 'rework.json', 'work.broken-2.json', '.work2.refresh.lock'];

	test('takes all that is its own, and nothing of a profile with a similar name', () => {
		const {folder, environment} = openedFolder(...own, ...others);
		const files = profileFiles(profilePaths('work', environment), {isPractice: false});
		expect(files.map(file => path.basename(file)).toSorted()).toEqual([...own].toSorted());
		deleteFiles(files);
		expect(readdirSync(folder).toSorted()).toEqual([...others].toSorted());
	});

	test('takes what the practice Concur issued with a practice profile, and leaves it with a real one', () => {
		const {environment} = openedFolder(
			'default.json',
			'practice/default.json',
			'practice/server/ledger.json',
			'practice/server.two/ledger.json',
		);
		const real = profileFiles(profilePaths('default', environment), {isPractice: false});
		expect(real.map(file => path.basename(file))).toEqual(['default.json']);
		const paths = profilePaths('default', environment, {isPractice: true});
		deleteFiles(profileFiles(paths, {isPractice: true}));
		expect([
			existsSync(paths.settingsFile),
			existsSync(paths.practiceFolder),
			existsSync(`${paths.practiceFolder}.two`),
		]).toEqual([false, false, true]);
	});

	test('of which nothing is on disk finds nothing, and deleting what is gone is no failure', () => {
		const paths = profilePaths('none', {CONCUR_TOKENS_CONFIG_DIR: path.join(temporaryFolder(), 'none')});
		expect(profileFiles(paths, {isPractice: true})).toEqual([]);
		deleteFiles([paths.settingsFile]);
	});
});
