import {lookup} from 'node:dns/promises';
import {isLoopback} from '../../concur/base-uris.js';
import {explainNoResponse} from '../../concur/explain-no-response.js';
import {reasonOfErrorCode, reasonOfProxy} from '../../concur/no-response-reason.js';
import {stripControlCharacters} from '../../concur/untrusted-text.js';
import {hostOf, portOf, resolveProxyRoute, type ProxyRoute} from '../../concur/network-route.js';
import {keysPath} from '../../concur/requests.js';
import {sendRequest, type Limits} from '../../concur/send-request.js';
import {errorCode} from '../../error-code.js';
import {type Io} from '../../io.js';
import {formatDuration} from '../../format-duration.js';
import {formatLatency, formatTime} from '../../wizard/format-time.js';
import {ok, problem, unreachable, warning, type Finding} from './findings.js';
import {openConnection, openTunnel, tlsHandshake, type Handshake} from './tls-probe.js';

const probeLimits: Limits = {connect: 8000, whole: 15_000, bytes: 256 * 1024};

type Proxy = Extract<ProxyRoute, {kind: 'proxy'}>;

type ProbeTarget = {readonly url: URL; readonly port: number; readonly proxy?: Proxy};

async function checkName({url, proxy}: Pick<ProbeTarget, 'url' | 'proxy'>): Promise<Finding> {
	const host = hostOf(proxy?.url ?? url);
	const check = proxy ? 'Proxy host name' : 'Name';
	try {
		const addresses = await lookup(host, {all: true});
		return ok(
			check,
			`${host} is ${addresses
				.slice(0, 3)
				.map(({address}) => address)
				.join(', ')}`,
		);
	} catch (error) {
		return unreachable(
			check,
			`${host} cannot be resolved (${errorCode(error) ?? 'unknown'})`,
			proxy
				? `Check the proxy's name in ${proxy.variable}, the network and its DNS server.`
				: 'Check the network and its DNS server. '
					+ 'Behind a proxy, set HTTPS_PROXY: the proxy then resolves the name.',
		);
	}
}

/** Explains the error code of a TLS handshake, without the advice to run `doctor`, which is already running. */
function explainTls(code: string, host: string, proxy?: Proxy): {readonly cause: string; readonly remedy: string} {
	const reason = reasonOfErrorCode(code) ?? 'tls';
	const {cause, remedy} = explainNoResponse(proxy ? reasonOfProxy(reason) : reason, host, proxy?.variable);
	return {cause, remedy: remedy.replace(/ [^.]*run: concur-tokens doctor$/, '')};
}

function certificateFinding(certificate: Extract<Handshake, {kind: 'completed'}>, host: string, now: number): Finding {
	const issuer = stripControlCharacters(certificate.issuer);
	const end = Date.parse(certificate.validTo);
	const validity = Number.isNaN(end) ? 'expiry unknown' : `valid until ${formatTime(end, now)}`;
	if (certificate.isTrusted) {
		return ok('TLS', `certificate issued by ${issuer}, ${validity}`);
	}

	if (reasonOfErrorCode(certificate.reason) === 'certificate-untrusted') {
		return unreachable(
			'TLS',
			`certificate issued by ${issuer}, not trusted on this machine (${certificate.reason})`,
			'If that is your company\'s own proxy, set NODE_EXTRA_CA_CERTS to the file with its root certificate. ' +
				'If you do not recognise it, do not send secrets from this machine.',
		);
	}

	const {cause, remedy} = explainTls(certificate.reason, host);
	const detail = `${cause} It was issued by ${issuer}, ${validity} (${certificate.reason})`;
	return unreachable('TLS', detail, remedy);
}

async function checkTls({url, port, proxy}: ProbeTarget, now: number): Promise<readonly Finding[]> {
	const host = hostOf(url);
	const opened = proxy ? await openTunnel(proxy, host, port) : await openConnection(host, port);
	const way = proxy ? ` through ${proxy.url.host}` : '';
	if (opened.kind === 'failed') {
		return [
			unreachable(
				'Connection',
				`to ${host} port ${port}${way}: ${opened.reason}`,
				proxy
					? `Check the proxy's address, user name and password in ${proxy.variable}.`
					: 'Check whether a firewall is in the way. Behind a proxy, set HTTPS_PROXY.',
			),
		];
	}

	const connection = ok('Connection', `to ${host} port ${port}${way}`);
	if (url.protocol === 'http:') {
		opened.socket.destroy();
		return [connection];
	}

	const handshake = await tlsHandshake(opened.socket, host);
	if (handshake.kind === 'failed') {
		const {cause, remedy} = explainTls(handshake.reason, host, proxy);
		return [connection, unreachable('TLS', `${cause} (${handshake.reason})`, remedy)];
	}

	return [connection, certificateFinding(handshake, host, now)];
}

// A token's dates are off by as much as the clock is; less than this is ignored. Milliseconds.
const smallDifference = 60_000;

async function checkClock(baseUri: string, {now, environment}: NetworkIo): Promise<Finding> {
	const request = {
		method: 'GET',
		url: `${baseUri}${keysPath}`,
		headers: {accept: 'application/json'},
		secrets: [],
	} as const;
	const answer = await sendRequest(request, {limits: probeLimits, environment});
	if (answer.kind === 'no-answer') {
		const {cause} = explainNoResponse(answer.reason, new URL(baseUri).host, answer.variable);
		return unreachable('HTTP', cause, 'See the findings above. If there are none, try again in a few minutes.');
	}

	const date = Date.parse(answer.headers['date'] ?? '');
	if (Number.isNaN(date)) {
		return warning(
			'Clock',
			`${baseUri} answered ${answer.status} without a Date header, so the clock could not be compared`,
			'Check this machine\'s clock against another source.',
		);
	}

	// The header has whole seconds only, and was written about half a round trip ago.
	const difference = Math.abs(now() - answer.latency / 2 - date);
	const {host} = new URL(baseUri);
	return difference < smallDifference
		? ok('Clock', `agrees with ${host} (which answered ${answer.status} in ${formatLatency(answer.latency)})`)
		: problem(
				'Clock',
				`differs from ${host} by ${formatDuration(difference)}`,
				'Set this machine\'s clock: expiry dates and certificates depend on it.',
			);
}

function proxyFinding(route: ProxyRoute, url: URL): Finding {
	switch (route.kind) {
		case 'direct': {
			return ok(
				'Proxy',
				isLoopback(url.hostname)
					? 'not used for local addresses'
					: 'none for this address (see HTTPS_PROXY and NO_PROXY)',
			);
		}

		case 'proxy': {
			return ok('Proxy', `${route.url.host}${route.authorization === undefined ? '' : ', with a login'}`);
		}

		case 'unusable': {
			const {variable} = route;
			return unreachable(
				'Proxy',
				`${variable} is not the address of an HTTP proxy`,
				`Correct it, for example ${variable}=http://proxy.example.com:8080, or unset it.`,
			);
		}
	}
}

/**
The part of `Io` that the checks need: the time in milliseconds since the epoch, and the variables that name a proxy.
*/
type NetworkIo = Pick<Io, 'now' | 'environment'>;

/** Checks whether this machine reaches a base URI: proxy, name, connection, certificate, clock. No secret is sent. */
export async function checkNetwork(baseUri: string, io: NetworkIo): Promise<readonly Finding[]> {
	const url = new URL(baseUri);
	const route = resolveProxyRoute(url, io.environment);
	const proxyFound = proxyFinding(route, url);
	if (proxyFound.level === 'problem') {
		return [proxyFound];
	}

	const proxy = route.kind === 'proxy' ? route : undefined;
	const name = await checkName({url, ...(proxy && {proxy})});
	if (name.level === 'problem') {
		return [proxyFound, name];
	}

	const tlsFound = await checkTls({url, port: portOf(url), ...(proxy && {proxy})}, io.now());
	const isOpen = tlsFound.every(({level}) => level !== 'problem');
	return [proxyFound, name, ...tlsFound, ...(isOpen ? [await checkClock(baseUri, io)] : [])];
}
