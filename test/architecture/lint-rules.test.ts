import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

type Manifest = {
	readonly xo: ReadonlyArray<{readonly rules: Readonly<Record<string, unknown>>}>;
	readonly '//xo': Readonly<Record<string, string>>;
};

test('each rule of the linter that is off has a reason, and no reason is left of one that is on', () => {
	const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')) as Manifest;
	const rules = manifest.xo.flatMap(each => Object.entries(each.rules));
	const off = rules.filter(([, setting]) => setting === 'off').map(([rule]) => rule);
	expect(Object.keys(manifest['//xo'])).toEqual(off);
});
