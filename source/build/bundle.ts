import {readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {rolldown} from 'rolldown';
import {everyImportResolved} from './every-import-resolved.ts';
import {loadedTogether} from './loaded-together.ts';
import {builtinsWithoutFacade} from './plugins/builtins-without-facade.ts';
import {noDevtoolsForInk} from './plugins/no-devtools-for-ink.ts';
import {noExitHookForWriter} from './plugins/no-exit-hook-for-writer.ts';
import {noFetchForYoga} from './plugins/no-fetch-for-yoga.ts';
import {plainTextFirst} from './plugins/plain-text-first.ts';
import {thirdPartyNotices} from './third-party-notices.ts';

/*
Builds the program into dist: an entry, a file with what the commands that scripts call have in common, and a
file for each command that is loaded when it is asked for. No package is needed when it runs.
*/

const root = path.resolve(import.meta.dirname, '../..');
const sourceFile = (name: string) => path.join(root, 'source', name);
const outputFolder = path.resolve(process.argv[2] ?? path.join(root, 'dist'));

type Manifest = {readonly version: string; readonly engines: {readonly node: string}};
const {version, engines} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const oldestNode = /\d+/.exec(engines.node)![0];

const shortCommands = [
	'status',
	'check',
	'tokens/token',
	'tokens/renew',
	'profiles',
	'export',
	'completion/completion',
];
const together = loadedTogether(
	sourceFile('cli.ts'),
	shortCommands.map(name => sourceFile(`commands/${name}.ts`)),
);

const bundle = await rolldown({
	input: sourceFile('cli.ts'),
	cwd: root,
	platform: 'node',
	preserveEntrySignatures: false,
	// Jsonc-parser's first entry loads its parts by a `require` that no bundler sees.
	resolve: {alias: {'jsonc-parser': 'jsonc-parser/lib/esm/main.js'}},
	transform: {
		target: `node${oldestNode}`,
		jsx: {runtime: 'automatic'},
		define: {
			'process.env.NODE_ENV': '"production"',
			builtVersion: JSON.stringify(version),
			builtOldestNode: oldestNode,
		},
	},
	// Without `verbatimModuleSyntax`, which tsconfig.json has for its checks, an import of nothing but types
	// leaves nothing behind.
	tsconfig: false,
	plugins: [
		everyImportResolved(),
		together.plugin,
		noDevtoolsForInk(),
		noExitHookForWriter(),
		noFetchForYoga(),
		plainTextFirst(),
	],
});
rmSync(outputFolder, {recursive: true, force: true});
await bundle.write({
	dir: outputFolder,
	format: 'es',
	chunkFileNames: 'chunks/[name]-[hash].js',
	// Node 22.0 to 22.2 have no `getBuiltinModule`, and an older Node is to be told which one is needed.
	intro: ({isEntry}) =>
		isEntry
			? 'globalThis.process.getBuiltinModule ??= (await import("node:module")).createRequire(import.meta.url);'
			: '',
	codeSplitting: {
		includeDependenciesRecursively: false,
		groups: [
			{name: 'entry', test: id => together.isEntry(id)},
			{name: 'short-commands', test: id => together.isShared(id)},
			{name: 'command-line', test: '/node_modules/commander/'},
		],
	},
	plugins: [builtinsWithoutFacade(), thirdPartyNotices()],
});
await bundle.close();
