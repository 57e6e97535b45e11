import {lookup} from 'node:dns/promises';
import {getProxyForUrl} from 'proxy-from-env';
import {isLoopback} from '../../concur/base-uris.js';
import {sendRequest, type Limits} from '../../concur/send-request.js';
import {stripControlCharacters} from '../../concur/foreign-text.js';
import {durationWords} from '../../wizard/duration-words.js';
import {ok, problem, unreachable, warning, type Finding} from './finding.js';
import {openConnection, openTunnel, shakeHands} from './tls-probe.js';

const limits: Limits = {connect: 8000, whole: 15_000, bytes: 256 * 1024};

type Route = {readonly url: URL; readonly port: number; readonly proxy?: URL};

function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

async function nameFinding(host: string, check: string): Promise<Finding> {
	try {
		const addresses = await lookup(host, {all: true});
		return ok(check, `${host} is ${addresses.slice(0, 3).map(({address}) => address).join(', ')}`);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		return unreachable(check, `${host} cannot be resolved (${code})`, 'Check the network and its name server. Behind a proxy, set HTTPS_PROXY: the proxy then resolves the name.');
	}
}

async function tlsFindings({url, port, proxy}: Route): Promise<readonly Finding[]> {
	const host = url.hostname.replaceAll(/^\[|\]$/g, '');
	const opened = proxy ? await openTunnel(proxy, host, port) : await openConnection(host, port);
	if (opened.kind === 'failed') {
		return [unreachable('Connection', `${proxy ? `through ${proxy.host} ` : ''}to ${host} port ${port}: ${opened.reason}`, proxy
			? 'Check the address of the proxy, and its user and password, in HTTPS_PROXY.'
			: 'Ask whether a firewall is in between. Behind a proxy, set HTTPS_PROXY.')];
	}

	const connection = ok('Connection', `to ${host} port ${port}${proxy ? ` through ${proxy.host}` : ''}`);
	if (url.protocol === 'http:') {
		opened.socket.destroy();
		return [connection];
	}

	const handshake = await shakeHands(opened.socket, host);
	if (handshake.kind === 'failed') {
		return [connection, unreachable('TLS', `no handshake with ${host} (${handshake.reason})`, 'Something between breaks the encryption: try another network, or ask who runs this one.')];
	}

	const issuer = stripControlCharacters(handshake.issuer);
	return [connection, handshake.isTrusted
		? ok('TLS', `certificate issued by ${issuer}, valid to ${handshake.validTo}`)
		: unreachable('TLS', `certificate issued by ${issuer}, not trusted here (${handshake.reason})`, 'If that is your company\'s own proxy, set NODE_EXTRA_CA_CERTS to the file with its root certificate. If you do not know it, do not send secrets from here.')];
}

// A token's dates are off by as much as the clock is. Milliseconds.
const smallDifference = 60_000;

async function clockFinding(baseUri: string, now: () => number): Promise<Finding> {
	const answer = await sendRequest({method: 'GET', url: `${baseUri}/oauth2/v0/jwks`, headers: {accept: 'application/json'}}, {limits});
	if (answer.kind === 'no-answer') {
		return unreachable('HTTP', `${baseUri} gave no answer (${answer.reason})`, 'See the findings above; without any, try again in a few minutes.');
	}

	const date = Date.parse(answer.headers['date'] ?? '');
	if (Number.isNaN(date)) {
		return warning('Clock', `${baseUri} answered ${answer.status} without telling the time`, 'Check this machine\'s clock yourself.');
	}

	// The header counts whole seconds, and was written on the way back.
	const difference = Math.abs(now() - (answer.latency / 2) - date);
	return difference < smallDifference
		? ok('Clock', `agrees with ${new URL(baseUri).host} (which answered ${answer.status} in ${Math.round(answer.latency)} ms)`)
		: problem('Clock', `differs from ${new URL(baseUri).host} by ${durationWords(difference)}`, 'Set this machine\'s clock: expiry dates and certificates depend on it.');
}

function proxyFinding(proxy: string, url: URL): Finding {
	if (proxy === '') {
		return ok('Proxy', isLoopback(url.hostname) ? 'none is used for this machine itself' : 'none is set for this address (HTTPS_PROXY, NO_PROXY)');
	}

	const parsed = parseUrl(proxy);
	return parsed && /^https?:$/.test(parsed.protocol)
		? ok('Proxy', `${parsed.host}${parsed.username === '' ? '' : ', with a login'}`)
		: unreachable('Proxy', 'HTTPS_PROXY is not an address', 'For example: HTTPS_PROXY=http://proxy.example.com:8080');
}

/** Whether this machine reaches a base URI: proxy, name, connection, certificate, clock. No secret is sent. `now` tells milliseconds since the epoch. */
export async function networkFindings(baseUri: string, now: () => number): Promise<readonly Finding[]> {
	const url = new URL(baseUri);
	const proxyText = isLoopback(url.hostname) ? '' : getProxyForUrl(baseUri);
	const proxy = proxyText === '' ? undefined : parseUrl(proxyText);
	const proxyFound = proxyFinding(proxyText, url);
	if (proxyFound.level === 'problem') {
		return [proxyFound];
	}

	const name = await nameFinding((proxy ?? url).hostname.replaceAll(/^\[|\]$/g, ''), proxy ? 'Name of the proxy' : 'Name');
	if (name.level === 'problem') {
		return [proxyFound, name];
	}

	const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
	const tlsFound = await tlsFindings({url, port, proxy});
	const isOpen = tlsFound.every(({level}) => level !== 'problem');
	return [proxyFound, name, ...tlsFound, ...(isOpen ? [await clockFinding(baseUri, now)] : [])];
}
