import {spawnSync} from 'node:child_process';
import {chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {compileCacheFolder} from '../source/compile-cache.js';
import {temporaryFolder} from './temporary-folder.js';

const program = path.resolve(import.meta.dirname, '../dist/cli.cjs');
const isRoot = process.getuid?.() === 0;

describe('compiled code is kept where only the account itself can put it', () => {
	test('in a folder of its own below the home, or where XDG_CACHE_HOME says', () => {
		const home = temporaryFolder();
		const folder = compileCacheFolder({HOME: home}, 'linux');
		expect(folder).toBe(path.join(home, '.cache/concur-tokens/compiled'));
		expect(statSync(folder!).mode & 0o777).toBe(0o700);
		expect(compileCacheFolder({HOME: home}, 'darwin'))
			.toBe(path.join(home, 'Library/Caches/concur-tokens/compiled'));
		const cache = temporaryFolder();
		expect(compileCacheFolder({HOME: home, XDG_CACHE_HOME: cache}, 'linux'))
			.toBe(path.join(cache, 'concur-tokens/compiled'));
	});

	test.each([
		['there is no home', {}],
		['the home is missing', {HOME: '/nowhere/to/be/found'}],
		['the home is not a whole path', {HOME: 'home'}],
	])('nowhere if %s', (_why, environment) => {
		expect(compileCacheFolder(environment, 'linux')).toBeUndefined();
	});

	test('nowhere if others can write there, or if the folder is a link', () => {
		const home = temporaryFolder();
		chmodSync(compileCacheFolder({HOME: home}, 'linux')!, 0o777);
		expect(compileCacheFolder({HOME: home}, 'linux')).toBeUndefined();
		const linked = temporaryFolder();
		mkdirSync(path.join(linked, '.cache/concur-tokens'), {recursive: true});
		symlinkSync(home, path.join(linked, '.cache/concur-tokens/compiled'));
		expect(compileCacheFolder({HOME: linked}, 'linux')).toBeUndefined();
	});

	test.runIf(isRoot)('nowhere if the folder or the home is somebody else\'s, as with sudo', () => {
		const home = temporaryFolder();
		chownSync(compileCacheFolder({HOME: home}, 'linux')!, 12_345, 12_345);
		expect(compileCacheFolder({HOME: home}, 'linux')).toBeUndefined();
		const theirs = temporaryFolder();
		chownSync(theirs, 12_345, 12_345);
		expect(compileCacheFolder({HOME: theirs}, 'linux')).toBeUndefined();
		expect(existsSync(path.join(theirs, '.cache'))).toBe(false);
	});
});

test('a command keeps nothing that it runs in the folder that all accounts share', () => {
	const home = temporaryFolder();
	const shared = temporaryFolder();
	const {stdout} = spawnSync(process.execPath, [program, 'status'], {
		env: {PATH: process.env['PATH'], HOME: home, TMPDIR: shared},
		encoding: 'utf8',
	});
	expect(stdout).toContain('0 of 7 stages done');
	expect(readdirSync(shared)).toEqual([]);
	expect(readdirSync(path.join(home, '.cache/concur-tokens/compiled'))).not.toEqual([]);
});
