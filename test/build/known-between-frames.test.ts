import path from 'node:path';
import {pathToFileURL} from 'node:url';
import fc from 'fast-check';
import {rolldown} from 'rolldown';
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
type OutputModule = {readonly default: new (size: {readonly width: number; readonly height: number}) => Frame};

const inkOutput = path.resolve(import.meta.dirname, '../../node_modules/ink/build/output.js');

async function changedOutput(): Promise<OutputModule> {
	const bundle = await rolldown({input: inkOutput, platform: 'node', plugins: [knownBetweenFrames()]});
	const file = path.join(temporaryFolder(), 'output.mjs');
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

function painted({default: Output}: OutputModule, steps: readonly Step[]) {
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
	const [changed, original] = await Promise.all([changedOutput(), import(inkOutput) as Promise<OutputModule>]);
	fc.assert(fc.property(fc.array(fc.array(step, {maxLength: 6}), {maxLength: 6}), frames => {
		for (const steps of frames) {
			expect(painted(changed, steps)).toEqual(painted(original, steps));
		}
	}), {numRuns: 1000});
});
