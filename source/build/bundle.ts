import {readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {rolldown, type Plugin} from 'rolldown';

const root = path.resolve(import.meta.dirname, '../..');
const sourceFile = (name: string) => path.join(root, 'source', name);
const outputFolder = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {version: string};

const shortCommands = ['status', 'check', 'token', 'renew', 'profiles', 'export', 'completion'];
const loadedByShortCommands = new Set<string>();

/** Finds what the commands that scripts call have in common: it goes into one file, as each file costs the time to find, read and link it. */
const shortCommandsTogether: Plugin = {
	name: 'short-commands-together',
	buildEnd() {
		const entry = new Set<string>();
		const follow = (id: string, followed: Set<string>) => {
			if (!followed.has(id) && !entry.has(id)) {
				followed.add(id);
				for (const imported of this.getModuleInfo(id)?.importedIds ?? []) {
					follow(imported, followed);
				}
			}
		};

		follow(sourceFile('cli.ts'), entry);
		for (const name of shortCommands) {
			follow(sourceFile(`commands/${name}.ts`), loadedByShortCommands);
		}
	},
};

const noChildProcess = '\0/node_modules/commander/no-child-process';

/** Commander loads `child_process` for subcommands that are programs of their own. There are none here. */
const noChildProcessForCommander: Plugin = {
	name: 'no-child-process-for-commander',
	resolveId: (id, importer) => id === 'node:child_process' && importer?.includes('/node_modules/commander/') ? noChildProcess : undefined,
	load: id => id === noChildProcess ? 'export default {};' : undefined,
};

const noExitHook = '\0/node_modules/when-exit/no-exit-hook';

/** The writer in conf removes its temporary files by when-exit, which sends each signal that ends a program a second time: whether a signal ends this one is for its commands to say. The store removes what is left. */
const noExitHookForWriter: Plugin = {
	name: 'no-exit-hook-for-writer',
	resolveId: id => id === 'when-exit' ? noExitHook : undefined,
	load: id => id === noExitHook ? 'export default () => () => {};' : undefined,
};

/**
Takes Node's own modules by `process.getBuiltinModule` instead of by import.

An imported built-in gets a facade that reads each of its properties once: `process` so opens standard input and output, `fs` loads streams and promises, `util` worker threads.
That was a third of a short command's time.
*/
const builtinsWithoutFacade: Plugin = {
	name: 'builtins-without-facade',
	renderChunk(code) {
		const rewritten = code.replaceAll(/^import (?:(?<whole>[\w$]+)|\* as (?<namespace>[\w$]+))?(?:, )?(?:\{(?<named>[^}]+)\})? from "node:(?<name>[\w/]+)";$/gm, (_statement, ...rest) => {
			const {whole, namespace, named, name} = rest.at(-1) as Record<string, string | undefined>;
			if (name === 'fs/promises' && named) {
				// Whatever it exports to this program is a function; it is loaded when the first one is called.
				return named.split(',').map(part => part.trim().split(' as ')).map(([from, to = from]) => `const ${to} = (...given) => globalThis.process.getBuiltinModule("node:fs/promises").${from}(...given);`).join('\n');
			}

			const patterns = [whole ?? namespace, named && `{${named.replaceAll(' as ', ': ')}}`].filter(pattern => pattern !== undefined);
			return `const ${patterns.map(pattern => `${pattern} = globalThis.process.getBuiltinModule("node:${name}")`).join(', ')};`;
		});
		const left = /^(?:import|export)\b.*["']node:[\w/]+["'];?$/m.exec(rewritten);
		if (left) {
			throw new Error(`An import that the build can't rewrite: ${left[0]}`);
		}

		return rewritten;
	},
};

const plainText = sourceFile('build/plain-text.ts');

const plainTextFirst: Plugin = {
	name: 'plain-text-first',
	resolveId: (id, importer) => id === 'string-width' && importer !== plainText ? plainText : undefined,
};

/** Yoga fetches its WebAssembly from a data: address where there is a `fetch`, and Node loads a whole HTTP client for it: 20 ms. Without one it decodes what it has. */
const noFetchForYoga: Plugin = {
	name: 'no-fetch-for-yoga',
	transform: (code, id) => id.endsWith('yoga-wasm-base64-esm.js') ? `const fetch = undefined;\n${code}` : undefined,
};

const bundle = await rolldown({
	input: sourceFile('cli.ts'),
	cwd: root,
	platform: 'node',
	preserveEntrySignatures: false,
	resolve: {alias: {'react-devtools-core': 'node:path'}},
	transform: {target: 'node22', jsx: {runtime: 'automatic'}, define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', productVersion: JSON.stringify(version)}, inject: {'Intl.Segmenter': [plainText, 'Segmenter']}},
	// Without `verbatimModuleSyntax`, which tsconfig.json has for its checks, an import of nothing but types leaves nothing behind.
	tsconfig: false,
	plugins: [shortCommandsTogether, noChildProcessForCommander, plainTextFirst, noFetchForYoga, noExitHookForWriter],
});
rmSync(outputFolder, {recursive: true, force: true});
await bundle.write({
	dir: outputFolder,
	format: 'es',
	chunkFileNames: 'chunks/[name]-[hash].js',
	// Node 22.0 to 22.2 have no `getBuiltinModule`, and an older Node is to be told which one is needed.
	intro: ({isEntry}) => isEntry ? 'globalThis.process.getBuiltinModule ??= (await import("node:module")).createRequire(import.meta.url);' : '',
	codeSplitting: {
		includeDependenciesRecursively: false,
		groups: [{name: 'short-commands', test: id => loadedByShortCommands.has(id)}, {name: 'command-line', test: '/node_modules/commander/'}],
	},
	plugins: [builtinsWithoutFacade],
});
await bundle.close();
