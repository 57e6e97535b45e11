import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {bundleForExecutable} from './bundle.ts';
import {commandNames, manPage} from './man-page.ts';

/*
Packages the program for people without Node.js: a single executable in an archive, with a manual page, completions, the
systemd units of the daily renewal and all licences, and a checksum file next to it. Needs no network.
*/

const root = path.resolve(import.meta.dirname, '../..');
const releaseFolder = path.resolve(process.argv[2] ?? path.join(root, 'release'));
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {readonly version: string};
const nodeFolder = path.join(import.meta.dirname, 'executable-node/node_modules/node');
const node = path.join(nodeFolder, 'bin/node');
const nodePackage = path.join(nodeFolder, 'node_modules', `node-${process.platform}-${process.arch}`);
const name = `concur-tokens-${version}-${process.platform}-${process.arch}`;

if (process.platform !== 'linux') {
	throw new Error('The package is made on Linux: elsewhere an executable would have to be signed.');
}

const work = mkdtempSync(path.join(tmpdir(), 'package-'));

/** Builds the executable. @see https://nodejs.org/api/single-executable-applications.html */
async function makeExecutable(file: string): Promise<void> {
	await bundleForExecutable(work);
	const at = (part: string) => path.join(work, part);
	execFileSync(
		node,
		[path.join(import.meta.dirname, 'compile-program.ts'), at('program.cjs'), at('program.compiled')],
		{stdio: ['ignore', 'ignore', 'inherit'], env: {HOME: work, CONCUR_TOKENS_CONFIG_DIR: at('config')}},
	);
	writeFileSync(at('executable.json'), JSON.stringify({
		main: at('start.cjs'),
		output: file,
		useCodeCache: true,
		disableExperimentalSEAWarning: true,
		// One thread for the engine's background work instead of four, which `token` waits for: 0.98 of the time that
		// bare Node.js takes instead of 1.12. A V8 option would invalidate the compiled code.
		execArgv: ['--v8-pool-size=1'],
		// This program leaves Node's own options alone: NODE_OPTIONS still applies.
		execArgvExtension: 'env',
		assets: {program: at('program.cjs'), compiled: at('program.compiled')},
	}));
	execFileSync(node, ['--build-sea', at('executable.json')], {stdio: ['ignore', 'ignore', 'inherit']});
}

/** Returns what the executable prints when run in an environment where only HOME is set. */
function printedBy(executable: string, ...given: readonly string[]): string {
	return execFileSync(executable, given, {encoding: 'utf8', env: {HOME: userInfo().homedir}});
}

/** Writes the systemd units of the daily renewal, for an executable in the user's own folder for programs. */
function writeUnits(executable: string, folder: string): void {
	const {units} = JSON.parse(printedBy(executable, 'schedule', '--json')) as {
		readonly units: ReadonlyArray<{readonly file: string; readonly text: string}>;
	};
	for (const {file, text} of units) {
		writeFileSync(path.join(folder, file), text.replaceAll(executable, '%h/.local/bin/concur-tokens'));
	}
}

try {
	const folder = path.join(work, name);
	const executable = path.join(folder, 'concur-tokens');
	for (const part of ['completions', 'systemd', 'man']) {
		mkdirSync(path.join(folder, part), {recursive: true});
	}

	await makeExecutable(executable);
	const help = printedBy(executable, '--help');
	const helpOfCommands = commandNames(help).map(command => printedBy(executable, command, '--help'));
	writeFileSync(path.join(folder, 'man/concur-tokens.1'), manPage(version, help, helpOfCommands));
	for (const [shell, file] of [
		['bash', 'concur-tokens'], ['zsh', '_concur-tokens'], ['fish', 'concur-tokens.fish'],
	] as const) {
		mkdirSync(path.join(folder, 'completions', shell));
		writeFileSync(path.join(folder, 'completions', shell, file), printedBy(executable, 'completion', shell));
	}

	writeUnits(executable, path.join(folder, 'systemd'));
	copyFileSync(path.join(work, 'third-party-notices.txt'), path.join(folder, 'third-party-notices.txt'));
	copyFileSync(path.join(nodePackage, 'LICENSE'), path.join(folder, 'node-licences.txt'));
	for (const file of ['LICENSE', 'SECURITY.md', 'README.md']) {
		copyFileSync(path.join(root, file), path.join(folder, file));
	}

	mkdirSync(releaseFolder, {recursive: true});
	const archive = path.join(releaseFolder, `${name}.tar.gz`);
	execFileSync('tar', [
		'--create', '--gzip', `--file=${archive}`, '--sort=name', '--owner=0', '--group=0', '--numeric-owner',
		'--mode=go-w', '--directory', work, name,
	]);
	const checksum = createHash('sha256').update(readFileSync(archive)).digest('hex');
	writeFileSync(`${archive}.sha256`, `${checksum}  ${name}.tar.gz\n`);
	console.log(archive);
} finally {
	rmSync(work, {recursive: true, force: true});
}
