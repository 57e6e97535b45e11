import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {openedHome, openedTerminal, program, type Home} from '../sessions/opened-terminal.js';
import {finishedProfile, letBearerAge, ranProgram} from './finished-profile.js';

// Notes each file that is loaded, before the program's first line runs, and where the keys are on the screen.
const recorder = `data:text/javascript,${encodeURIComponent(String.raw`
import {registerHooks} from 'node:module';
import {appendFileSync} from 'node:fs';
registerHooks({load(url, context, next) {
	if (url.startsWith('file:')) appendFileSync(process.env.LOADED_FILES, url + '\n');
	return next(url, context);
}});
const {write} = process.stdout;
process.stdout.write = (data, ...rest) => {
	if (data.includes('Ctrl+C')) appendFileSync(process.env.LOADED_FILES, 'screen:keys\n');
	return write.call(process.stdout, data, ...rest);
};`)}`;

function recordedFiles(record: string): readonly string[] {
	const lines = readFileSync(record, 'utf8').split('\n');
	return lines.filter(line => line.startsWith('file:')).map(url => fileURLToPath(url));
}

/** The packages whose code a command loads, as the bundle names them. */
async function loadedPackages(given: readonly string[], home: Home) {
	const record = path.join(home.folder, `loaded-${given[0] ?? 'none'}`);
	const environment = {LOADED_FILES: record};
	const {code} = await ranProgram(given, {home, environment, nodeOptions: ['--import', recorder]});
	expect(existsSync(record), 'the files were recorded').toBe(true);
	const files = recordedFiles(record);
	const comment = /^\s*\/\/ node_modules\/((?:@[^/]+\/)?[^/\n]+)\//gm;
	const packagesIn = (file: string) => [...readFileSync(file, 'utf8').matchAll(comment)].map(match => match[1]!);
	// A scope that nothing but the catalogue names.
	const hasCatalogue = files.some(file => readFileSync(file, 'utf8').includes('spend.accountingintegration.read'));
	const names = files.map(file => path.basename(file));
	return {code, names, hasCatalogue, packages: new Set(files.flatMap(file => packagesIn(file)))};
}

const heavy = [
	'react',
	'react-reconciler',
	'ink',
	'ink-text-input',
	'undici',
	'jose',
	'conf',
	'selfsigned',
	'open',
];

test.each([
	['token', '--base-uri', 'us2'],
	['status'],
	['check'],
	['renew'],
	['profiles'],
	['export', 'env'],
	['completion', 'bash'],
	['scopes', 'list-v4'],
])('%s loads neither React nor Ink, nor undici or jose, nor what writes settings, nor the parser', async (...given) => {
	const {home} = await finishedProfile();
	const {packages} = await loadedPackages(given, home);
	expect(packages).toContain('zod');
	expect([...heavy, 'commander'].filter(name => packages.has(name))).toEqual([]);
});

test.each([['status'], ['check'], ['renew', '--within', '1d'], ['profiles']])(
	'%s loads two files: the entry and the main program',
	async (...given) => {
		const {home} = await finishedProfile();
		expect((await loadedPackages(given, home)).names).toEqual(['cli.cjs', 'program.cjs']);
	},
);

test.each([
	['status', '--help'], ['statsu'], ['help', 'token'],
])('%s loads the parser, and nothing heavy', async (...given) => {
	const {packages} = await loadedPackages(given, openedHome());
	expect(packages).toContain('commander');
	expect(heavy.filter(name => packages.has(name))).toEqual([]);
});

test.each([['token'], ['status'], ['renew', '--within', '400d'], ['check'], ['--help']])(
	'%s does not load the catalogue of APIs, even where it has to call',
	async (...given) => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		expect((await loadedPackages(given, profile.home)).hasCatalogue).toBe(false);
	},
);

test('the recorder sees the catalogue where it is needed', async () => {
	expect((await loadedPackages(['scopes'], openedHome())).hasCatalogue).toBe(true);
});

test.each([['token'], ['--version'], ['--help']])('%s loads no package at all', async (...given) => {
	const {home} = await finishedProfile();
	expect(await loadedPackages(given, home)).toMatchObject({code: 0, packages: new Set()});
});

test('token loads undici once it has to call, and even then neither React nor Ink nor jose', async () => {
	const profile = await finishedProfile();
	await letBearerAge(profile);
	const {code, packages} = await loadedPackages(['token'], profile.home);
	expect(code).toBe(0);
	expect(packages).toContain('undici');
	expect(['react', 'ink', 'jose'].filter(name => packages.has(name))).toEqual([]);
});

test('api loads undici for its call, and neither React nor Ink, nor what only a refresh grant needs', async () => {
	const {home} = await finishedProfile();
	const {code, packages} = await loadedPackages(['api', '/profile/identity/v4/Users'], home);
	expect(code).toBe(0);
	expect(packages).toContain('undici');
	expect(['react', 'ink', 'jose', 'conf'].filter(name => packages.has(name))).toEqual([]);
});

test('the accessible session loads neither React nor Ink', async () => {
	const home = openedHome();
	const record = path.join(home.folder, 'loaded');
	const terminal = openedTerminal({
		home,
		command: [process.execPath, '--import', recorder, program],
		arguments: ['--accessible'],
		environment: {LOADED_FILES: record},
	});
	await terminal.see('Enter for 1:');
	const files = recordedFiles(record);
	expect(files.some(file => readFileSync(file, 'utf8').includes('guided set-up'))).toBe(true);
	for (const name of ['react', 'ink', 'react-reconciler', 'ink-text-input']) {
		expect(files.filter(file => readFileSync(file, 'utf8').includes(`// node_modules/${name}/`))).toEqual([]);
	}
});

test('of many calls at once with an expired bearer token, one loads the program and the others wait', async () => {
	const profile = await finishedProfile();
	await letBearerAge(profile);
	const outcomes = await Promise.all(Array.from({length: 8}, async (_entry, index) => {
		const record = path.join(profile.home.folder, `loaded-by-${index}`);
		const environment = {LOADED_FILES: record};
		const {stdout} = await ranProgram(['token'], {...profile, environment, nodeOptions: ['--import', recorder]});
		return {stdout, isProgram: readFileSync(record, 'utf8').includes('/program.cjs')};
	}));
	expect(outcomes.filter(({isProgram}) => isProgram)).toHaveLength(1);
	expect(new Set(outcomes.map(({stdout}) => stdout)).size).toBe(1);
	expect(readdirSync(profile.home.configFolder)).toEqual(['default.json']);
});

/** The record of a guided session that has drawn its first screen. */
async function recordedSession(): Promise<string> {
	const home = openedHome();
	const record = path.join(home.folder, 'loaded');
	const terminal = openedTerminal({
		home,
		command: [process.execPath, '--import', recorder, program],
		environment: {LOADED_FILES: record},
	});
	await terminal.see('›  Begin');
	return record;
}

test('the recorder sees React where it is needed', async () => {
	const record = await recordedSession();
	const files = recordedFiles(record);
	expect(files.some(file => readFileSync(file, 'utf8').includes('// node_modules/react/'))).toBe(true);
});

test('what a call takes is loaded once the first screen is there, and before anything is called', async () => {
	const record = await recordedSession();
	await expect.poll(() => readFileSync(record, 'utf8')).toMatch(/^screen:keys\n(?:.+\n)*.+create-call-services/m);
	const [before] = readFileSync(record, 'utf8').split('screen:keys');
	expect(before).toContain('run-session');
	expect(before).not.toMatch(/create-call-services|token-calls|prove-apis/);
});
