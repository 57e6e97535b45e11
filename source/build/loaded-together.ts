import {type Plugin} from 'rolldown';

/** Modules that are loaded at the same time, found while the program is built. */
export type LoadedTogether = {
	readonly plugin: Plugin;
	/** Whether the entry loads it, without being it. */
	readonly isEntry: (id: string) => boolean;
	/** Whether one of the given modules loads it, and the entry does not. */
	readonly isShared: (id: string) => boolean;
};

/**
Finds what the entry loads, and what the modules of `roots` have in common: each file costs the time to find,
read and link it.
*/
export function loadedTogether(entry: string, roots: readonly string[]): LoadedTogether {
	const byEntry = new Set<string>();
	const byRoots = new Set<string>();
	return {
		isEntry: id => byEntry.has(id),
		isShared: id => byRoots.has(id),
		plugin: {
			name: 'loaded-together',
			buildEnd(error) {
				if (error) {
					return;
				}

				const follow = (id: string, followed: Set<string>) => {
					if (!followed.has(id) && !byEntry.has(id)) {
						followed.add(id);
						for (const imported of this.getModuleInfo(id)?.importedIds ?? []) {
							follow(imported, followed);
						}
					}
				};

				follow(entry, byEntry);
				byEntry.delete(entry);
				for (const root of roots) {
					if (!this.getModuleInfo(root)) {
						throw new Error(`There is no ${root}: the list of short commands names a file that is gone.`);
					}

					follow(root, byRoots);
				}
			},
		},
	};
}
