import {execFileSync} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {rolldown, type InputOptions, type OutputOptions, type Plugin} from 'rolldown';
import {loadedModules} from './loaded-modules.ts';
import {asciiOnly} from './plugins/ascii-only.ts';
import {unwrappedBuiltins} from './plugins/unwrapped-builtins.ts';
import {cachedFrames} from './plugins/cached-frames.ts';
import {inlinedRuntime} from './plugins/inlined-runtime.ts';
import {inkWithoutDevtools} from './plugins/ink-without-devtools.ts';
import {interimResponses} from './plugins/interim-responses.ts';
import {atomicallyWithoutExitHook} from './plugins/atomically-without-exit-hook.ts';
import {patch} from './plugins/patch.ts';
import {plainTextFastPath} from './plugins/plain-text-fast-path.ts';
import {confWithoutSchemas} from './plugins/conf-without-schemas.ts';
import {syncYoga} from './plugins/sync-yoga.ts';
import {thirdPartyNotices} from './third-party-notices.ts';

/** Fails the build on an import that cannot be resolved: Rolldown only warns and leaves it to fail at run time. */
export function failOnUnresolvedImport(): Plugin {
	return {
		name: 'fail-on-unresolved-import',
		onLog(_level, log) {
			if (log.code === 'UNRESOLVED_IMPORT') {
				throw new Error(`An import leads to nothing that can be bundled: ${log.message}`);
			}
		},
	};
}

const root = path.resolve(import.meta.dirname, '../..');
const sourceFile = (name: string) => path.join(root, 'source', name);
const entryFile = sourceFile('cli.ts');
const mainProgram = sourceFile('program.ts');

type Manifest = {readonly version: string; readonly engines: {readonly node: string}};
const {version, engines} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const oldestNode = /\d+/.exec(engines.node)![0];

const shortCommands = [
	'profile/status',
	'profile/check',
	'tokens/token',
	'tokens/renew',
	'profile/profiles',
	'profile/export',
	'completion/completion',
];

// What both front ends of the session need: the accessible one loads neither React nor Ink.
const sessionFiles = ['commands/setup/setup', 'wizard/start-session', 'session/session', 'session/terminal-input'];
const longerCommands = [
	'apis/prove', 'apis/scopes', 'calls/api', 'doctor/doctor', 'practice/practice', 'profile/forget', 'proxy/proxy',
	'run/run', 'schedule/schedule',
];

/** Input options shared by all bundles. CommonJS starts faster than ES modules. */
function inputOptions(
	input: Readonly<Record<string, string>>,
	plugins: readonly Plugin[],
	{isExecutable = false, help}: {readonly isExecutable?: boolean; readonly help?: string} = {},
): InputOptions {
	return {
		input: {...input},
		cwd: root,
		platform: 'node',
		// Some commands are also imported statically by others.
		checks: {ineffectiveDynamicImport: false},
		preserveEntrySignatures: 'allow-extension',
		// The main entry of jsonc-parser loads its parts through a `require` that bundlers do not see.
		resolve: {alias: {'jsonc-parser': 'jsonc-parser/lib/esm/main.js'}},
		transform: {
			target: `node${oldestNode}`,
			jsx: {runtime: 'automatic'},
			define: {
				'process.env.NODE_ENV': '"production"',
				builtVersion: JSON.stringify(version),
				builtOldestNode: oldestNode,
				builtAsExecutable: String(isExecutable),
				...(help !== undefined && {builtHelp: JSON.stringify(help)}),
			},
		},
		// Without `verbatimModuleSyntax`, which tsconfig.json sets for type checks, an import of nothing but types is
		// removed.
		tsconfig: false,
		plugins: [failOnUnresolvedImport(), ...plugins],
	};
}

// Comments for readers of the source are left out: they would be parsed at each start.
const outputOptions: OutputOptions = {
	format: 'cjs', entryFileNames: '[name].cjs', exports: 'named', comments: {jsdoc: false, annotation: false},
};

function dependencyPatches(): readonly Plugin[] {
	return [
		cachedFrames(), inkWithoutDevtools(), atomicallyWithoutExitHook(), plainTextFastPath(), confWithoutSchemas(),
		syncYoga(), interimResponses(),
	];
}

/**
Makes the short entry load the main program from its own file. Throws where the entry does not load it as expected.
*/
function externalProgram(): Plugin {
	const loading = 'import("./program.cjs")';
	return patch('external-program', [loading], found => ({
		resolveId: id => id === './program.js' ? {id: './program.cjs', external: true} : undefined,
		renderChunk(code) {
			if (code.includes(loading)) {
				found(loading);
			}

			// A dynamic import would load Node's ES module loader, and no part of the program is an ES module.
			return code.replace(loading, 'require("./program.cjs")');
		},
	}));
}

/** Keeps the short entry short: no package is worth its loading time, and the main program is a separate file. */
function entryWithoutPackages(program: Plugin): readonly Plugin[] {
	return [program, {
		name: 'entry-without-packages',
		generateBundle(_options, bundle) {
			for (const file of Object.values(bundle)) {
				const [foreignModule] = file.type === 'chunk'
					? Object.entries(file.modules).filter(([id, {code}]) => id.includes('/node_modules/') && code)
					: [];
				if (foreignModule) {
					throw new Error(`The short entry loads ${foreignModule[0]}, which takes too long.`);
				}
			}
		},
	}];
}

/** Returns what the main program, just built, prints for `--help`. Throws where that is not ASCII. */
function captureHelp(outputFolder: string): string {
	const help = execFileSync(
		process.execPath,
		['-e', 'void require(process.argv[1]).runProgram()', path.join(outputFolder, 'program.cjs'), '--help'],
		{encoding: 'utf8', env: {HOME: outputFolder}},
	);
	if (/[^\n -~]/.test(help)) {
		throw new Error('The help has a character beyond ASCII, which not every terminal can show.');
	}

	return help;
}

/**
Builds the program as npm installs it: the short entry, the main program with the commands that scripts call, and a file
for each other command, loaded on demand. No package is needed at run time.
*/
async function bundleInChunks(outputFolder: string): Promise<void> {
	const commandFiles = (names: readonly string[]) => names.map(name => sourceFile(`commands/${name}.ts`));
	const together = loadedModules([mainProgram, ...commandFiles(shortCommands)]);
	const sessionRoots = sessionFiles.map(file => sourceFile(`${file}.ts`));
	const session = loadedModules(sessionRoots);
	const elsewhere = loadedModules(commandFiles([...shortCommands, ...longerCommands]), sessionRoots);
	const program = await rolldown(inputOptions(
		{program: mainProgram},
		[together.plugin, session.plugin, elsewhere.plugin, ...dependencyPatches()],
	));
	await program.write({
		...outputOptions,
		dir: outputFolder,
		chunkFileNames: 'chunks/[name]-[hash].cjs',
		codeSplitting: {
			includeDependenciesRecursively: false,
			groups: [
				{name: 'program', test: id => together.has(id)},
				{name: 'session', test: id => session.has(id) && !elsewhere.has(id)},
			],
		},
		plugins: [unwrappedBuiltins(), inlinedRuntime('program.cjs'), asciiOnly(), thirdPartyNotices()],
	});
	await program.close();
	const help = captureHelp(outputFolder);
	const short = await rolldown(inputOptions({cli: entryFile}, entryWithoutPackages(externalProgram()), {help}));
	await short.write({
		...outputOptions, dir: outputFolder, codeSplitting: false, plugins: [unwrappedBuiltins(), asciiOnly()],
	});
	await short.close();
}

/**
Builds the program for a single executable, which cannot load other files: `start.cjs`, the short entry, and
`program.cjs`, the main program in one piece.
*/
export async function bundleForExecutable(outputFolder: string): Promise<void> {
	const output: OutputOptions = {...outputOptions, dir: outputFolder, codeSplitting: false};
	const isExecutable = true;
	const program = await rolldown(inputOptions({program: mainProgram}, dependencyPatches(), {isExecutable}));
	await program.write({
		...output,
		// Less to parse at each start; names are kept for readable stack traces.
		minify: {compress: false, mangle: false, codegen: {removeWhitespace: true}},
		plugins: [unwrappedBuiltins(), asciiOnly(), thirdPartyNotices()],
	});
	await program.close();
	const short = await rolldown(inputOptions({start: entryFile}, entryWithoutPackages({
		name: 'program-within',
		resolveId: id => id === './program.js' ? path.join(import.meta.dirname, 'embedded-program.ts') : undefined,
	}), {isExecutable, help: captureHelp(outputFolder)}));
	await short.write({...output, plugins: [unwrappedBuiltins(), asciiOnly()]});
	await short.close();
}

if (import.meta.main) {
	const outputFolder = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
	rmSync(outputFolder, {recursive: true, force: true});
	await bundleInChunks(outputFolder);
}
