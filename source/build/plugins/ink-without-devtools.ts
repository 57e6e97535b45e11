import {type Plugin} from 'rolldown';
import {patch} from './patch.ts';

const devtoolsCheck = 'process.env[\'DEV\'] === \'true\'';
const checkingModules = ['ink/build/reconciler.js', 'ink/build/ink.js'] as const;

/**
Stops Ink from connecting to React's developer tools, which it does where DEV is set and their package is found.

For correctness, not for speed. Without it, the build fails with INVALID_TLA_FORMAT: Ink waits for the tools with a
top-level await, which a CommonJS module cannot have. And a DEV that a user has set for something else must change
nothing.
*/
export function inkWithoutDevtools(): Plugin {
	return patch('ink-without-devtools', checkingModules, found => ({
		transform(code, id) {
			const asker = checkingModules.find(file => id.endsWith(`/node_modules/${file}`));
			if (asker === undefined || !code.includes(devtoolsCheck)) {
				return;
			}

			found(asker);
			return code.replaceAll(devtoolsCheck, 'false');
		},
	}));
}
