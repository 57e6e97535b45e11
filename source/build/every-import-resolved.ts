import {type Plugin} from 'rolldown';

/** Fails the build on an import that leads nowhere: Rolldown only warns and leaves it for the user to run into. */
export function everyImportResolved(): Plugin {
	return {
		name: 'every-import-resolved',
		onLog(_level, log) {
			if (log.code === 'UNRESOLVED_IMPORT') {
				throw new Error(`An import leads to nothing that can be bundled: ${log.message}`);
			}
		},
	};
}
