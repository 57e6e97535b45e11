import {type Plugin} from 'rolldown';

const loading = /^const (?<name>require_rolldown_runtime) = require\("[^"]+"\);$/m;

/**
Includes the bundler's own functions, which it keeps in a separate file, in the main program, which each start loads.

Saves 1.5 of 27 ms from the start of the program to the end of `status`, where a bare `node -e 0` takes 90 ms in all:
medians of 60 alternating runs.
*/
export function inlinedRuntime(fileName: string): Plugin {
	return {
		name: 'inlined-runtime',
		generateBundle(_options, bundle) {
			const program = bundle[fileName];
			const runtime = Object.values(bundle).find(file => file.fileName.includes('/rolldown-runtime-'));
			if (program?.type !== 'chunk' || runtime?.type !== 'chunk' || !loading.test(program.code)) {
				throw new Error(`${fileName} does not load the bundler's own functions from a file of theirs: see `
					+ 'whether the plugin inlined-runtime is still needed, and fix or remove it.');
			}

			program.code = program.code.replace(loading, (_, name: string) =>
				`const ${name} = {};\n((exports) => {\n${runtime.code}})(${name});`);
		},
	};
}
