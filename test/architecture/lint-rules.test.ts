import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

type Manifest = {
	readonly xo: ReadonlyArray<{readonly rules: Readonly<Record<string, unknown>>}>;
	readonly '//xo': Readonly<Record<string, string>>;
};

test('each rule of the linter that is off or set otherwise has a reason, and no reason is left of another', () => {
	const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')) as Manifest;
	const rules = new Set(manifest.xo.flatMap(each => Object.keys(each.rules)));
	expect(Object.keys(manifest['//xo']).toSorted()).toEqual([...rules].toSorted());
});
