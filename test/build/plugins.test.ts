import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import path from 'node:path';
import {runInNewContext} from 'node:vm';
import {describe, expect, test} from 'vitest';
import {rolldown, type Plugin} from 'rolldown';
import {parseAst} from 'rolldown/parseAst';
import {failOnUnresolvedImport} from '../../source/build/bundle.js';
import {escapeNonAscii} from '../../source/build/plugins/ascii-only.js';
import {unwrappedBuiltins, unwrapBuiltins} from '../../source/build/plugins/unwrapped-builtins.js';
import {cachedFrames} from '../../source/build/plugins/cached-frames.js';
import {inlinedRuntime} from '../../source/build/plugins/inlined-runtime.js';
import {inkWithoutDevtools} from '../../source/build/plugins/ink-without-devtools.js';
import {atomicallyWithoutExitHook} from '../../source/build/plugins/atomically-without-exit-hook.js';
import {plainTextFastPath} from '../../source/build/plugins/plain-text-fast-path.js';
import {confWithoutSchemas} from '../../source/build/plugins/conf-without-schemas.js';
import {syncYoga} from '../../source/build/plugins/sync-yoga.js';
import {noticeOf} from '../../source/build/third-party-notices.js';
import {temporaryFolder} from '../temporary-folder.js';
import {interimResponses} from '../../source/build/plugins/interim-responses.js';

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
	test.each([
		unwrappedBuiltins, cachedFrames, inkWithoutDevtools, atomicallyWithoutExitHook, plainTextFastPath,
		confWithoutSchemas, syncYoga, interimResponses,
	])(
		'%o',
		async makePlugin => {
			const plugin = makePlugin();
			await expect(buildWith(plugin)).rejects.toThrow(`The plugin ${plugin.name} found no `);
		},
	);
});

test('every change to a dependency is in that list', () => {
	const names = readdirSync(path.join(import.meta.dirname, '../../source/build/plugins'));
	const own = new Set(['ascii-only.ts', 'inlined-runtime.ts', 'patch.ts']);
	expect(names.filter(name => !own.has(name))).toHaveLength(8);
});

test('a main program that has the bundler\'s own functions within already fails the build', async () => {
	await expect(buildWith(inlinedRuntime('program.cjs'))).rejects.toThrow('inlined-runtime is still needed');
});

test('an import that leads nowhere fails the build', async () => {
	const building = buildWith(failOnUnresolvedImport(), 'import "no-such-package";');
	await expect(building).rejects.toThrow('An import leads to nothing that can be bundled');
});

describe('a program in ASCII', () => {
	test('means what it meant: strings, templates and patterns, whatever plane a character is of', () => {
		const code = '(() => ["✔ 😀", `…é`, /^[✔é]😀$/.test("✔😀"), /^[✔😀]$/u.test("😀")])()';
		const escaped = escapeNonAscii(code);
		expect(escaped).toMatch(/^[\0-\u007F]*$/);
		expect(runInNewContext(escaped)).toEqual(['✔ 😀', '…é', true, true]);
	});

	test('is not made where an escape would be taken literally', () => {
		expect(() => escapeNonAscii('String.raw`✔`')).toThrow('String.raw');
	});
});

describe('Node\'s own modules in a bundle', () => {
	const copied = 'let node_fs = require("node:fs");\nnode_fs = runtime.__toESM(node_fs, 1);\n';

	test('are not copied', () => {
		expect(unwrapBuiltins(copied))
			.toBe('let node_fs = require("node:fs");\nnode_fs = {__proto__: node_fs, default: node_fs};\n');
	});

	test.each([
		copied.replace(', 1', ', 2'),
		copied.replace('__toESM', '__toEsm'),
		copied.replace('node_fs = runtime.__toESM', 'let node_fs$1 = __copied'),
		copied.replace(/runtime.*;/, '{default: node_fs, ...node_fs};'),
	])('fail the build where they are copied in another way: %s', code => {
		expect(() => unwrapBuiltins(code)).toThrow('can\'t rewrite');
	});

	test('are loaded late where they take long and few commands need them', () => {
		const code = `${copied.replaceAll('fs', 'child_process')}const run = () => node_child_process.default.spawn();`;
		expect(unwrapBuiltins(code)).toBe('const run = () => require("node:child_process").spawn();');
	});
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

type ParsedNode = {
	readonly type: string;
	readonly source: {readonly value?: unknown} | null;
	readonly callee: {readonly name?: string};
	readonly arguments: ReadonlyArray<{readonly value?: unknown}>;
};

/** What a parsed script imports or requires, wherever it does. */
function importsOf(node: unknown): readonly string[] {
	if (typeof node !== 'object' || node === null) {
		return [];
	}

	const {type, source, callee, arguments: given = []} = node as Partial<ParsedNode>;
	const isRequire = type === 'CallExpression' && callee?.name === 'require';
	const specifier = isRequire ? given[0]?.value : type && /^(?:Import|Export)/.test(type) && source?.value;
	const own = typeof specifier === 'string' ? [specifier] : [];
	return [...own, ...Object.values(node).flatMap(child => importsOf(child))];
}

describe('the built program', () => {
	const dist = path.join(import.meta.dirname, '../../dist');
	const scripts = readdirSync(dist, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.cjs'));

	test('imports no package', () => {
		const imports = scripts.flatMap(name => importsOf(parseAst(readFileSync(path.join(dist, name), 'utf8'))));
		expect(imports.length).toBeGreaterThan(20);
		const packages = imports.filter(specifier => !specifier.startsWith('.') && !isBuiltin(specifier));
		expect(packages).toEqual([]);
	});

	test('is ASCII, which the engine reads fastest', () => {
		expect(scripts.filter(name => /[^\0-\u007F]/.test(readFileSync(path.join(dist, name), 'utf8')))).toEqual([]);
	});

	test('names the packages whose code it contains, with their licences', () => {
		const notices = readFileSync(path.join(dist, 'third-party-notices.txt'), 'utf8');
		for (const name of ['ink', 'react', 'conf', 'zod', 'undici', 'jose', 'commander']) {
			expect(notices).toMatch(new RegExp(String.raw`^${name} \d+\.\d+\.\d+ \(MIT\)$`, 'm'));
		}

		expect(notices).toContain('Permission is hereby granted');
		expect(notices).not.toContain('licence not named');
	});

	test('names the bundler, whose helper functions stand between the modules, and from whom it has them', () => {
		const texts = scripts.map(name => readFileSync(path.join(dist, name), 'utf8'));
		expect(texts.some(text => text.includes('rolldown/runtime'))).toBe(true);
		const notices = readFileSync(path.join(dist, 'third-party-notices.txt'), 'utf8');
		const [, notice] = /^rolldown \d+\.\d+\.\d+ \(MIT\)\n-+\n([\s\S]+?)\n\n\n/m.exec(notices) ?? [];
		expect(notice).toContain('VoidZero Inc.');
		expect(notice).toContain('Evan Wallace');
	});
});
