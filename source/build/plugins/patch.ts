import {type Plugin} from 'rolldown';

/**
Builds a plugin that changes a dependency.

`targets` names what must be found, each a file or a module of the dependency; `make` gets a function to call with each
one that was found. If a dependency no longer contains a target, the build fails and names it: a change that silently
does nothing is worse than no change.
*/
export function patch<Target extends string>(
	name: string,
	targets: readonly Target[],
	make: (found: (target: Target) => void) => Omit<Plugin, 'name' | 'generateBundle'>,
): Plugin {
	const missing = new Set(targets);
	const hooks = make(target => {
		missing.delete(target);
	});
	return {
		...hooks,
		name,
		generateBundle() {
			if (missing.size > 0) {
				throw new Error(`The plugin ${name} found no ${[...missing].join(', ')}. `
					+ 'The dependency has changed: see whether the plugin is still needed, and fix or remove it.');
			}
		},
	};
}

/** Builds a plugin that replaces a module of a dependency. */
export function substitute(name: string, moduleId: string, importer: string, code: string): Plugin {
	const substituteId = `\0/node_modules/${name}`;
	return patch(name, [moduleId], found => ({
		resolveId(id, from) {
			if (id !== moduleId || !from?.includes(`/node_modules/${importer}/`)) {
				return;
			}

			found(moduleId);
			return substituteId;
		},
		load: id => id === substituteId ? code : undefined,
	}));
}
