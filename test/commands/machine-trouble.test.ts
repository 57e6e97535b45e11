import {type Buffer} from 'node:buffer';
import {execFileSync, spawn} from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	openSync,
	closeSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test, type TestContext} from 'vitest';
import {checkCertificates} from '../../source/commands/doctor/machine-findings.js';
import {acquireSessionLock} from '../../source/store/profile/profile-lock.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {emptySettings} from '../../source/store/profile/settings.js';
import {openedHome, openedTerminal, program, type Home} from '../sessions/opened-terminal.js';
import {mountedDisk} from '../store/small-disk.js';
import {finishedProfile, letBearerAge, ranFile, ranProgram, type Ran} from './finished-profile.js';

const nobody = 65_534;

describe('an input or an error output that is closed', () => {
	test.each([
		['token <&-', 0], ['status <&-', 3], ['export json <&-', 0], ['token 2>&-', 0], ['status 2>&-', 3],
		['status --none 2>&-', 2], ['forget <&-', 2],
	])('changes neither what is printed nor the exit code: %s', async (line, code) => {
		const {home} = await finishedProfile();
		const [given, redirected] = line.split(/ (?=\S*&-)/) as [string, string];
		const command = `exec ${process.execPath} ${program} ${given}`;
		const options = {env: home.environment, cwd: home.folder};
		const closed = await ranFile('sh', ['-c', `${command} ${redirected}`], options);
		const open = await ranFile('sh', ['-c', `${command} </dev/null`], options);
		expect(closed).toMatchObject({code, stdout: open.stdout});
	});
});

/** Runs the program as an account that owns nothing, where this one may do that. */
async function ranAsNobody(given: readonly string[], home: Home, context: TestContext): Promise<Ran> {
	if (process.getuid?.() !== 0) {
		context.skip('only root can run a program as somebody else');
	}

	const options = {env: home.environment, cwd: '/', uid: nobody, gid: nobody};
	return ranFile(process.execPath, [program, ...given], options);
}

function settingsOf(home: Home, text: string = JSON.stringify(emptySettings(Date.now()))): string {
	mkdirSync(home.configFolder, {recursive: true, mode: 0o700});
	const file = path.join(home.configFolder, 'default.json');
	writeFileSync(file, text, {mode: 0o600});
	return file;
}

const noBug = expect.not.stringContaining('an unexpected error occurred') as string;

describe('output', () => {
	/** Runs the program with its output on a file or device. */
	async function ranInto(file: string, given: readonly string[], home: Home) {
		const descriptor = openSync(file, 'w');
		const child = spawn(process.execPath, [program, ...given], {
			env: home.environment,
			stdio: ['ignore', descriptor, 'pipe'],
		});
		closeSync(descriptor);
		let stderr = '';
		child.stderr!.on('data', (data: Buffer) => {
			stderr += data.toString();
		});
		const code = await new Promise<number | null>(resolve => {
			child.once('close', resolve);
		});
		return {code, stderr};
	}

	test.each([
		[['token']],
		[['token', '--json']],
		[['status']],
		[['profiles']],
		[['export', 'env']],
		[['--help']],
		[['--version']],
		[['completion', 'bash']],
	])('of %j that the disk did not take ends with 5', async given => {
		const {home} = await finishedProfile();
		expect(await ranInto('/dev/full', given, home)).toEqual({
			code: 5,
			stderr: 'concur-tokens: The output could not be written: the disk is full.\n'
				+ 'Free up disk space, then try again.\n',
		});
	});

	test('that the disk took half of is lost, and told', async context => {
		const {home, store} = await finishedProfile();
		await store.update(settings => ({
			...settings,
			bearer: {...settings.bearer!, accessToken: 'b'.repeat(10_000)},
		}));
		const {folder, leaveFree} = mountedDisk(context, 64 * 1024);
		leaveFree(4096);
		expect(await ranInto(path.join(folder, 'token'), ['token'], home)).toMatchObject({code: 5});
	});

	test('whose reader leaves is no failure', async () => {
		const {home, store} = await finishedProfile();
		await store.update(settings => ({
			...settings,
			bearer: {...settings.bearer!, accessToken: 'b'.repeat(1_000_000)},
		}));
		const line = execFileSync(
			'bash',
			['-c', 'set -o pipefail; "$0" "$1" token | head -c 5; printf " %s" "$?"', process.execPath, program],
			{env: home.environment, encoding: 'utf8'},
		);
		expect(line).toBe('bbbbb 0');
	});
});

describe('settings that are there but may not be read', () => {
	const commands = [
		['status'],
		['token'],
		['renew'],
		['check'],
		['export', 'env'],
		['doctor'],
		['forget', '--yes'],
	] as const;

	test.for(commands)('by %j are a refusal with what to do, and stay', async (given, context) => {
		const home = openedHome();
		chmodSync(home.folder, 0o755);
		const file = settingsOf(home);
		chownSync(home.configFolder, nobody, nobody);
		const ran = await ranAsNobody(given, home, context);
		expect(ran).toMatchObject({code: 5, stdout: '', stderr: noBug});
		expect(ran.stderr).toContain('belongs to root');
		expect(ran.stderr).toContain(`sudo chown "$(id -u):$(id -g)" '${file}'`);
		expect(readdirSync(home.configFolder)).toEqual(['default.json']);
	});

	test('because of their folder do not look like a profile without a token, nor like none', async context => {
		const home = openedHome();
		chmodSync(home.folder, 0o755);
		settingsOf(home);
		const ran = await ranAsNobody(['token'], home, context);
		expect(ran).toMatchObject({code: 5, stdout: ''});
		expect(ran.stderr).toContain(`sudo chown -R "$(id -u):$(id -g)" '${home.configFolder}'`);
		expect(await ranAsNobody(['profiles'], home, context)).toMatchObject({code: 5, stdout: '', stderr: noBug});
	});

	test('because of their mode name the command that mends it', async context => {
		const home = openedHome();
		chmodSync(home.folder, 0o755);
		const file = settingsOf(home);
		chownSync(home.configFolder, nobody, nobody);
		chownSync(file, nobody, nobody);
		chmodSync(file, 0);
		const ran = await ranAsNobody(['status'], home, context);
		expect(ran).toMatchObject({code: 5, stdout: ''});
		expect(ran.stderr).toContain(`chmod 600 '${file}'`);
	});

	test('because a later version wrote them are left alone, by forget too', async () => {
		const home = openedHome();
		const file = settingsOf(home, '{"version": 2}');
		for (const given of [['status'], ['token'], ['forget', '--yes']]) {
			// One after the other: they share the profile.
			const ran = await ranProgram(given, {home});
			expect(ran).toMatchObject({code: 5, stdout: ''});
			expect(ran.stderr).toContain('Update concur-tokens');
		}

		expect((await ranProgram(['profiles'], {home})).stdout)
			.toContain('it was written by a later version of concur-tokens');
		expect(readFileSync(file, 'utf8')).toBe('{"version": 2}');
	});

	test.each(['broken', undefined])('because they are a link to another place are left alone, and status and '
		+ 'the guided session say the same (%s)', async text => {
		const home = openedHome();
		const file = settingsOf(home);
		const theirs = path.join(home.folder, 'theirs.json');
		rmSync(file);
		symlinkSync(theirs, file);
		if (text) {
			writeFileSync(theirs, text);
		}

		const ran = await ranProgram(['status'], {home});
		expect(ran).toMatchObject({code: 5, stdout: ''});
		const words = `${file} is a symbolic link to another location; secrets are not written through it.`
			+ (text ? ' The file that it points to is broken, and is left unchanged.' : '');
		const remedy = 'Remove the link, or set CONCUR_TOKENS_CONFIG_DIR to the folder that it points to.';
		expect(ran.stderr).toBe(`concur-tokens: ${words}\n${remedy}\n`);
		const terminal = openedTerminal({home, columns: 100});
		expect(await terminal.ended).toMatchObject({exitCode: 5});
		expect(terminal.output().replaceAll(/\s+/g, ' ')).toContain(`${words} ${remedy}`);
		expect((await ranProgram(['profiles'], {home})).stdout).not.toContain('renames it');
	});
});

describe('a named pipe or a device', () => {
	const commands = [
		['status'],
		['token'],
		['renew'],
		['check'],
		['export', 'env'],
		['profiles'],
		['forget', '--yes'],
	] as const;

	test.for(commands)('in place of the settings does not hold up %j', async given => {
		const home = openedHome();
		mkdirSync(home.configFolder);
		execFileSync('mkfifo', [path.join(home.configFolder, 'default.json')]);
		const ran = await ranProgram(given, {home});
		expect(ran.signal).toBeNull();
		expect(ran.code).toBe(given[0] === 'profiles' ? 0 : 5);
		expect(readdirSync(home.configFolder)).toEqual(['default.json']);
	});

	test('in place of credentials.json is told, by check and by the file that was named', async () => {
		const home = openedHome();
		const file = path.join(home.workFolder, 'credentials.json');
		execFileSync('mkfifo', [file]);
		for (const given of [['check'], ['check', file], ['check', '/dev/zero']]) {
			// One after the other: they share the home.
			const ran = await ranProgram(given, {home});
			expect(ran).toMatchObject({code: 5, signal: null, stdout: ''});
			expect(ran.stderr)
				.toMatch(/cannot be read: it is a (?:named pipe|device)\.\nCopy the credentials to a regular file/);
		}
	});

	test('in place of extra certificates is told by doctor', async () => {
		const file = path.join(openedHome().folder, 'pipe');
		execFileSync('mkfifo', [file]);
		expect(await checkCertificates({environment: {NODE_EXTRA_CA_CERTS: file}})).toMatchObject([
			{level: 'problem', detail: `NODE_EXTRA_CA_CERTS names ${file}, which cannot be read`},
		]);
	});
});

describe('what a machine refuses in the middle of a command', () => {
	test('a deleted working folder is told, and hinders only what needs it', async () => {
		const {home} = await finishedProfile();
		const line = (given: string) =>
			execFileSync(
				'bash',
				[
					'-c',
					`mkdir gone && cd gone && rmdir ../gone && "$0" "$1" ${given} 2>&1; echo "code $?"`,
					process.execPath,
					program,
				],
				{env: home.environment, cwd: home.folder, encoding: 'utf8'},
			);
		expect(line('check some.json')).toContain('The current folder no longer exists');
		expect(line('check some.json')).toContain('code 5');
		expect(line('profiles')).toContain('code 0');
	});

	test.each(['refresh', 'write'] as const)('a lock that is a file (%s) is named with what to do', async lock => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		writeFileSync(profile.paths[`${lock}Lock`], '');
		const ran = await profile.run(['token']);
		expect(ran).toMatchObject({code: 5, stdout: '', stderr: noBug});
		expect(ran.stderr).toContain(`rm '${profile.paths[`${lock}Lock`]}'`);
	});

	test('a lock dated an hour ahead hinders nobody', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		mkdirSync(profile.paths.refreshLock);
		const ahead = Date.now() / 1000 + 3600;
		utimesSync(profile.paths.refreshLock, ahead, ahead);
		expect(await profile.run(['token'])).toMatchObject({code: 0, stderr: ''});
	});

	test('a link in place of a lock\'s owner is not written through', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		const target = path.join(profile.home.folder, 'theirs');
		writeFileSync(target, 'theirs');
		symlinkSync(target, `${profile.paths.refreshLock}.owner`);
		expect(await profile.run(['token'])).toMatchObject({code: 0});
		expect(readFileSync(target, 'utf8')).toBe('theirs');
	});

	test('a place that an export may not be written to is told with 5', async () => {
		const {home, run} = await finishedProfile();
		writeFileSync(path.join(home.folder, 'file'), '');
		const ran = await run(['export', 'env', '--out', path.join(home.folder, 'file', 'concur.env')]);
		expect(ran).toMatchObject({code: 5, stderr: noBug});
		expect(ran.stderr).toContain('could not be written');
	});

	test('a umask that takes everything keeps nobody from the settings', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		const command = ['-c', 'umask 777; "$0" "$1" token', process.execPath, program];
		const {stdout} = await ranFile('bash', command, {env: profile.home.environment});
		expect(stdout).toMatch(/^[\w.-]+\n$/);
		expect(statSync(profile.paths.settingsFile).mode & 0o777).toBe(0o600);
	});
});

describe('modes', () => {
	test('that let others in are taken back by the next command, but doctor tells them', async () => {
		const {home, paths, run} = await finishedProfile();
		const open = () => {
			chmodSync(paths.settingsFile, 0o640);
			chmodSync(paths.configFolder, 0o750);
		};

		open();
		const ran = await run(['doctor', '--json']);
		expect(ran.code).toBe(1);
		expect(JSON.parse(ran.stdout)).toEqual(expect.arrayContaining([
				expect.objectContaining({
					check: 'Settings file',
					level: 'problem',
					detail: expect.stringContaining('0640') as string,
				}),
				expect.objectContaining({
					check: 'Settings folder',
					level: 'problem',
					detail: expect.stringContaining('0750') as string,
				}),
			]));
		await run(['status']);
		expect(statSync(paths.settingsFile).mode & 0o777).toBe(0o600);
		expect(statSync(home.configFolder).mode & 0o777).toBe(0o700);
	});

	test('of a folder that holds other folders stay as they are, and doctor proposes one of its own', async () => {
		const {home, paths, run} = await finishedProfile();
		mkdirSync(path.join(home.configFolder, 'photos'));
		chmodSync(paths.configFolder, 0o755);
		await run(['status']);
		expect(statSync(home.configFolder).mode & 0o777).toBe(0o755);
		const {stdout} = await run(['doctor', '--json']);
		expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({
			check: 'Settings folder',
			level: 'problem',
			remedy: 'It contains other folders too. Set CONCUR_TOKENS_CONFIG_DIR to a dedicated folder.',
		}));
	});
});

describe('forget', () => {
	test('is refused while a session has the profile open', async () => {
		const {paths, run} = await finishedProfile();
		const lock = await acquireSessionLock(paths, Date.now());
		expect(await run(['forget', '--yes'])).toMatchObject({code: 2, stdout: ''});
		expect(existsSync(paths.settingsFile)).toBe(true);
		await (lock.kind === 'locked' ? lock.release() : undefined);
		expect(await run(['forget', '--yes'])).toMatchObject({code: 0});
		expect(existsSync(paths.settingsFile)).toBe(false);
	});

	test('is refused while the session of somebody else has it open, '
		+ 'who may not be asked whether he lives', async context => {
		const home = openedHome();
		chmodSync(home.folder, 0o755);
		const file = settingsOf(home);
		const {sessionLock} = profilePaths('default', home.environment);
		mkdirSync(sessionLock);
		// The first process of a machine is root's.
		writeFileSync(`${sessionLock}.owner`, JSON.stringify({pid: 1, host: hostname(), since: Date.now()}));
		const touched = Date.now() / 1000 - 3;
		utimesSync(sessionLock, touched, touched);
		for (const place of [home.configFolder, file, sessionLock, `${sessionLock}.owner`]) {
			if (process.getuid?.() === 0) {
				chownSync(place, nobody, nobody);
			}
		}

		const ran = await ranAsNobody(['forget', '--yes'], home, context);
		expect(ran.code).toBe(2);
		expect(existsSync(file)).toBe(true);
	});

	test('takes what a killed process left too', async () => {
		const {paths, run} = await finishedProfile();
		writeFileSync(path.join(paths.configFolder, `.default.${process.pid}-reserved-0a.json`), 'secret');
		writeFileSync(
			path.join(paths.configFolder, `.default.x.${process.pid}-reserved-0a.json`),
			'of another profile',
		);
		await run(['forget', '--yes']);
		expect(readdirSync(paths.configFolder)).toEqual([`.default.x.${process.pid}-reserved-0a.json`]);
		rmSync(paths.configFolder, {recursive: true});
	});
});

describe('an account without a home folder, as in a container', () => {
	const homeless = ['--import', `data:text/javascript,${encodeURIComponent(`
		import os from 'node:os';
		import {syncBuiltinESMExports} from 'node:module';
		for (const question of ['homedir', 'userInfo']) {
			os[question] = () => {
				throw Object.assign(new Error('ENOENT'), {code: 'ERR_SYSTEM_ERROR'});
			};
		}
		syncBuiltinESMExports();
	`)}`];

	test.each([['status'], ['token'], ['profiles'], ['schedule']])('is told to name one to %s', async given => {
		const environment = {HOME: '', CONCUR_TOKENS_CONFIG_DIR: ''};
		const {code, stderr} = await ranProgram([given], {home: openedHome(), environment, nodeOptions: homeless});
		expect(stderr.split('\n')).toEqual([
			'concur-tokens: HOME is not set, and this account has no home folder.',
			'Set HOME to a folder that belongs to this account, or CONCUR_TOKENS_CONFIG_DIR to a folder for the '
				+ 'settings.',
			'',
		]);
		expect(code).toBe(5);
	});

	test('runs the guided session where it names a folder for the settings', async () => {
		const terminal = openedTerminal({
			home: openedHome({HOME: ''}), command: [process.execPath, ...homeless, program],
		});
		await terminal.see('›  Begin');
	});
});
