export type BaseUriEntry = {readonly id: string; readonly environment: string; readonly uri: string};

/** Every documented API base URI, the right door for company tokens first. Source: platform/base-uris. */
export const baseUris: readonly BaseUriEntry[] = [
	{id: 'glz', environment: 'Production, the door for every data centre', uri: 'https://glz.api.concursolutions.com'},
	{id: 'us2', environment: 'Production, North America', uri: 'https://us2.api.concursolutions.com'},
	{id: 'eu2', environment: 'Production, EMEA', uri: 'https://eu2.api.concursolutions.com'},
	{id: 'apj1', environment: 'Production, Asia Pacific and Japan', uri: 'https://apj1.api.concursolutions.com'},
	{id: 'usg', environment: 'Production, US public sector', uri: 'https://usg.api.concursolutions.com'},
	{id: 'us-impl', environment: 'Implementation, US', uri: 'https://us-impl.api.concursolutions.com'},
	{id: 'emea-impl', environment: 'Implementation, EMEA', uri: 'https://emea-impl.api.concursolutions.com'},
	{id: 'us', environment: 'Production, North America, older', uri: 'https://us.api.concursolutions.com'},
	{id: 'emea', environment: 'Production, EMEA, older', uri: 'https://emea.api.concursolutions.com'},
	{id: 'cn', environment: 'Production, China', uri: 'https://cn.api.concurcdc.cn'},
];

const concurDomains = ['concursolutions.com', 'concurcdc.cn'] as const;
const listOfIds = baseUris.map(({id}) => id).join(', ');

export type ResolvedBaseUri =
	| {readonly kind: 'base-uri'; readonly uri: string; readonly id?: string}
	| {readonly kind: 'rejected'; readonly reason: string};

function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/** Whether a host name means this machine alone. */
export function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** An origin under one name for this machine, which has several. */
function plainOrigin(url: URL | undefined): string | undefined {
	return url && isLoopback(url.hostname) ? `${url.protocol}//localhost:${url.port}` : url?.origin;
}

function isConcurHost(hostname: string): boolean {
	return concurDomains.some(domain => hostname === domain || hostname.endsWith(`.${domain}`));
}

/**
The base URI that an id, a host name or a URL means; only its origin is kept.

Secrets travel to it, so it must be https; plain http is for this machine alone. A rejection ends with what to type instead. Source: platform/base-uris.
*/
export function resolveBaseUri(idOrUrl: string): ResolvedBaseUri {
	const text = idOrUrl.trim();
	const known = baseUris.find(({id, uri}) => id === text.toLowerCase() || uri === `https://${text.toLowerCase()}`);
	if (known) {
		return {kind: 'base-uri', uri: known.uri, id: known.id};
	}

	const url = parseUrl(text);
	if (!url || url.hostname === '' || !/^https?:$/.test(url.protocol)) {
		return {kind: 'rejected', reason: `Unknown base URI. Use one of ${listOfIds}, or a whole address that begins with https://`};
	}

	if (url.username !== '' || url.password !== '') {
		return {kind: 'rejected', reason: 'A base URI must not hold a user name or password. Remove what stands before the @.'};
	}

	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		return {kind: 'rejected', reason: 'Plain http would send your secrets in clear. Use https://'};
	}

	return {kind: 'base-uri', uri: url.origin, id: baseUris.find(({uri}) => uri === url.origin)?.id};
}

/**
The id of the data centre that an address of the admin panel or of the API tells; undefined where it tells none, as www.concursolutions.com does.

Source: platform/base-uris; the `www-` variants are for browsers.
*/
export function dataCentreOfAddress(text: string): string | undefined {
	const hostname = parseUrl(text.trim())?.hostname ?? '';
	if (!isConcurHost(hostname)) {
		return undefined;
	}

	const label = hostname.split('.')[0]!.replace(/^www-/, '');
	const implementation: Readonly<Record<string, string>> = {implementation: 'us-impl', eu1imp: 'emea-impl', eu1: 'emea'};
	return baseUris.find(({id}) => id === label)?.id ?? implementation[label];
}

export type JudgedGeolocation =
	| {readonly kind: 'trusted'; readonly uri: string}
	| {readonly kind: 'untrusted'; readonly reason: string};

/**
Whether secrets may be sent to the geolocation that an answer names: only to https under Concur's own domains, or to the very origin that the person gave.

An answer could name any host; following it blindly would hand the secrets over.
*/
export function judgeGeolocation(geolocation: string, userBaseUri: string): JudgedGeolocation {
	const url = parseUrl(geolocation.trim());
	if (url && url.origin !== 'null' && url.username === '' && url.password === '') {
		if (plainOrigin(url) === plainOrigin(parseUrl(userBaseUri))) {
			return {kind: 'trusted', uri: url.origin};
		}

		if (url.protocol === 'https:' && url.port === '' && isConcurHost(url.hostname)) {
			return {kind: 'trusted', uri: url.origin};
		}
	}

	return {kind: 'untrusted', reason: 'The answer names a geolocation outside SAP Concur; it was not followed.'};
}
