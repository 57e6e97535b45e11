import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {jsonShapes} from '../commands/json-shapes.js';

const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');

test('no command of the README has a comment behind it: zsh takes it for arguments, its apostrophe for a quote', () => {
	const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block!);
	expect(blocks.length).toBeGreaterThan(10);
	expect(blocks.flatMap(block => block.split('\n').filter(line => /(?:^|\s)#/.test(line)))).toEqual([]);
});

test('the JSON of schedule is documented with every word for what runs the renewal', () => {
	const row = readme.split('\n').find(line => line.startsWith('| `schedule` | `{crontab'))!;
	for (const word of jsonShapes.scheduleChange.shape.by.unwrap().options) {
		expect(row).toContain(`\`${word}\``);
	}
});
