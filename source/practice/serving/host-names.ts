import path from 'node:path';
import {writePrivateFile} from '../../disk/atomic-write.js';

/** The names of this machine at which the server can be reached. */
export const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost'];

const dataCentres = ['glz', 'us', 'us2', 'eu', 'eu2', 'emea', 'apj1', 'usg', 'us-impl', 'emea-impl'];

/**
The host names of SAP Concur's API, as in SAP's samples. They are served only over https.
@see https://developer.concur.com/platform/base-uris.html
*/
export const concurHostNames: readonly string[] = dataCentres
	.flatMap(id => [`${id}.api.concursolutions.com`, `www-${id}.api.concursolutions.com`]);

/** Another name for the server at this origin, given to clients as the geolocation they have moved to. */
export function movedOrigin(origin: string): string {
	const {hostname} = new URL(origin);
	const concurHosts = ['us2.api.concursolutions.com', 'eu2.api.concursolutions.com'];
	const names = loopbackNames.includes(hostname) ? loopbackNames : concurHosts;
	return origin.replace(hostname, names.find(name => name !== hostname)!);
}

/** The server's origin on this machine, without a port if the scheme implies it. */
export function ownOrigin(isTls: boolean, port: number): string {
	return new URL(`${isTls ? 'https' : 'http'}://127.0.0.1:${port}`).origin;
}

/** The port of an origin, or the scheme's default if it names none. */
export function portOf(origin: string): number {
	const {protocol, port} = new URL(origin);
	return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

const preloadScript = `// PRACTICE: in the process that loads this file, and nowhere else,
// SAP Concur's API is the practice Concur of this machine.
// node --require FILE GetRefreshToken.js
const dns = require('node:dns');
const {syncBuiltinESMExports} = require('node:module');
const names = new Set(${JSON.stringify(concurHostNames, undefined, '\t')});
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
	writePrivateFile(file, preloadScript);
	return file;
}
