import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};

const root = path.join(import.meta.dirname, '../..');

// Where a package lands in a prefix, and how a script is called, differ on Windows.
describe.skipIf(process.platform === 'win32')('the packed program, installed without a network', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
	const packages = path.join(folder, 'prefix/lib/node_modules');
	const environment = {
		PATH: `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
		HOME: folder,
		CONCUR_TOKENS_CONFIG_DIR: path.join(folder, 'config'),
	};

	function run(program: string, given: readonly string[], cwd = folder) {
		const {status, stdout, stderr} = spawnSync(program, given, {cwd, env: environment, encoding: 'utf8'});
		return {status, stdout, stderr};
	}

	const concurTokens = (...given: readonly string[]) =>
		run(path.join(folder, 'prefix/bin/concur-tokens'), given);

	beforeAll(() => {
		// The program is built already; building it again would take it from the tests that run beside this one.
		const packed = run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], root);
		expect(packed, packed.stderr).toMatchObject({status: 0});
		const tarball = path.join(folder, `${manifest.name}-${manifest.version}.tgz`);
		const options = ['--global', '--offline', '--no-audit', '--no-fund', '--prefix', path.join(folder, 'prefix')];
		const installed = run('npm', ['install', ...options, tarball]);
		expect(installed, installed.stderr).toMatchObject({status: 0});
	});

	afterAll(() => {
		rmSync(folder, {recursive: true, force: true});
	});

	test('is one package', () => {
		expect(readdirSync(packages)).toEqual([manifest.name]);
		expect(readdirSync(path.join(packages, manifest.name))).not.toContain('node_modules');
	});

	test('brings the licences of the code that it contains, and how to report a vulnerability', () => {
		const files = readdirSync(path.join(packages, manifest.name), {recursive: true});
		for (const file of ['LICENSE', 'README.md', 'SECURITY.md', 'dist/third-party-notices.txt']) {
			expect(files).toContain(file);
		}
	});

	test('has the name that the README installs it by', () => {
		const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
		expect(readme).toContain(`npm install --global ./${manifest.name}-${manifest.version}.tgz`);
	});

	test('says its version', () => {
		expect(concurTokens('--version')).toEqual({status: 0, stdout: `${manifest.version}\n`, stderr: ''});
	});

	test('shows the progress of a set-up that has not begun', () => {
		const {status, stdout, stderr} = concurTokens('status');
		expect({status, stderr}).toEqual({status: 3, stderr: ''});
		expect(stdout).toContain('0 of 7 stages done');
	});
});
