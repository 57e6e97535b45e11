import {spawn} from 'node:child_process';
import {
	chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {afterAll, describe, expect, test} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};
import {tryTokenFastPath} from '../../source/commands/tokens/token-fast-path.js';
import {processIo, type Io} from '../../source/io.js';
import {type Settings} from '../../source/store/profile/settings.js';
import {program as shortRoad} from '../sessions/opened-terminal.js';
import {ranFile} from './finished-profile.js';

/*
Two roads lead to a bearer token: the short entry, where one look at the profile is enough, and the main program. The
table below runs against both, and they must agree.
*/

const minute = 60_000;
const us2 = 'https://us2.api.concursolutions.com';
const identity = {appID: 'a-1', clientSecret: 's-1', companyUUID: 'c-1'};

function settingsNow(now: number): Settings {
	return {
		version: 1,
		baseUri: 'glz',
		values: {...identity, companyRequestToken: 'at-1'},
		enteredAt: {},
		folder: '/home/müller',
		stage: 'proof',
		item: 0,
		ticks: [],
		chosenApis: [],
		token: {
			object: {
				expires_in: 3600,
				scope: 'LIST',
				token_type: 'Bearer',
				access_token: 'the-bearer',
				refresh_token: 'the-refresh-token',
				refresh_expires_in: Math.floor(now / 1000) + 1_000_000,
				geolocation: us2,
			},
			receivedAt: now,
			baseUri: us2,
			obtainedWith: identity,
		},
		bearer: {
			accessToken: 'the-bearer', expiresAt: now + (50 * minute), tokenType: 'Bearer', baseUri: us2, scope: 'LIST',
		},
		createdAt: now,
		updatedAt: now,
	};
}

type Place = {readonly folder: string; readonly file: string};

type Change = (settings: Settings, now: number) => object;

type Case = {
	readonly name: string;
	/** Whether the short entry answers it; the main program does otherwise. */
	readonly isShort: boolean;
	readonly given?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	readonly change?: Change;
	/** What else becomes of the settings file. */
	readonly arrange?: (place: Place) => void;
};

const evidence = {grant: 'refresh_token', at: 1, refreshToken: 'the-refresh-token', clientSecret: 's-1'} as const;
const refusal = {...evidence, kind: 'refused', explanation: {cause: 'c', remedy: 'r', stage: 'app'}} as const;

function withBearer(expiresIn: number): Change {
	return (settings, now) => ({...settings, bearer: {...settings.bearer, expiresAt: now + expiresIn}});
}

// What ends without a bearer token asks SAP Concur for one: at a port where nobody listens.
const nowhere = {CONCUR_CLIENT_ID: 'other', CONCUR_BASE_URI: 'http://127.0.0.1:9'};

const cases: readonly Case[] = [
	{name: 'a fresh one', isShort: true},
	{name: 'as JSON', isShort: true, given: ['--json', 'token']},
	{name: 'of a profile by name', isShort: true, given: ['token', '--profile', 'default', '--json']},
	{name: 'with an equals sign', isShort: true, given: ['token', '--profile=default']},
	{name: 'of the last of two profiles', isShort: true, given: ['--profile', 'other', 'token', '--profile=default']},
	{name: 'of a profile that the environment names', isShort: true, environment: {CONCUR_PROFILE: 'default'}},
	{
		name: 'of a profile that an option names against the environment', isShort: true,
		given: ['token', '--profile', 'default'], environment: {CONCUR_PROFILE: 'other'},
	},
	{name: 'of a profile that the environment names wrongly', isShort: false, environment: {CONCUR_PROFILE: '../x'}},
	{name: 'of a profile that there is not', isShort: false, given: ['token', '--profile', 'other']},
	{name: 'of a profile outside of the folder', isShort: false, given: ['token', '--profile', '../default']},
	{name: 'of a profile without a name', isShort: false, given: ['token', '--profile']},
	{name: 'of a profile named like an option', isShort: false, given: ['token', '--profile', '--json']},
	{name: 'of the app itself', isShort: false, given: ['token', '--app'], environment: nowhere},
	{name: 'with help', isShort: false, given: ['token', '--help']},
	{name: 'with an option that there is not', isShort: false, given: ['token', '--fresh']},
	{name: 'with a value for an option without one', isShort: false, given: ['token', '--json=1']},
	{name: 'with an argument too many', isShort: false, given: ['token', 'token']},
	{name: 'with a base URI', isShort: false, given: ['token', '--base-uri', 'us2']},
	{name: 'with a base URI in clear', isShort: false, given: ['token', '--base-uri', 'http://example.com']},
	{name: 'of practice', isShort: false, given: ['token', '--practice', '--json=']},
	{name: 'with a control character', isShort: false, given: ['token', '--profile', 'de\u0007fault']},
	{name: 'with five minutes and a second left', isShort: true, change: withBearer((5 * minute) + 20_000)},
	{
		name: 'with five minutes less a second left', isShort: false,
		change: withBearer((5 * minute) - 1000), environment: nowhere,
	},
	{name: 'that outlives a day', isShort: false, change: withBearer(25 * 60 * minute), environment: nowhere},
	{
		name: 'of a connection that was accepted', isShort: true,
		change: settings => ({...settings, connection: {...evidence, kind: 'accepted'}}),
	},
	{
		name: 'of a connection that was refused', isShort: false, environment: nowhere,
		change: settings => ({...settings, connection: refusal}),
	},
	{
		name: 'of a refresh token that has expired', isShort: false, environment: nowhere,
		change({token, ...settings}) {
			const object = {...token!.object, refresh_expires_in: 1_600_000_000};
			return {...settings, token: {...token, object, receivedAt: 1}};
		},
	},
	{name: 'without a refresh token', isShort: false, change: ({token: _, ...settings}) => settings},
	{name: 'that is no bearer token', isShort: false, environment: nowhere,
		change: settings => ({...settings, bearer: {...settings.bearer, accessToken: 'two words'}})},
	{
		name: 'for an address that secrets must not go to', isShort: false, environment: nowhere,
		change: settings => ({...settings, bearer: {...settings.bearer, baseUri: 'http://example.com'}}),
	},
	{name: 'with the app in the environment', isShort: true, environment: {CONCUR_CLIENT_ID: 'A-1'}},
	{name: 'with another secret in the environment', isShort: true, environment: {CONCUR_CLIENT_SECRET: 'new'}},
	{name: 'with another app in the environment', isShort: false, environment: {CONCUR_CLIENT_ID: 'other'}},
	{name: 'with another company in the environment', isShort: false, environment: {CONCUR_COMPANY_UUID: 'other'}},
	{name: 'with a refresh token in the environment', isShort: false, environment: {CONCUR_REFRESH_TOKEN: 'one'}},
	{name: 'with a base URI in the environment', isShort: true, environment: {CONCUR_BASE_URI: 'eu2'}},
	{name: 'with settings of a later version', isShort: false, change: settings => ({...settings, version: 2})},
	{name: 'with a stage that there is not', isShort: false, change: settings => ({...settings, stage: 'later'})},
	{
		name: 'with a key of a later version', isShort: false, given: ['token', '--json'],
		change: settings => ({...settings, later: true}),
	},
	{
		name: 'with a byte order mark', isShort: true,
		arrange({file}) {
			writeFileSync(file, `\uFEFF${JSON.stringify(settingsNow(Date.now()))}`);
		},
	},
	{
		name: 'with settings that are cut off', isShort: false,
		arrange({file}) {
			writeFileSync(file, '{"version": 1');
		},
	},
	{
		name: 'with a folder in the place of settings', isShort: false,
		arrange({file}) {
			rmSync(file);
			mkdirSync(file);
		},
	},
	{
		name: 'with a link in the place of settings', isShort: true,
		arrange({folder, file}) {
			renameSync(file, path.join(folder, 'elsewhere'));
			symlinkSync('elsewhere', file);
		},
	},
	{
		name: 'that others may read', isShort: true,
		arrange({folder, file}) {
			chmodSync(file, 0o644);
			chmodSync(folder, 0o755);
		},
	},
	{
		name: 'without settings', isShort: false,
		arrange({file}) {
			rmSync(file);
		},
	},
	{name: 'with a settings folder of control characters', isShort: false,
		environment: {CONCUR_TOKENS_CONFIG_DIR: '/tmp/\u0007'}},
];

const machines = mkdtempSync(path.join(tmpdir(), 'two-roads-'));
// The main program alone, as the short road hands over to it.
const longRoad = path.join(machines, 'long-road.cjs');
const programProper = path.join(path.dirname(shortRoad), 'program.cjs');
writeFileSync(longRoad, `require(${JSON.stringify(programProper)}).runProgram();`);

afterAll(() => {
	rmSync(machines, {recursive: true, force: true});
});

/** A machine with such a profile. */
function arranged({given = ['token'], environment = {}, change = settings => settings, arrange}: Case) {
	const home = mkdtempSync(path.join(machines, 'home-'));
	const folder = path.join(home, 'config');
	const file = path.join(folder, 'default.json');
	const now = Date.now();
	mkdirSync(folder, {mode: 0o700});
	writeFileSync(file, JSON.stringify(change(settingsNow(now), now)), {mode: 0o600});
	arrange?.({folder, file});
	const env = {PATH: process.env['PATH'] ?? '', HOME: home, CONCUR_TOKENS_CONFIG_DIR: folder, ...environment};
	return {given, home, env, folder, file};
}

/** What a script sees of a run, with what differs from run to run taken out. */
async function outcomeOf(program: string, of: Case) {
	const {given, home, env, folder, file} = arranged(of);
	const ran = await ranFile(process.execPath, [program, ...given], {env, cwd: home});
	const hide = (text: string) => text
		.replaceAll(home, '~')
		.replaceAll(/"expires_(?:in|at)":[^,]+/g, '"expires"')
		.replaceAll(/correlation ID [\w-]+/g, 'correlation ID');
	const modes = [folder, file].map(name => statSync(name, {throwIfNoEntry: false})?.mode);
	return {...ran, stdout: hide(ran.stdout), stderr: hide(ran.stderr), modes};
}

/** Whether one look decides it, as the short entry has it. */
function isDecidedAtOnce(of: Case): boolean {
	const {given, env} = arranged(of);
	try {
		return tryTokenFastPath(given, Object.create(processIo(), {environment: {value: env}}) as Io) !== undefined;
	} catch {
		return false;
	}
}

describe('a bearer token is the same on both roads', () => {
	test.concurrent.each(cases)('$name', async of => {
		expect(isDecidedAtOnce(of), 'the short entry answers').toBe(of.isShort);
		const [short, long] = await Promise.all([outcomeOf(shortRoad, of), outcomeOf(longRoad, of)]);
		expect(short).toEqual(long);
		expect(long.stderr).not.toContain('an unexpected error occurred');
	});
});

describe('what the short entry prints', () => {
	const fresh: Case = {name: 'a fresh one', isShort: true};

	/** Runs the program with its output on something that does not take it. */
	async function ranInto(program: string, output: number | 'closed-reader') {
		const {env, home} = arranged(fresh);
		const child = spawn(process.execPath, [program, 'token'], {
			env, cwd: home, stdio: ['ignore', output === 'closed-reader' ? 'pipe' : output, 'pipe'],
		});
		child.stdout?.destroy();
		let stderr = '';
		child.stderr!.on('data', (chunk: Uint8Array) => {
			stderr += String(chunk);
		});
		return new Promise(resolve => {
			child.once('close', (code, signal) => {
				resolve({code, signal, stderr});
			});
		});
	}

	test.skipIf(process.platform !== 'linux')('on a full disk is a failure, as ever', async () => {
		const full = openSync('/dev/full', 'w');
		const [short, long] = [await ranInto(shortRoad, full), await ranInto(longRoad, full)];
		closeSync(full);
		expect(short).toEqual(long);
		expect(short).toMatchObject({code: 5, stderr: expect.stringContaining('the disk is full') as string});
	});

	test('to a reader who has left is none', async () => {
		for (const program of [shortRoad, longRoad]) {
			expect(await ranInto(program, 'closed-reader')).toEqual({code: 0, signal: null, stderr: ''});
		}
	});

	test('is the version, too', async () => {
		for (const program of [shortRoad, longRoad]) {
			const ran = await ranFile(process.execPath, [program, '--version'], {});
			expect(ran).toMatchObject({code: 0, stdout: `${manifest.version}\n`});
		}
	});

	test('is the help of the whole program, too, in every locale', async () => {
		for (const LC_ALL of ['C', 'C.UTF-8']) {
			const env = {PATH: process.env['PATH'] ?? '', LC_ALL};
			const [short, long] = [
				await ranFile(process.execPath, [shortRoad, '--help'], {env}),
				await ranFile(process.execPath, [longRoad, '--help'], {env}),
			];
			expect(short).toEqual(long);
			expect(short.stdout).toContain('Usage: concur-tokens [options] [command]');
		}
	});
});
