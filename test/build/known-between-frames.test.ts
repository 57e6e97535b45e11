import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import fc from 'fast-check';
import {rolldown, type Plugin} from 'rolldown';
import {expect, test} from 'vitest';
import {knownBetweenFrames} from '../../source/build/plugins/known-between-frames.js';
import {temporaryFolder} from '../temporary-folder.js';

type Clip = {readonly x1?: number | undefined; readonly x2?: number | undefined};
type Frame = {
	write: (x: number, y: number, text: string, options: {readonly transformers: readonly unknown[]}) => void;
	clip: (clip: Clip & {readonly y1?: number | undefined; readonly y2?: number | undefined}) => void;
	unclip: () => void;
	get: () => {readonly output: string; readonly height: number};
};
type OutputModule = {
	readonly Output: new (size: {readonly width: number; readonly height: number}) => Frame;
	readonly sanitizeAnsi: (text: string) => string;
};

const inkFolder = path.resolve(import.meta.dirname, '../../node_modules/ink/build');

/** Ink's output, bundled as the program is. */
async function outputWith(plugins: readonly Plugin[]): Promise<OutputModule> {
	const folder = temporaryFolder();
	const input = path.join(folder, 'entry.js');
	writeFileSync(input, [
		`export {default as Output} from ${JSON.stringify(path.join(inkFolder, 'output.js'))};`,
		`export {default as sanitizeAnsi} from ${JSON.stringify(path.join(inkFolder, 'sanitize-ansi.js'))};`,
	].join('\n'));
	const bundle = await rolldown({input, platform: 'node', plugins: [...plugins]});
	const file = path.join(folder, 'output.mjs');
	await bundle.write({file, format: 'esm'});
	return import(pathToFileURL(file).href) as Promise<OutputModule>;
}

const styles = ['1', '31', '39', '0'].map(code => `\u001B[${code}m`);
const text = fc.string({
	unit: fc.constantFrom(...'ab ─日\u0301\u200D\n', '👩‍💻', ...styles),
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

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function painted({Output}: OutputModule, steps: readonly Step[]) {
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

test('frame after frame, what Ink keeps between them paints what Ink paints without', async () => {
	const [changed, original] = await Promise.all([outputWith([knownBetweenFrames()]), outputWith([])]);
	fc.assert(fc.property(fc.array(fc.array(step, {maxLength: 6}), {maxLength: 6}), frames => {
		for (const steps of frames) {
			expect(painted(changed, steps)).toEqual(painted(original, steps));
			const texts = steps.flatMap(each => each.kind === 'write' ? [each.text] : []);
			const cleanedBy = ({sanitizeAnsi}: OutputModule) => texts.map(each => sanitizeAnsi(each));
			expect(cleanedBy(changed)).toEqual(cleanedBy(original));
		}
	}), {numRuns: 1000});
});
