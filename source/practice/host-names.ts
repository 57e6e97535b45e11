/** The names of this machine that the server is reached by. */
export const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost'];

const dataCentres = ['glz', 'us', 'us2', 'eu', 'eu2', 'emea', 'apj1', 'usg', 'us-impl', 'emea-impl'];

/**
The host names of SAP Concur's API, as its samples hold them. They are served with https alone.
@see https://developer.concur.com/platform/base-uris.html
*/
export const concurNames: readonly string[] = dataCentres
	.flatMap(id => [`${id}.api.concursolutions.com`, `www-${id}.api.concursolutions.com`]);

/** Another name that leads to the server under this origin: what a connection that has moved is sent to. */
export function movedOrigin(origin: string): string {
	const {hostname} = new URL(origin);
	const concurHomes = ['us2.api.concursolutions.com', 'eu2.api.concursolutions.com'];
	const names = loopbackNames.includes(hostname) ? loopbackNames : concurHomes;
	return origin.replace(hostname, names.find(name => name !== hostname)!);
}

/** The server's address as this machine reaches it; a port that the scheme implies is left out. */
export function ownOrigin(isTls: boolean, port: number): string {
	return new URL(`${isTls ? 'https' : 'http'}://127.0.0.1:${port}`).origin;
}

/** The port of an origin, the scheme's own one where it names none. */
export function portOf(origin: string): number {
	const {protocol, port} = new URL(origin);
	return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
