import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';

const sourceFolder = path.resolve(import.meta.dirname, '../../source');

/** Pure functions on plain values, which every folder may use. */
const everybodys = [
	'record-of', 'optional-members', 'error-code', 'lazy', 'list-words', 'wrap-at-spaces', 'format-duration',
];

/** What each folder may import: its own files, these folders, and these packages; Node's built-ins only where named. */
const arrows: Readonly<Record<string, {folders: readonly string[]; packages: readonly string[]}>> = {
	concur: {folders: ['concur'], packages: ['zod', 'undici', 'jsonc-parser', 'node:']},
	store: {
		folders: ['disk', 'store', 'concur', 'errors', 'io', 'process-identity'],
		packages: ['conf', 'zod', 'proper-lockfile', 'node:'],
	},
	disk: {folders: ['disk', 'errors', 'process-identity'], packages: ['node:']},
	wizard: {folders: ['wizard', 'concur'], packages: []},
	session: {folders: ['session', 'wizard', 'store', 'concur'], packages: ['string-width', 'node:']},
	ui: {
		folders: ['ui', 'session', 'wizard', 'concur', 'terminal-symbols'],
		packages: [
			'react',
			'ink',
			'ink-text-input',
			'string-width',
			'figures',
			'wrap-ansi',
			'cli-truncate',
			'chalk',
			'supports-hyperlinks',
			'node:',
		],
	},
	practice: {
		folders: ['disk', 'practice', 'errors', 'io', 'port'],
		packages: ['jose', 'selfsigned', 'node:'],
	},
	commands: {
		folders: [
			'disk', 'product', 'commands', 'concur', 'store', 'io', 'errors', 'port', 'process-identity', 'wizard',
			'session', 'ui', 'practice',
		],
		packages: ['open', 'zod', 'commander', 'node:'],
	},
	build: {folders: ['build'], packages: ['rolldown', 'node:']},
	'cli.ts': {
		folders: ['program', 'product', 'io', 'errors', 'describe-failure', 'compile-cache', 'commands'],
		packages: ['node:'],
	},
	'program.ts': {
		folders: ['product', 'io', 'errors', 'describe-failure', 'terminal-symbols', 'commands'],
		packages: ['node:'],
	},
	'compile-cache.ts': {folders: [], packages: ['node:']},
	'describe-failure.ts': {folders: ['disk', 'errors'], packages: ['node:']},
	'record-of.ts': {folders: [], packages: []},
	'optional-members.ts': {folders: [], packages: []},
	'list-words.ts': {folders: [], packages: []},
	'wrap-at-spaces.ts': {folders: [], packages: []},
	'format-duration.ts': {folders: [], packages: []},
	'lazy.ts': {folders: [], packages: []},
	'error-code.ts': {folders: [], packages: []},
	'process-identity.ts': {folders: [], packages: ['node:']},
	'product.ts': {folders: [], packages: []},
	'errors.ts': {folders: [], packages: []},
	'port.ts': {folders: ['errors'], packages: []},
	'io.ts': {folders: ['terminal-symbols'], packages: ['node:']},
	'terminal-symbols.ts': {folders: [], packages: ['is-unicode-supported', 'node:']},
};

type Import = {readonly specifier: string; readonly isType: boolean; readonly isLazy: boolean};

function importsOf(file: string): readonly Import[] {
	const text = readFileSync(file, 'utf8');
	const statically = [
		...text.matchAll(/^(?:import|export)\s+(type\s+)?([^;]*?)\s*from\s+'([^']+)'/gms),
	].map(match => ({
			specifier: match[3]!,
			// An import of nothing but types is gone when the program runs.
			isType: match[1] !== undefined || /^\{(?:\s*type\s+[^,}]+,?)+\s*\}$/.test(match[2]!.trim()),
			isLazy: false,
		}));
	const bare = [...text.matchAll(/^import\s+'([^']+)'/gm)].map(match => ({
		specifier: match[1]!,
		isType: false,
		isLazy: false,
	}));
	const lazily = [...text.matchAll(/import\(\s*'([^']+)'\s*\)/g)].map(match => ({
		specifier: match[1]!,
		isType: false,
		isLazy: true,
	}));
	return [...statically, ...bare, ...lazily];
}

const files = readdirSync(sourceFolder, {recursive: true, encoding: 'utf8'})
	.filter(file => /\.tsx?$/.test(file))
	.map(file => ({name: file.replaceAll('\\', '/'), imports: importsOf(path.join(sourceFolder, file))}));

function targetOf(name: string, specifier: string): string {
	return path.posix.join(path.posix.dirname(name), specifier).replace(/\.js$/, '.ts');
}

function folderOf(name: string): string {
	return name.split('/')[0]!.replace(/\.ts$/, '');
}

describe('the layout shows the architecture', () => {
	test.each(files)('$name imports only what its folder may', ({name, imports}) => {
		const allowed = arrows[name.includes('/') ? folderOf(name) : name];
		expect(allowed, `${name} has a place in the layout`).toBeDefined();
		const strangers = imports.filter(({specifier}) =>
			specifier.startsWith('.')
				? ![...allowed!.folders, ...everybodys].includes(folderOf(targetOf(name, specifier)))
				: !allowed!.packages.some(packageName =>
						packageName.endsWith(':')
							? specifier.startsWith(packageName)
							: specifier === packageName || specifier.startsWith(`${packageName}/`)));
		expect(strangers).toEqual([]);
	});

	test('only setup reaches the user interface, only practice the practice Concur, and both lazily', () => {
		const reaching = (folder: string) =>
			files.flatMap(({name, imports}) =>
				imports
					.filter(({specifier, isType}) =>
							!isType &&
							specifier.startsWith('.') &&
							folderOf(targetOf(name, specifier)) === folder &&
							folderOf(name) !== folder)
					.map(({isLazy}) => `${name}${isLazy ? ' lazily' : ''}`));
		expect(new Set(reaching('ui'))).toEqual(new Set(['commands/setup/setup.ts lazily']));
		expect(new Set(reaching('practice'))).toEqual(new Set([
			'commands/practice/practice.ts lazily', 'commands/practice/with-practice.ts lazily',
		]));
	});

	test('the user interface knows the types of SAP Concur, and takes what it shows of it from the wizard', () => {
		const taken = files
			.filter(({name}) => folderOf(name) === 'ui')
			.flatMap(({name, imports}) =>
				imports
					.filter(({specifier, isType}) => !isType && folderOf(targetOf(name, specifier)) === 'concur')
					.map(({specifier}) => `${name} takes values of ${targetOf(name, specifier)}`));
		expect(taken).toEqual([]);
	});

	test('the definitions of commands are read without loading what they run', () => {
		const definitions = files.filter(({name}) => /^commands\/.*-commands?\.ts$/.test(name));
		expect(definitions.length).toBeGreaterThan(5);
		const loaded = definitions.flatMap(({name, imports}) =>
			imports
				.filter(({isType, isLazy}) => !isType && !isLazy)
				.map(({specifier}) => `${name} loads ${targetOf(name, specifier)}`));
		expect(loaded).toEqual([
			'commands/completion/completion-command.ts loads commands/completion/completable.ts',
			'commands/profile/profile-commands.ts loads store/files/export-format-names.ts',
		]);
		for (const {name, imports} of definitions) {
			const defined =
				readFileSync(path.join(sourceFolder, name), 'utf8').match(/CommandDefinition(?:<.*>)? (?:= )?\{$/gm);
			const run = new Set(imports.filter(({isLazy}) => isLazy).map(({specifier}) => specifier));
			expect(run.size, `each command of ${name} loads what it runs alone`).toBe(defined?.length);
		}
	});

	test('the command line loads one command at a time', () => {
		const loadedAtStart = (name: string): readonly string[] =>
			files
				.find(file => file.name === name)!
				.imports.filter(({specifier, isType, isLazy}) => specifier.startsWith('.') && !isType && !isLazy)
				.flatMap(({specifier}) => [targetOf(name, specifier), ...loadedAtStart(targetOf(name, specifier))]);
		const atStart = new Set(loadedAtStart('program.ts').filter(name => name.startsWith('commands/')));
		expect([...atStart].filter(name => !/-commands?\.ts$/.test(name)).toSorted()).toEqual([
			'commands/command-line/global-options.ts',
			'commands/command-line/parse-plain-command-line.ts',
			'commands/command-line/run-command-line.ts',
			'commands/commands.ts',
			'commands/completion/completable.ts',
			'commands/invocation.ts',
		]);
	});

	test('the start loads no package, nor the main program before it is needed', () => {
		const loaded = new Set<string>();
		const strangers: string[] = [];
		const follow = (name: string) => {
			if (loaded.has(name)) {
				return;
			}

			loaded.add(name);
			const {imports} = files.find(file => file.name === name)!;
			for (const {specifier} of imports.filter(({isType, isLazy}) => !isType && !isLazy)) {
				if (specifier.startsWith('.')) {
					follow(targetOf(name, specifier));
				} else if (!specifier.startsWith('node:')) {
					strangers.push(`${name} loads ${specifier}`);
				}
			}
		};

		follow('cli.ts');
		expect(strangers).toEqual([]);
		expect(loaded).toContain('commands/tokens/cached-bearer.ts');
		expect(loaded).not.toContain('program.ts');
	});

	test('the wizard has no clock, no process and no I/O', () => {
		const wizard = files.filter(({name}) => name.startsWith('wizard/'));
		for (const {name} of wizard) {
			const text = readFileSync(path.join(sourceFolder, name), 'utf8');
			expect(text, name)
				.not.toMatch(/Date\.now|new Date\(\)|process\.|setTimeout|setInterval|fetch\(|Math\.random/);
		}
	});
});

/** The ways on which a file imports itself again, types included. */
function circles(): readonly string[] {
	const graph = new Map(files.map(({name, imports}) => [
			name,
			imports
				.filter(({specifier}) => specifier.startsWith('.'))
				.map(({specifier}) => targetOf(name, specifier))
				.map(target =>
						files.find(file => file.name === target || file.name === target.replace(/\.ts$/, '.tsx'))
							?.name ?? target),
		]));
	const done = new Set<string>();
	const found: string[] = [];
	const follow = (name: string, way: readonly string[]) => {
		if (way.includes(name)) {
			found.push([...way.slice(way.indexOf(name)), name].join(' → '));
			return;
		}

		if (!done.has(name)) {
			for (const next of graph.get(name) ?? []) {
				follow(next, [...way, name]);
			}

			done.add(name);
		}
	};

	for (const {name} of files) {
		follow(name, []);
	}

	return found;
}

test('no file imports itself again, not even a type', () => {
	expect(circles()).toEqual([]);
});

test('only the command line ends the process', () => {
	const ending = files.filter(({name}) =>
		/\bprocess\.exit\(/.test(readFileSync(path.join(sourceFolder, name), 'utf8')));
	expect(ending.map(({name}) => name)).toEqual(['cli.ts']);
});
