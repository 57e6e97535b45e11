import {defineConfig} from 'vitest/config';

/**
The tests that mutants are tried against: those that need neither the built program nor a terminal, a disk or a
process of their own.
*/
export default defineConfig({
	test: {
		include: ['test/{concur,store,wizard}/**/*.test.ts', 'test/{atomic-write,describe-file-error}.test.ts'],
		exclude: ['test/store/full-disk.test.ts', 'test/store/masked-modes.test.ts'],
		testTimeout: 30_000,
		isolate: false,
		setupFiles: ['test/mutation/thread-umask.ts'],
	},
});
