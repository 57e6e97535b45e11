import {createHash} from 'node:crypto';
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};
import {keys, openedHome, openedTerminal} from '../sessions/opened-terminal.js';
import {finishedProfile, ranFile} from '../commands/finished-profile.js';

const root = path.join(import.meta.dirname, '../..');
const name = `${manifest.name}-${manifest.version}-${process.platform}-${process.arch}`;
// No folder of programs: neither Node.js nor anything else is found.
const bare = {PATH: ''};

// The archive is made once: it takes the time of a whole test file.
describe.skipIf(process.platform !== 'linux')('the archive for people without Node.js', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'archive-'));
	const archive = path.join(folder, 'release', `${name}.tar.gz`);
	const installed = path.join(folder, name);
	const executable = path.join(installed, manifest.name);

	beforeAll(() => {
		execFileSync(process.execPath, [path.join(root, 'source/build/package.ts'), path.join(folder, 'release')]);
		execFileSync('tar', ['-xzf', archive, '-C', folder]);
	}, 600_000);

	afterAll(() => {
		rmSync(folder, {recursive: true, force: true});
	});

	test('comes with its checksum', () => {
		const checksum = createHash('sha256').update(readFileSync(archive)).digest('hex');
		expect(readFileSync(`${archive}.sha256`, 'utf8')).toBe(`${checksum}  ${path.basename(archive)}\n`);
	});

	test.each([
		['LICENSE', 'MIT License'],
		['SECURITY.md', 'vulnerability'],
		['third-party-notices.txt', /^react \d/m],
		['node-licences.txt', 'Node.js is licensed'],
		['man/concur-tokens.1', '.SS token'],
		['completions/bash/concur-tokens', 'complete '],
		['completions/zsh/_concur-tokens', '#compdef concur-tokens'],
		['completions/fish/concur-tokens.fish', 'complete '],
		['systemd/concur-tokens.service', 'ExecStart="%h/.local/bin/concur-tokens" "renew"'],
		['systemd/concur-tokens.timer', 'OnCalendar=daily'],
	])('has %s', (file, text) => {
		expect(readFileSync(path.join(installed, file), 'utf8')).toMatch(text);
	});

	test.skipIf(spawnSync('man', ['--version']).status !== 0)('has a manual page without a mistake', () => {
		const {stdout, stderr} = spawnSync('man', ['--warnings', '-l', path.join(installed, 'man/concur-tokens.1')], {
			encoding: 'utf8', env: {...process.env, MANWIDTH: '80', LC_ALL: 'C.UTF-8'},
		});
		expect(stderr).toBe('');
		expect(stdout).toContain('Print a bearer token, from the cache or newly issued.');
	});

	test('has an executable that anybody may run and only its owner may change', () => {
		expect((statSync(executable).mode & 0o777).toString(8)).toBe('755');
	});

	test('prints a cached bearer token and refreshes an old one', async () => {
		const profile = await finishedProfile();
		const env = {...profile.home.environment, ...bare};
		const options = {env, cwd: profile.home.workFolder};
		const run = async (...given: readonly string[]) => ranFile(executable, given, options);
		expect(await run('token')).toMatchObject({code: 0, stdout: `${profile.store.read().bearer!.accessToken}\n`});
		await profile.store.update(settings => ({...settings, bearer: {...settings.bearer!, expiresAt: Date.now()}}));
		expect(await run('token')).toMatchObject({code: 0, stdout: `${profile.store.read().bearer!.accessToken}\n`});
		expect(profile.refreshGrants()).toBe(1);
		expect((await run('status')).stdout).toContain('of 7 stages done');
		expect((await run('schedule')).stdout).toContain(` ${executable} renew --within 30d\n`);
	});

	test('runs the full-screen session against the practice Concur', async () => {
		const home = openedHome();
		const terminal = openedTerminal({home, command: [executable, '--practice'], environment: bare});
		await terminal.see('PRACTICE');
		await terminal.see('Ctrl+C');
		terminal.press(keys.ctrl('C'));
		expect(await terminal.ended).toMatchObject({exitCode: 0});
		expect(existsSync(path.join(home.configFolder, 'practice'))).toBe(true);
	});
});
