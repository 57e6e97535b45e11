import path from 'node:path';
import {defineConfig} from 'vitest/config';

/** The tests that mutants are tried against: those that need neither the built program nor a terminal. */
export default defineConfig({
	test: {
		include: ['test/{concur,store,wizard}/**/*.test.ts'],
		testTimeout: 90_000,
		setupFiles: [path.resolve(import.meta.dirname, 'threads.ts')],
	},
});
