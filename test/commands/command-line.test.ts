import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {openedHome} from '../sessions/opened-terminal.js';
import {ranProgram} from './finished-profile.js';

const verbs = [
	'setup',
	'scopes',
	'status',
	'check',
	'token',
	'prove',
	'renew',
	'api',
	'run',
	'proxy',
	'schedule',
	'export',
	'doctor',
	'practice',
	'profiles',
	'forget',
	'completion',
];

describe('help', () => {
	test('lists every command and every global option', async () => {
		const {code, stdout, stderr} = await ranProgram(['--help'], {home: openedHome()});
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		for (const word of [...verbs, '--profile', '--dir', '--base-uri', '--practice', '--json', '--version']) {
			expect(stdout).toContain(word);
		}
	});

	test.each(verbs)('%s --help has an example', async verb => {
		const {code, stdout} = await ranProgram([verb, '--help'], {home: openedHome()});
		expect(code).toBe(0);
		expect(stdout).toMatch(/Examples?:\n\s+.*concur-tokens/);
	});

	test('api --help explains its method and its path, each by name', async () => {
		const {stdout} = await ranProgram(['api', '--help'], {home: openedHome()});
		expect(stdout).toMatch(/^Usage: concur-tokens api \[options\] \[method\] <path>$/m);
		expect(stdout).toMatch(/^Arguments:\n {2}method +by default GET, .*\n {2}path +such as /m);
		expect(stdout).not.toContain('words');
	});

	test.each(['status', 'export'])('help %s says the same as its --help', async verb => {
		const home = openedHome();
		const {stdout} = await ranProgram(['help', verb], {home});
		expect(stdout).toBe((await ranProgram([verb, '--help'], {home})).stdout);
		expect(stdout).toContain('Exit codes: 0 done');
	});

	test('--version is the package\'s', async () => {
		const manifest = readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8');
		const {version} = JSON.parse(manifest) as {version: string};
		expect((await ranProgram(['--version'], {home: openedHome()})).stdout).toBe(`${version}\n`);
	});
});

describe('wrong usage ends with 2 and says what to do', () => {
	test.each([
		[['tokens'], 'Unknown command. Did you mean token?'],
		[['--profile', 'lie', 'tokens'], 'Unknown command. Did you mean token?'],
		[['--profile', 'lie', 'token', 'extra'], 'token takes no argument.'],
		[['help', 'statsu'], 'Unknown command. Did you mean status?'],
		[['frobnicate'], 'The commands are setup, scopes, status,'],
		[['token', '--jsn'], 'Unknown option \'--jsn\'. Did you mean --json?'],
		[['token', '--nonsense'], 'Unknown option'],
		[['status', '--profile', '../elsewhere'], 'A profile name may contain'],
		[['status', '--profile', 'a'.repeat(65)], 'A profile name may contain at most 64'],
		[['token', '--base-uri', 'http://concur.example'], 'Plain http'],
		[['practice', '--port', '99999'], 'A port is a number'],
		[['export'], 'The format is missing. Choose one of: env, json, curl, postman, sap-sample.'],
		[['export', 'yaml'], 'The format must be env, json, curl, postman or sap-sample.'],
		[['completion', 'tcsh'], 'The shell must be bash, zsh or fish.'],
	])('%j', async (given, words) => {
		const {code, stdout, stderr} = await ranProgram(given, {home: openedHome()});
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr.toLowerCase()).toContain(words.toLowerCase());
		expect(stderr.trim().split('\n').length).toBeGreaterThan(1);
		expect(stderr).not.toContain('    at ');
	});
});

describe('shell completion', () => {
	test('bash accepts its script and completes commands and formats', async () => {
		const {stdout} = await ranProgram(['completion', 'bash'], {home: openedHome()});
		const complete = (words: readonly string[]) =>
			spawnSync(
				'bash',
				[
					'--norc',
					'-c',
					`${stdout}
COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_concur_tokens
printf '%s\\n' "\${COMPREPLY[@]}"`,
				],
				{encoding: 'utf8'},
			);
		expect(complete(['concur-tokens', 'st'])).toMatchObject({status: 0, stdout: 'status\n', stderr: ''});
		expect(complete(['concur-tokens', 'export', 'p']).stdout).toBe('postman\n');
		expect(complete(['concur-tokens', 'token', '--js']).stdout).toBe('--json\n');
		expect(complete(['concur-tokens', '--base-uri', 'us-']).stdout).toBe('us-impl\n');
	});

	test.each(['zsh', 'fish'])('%s gets a script that names every command', async shell => {
		const {code, stdout} = await ranProgram(['completion', shell], {home: openedHome()});
		expect(code).toBe(0);
		for (const verb of verbs) {
			expect(stdout).toContain(verb);
		}
	});
});
