import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {nameBeforeQuarantine, quarantine} from '../../source/disk/quarantine.js';
import {temporaryFolder} from '../temporary-folder.js';

const now = Date.UTC(2026, 2, 2, 15, 30);

describe('a broken file in quarantine', () => {
	test('keeps what it holds, under a name that tells when', () => {
		const folder = temporaryFolder();
		const file = path.join(folder, 'signing.key.pem');
		writeFileSync(file, 'half');
		const aside = quarantine(file, now);
		expect(aside).toBe(path.join(folder, 'signing.key.broken-2026-03-02T15-30-00-000Z.pem'));
		expect(readdirSync(folder)).toEqual([path.basename(aside)]);
		expect(readFileSync(aside, 'utf8')).toBe('half');
	});

	test('takes no other one\'s place, and the name before is known of each', () => {
		const folder = temporaryFolder();
		const file = path.join(folder, 'default.json');
		const texts = ['one', 'two', 'three'];
		const names = texts.map(text => {
			writeFileSync(file, text);
			return path.basename(quarantine(file, now));
		});
		expect(names.map(name => readFileSync(path.join(folder, name), 'utf8'))).toEqual(texts);
		expect(names.map(name => nameBeforeQuarantine(name))).toEqual(texts.map(() => 'default.json'));
	});

	test.each(['default.json', 'a.broken-2.json', 'a.broken-2026-03-02T15-30-00-000Z', '.broken-2026-03-02.json'])(
		'is not what %s is taken for',
		name => {
			expect(nameBeforeQuarantine(name)).toBeUndefined();
		},
	);
});
