import {type Plugin} from 'rolldown';
import {patch} from './patch.ts';

// What a module is called, and what it is taken for: the bundler's name for a copy may differ from the module's.
const copy = new RegExp([
	/^(?<start>\t*(?:let )?)(?<name>node_[\w$]+) = /,
	/[\w$.]*__toESM(?:\$\d+)?\((?<module>node_[\w$]+)(?:, 1)?\);$/,
].map(({source}) => source).join(''), 'gm');
// Whatever else the bundler may make of a module that it has loaded.
const otherwise = /^\t*(?:let )?node_[\w$]+ = (?!require\(|\{__proto__: ).*|__toESM(?:\$\d+)?\(node_[\w$]+/m;
// What most commands never call, and what takes a millisecond to load.
const late = /^let (?<name>node_[\w$]+) = require\("(?<module>node:(?:child_process|fs\/promises|module|os))"\);\n/gm;

/** The code of a chunk with Node's own modules as they are. Throws for one that it can't rewrite. */
export function unwrapBuiltins(code: string): string {
	let rewritten = code.replaceAll(copy, '$<start>$<name> = {__proto__: $<module>, default: $<module>};');
	for (const {groups} of code.matchAll(late)) {
		const {name, module} = groups as {readonly name: string; readonly module: string};
		if (code.includes(`${name}$`)) {
			continue;
		}

		rewritten = rewritten
			.replace(`let ${name} = require("${module}");\n`, '')
			.replace(`${name} = {__proto__: ${name}, default: ${name}};\n`, '')
			.replaceAll(`${name}.default.`, `require("${module}").`)
			.replaceAll(`${name}.`, `require("${module}").`);
	}

	const left = otherwise.exec(rewritten);
	if (left) {
		throw new Error(`A module of Node's own that the build can't rewrite: ${left[0]}`);
	}

	return rewritten;
}

/**
Takes Node's own modules as they are. The bundler makes a copy of each, property by property, for what an ES module
would see of them, and loads all of them when the program starts.

Gains 13 ms of 125 of a `status` without a profile, where a bare `node -e 0` takes 88 ms: medians of 31 alternating
pairs.
*/
export function unwrappedBuiltins(): Plugin {
	const targets = ['copy of a module of Node\'s own', 'such a module to load late'] as const;
	return patch('unwrapped-builtins', targets, found => ({
		renderChunk(code) {
			for (const [index, target] of [copy, late].entries()) {
				if (code.search(target) !== -1) {
					found(targets[index]!);
				}
			}

			return unwrapBuiltins(code);
		},
	}));
}
