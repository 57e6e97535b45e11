import {type Plugin} from 'rolldown';
import {patch} from './patch.ts';

/**
The modules that conf uses for schemas, migrations, encryption and a default folder; it loads each of them whether or
not the feature is used.
*/
const unusedModules = ['ajv/dist/2020.js', 'ajv-formats', 'semver', 'node:crypto', 'env-paths'] as const;

const emptyModule = '\0nothing-for-conf';

/**
Removes modules that the store never needs from conf: zod validates the settings, and their folder is given. The module
that looks for a default folder would throw where an account has no home folder.

Saves 12 ms up to the session's first screen, on a machine where a bare `node -e 0` takes 90 ms, and 310 KB.
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
