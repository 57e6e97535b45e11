import {type Plugin} from 'rolldown';

/** Modules that are loaded together, found while the program is built. */
export type LoadedModules = {
	readonly plugin: Plugin;
	readonly has: (id: string) => boolean;
};

/**
Finds the modules that the roots load, including the roots: each separate file costs time to find, read and link. With
`except`, modules that they load only on demand are included too, except for the files named.
*/
export function loadedModules(roots: readonly string[], except?: readonly string[]): LoadedModules {
	const found = new Set<string>();
	return {
		has: id => found.has(id),
		plugin: {
			name: 'loaded-modules',
			buildEnd(error) {
				if (error) {
					return;
				}

				const follow = (id: string) => {
					if (!found.has(id) && !except?.includes(id)) {
						found.add(id);
						const {importedIds = [], dynamicallyImportedIds = []} = this.getModuleInfo(id) ?? {};
						for (const imported of [...importedIds, ...except ? dynamicallyImportedIds : []]) {
							follow(imported);
						}
					}
				};

				for (const root of roots) {
					if (!this.getModuleInfo(root)) {
						throw new Error(`There is no ${root}: the list of short commands names a file that is gone.`);
					}

					follow(root);
				}
			},
		},
	};
}
