import {type Plugin} from 'rolldown';

/** What the bundler's own functions are called in a file that loads them. */
const loading = /const (?<name>require_rolldown_runtime) = require\("[^"]+"\);/;

/** Puts the bundler's own functions, which it keeps in a file of their own, into the file that each start loads. */
export function bundlersOwnWithin(fileName: string): Plugin {
	return {
		name: 'bundlers-own-within',
		generateBundle(_options, bundle) {
			const file = bundle[fileName];
			const own = Object.values(bundle).find(each => each.fileName.includes('/rolldown-runtime-'));
			if (file?.type !== 'chunk' || own?.type !== 'chunk' || !loading.test(file.code)) {
				throw new Error(`There is no ${fileName} that loads the bundler's own functions: see whether this `
					+ 'plugin is still needed, and fix or remove it.');
			}

			file.code = file.code.replace(loading, (_, name: string) =>
				`const ${name} = {};\n((exports) => {\n${own.code}})(${name});`);
		},
	};
}
