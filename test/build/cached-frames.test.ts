import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {Writable} from 'node:stream';
import {pathToFileURL} from 'node:url';
import fc from 'fast-check';
import type * as Ink from 'ink';
import type * as React from 'react';
import {rolldown, type Plugin} from 'rolldown';
import {expect, test, vi} from 'vitest';
import {cachedFrames} from '../../source/build/plugins/cached-frames.js';
import {inkWithoutDevtools} from '../../source/build/plugins/ink-without-devtools.js';
import {temporaryFolder} from '../temporary-folder.js';

type Clip = {readonly x1?: number | undefined; readonly x2?: number | undefined};
type Frame = {
	write: (x: number, y: number, text: string, options: {readonly transformers: readonly unknown[]}) => void;
	clip: (clip: Clip & {readonly y1?: number | undefined; readonly y2?: number | undefined}) => void;
	unclip: () => void;
	get: () => {readonly output: string; readonly height: number};
};
type InkModule = {
	readonly Output: new (size: {readonly width: number; readonly height: number}) => Frame;
	readonly squashTextNodes: (node: unknown) => string;
	readonly ink: Pick<typeof Ink, 'render' | 'Box' | 'Text'>;
	readonly react: Pick<typeof React, 'createElement' | 'memo'>;
};

const packages = path.resolve(import.meta.dirname, '../../node_modules');

/** Ink and its output, bundled as the program is. */
async function inkWith(plugins: readonly Plugin[]): Promise<InkModule> {
	const folder = temporaryFolder();
	const input = path.join(folder, 'entry.js');
	const from = (file: string) => JSON.stringify(path.join(packages, file));
	writeFileSync(input, [
		`export {default as Output} from ${from('ink/build/output.js')};`,
		`export {default as squashTextNodes} from ${from('ink/build/squash-text-nodes.js')};`,
		`export * as ink from ${from('ink/build/index.js')};`,
		`export {default as react} from ${from('react/index.js')};`,
	].join('\n'));
	const bundle = await rolldown({
		input,
		platform: 'node',
		plugins: [...plugins, inkWithoutDevtools()],
		transform: {define: {'process.env.NODE_ENV': '"production"'}},
	});
	const file = path.join(folder, 'ink.mjs');
	await bundle.write({file, format: 'esm', codeSplitting: false});
	return import(pathToFileURL(file).href) as Promise<InkModule>;
}

const styles = ['1', '31', '39', '0'].map(code => `\u001B[${code}m`);
const text = fc.string({
	unit: fc.constantFrom(...'ab ─日\u0301\u200D\n\r\t\u009B\u009C', '👩‍💻', ...styles),
	maxLength: 12,
});
const edge = fc.option(fc.integer({min: -1, max: 9}), {nil: undefined});
const step = fc.oneof(
	{weight: 4, arbitrary: fc.record({
		kind: fc.constant('write' as const), x: fc.integer({min: 0, max: 9}), y: fc.integer({min: 0, max: 4}), text,
	})},
	fc.record({kind: fc.constant('clip' as const), clip: fc.record({x1: edge, x2: edge, y1: edge, y2: edge})}),
	fc.record({kind: fc.constant('unclip' as const)}),
);
const marked = (line: string) => `\u001B[1m${line}\u001B[22m`;

const bothInks = async () => Promise.all([inkWith([cachedFrames()]), inkWith([])]);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function painted({Output}: InkModule, steps: readonly Step[]) {
	const frame = new Output({width: 9, height: 4});
	for (const each of steps) {
		switch (each.kind) {
			case 'write': {
				frame.write(each.x, each.y, each.text, {transformers: each.x % 3 === 0 ? [marked] : []});
				break;
			}

			case 'clip': {
				frame.clip(each.clip);
				break;
			}

			case 'unclip': {
				frame.unclip();
				break;
			}
		}
	}

	return frame.get();
}

/** What Ink makes of a text within a text. */
function squashed({squashTextNodes}: InkModule, each: Step): string {
	const ofText = (nodeName: string, ...childNodes: readonly unknown[]) => ({nodeName, childNodes});
	const raw = each.kind === 'write' ? {nodeName: '#text', nodeValue: each.text} : ofText('ink-virtual-text');
	return squashTextNodes(ofText('ink-text', raw, ofText('ink-virtual-text', raw)));
}

test('frame after frame, what Ink keeps between them paints what Ink paints without', async () => {
	const [changed, original] = await bothInks();
	fc.assert(fc.property(fc.array(fc.array(step, {maxLength: 6}), {maxLength: 6}), frames => {
		for (const steps of frames) {
			expect(painted(changed, steps)).toEqual(painted(original, steps));
			expect(steps.map(each => squashed(changed, each))).toEqual(steps.map(each => squashed(original, each)));
		}
	}), {numRuns: 1000});
});

/** A part of a screen. The same object stands for a part that React does not render again. */
type Part = {
	readonly key: number;
	readonly style: Readonly<Record<string, unknown>>;
	readonly content: string | readonly Part[];
};

const size = fc.option(fc.integer({min: 1, max: 12}), {nil: undefined});
const boxStyle = fc.record({
	flexDirection: fc.constantFrom('row', 'column'),
	width: size,
	height: size,
	flexGrow: fc.constantFrom(0, 1),
	flexShrink: fc.constantFrom(0, 1),
	padding: fc.constantFrom(0, 1),
	marginLeft: fc.constantFrom(0, 1, -1),
	gap: fc.constantFrom(0, 1),
	overflow: fc.constantFrom('visible', 'hidden'),
	display: fc.constantFrom('flex', 'flex', 'flex', 'none'),
	borderStyle: fc.constantFrom(undefined, undefined, 'single'),
	borderColor: fc.constantFrom(undefined, 'red'),
	justifyContent: fc.constantFrom('flex-start', 'center', 'space-between'),
});
const textStyle = fc.record({
	bold: fc.boolean(), color: fc.constantFrom(undefined, 'red'), wrap: fc.constantFrom('wrap', 'truncate-middle'),
});
const key = fc.integer({min: 0, max: 5});
const {tree} = fc.letrec<{tree: Part; leaf: Part; branch: Part}>(tie => ({
	tree: fc.oneof({maxDepth: 4, withCrossShrink: true}, tie('leaf'), tie('branch')),
	leaf: fc.record({
		key, style: textStyle, content: fc.string({unit: fc.constantFrom(...'ab 日\n'), maxLength: 9}),
	}),
	branch: fc.record({
		key, style: boxStyle, content: fc.uniqueArray(tie('tree'), {maxLength: 4, selector: part => part.key}),
	}),
}));

/**
The tree with one of its parts changed, the `place`th, now and then in its content or colours alone; all that does not
contain it stays the same object.
*/
function changedAt(part: Part, place: number, into: Part): Part {
	if (place <= 0 || typeof part.content === 'string' || part.content.length === 0) {
		const isSameKind = typeof part.content === typeof into.content;
		const {color, borderColor} = into.style;
		const ways = [into, {...part, content: into.content}, {...part, style: {...part.style, color, borderColor}}];
		return {...(isSameKind ? ways[into.key % ways.length]! : into), key: part.key};
	}

	const index = place % part.content.length;
	return {...part, content: part.content.with(index, changedAt(part.content[index]!, place - index - 1, into))};
}

/** What a terminal of `columns` shows of the trees, one after the other. */
function framesOf({ink, react}: InkModule, trees: readonly Part[], columns: readonly number[]) {
	let frame = '';
	const screen = new Writable({
		decodeStrings: false,
		write(data: string, _encoding, done) {
			frame = data;
			done();
		},
	});
	const stdout = Object.assign(screen, {columns: 20, rows: 12, isTTY: true}) as unknown as NodeJS.WriteStream;
	const PartOf: React.FunctionComponent<{readonly part: Part}> = react.memo(({part: {style, content}}) => {
		if (typeof content === 'string') {
			return react.createElement(ink.Text, style, content, react.createElement(ink.Text, {}, 'c'));
		}

		const parts = content.map(part => react.createElement(PartOf, {key: part.key, part}));
		return react.createElement(ink.Box, style, parts);
	});
	const frames: string[] = [];
	let instance: Ink.Instance | undefined;
	for (const [index, part] of trees.entries()) {
		stdout.columns = columns[index % columns.length]!;
		const whole = react.createElement(PartOf, {part});
		instance ??= ink.render(whole, {stdout, debug: true, exitOnCtrlC: false, patchConsole: false});
		stdout.emit('resize');
		instance.rerender(whole);
		frames.push(frame);
	}

	instance?.unmount();
	return frames;
}

// The change that Yoga does not tell of, whatever else is tried.
const framed: Part = {key: 0, style: {borderStyle: 'single'}, content: []};
const recoloured: [Part, Array<[number, Part]>, number[]] = [
	{key: 0, style: {}, content: [framed]},
	[[1, {key: 2, style: {borderColor: 'red'}, content: []}]],
	[20],
];

test('whatever React and Yoga change of a screen, it is painted as Ink paints it without what it keeps', async () => {
	vi.stubEnv('FORCE_COLOR', '1');
	const [changed, original] = await bothInks();
	fc.assert(fc.property(
		tree,
		fc.array(fc.tuple(fc.nat({max: 20}), tree), {maxLength: 9}),
		// A window that is dragged has everything laid out anew.
		fc.oneof(fc.constant([20]), fc.array(fc.integer({min: 5, max: 20}), {minLength: 1, maxLength: 3})),
		(first, changes, columns) => {
			const trees = [first];
			for (const [place, into] of changes) {
				trees.push(changedAt(trees.at(-1)!, place, into));
			}

			expect(framesOf(changed, trees, columns)).toEqual(framesOf(original, trees, columns));
		},
		// The same screens each time: on one in thousands, with texts squeezed into next to no room, Ink itself never
		// ends, with or without the plugin.
	), {numRuns: 300, seed: 1, examples: [recoloured]});
}, 60_000);
