import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';

const sourceFolder = path.resolve(import.meta.dirname, '../../source');

/** What each folder may import: its own files, these folders, and these packages (node: built-ins are named where they are allowed). */
const arrows: Readonly<Record<string, {folders: readonly string[]; packages: readonly string[]}>> = {
	concur: {folders: ['concur'], packages: ['zod', 'undici', 'node:']},
	store: {folders: ['store', 'concur', 'errors', 'io', 'private-file', 'file-failure'], packages: ['conf', 'zod', 'proper-lockfile', 'node:']},
	wizard: {folders: ['wizard', 'concur'], packages: []},
	ui: {folders: ['ui', 'wizard', 'concur'], packages: ['react', 'ink', 'ink-text-input', 'string-width', 'wrap-ansi']},
	practice: {folders: ['practice', 'errors', 'io', 'private-file'], packages: ['jose', 'selfsigned', 'node:']},
	commands: {folders: ['commands', 'concur', 'store', 'io', 'errors', 'private-file', 'file-failure', 'wizard', 'ui', 'practice'], packages: ['open', 'proxy-from-env', 'zod', 'node:']},
	build: {folders: ['build'], packages: ['rolldown', 'node:']},
	'cli.ts': {folders: ['io', 'errors', 'file-failure', 'commands'], packages: ['commander', 'node:']},
	'errors.ts': {folders: [], packages: []},
	'file-failure.ts': {folders: ['errors'], packages: []},
	'private-file.ts': {folders: [], packages: ['node:']},
	'io.ts': {folders: [], packages: ['node:']},
};

type Import = {readonly specifier: string; readonly isType: boolean; readonly isLazy: boolean};

function importsOf(file: string): readonly Import[] {
	const text = readFileSync(file, 'utf8');
	const statically = [...text.matchAll(/^(?:import|export)\s+(type\s+)?([^;]*?)\s*from\s+'([^']+)'/gms)].map(match => ({
		specifier: match[3]!,
		// An import of nothing but types is gone when the program runs.
		isType: match[1] !== undefined || /^\{(?:\s*type\s+[^,}]+,?)+\s*\}$/.test(match[2]!.trim()),
		isLazy: false,
	}));
	const bare = [...text.matchAll(/^import\s+'([^']+)'/gm)].map(match => ({specifier: match[1]!, isType: false, isLazy: false}));
	const lazily = [...text.matchAll(/import\(\s*'([^']+)'\s*\)/g)].map(match => ({specifier: match[1]!, isType: false, isLazy: true}));
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
		const strangers = imports.filter(({specifier}) => specifier.startsWith('.')
			? !allowed!.folders.includes(folderOf(targetOf(name, specifier)))
			: !allowed!.packages.some(packageName => packageName.endsWith(':') ? specifier.startsWith(packageName) : specifier === packageName || specifier.startsWith(`${packageName}/`)));
		expect(strangers).toEqual([]);
	});

	test('only setup reaches the user interface, only practice the practice Concur, and both lazily', () => {
		const reaching = (folder: string) => files.flatMap(({name, imports}) => imports
			.filter(({specifier, isType}) => !isType && specifier.startsWith('.') && folderOf(targetOf(name, specifier)) === folder && folderOf(name) !== folder)
			.map(({isLazy}) => `${name}${isLazy ? ' lazily' : ''}`));
		expect(new Set(reaching('ui'))).toEqual(new Set(['commands/setup.ts lazily']));
		expect(new Set(reaching('practice'))).toEqual(new Set(['commands/practice.ts lazily']));
	});

	test('the command line loads one command at a time', () => {
		const cli = files.find(({name}) => name === 'cli.ts')!;
		const commands = cli.imports.filter(({specifier, isType}) => specifier.includes('/commands/') && !isType);
		expect(commands.length).toBeGreaterThan(5);
		expect(commands.filter(({isLazy}) => !isLazy)).toEqual([]);
	});

	test('the wizard has no clock, no process and no I/O', () => {
		const wizard = files.filter(({name}) => name.startsWith('wizard/'));
		for (const {name} of wizard) {
			const text = readFileSync(path.join(sourceFolder, name), 'utf8');
			expect(text, name).not.toMatch(/Date\.now|new Date\(\)|process\.|setTimeout|setInterval|fetch\(|Math\.random/);
		}
	});
});
