import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

test('npm scripts run on the Node.js that package.json names for them, not on the one of the executable', () => {
	const {devDependencies} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		readonly devDependencies: Readonly<Record<string, string>>;
	};
	const version = execFileSync(path.join(root, 'node_modules/.bin/node'), ['--version'], {encoding: 'utf8'});
	expect(version.split('.')[0]).toBe(devDependencies['node']!.replace(/^\^(\d+)\..*$/, 'v$1'));
});
