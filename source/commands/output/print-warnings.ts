import {type Io} from '../../io.js';

/** Tells what in a granted answer was not taken as it came. */
export function printWarnings({warnings = []}: {readonly warnings?: readonly string[]}, io: Io): void {
	if (warnings.length > 0) {
		io.writeError(`${warnings.join('\n')}\n`);
	}
}
