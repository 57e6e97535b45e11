import path from 'node:path';
import {writePrivateFile} from '../private-file.js';
import {concurNames} from './host-names.js';

const script = `// PRACTICE: in the process that loads this file, and nowhere else,
// SAP Concur's API is the practice Concur of this machine.
// node --require FILE GetRefreshToken.js
const dns = require('node:dns');
const {syncBuiltinESMExports} = require('node:module');
const names = new Set(${JSON.stringify(concurNames, undefined, '\t')});
const {lookup} = dns;
dns.lookup = (name, ...rest) => lookup(names.has(String(name).toLowerCase()) ? '127.0.0.1' : name, ...rest);
syncBuiltinESMExports();
`;

/**
Writes the script that lets one Node.js process resolve Concur's host names to this machine, and returns its path.
Throws the file system's error.
*/
export function writeNamesPreload(folder: string): string {
	const file = path.join(folder, 'concur-names.cjs');
	writePrivateFile(file, script);
	return file;
}
