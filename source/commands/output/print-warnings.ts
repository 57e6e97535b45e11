import {type Io} from '../../io.js';

/** Prints a warning for each part of a granted answer that was not accepted as received. */
export function printWarnings({warnings = []}: {readonly warnings?: readonly string[]}, io: Io): void {
	if (warnings.length > 0) {
		io.writeError(`${warnings.join('\n')}\n`);
	}
}
