import {spawnSync} from 'node:child_process';
import {lstatSync, readlinkSync, symlinkSync} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {claimRefresh} from '../../source/commands/tokens/refresh-claim.js';
import {temporaryFolder} from '../temporary-folder.js';
import {processStart} from '../../source/process-identity.js';

const start = processStart(process.pid);
const ownClaim = `${process.pid}${start === undefined ? '' : `.${start}`}@${hostname()}`;

function claimed(by?: string) {
	const refreshLock = path.join(temporaryFolder(), '.default.refresh.lock');
	const file = `${refreshLock}.claim`;
	if (by !== undefined) {
		symlinkSync(by, file);
	}

	return {refreshLock, file};
}

describe('who is about to refresh a token says so', () => {
	test('once, as long as the process runs', () => {
		const {file, ...paths} = claimed();
		expect(claimRefresh(paths)).toBe('claimed');
		expect(readlinkSync(file)).toBe(ownClaim);
		expect(claimRefresh(paths)).toBe('taken');
	});

	test('and is believed no longer than its process lives', () => {
		const {pid} = spawnSync(process.execPath, ['-e', '0']);
		const {file, ...paths} = claimed(`${pid}@${hostname()}`);
		expect(claimRefresh(paths)).toBe('claimed');
		expect(readlinkSync(file)).toBe(ownClaim);
	});

	test.skipIf(start === undefined)(
		'and is not mistaken for another process that has its PID now, as PID 1 of a container',
		() => {
			for (const left of [`${process.ppid}.1@${hostname()}`, `${process.ppid}@${hostname()}`]) {
				const {file, ...paths} = claimed(left);
				expect(claimRefresh(paths)).toBe('claimed');
				expect(readlinkSync(file)).toBe(ownClaim);
			}

			const running = claimed(`${process.ppid}.${processStart(process.ppid)}@${hostname()}`);
			expect(claimRefresh(running)).toBe('taken');
		},
	);

	test('on another machine, where nobody here can tell whether it still runs', () => {
		const {file, ...paths} = claimed(`${process.pid}@another-machine`);
		expect(claimRefresh(paths)).toBe('unknown');
		expect(readlinkSync(file)).toBe(`${process.pid}@another-machine`);
	});

	test('and where that can\'t be said, nobody waits', () => {
		const nowhere = {refreshLock: path.join(temporaryFolder(), 'none', 'lock')};
		expect(claimRefresh(nowhere)).toBe('unknown');
		expect(lstatSync(`${nowhere.refreshLock}.claim`, {throwIfNoEntry: false})).toBeUndefined();
	});
});
