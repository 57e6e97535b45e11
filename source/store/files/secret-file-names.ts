import {credentialsFileName, tokenObjectFileName} from '../../concur/tutorial.js';
import {exportedFileNames} from './export-format-names.js';

/** The names of all files with secrets that this program writes to a folder of the user's. */
export const secretFileNames: readonly string[] = [
	credentialsFileName, tokenObjectFileName, ...Object.values(exportedFileNames),
];
