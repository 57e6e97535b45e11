import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {rolldown, type Plugin} from 'rolldown';
import {parseAst} from 'rolldown/parseAst';
import {everyImportResolved} from '../../source/build/every-import-resolved.js';
import {takeBuiltinsWithoutFacade} from '../../source/build/plugins/builtins-without-facade.js';
import {noDevtoolsForInk} from '../../source/build/plugins/no-devtools-for-ink.js';
import {noExitHookForWriter} from '../../source/build/plugins/no-exit-hook-for-writer.js';
import {noFetchForYoga} from '../../source/build/plugins/no-fetch-for-yoga.js';
import {plainTextFirst} from '../../source/build/plugins/plain-text-first.js';
import {noticeOf} from '../../source/build/third-party-notices.js';
import {temporaryFolder} from '../temporary-folder.js';

/** Builds a program, by default one that needs no package at all. */
async function buildWith(plugin: Plugin, code = 'export default 1;'): Promise<void> {
	const entry = '\0program';
	const bundle = await rolldown({
		input: entry,
		plugins: [
			plugin,
			{
				name: 'program',
				resolveId: id => (id === entry ? id : undefined),
				load: id => (id === entry ? code : undefined),
			},
		],
	});
	await bundle.generate();
}

describe('a change to a dependency that finds nothing to change fails the build, and says which it is', () => {
	test.each([noDevtoolsForInk, noExitHookForWriter, noFetchForYoga, plainTextFirst])(
		'%o',
		async makePlugin => {
			const plugin = makePlugin();
			await expect(buildWith(plugin)).rejects.toThrow(`The plugin ${plugin.name} found no `);
		},
	);
});

test('every change to a dependency is in that list', () => {
	const names = readdirSync(path.join(import.meta.dirname, '../../source/build/plugins'));
	const own = new Set(['builtins-without-facade.ts', 'patch.ts', 'plain-text.ts']);
	expect(names.filter(name => !own.has(name))).toHaveLength(4);
});

test('an import that leads nowhere fails the build', async () => {
	const building = buildWith(everyImportResolved(), 'import "no-such-package";');
	await expect(building).rejects.toThrow('An import leads to nothing that can be bundled');
});

test('an import of Node\'s own modules that can\'t be rewritten fails the build', () => {
	expect(takeBuiltinsWithoutFacade('import fs, {readFileSync as read} from "node:fs";')).toBe('const fs = globalThis.process.getBuiltinModule("node:fs"), {readFileSync: read} = globalThis.process.getBuiltinModule("node:fs");');
	expect(() => takeBuiltinsWithoutFacade('export * from "node:fs";')).toThrow('can\'t rewrite');
});

describe('a package that brings no licence file', () => {
	function packageWith(manifest: object): string {
		const folder = temporaryFolder();
		const whole = {name: 'left-bare', version: '1.0.0', ...manifest};
		writeFileSync(path.join(folder, 'package.json'), JSON.stringify(whole));
		return folder;
	}

	test('gets the terms that its manifest names', () => {
		const notice = noticeOf(packageWith({license: 'MIT', author: {name: 'Ada'}}));
		expect(notice).toContain('left-bare 1.0.0 (MIT)');
		expect(notice).toContain('MIT, by Ada.');
		expect(notice).toContain('Permission is hereby granted');
	});

	test.each([{license: 'ISC', author: 'Ada'}, {license: 'MIT'}, {}])('%o fails the build', manifest => {
		expect(() => noticeOf(packageWith(manifest))).toThrow('The package left-bare brings no licence file');
	});
});

/** What a parsed script imports, wherever it does. */
function importsOf(node: unknown): readonly string[] {
	if (typeof node !== 'object' || node === null) {
		return [];
	}

	const {type, source} = node as {type?: string; source?: {value?: unknown} | null};
	const own = type && /^(?:Import|Export)/.test(type) && typeof source?.value === 'string' ? [source.value] : [];
	return [...own, ...Object.values(node).flatMap(child => importsOf(child))];
}

describe('the built program', () => {
	const dist = path.join(import.meta.dirname, '../../dist');
	const scripts = readdirSync(dist, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.js'));

	test('imports no package', () => {
		const imports = scripts.flatMap(name => importsOf(parseAst(readFileSync(path.join(dist, name), 'utf8'))));
		expect(imports.length).toBeGreaterThan(20);
		const packages = imports.filter(specifier => !specifier.startsWith('.') && !isBuiltin(specifier));
		expect(packages).toEqual([]);
	});

	test('names the packages whose code it contains, with their licences', () => {
		const notices = readFileSync(path.join(dist, 'third-party-notices.txt'), 'utf8');
		for (const name of ['ink', 'react', 'conf', 'zod', 'undici', 'jose', 'commander']) {
			expect(notices).toMatch(new RegExp(String.raw`^${name} \d+\.\d+\.\d+ \(MIT\)$`, 'm'));
		}

		expect(notices).toContain('Permission is hereby granted');
		expect(notices).not.toContain('licence not named');
	});
});
