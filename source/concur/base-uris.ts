import {listWords} from '../list-words.js';
import {parseUrl} from './untrusted-text.js';

type BaseUriEntry = {
	readonly id: string;
	readonly uri: string;
	/** Whether an app can be created in its admin panel. */
	readonly hasAppManagement: boolean;
	/** Whether a newer address serves the same data centre. */
	readonly isOlder?: boolean;
};

/**
Every documented API base URI, starting with the right one for company tokens, which serves every data centre.

@see https://developer.concur.com/platform/base-uris.html
*/
export const baseUris: readonly BaseUriEntry[] = [
	{id: 'glz', uri: 'https://glz.api.concursolutions.com', hasAppManagement: true},
	{id: 'us2', uri: 'https://us2.api.concursolutions.com', hasAppManagement: true},
	{id: 'eu2', uri: 'https://eu2.api.concursolutions.com', hasAppManagement: true},
	{id: 'apj1', uri: 'https://apj1.api.concursolutions.com', hasAppManagement: true},
	{id: 'usg', uri: 'https://usg.api.concursolutions.com', hasAppManagement: false},
	{id: 'us-impl', uri: 'https://us-impl.api.concursolutions.com', hasAppManagement: false},
	{id: 'emea-impl', uri: 'https://emea-impl.api.concursolutions.com', hasAppManagement: false},
	{id: 'us', uri: 'https://us.api.concursolutions.com', hasAppManagement: true, isOlder: true},
	{id: 'emea', uri: 'https://emea.api.concursolutions.com', hasAppManagement: true, isOlder: true},
];

/** The base URI that a new profile has. */
export const defaultBaseUri = 'glz';

/** The origin of that base URI. */
export const defaultOrigin = baseUris.find(({id}) => id === defaultBaseUri)!.uri;

/** Advice shown wherever a base URI is chosen. */
export const defaultBaseUriAdvice = `Most companies use ${defaultBaseUri}.`;

/** The production data centres whose admin panel can create apps, without their older addresses. */
const appManagementIds = baseUris.filter(({id, hasAppManagement, isOlder}) =>
	id !== defaultBaseUri && hasAppManagement && !isOlder).map(({id}) => id);

/** Lists those data centres for use in a sentence. */
export function listAppManagementIds(conjunction: 'and' | 'or'): string {
	return listWords(appManagementIds, conjunction);
}

/** Whether the data centre with this ID is known to have no tool for creating an app. */
export function lacksAppManagement(id: string | undefined): boolean {
	return baseUris.some(({id: known, hasAppManagement}) => known === id && !hasAppManagement);
}

/** Whether an ID or a host name is that of an Implementation data centre: test companies, moved to production since. */
export function isImplementation(idOrHost: string | undefined): boolean {
	return /-impl(?:\.|$)/.test(idOrHost ?? '');
}

/** What the base URIs of Implementation are for. */
export function implementationFact(id: string): string {
	return `${id} is for test companies that were moved from Implementation`;
}

/** What a data centre without App Management lacks, and how to get an app there. */
export function missingToolAdvice(id: string): {readonly fact: string; readonly remedy: string} {
	return {
		fact: `${id} has no App Management`,
		remedy: 'Ask SAP Concur\'s Client Web Services to create the app for you.',
	};
}

const concurDomain = 'concursolutions.com';
const apiDomain = `api.${concurDomain}`;
const listOfIds = baseUris.map(({id}) => id).join(', ');

export type AcceptedBaseUri = {
	readonly kind: 'base-uri';
	/** Origin only. */
	readonly uri: string;
	/** The documented ID; absent for any other address. */
	readonly id?: string;
	/** Whether the host is SAP Concur's; if it is not, the user must be warned. */
	readonly isConcur: boolean;
};

/** The reason for a rejection never repeats the input, which may contain a password. */
export type ResolvedBaseUri = AcceptedBaseUri | {readonly kind: 'rejected'; readonly reason: string};

/** Whether a host name can only mean this machine. */
export function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Whether the connection cannot be read in transit: https, or this machine only. */
export function isSecure({protocol, hostname}: URL): boolean {
	return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** An origin with one canonical name for this machine, which has several. */
export function normalizeOrigin(url: URL | undefined): string | undefined {
	return url && isLoopback(url.hostname) ? `${url.protocol}//localhost:${url.port}` : url?.origin;
}

/** Whether a host is under SAP Concur's own domain. */
export function isConcurHost(hostname: string): boolean {
	return hostname === concurDomain || hostname.endsWith(`.${concurDomain}`);
}

function isApiHost(hostname: string): boolean {
	return hostname.endsWith(`.${apiDomain}`);
}

/** Admin panel hosts whose name differs from that of their data centre. */
const panelLabels: ReadonlyMap<string, string> = new Map([
	['implementation', 'us-impl'], ['eu1imp', 'emea-impl'], ['eu1', 'emea'],
]);

/** The data centre whose name a SAP Concur host starts with; the `www-` variants are for browsers. */
function dataCentreOfHost(hostname: string): BaseUriEntry | undefined {
	const label = hostname.split('.')[0]!.replace(/^www-/, '');
	const id = panelLabels.get(label) ?? label;
	return isConcurHost(hostname) ? baseUris.find(entry => entry.id === id) : undefined;
}

/** Completes a bare host name to a full address: https for `www-us2` and Concur's hosts, http for this machine. */
function wholeAddress(text: string): URL | undefined {
	if (text.includes('://')) {
		return parseUrl(text);
	}

	const isBrowserName = baseUris.some(({id}) => text.toLowerCase() === `www-${id}`);
	const url = parseUrl(`https://${text}${isBrowserName ? `.${apiDomain}` : ''}`);
	if (url && isLoopback(url.hostname)) {
		return parseUrl(`http://${text}`);
	}

	// A misspelt ID must not turn into someone else's host.
	return url && isConcurHost(url.hostname) ? url : undefined;
}

function rejected(reason: string): ResolvedBaseUri {
	return {kind: 'rejected', reason};
}

function accepted(uri: string, isConcur: boolean): AcceptedBaseUri {
	const entry = baseUris.find(known => known.uri === uri);
	return {kind: 'base-uri', uri, ...(entry && {id: entry.id}), isConcur};
}

/**
Resolves a base URI from an ID, a host name, or an address of the API or the admin panel; only the origin is kept.

Every source of a base URI is checked here: option, environment, settings and paste. Secrets are sent to it, so it must
use https; plain http is allowed only for this machine. A rejection ends with what to enter instead.

@see https://developer.concur.com/platform/base-uris.html
*/
export function resolveBaseUri(idOrUrl: string): ResolvedBaseUri {
	const text = idOrUrl.trim();
	const known = baseUris.find(({id, uri}) => id === text.toLowerCase() || uri === text);
	if (known) {
		return accepted(known.uri, true);
	}

	const url = wholeAddress(text);
	if (!url || url.hostname === '' || !/^https?:$/.test(url.protocol)) {
		return rejected(`Unknown base URI. Use one of ${listOfIds}, or a full address that begins with https://`);
	}

	if (url.username !== '' || url.password !== '') {
		return rejected('A base URI must not contain a user name or password. Remove everything before the @.');
	}

	if (!isSecure(url)) {
		return rejected('Plain http would send your secrets unencrypted. Use https://');
	}

	if (!isConcurHost(url.hostname) || isApiHost(url.hostname)) {
		return accepted(url.origin, isConcurHost(url.hostname));
	}

	const dataCentre = dataCentreOfHost(url.hostname);
	return dataCentre
		? accepted(dataCentre.uri, true)
		: rejected(`This address does not identify a data centre. Use one of ${listOfIds}. ${defaultBaseUriAdvice}`);
}

/**
The same data centre's address for browsers, which never asks for a client certificate; other addresses are returned as
they are.

@see https://developer.concur.com/platform/base-uris.html
*/
export function browserUri(uri: string): string {
	const {hostname} = new URL(uri);
	return isApiHost(hostname) && !hostname.startsWith('www-') ? uri.replace('://', '://www-') : uri;
}
