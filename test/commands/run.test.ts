import {Buffer} from 'node:buffer';
import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, closeSync, copyFileSync, openSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, onTestFinished, test} from 'vitest';
import {replaceProcess, supervise} from '../../source/commands/run/start-program.js';
import {advanceClock} from '../practice/opened-practice.js';
import {keys, openedHome, openedTerminal, program, type Home} from '../sessions/opened-terminal.js';
import {apiProfile, firstBearer, type Handler} from './api-profile.js';
import {finishedProfile, letBearerAge, ranFile, ranProgram} from './finished-profile.js';

const ok: Handler = (_incoming, outgoing) => {
	outgoing.end('ok');
};

// Without `execve`, as on Windows and on older versions of Node: the program runs beside, not in place.
const withoutExecve = (home: Home) => {
	const file = path.join(home.folder, 'without-execve.mjs');
	writeFileSync(file, 'delete process.execve;');
	return ['--import', file];
};

// A clock so far ahead that what was written just now was written long ago.
const minutesLater = (home: Home) => {
	const file = path.join(home.folder, 'minutes-later.mjs');
	writeFileSync(file, 'const {now} = Date;\nDate.now = () => now() + 120_000;');
	return ['--import', file];
};

/** Puts a program into the folder, and holds it open for writing until the test is over. */
function writesTo(home: Home, name: string): void {
	const file = path.join(home.folder, name);
	copyFileSync('/bin/true', file);
	chmodSync(file, 0o755);
	const writer = openSync(file, 'r+');
	onTestFinished(() => {
		closeSync(writer);
	});
}

const ways = [['in place of this process', true], ['beside it', false]] as const;

/** Starts the program as a process, and waits until it has printed something. */
async function started(home: Home, given: readonly string[], isInPlace: boolean) {
	const node = isInPlace ? [] : withoutExecve(home);
	const child = spawn(process.execPath, [...node, program, ...given], {env: home.environment, cwd: home.folder});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	let printed = '';
	child.stdout.on('data', (chunk: Buffer) => {
		printed += chunk.toString();
	});
	const ended = new Promise<{code: number | null; signal: string | null; printed: string}>(resolve => {
		child.once('close', (code, signal) => {
			resolve({code, signal, printed});
		});
	});
	await expect.poll(() => printed, {timeout: 60_000, interval: 20}).toContain('ready');
	return {child, ended};
}

describe.each(ways)('a program %s', (_name, isInPlace) => {
	const run = async (home: Home, given: readonly string[], input = '') =>
		ranProgram(['run', ...given], {home, input, nodeOptions: isInPlace ? [] : withoutExecve(home)});

	test('has the token and the base URL in its environment, its arguments and its input as they are', async () => {
		const {home, origin} = await apiProfile(ok);
		const script = 'echo "$CONCUR_BASE_URL $CONCUR_ACCESS_TOKEN"\ncat\necho "$@" >&2';
		const ran = await run(home, ['--', 'sh', '-c', script, 'x', '--json', '-H', 'a\nb'], 'input');
		expect(ran).toEqual({
			code: 0, signal: null, stdout: `${origin} ${firstBearer}\ninput`, stderr: '--json -H a\nb\n',
		});
	});

	test.each([0, 1, 7, 130, 255])('ends with its exit code %i', async code => {
		const {home} = await apiProfile(ok);
		expect(await run(home, ['--', 'sh', '-c', `exit ${code}`])).toMatchObject({code, stdout: '', stderr: ''});
	});

	test('that a signal ends is seen to end by it', async () => {
		const {home} = await apiProfile(ok);
		const {ended} = await started(home, ['run', '--', 'sh', '-c', 'echo ready; kill -KILL $$'], isInPlace);
		expect(await ended).toMatchObject({code: null, signal: 'SIGKILL'});
	});

	test.each([
		'SIGTERM', 'SIGHUP', 'SIGINT', 'SIGUSR1', 'SIGUSR2', 'SIGQUIT',
	] as const)('is reached by %s, once', async signal => {
		const {home} = await apiProfile(ok);
		const name = signal.slice(3);
		const script = `trap 'echo got; kill $!; exit 3' ${name}; sleep 60 & echo ready; wait $!; exit 9`;
		const {child, ended} = await started(home, ['run', '--', 'sh', '-c', script], isInPlace);
		child.kill(signal);
		expect(await ended).toEqual({code: 3, signal: null, printed: 'ready\ngot\n'});
	});

	test('has Ctrl+C of its terminal for itself, once', async () => {
		const {home} = await apiProfile(ok);
		const node = isInPlace ? [] : withoutExecve(home);
		const script = 'trap \'count=$((count + 1)); echo "caught $count"\' INT; trap "exit 4" QUIT; echo ready; '
			+ 'while :; do sleep 0.1; done';
		const terminal = openedTerminal({
			home, command: [process.execPath, ...node, program], arguments: ['run', '--', 'sh', '-c', script],
		});
		await terminal.see('ready');
		terminal.press(keys.ctrl('c'));
		await terminal.see('caught 1');
		terminal.press(keys.ctrl('\\'));
		expect((await terminal.ended).exitCode).toBe(4);
		expect(terminal.screen()).not.toContain('caught 2');
	});

	test('has a terminal where there is one, and signals as the system has them', async () => {
		const {home} = await apiProfile(ok);
		expect((await run(home, ['--', 'grep', 'SigIgn', '/proc/self/status'])).stdout)
			.toBe('SigIgn:\t0000000000000000\n');
		const node = isInPlace ? [] : withoutExecve(home);
		const terminal = openedTerminal({
			home, command: [process.execPath, ...node, program],
			arguments: ['run', '--', 'sh', '-c', 'test -t 0 && test -t 1 && test -t 2 && stty size'],
		});
		await terminal.see('24 80');
		expect((await terminal.ended).exitCode).toBe(0);
	});

	test('that is a script without a first line runs as a shell runs it', async () => {
		const {home} = await apiProfile(ok);
		writeFileSync(path.join(home.folder, 'script'), 'echo "script $1"', {mode: 0o755});
		expect(await run(home, ['--', './script', 'one'])).toMatchObject({code: 0, stdout: 'script one\n'});
	});

	test('with a name that looks like an option or a variable runs all the same', async () => {
		const {home} = await apiProfile(ok);
		const names = ['-i', '-', 'A=B'];
		for (const name of names) {
			writeFileSync(path.join(home.folder, name), '#!/bin/sh\necho "$1"', {mode: 0o755});
		}

		const PATH = `${home.folder}:/usr/bin:/bin`;
		const nodeOptions = [...minutesLater(home), ...(isInPlace ? [] : withoutExecve(home))];
		for (const name of names) {
			const ran = await ranProgram(['run', '--', name, 'one'], {home, environment: {PATH}, nodeOptions});
			expect(ran).toMatchObject({code: 0, stdout: 'one\n', stderr: ''});
		}
	});

	test('is the system\'s own where no PATH is set, not one of the same name in this folder', async () => {
		const {home} = await apiProfile(ok);
		writeFileSync(path.join(home.workFolder, 'sh'), '#!/bin/sh\necho impostor', {mode: 0o755});
		const {PATH: _, ...environment} = home.environment;
		const node = [...minutesLater(home), ...(isInPlace ? [] : withoutExecve(home))];
		const ran = await ranFile(
			process.execPath,
			[...node, program, 'run', '--', 'sh', '-c', 'echo system'],
			{env: environment, cwd: home.workFolder},
		);
		expect(ran).toMatchObject({code: 0, stdout: 'system\n', stderr: ''});
	});

	test('with an interpreter that is not here is told, not crashed upon', async () => {
		const {home} = await apiProfile(ok);
		writeFileSync(path.join(home.folder, 'script'), '#!/no/such/interpreter\n', {mode: 0o755});
		const ran = await run(home, ['--', './script']);
		expect(ran).toMatchObject({code: 127, stdout: ''});
		expect(ran.stderr).toContain('for a script, its first line');
	});

	test('of another machine, or of none, is told', async () => {
		const {home} = await apiProfile(ok);
		const elf = Buffer.alloc(128);
		// ELF, 64 bits, little-endian, executable, for S/390.
		elf.write('\u007FELF\u0002\u0001\u0001', 'latin1');
		elf.writeUInt16LE(2, 16);
		elf.writeUInt16LE(22, 18);
		const file = path.join(home.folder, 'foreign');
		writeFileSync(file, elf, {mode: 0o755});
		const ran = await run(home, ['--', './foreign']);
		expect([126, 127, 2]).toContain(ran.code);
		expect(ran.stderr).not.toBe('');
		expect(ran.stderr).not.toContain('execve');
	});

	test.skipIf(process.platform !== 'linux')('that somebody is still writing is told, not crashed upon', async () => {
		const {home} = await apiProfile(ok);
		writesTo(home, 'busy');
		const ran = await run(home, ['--', './busy']);
		expect(ran).toMatchObject({code: 126, stdout: ''});
		expect(ran.stderr).toContain('./busy cannot be run (ETXTBSY)');
	});

	test.skipIf(process.platform !== 'linux')('that somebody has had open for minutes is told', async () => {
		const {home} = await apiProfile(ok);
		writesTo(home, 'busy');
		const nodeOptions = [...minutesLater(home), ...(isInPlace ? [] : withoutExecve(home))];
		const ran = await ranProgram(['run', '--', './busy'], {home, nodeOptions});
		expect(ran).toMatchObject({code: 126, signal: null, stdout: ''});
		expect(ran.stderr).toMatch(/^.*\.\/busy.*(?:ETXTBSY|Text file busy).*\n(?:Another program is still .*\n)?$/);
	});

	test('that is not found ends with 127, one that can\'t be run with 126', async () => {
		const {home} = await apiProfile(ok);
		expect(await run(home, ['--', 'no-such-program'])).toMatchObject({
			code: 127, stdout: '', stderr: expect.stringContaining('no-such-program was not found') as string,
		});
		expect((await run(home, ['--', 'no-such-program'])).stderr).not.toContain('after --');
		writeFileSync(path.join(home.folder, 'plain'), 'text', {mode: 0o644});
		expect(await run(home, ['--', './plain'])).toMatchObject({code: 126});
		expect(await run(home, ['--', home.folder])).toMatchObject({
			code: 126, stderr: expect.stringContaining(`${home.folder} is a folder, not a program.`) as string,
		});
	});
});

test.skipIf(process.platform !== 'linux')('a program with more '
	+ 'arguments than the system takes is not started', async () => {
	const words = ['echo', 'x'.repeat(200_000)] as const;
	const program = {file: '/bin/echo', words, environment: {}};
	// Returns: nothing could take the place of this process.
	replaceProcess(program, Date.now());
	await expect(supervise(program)).rejects.toMatchObject({
		message: 'echo cannot be run (E2BIG).', exitCode: 126,
	});
});

test('the token is renewed before the program starts where it has less than five minutes left', async () => {
	const profile = await apiProfile(ok);
	await letBearerAge(profile, 60_000);
	const ran = await profile.run(['run', '--', 'sh', '-c', 'echo $CONCUR_ACCESS_TOKEN']);
	expect(ran.stdout).toBe(`${profile.granted[0]!}\n`);
});

// A name space of its own, in which another file can stand in the place of one.
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

test.runIf(canMount)('a launcher that is no program is not crashed upon', async () => {
	const {home} = await apiProfile(ok);
	const file = path.join(home.folder, 'env');
	writeFileSync(file, '', {mode: 0o755});
	const mounted = `mount --bind '${file}' /usr/bin/env && exec "$@"`;
	const ran = await ranFile('unshare', [
		'-rm', 'sh', '-c', mounted, 'sh',
		process.execPath, ...minutesLater(home), program, 'run', '--', 'sh', '-c', 'echo ran; exit 7',
	], {env: home.environment, cwd: home.workFolder});
	expect(ran).toEqual({code: 7, signal: null, stdout: 'ran\n', stderr: ''});
});

test('the process itself is replaced: nothing stays between', async () => {
	const {home} = await apiProfile(ok);
	const {child, ended} = await started(home, ['run', '--', 'sh', '-c', 'echo ready; read line; exit 0'], true);
	expect(readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')).toMatch(/^sh\0-c\0/);
	child.stdin.end('\n');
	expect(await ended).toMatchObject({code: 0});
});

test('without a token nothing is started', async () => {
	expect(await ranProgram(['run', '--', 'echo', 'started'], {home: openedHome()}))
		.toMatchObject({code: 3, stdout: ''});
	expect(await ranProgram(['run'], {home: openedHome()})).toMatchObject({code: 2, stdout: ''});
});

describe('run --proxy', () => {
	test('gives the program a base URL and no token at all', async () => {
		const {home, arrived} = await apiProfile(ok);
		const environment = {
			CONCUR_ACCESS_TOKEN: 'an-old-one',
			CONCUR_CLIENT_SECRET: 'a-client-secret',
			CONCUR_REQUEST_TOKEN: 'a-secret-request',
		};
		const script = [
			'echo "$CONCUR_BASE_URL"',
			String.raw`env | grep -c "old-one\|secret"`,
			'curl -s "$CONCUR_BASE_URL/x"',
			'exit 9',
		].join('; ');
		const ran = await ranProgram(['run', '--proxy', '--', 'sh', '-c', script], {home, environment});
		expect(ran).toMatchObject({code: 9, stderr: ''});
		expect(ran.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\n0\nok$/);
		expect(arrived[0]!.headers.authorization).toBe(`Bearer ${firstBearer}`);
	});

	test('outlives the hour: the token expires meanwhile, and the program does not notice', async () => {
		const {home, server, refreshGrants} = await finishedProfile();
		const address = '"$CONCUR_BASE_URL/profile/identity/v4/Users?count=1"';
		const call = String.raw`curl -s -o /dev/null -w "%{http_code}\n" ${address}`;
		const script = `${call}; echo ready; read line; ${call}; read line; ${call}; exit 5`;
		const child =
			spawn(process.execPath, [program, 'run', '--proxy', '--', 'sh', '-c', script], {env: home.environment});
		let printed = '';
		child.stdout.on('data', (chunk: Buffer) => {
			printed += chunk.toString();
		});
		const ended = new Promise(resolve => {
			child.once('close', resolve);
		});
		const seen = async (text: string) => expect.poll(() => printed, {timeout: 60_000}).toBe(text);
		await seen('200\nready\n');
		await advanceClock(server, 1.1);
		child.stdin.write('\n');
		await seen('200\nready\n200\n');
		await advanceClock(server, 1.1);
		child.stdin.write('\n');
		expect(await ended).toBe(5);
		expect(printed).toBe('200\nready\n200\n200\n');
		expect(refreshGrants()).toBe(2);
	});

	test('a signal reaches the program, and the end is the program\'s', async () => {
		const {home} = await apiProfile(ok);
		const {child, ended} =
			await started(home, ['run', '--proxy', '--', 'sh', '-c', 'echo ready; exec sleep 60'], true);
		child.kill('SIGTERM');
		expect(await ended).toMatchObject({code: null, signal: 'SIGTERM'});
	});

	test('a program that ends during a renewal does not lose the new refresh token', async () => {
		const profile = await apiProfile(ok, {grantTime: 1500});
		await letBearerAge(profile);
		const script = 'curl -s -m 0.5 "$CONCUR_BASE_URL/x"; exit 6';
		expect(await profile.run(['run', '--proxy', '--', 'sh', '-c', script])).toMatchObject({code: 6});
		expect(profile.store.read().token!.object.refresh_token).toBe('refresh-1');
	});
});
