import {type Plugin} from 'rolldown';
import {patch} from './patch.ts';

/**
What conf takes for schemas, migrations, encryption and a place of its own, each loaded whether anything of that is
asked for or not.
*/
const unusedModules = ['ajv/dist/2020.js', 'ajv-formats', 'semver', 'node:crypto', 'env-paths'] as const;

const emptyModule = '\0nothing-for-conf';

/**
The store asks conf for none of what these are for: zod judges the settings, and their folder is named. What looks for a
place would throw where an account has no home folder.

Gains 12 ms of the session's first screen, on a machine where a bare `node -e 0` takes 90 ms, and 310 KB.
*/
export function confWithoutSchemas(): Plugin {
	return patch('conf-without-schemas', unusedModules, found => ({
		resolveId(id, from) {
			const target = unusedModules.find(each => each === id);
			if (target === undefined || !from?.includes('/node_modules/conf/')) {
				return;
			}

			found(target);
			return emptyModule;
		},
		load: id => id === emptyModule ? 'export const Ajv2020 = undefined; export default undefined;' : undefined,
	}));
}
