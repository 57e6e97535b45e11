import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {closeSync, ftruncateSync, openSync, writeSync} from 'node:fs';
import path from 'node:path';
import {onTestFinished, type TestContext} from 'vitest';
import {temporaryFolder} from '../temporary-folder.js';

const page = 4096;

export type SmallDisk = {
	readonly folder: string;
	/** Fills the disk with a file of its own until no more than so many bytes are left. */
	readonly leaveFree: (bytes: number) => void;
	/** Creates empty files until no further file or folder can be created. */
	readonly useUpNames: () => void;
};

// More than any test needs: so many files and folders fit on the disk.
const maxNames = 100;

/** A disk in memory of so many bytes, gone after the test. Where none can be mounted, the test is left out. */
export function mountedDisk(context: TestContext, size: number): SmallDisk {
	const folder = temporaryFolder();
	try {
		const options = `size=${size},nr_inodes=${maxNames},mode=700`;
		execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], {stdio: 'pipe'});
	} catch {
		context.skip('no disk can be mounted here: it takes root, and a system that lets it');
	}

	onTestFinished(() => {
		execFileSync('umount', ['--lazy', folder]);
	});
	return {
		folder,
		leaveFree(bytes) {
			const filler = openSync(path.join(folder, 'filler'), 'w');
			const block = Buffer.alloc(page, 'x');
			let length = 0;
			try {
				for (;;) {
					length += writeSync(filler, block);
				}
			} catch {
				ftruncateSync(filler, Math.max(length - bytes, 0));
			} finally {
				closeSync(filler);
			}
		},
		useUpNames() {
			try {
				for (let count = 0; count < maxNames; count++) {
					closeSync(openSync(path.join(folder, `filler-${count}`), 'w'));
				}
			} catch {
				// The disk is full.
			}
		},
	};
}
