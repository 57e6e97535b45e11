import {defaultBaseUriAdvice} from './base-uris.js';
import {type Explanation} from './call-outcome.js';
import {type NoResponseReason} from './no-response-reason.js';

export type CauseAndRemedy = readonly [cause: string, remedy: string];

type NoResponseFacts = {
	readonly host: string;
	/** The environment variable that names the proxy. */
	readonly variable: string;
};

const otherNetwork = 'Try another network, or ask the administrator of this one. Then run: concur-tokens doctor';
const checkClock =
	'If the clock of this machine is right, try another network, or tell the administrator of the server. ' +
	'To check the clock, run: concur-tokens doctor';
export const checkBaseUriAndProxy = 'Check the base URI and the proxy. Then run: concur-tokens doctor';
const checkProxy = (variable: string) =>
	`Check the address and port in ${variable}, and the port of the base URI. Then run: concur-tokens doctor`;
export const tryAgain = 'Try again. Your values are saved.';

const noResponses: Readonly<Record<NoResponseReason, (facts: NoResponseFacts) => CauseAndRemedy>> = {
	dns: ({host}) => [
		`The name ${host} could not be resolved.`,
		'Check the network and the base URI. Behind a proxy, set HTTPS_PROXY. Then run: concur-tokens doctor',
	],
	refused: ({host}) => [
		`${host} does not accept connections from here.`,
		'Check the network. Behind a proxy, set HTTPS_PROXY. Then run: concur-tokens doctor',
	],
	'tls-not-spoken': ({host}) => [
		`${host} does not speak TLS on this port; plain http or another program answers there.`,
		'Check the base URI and its port. Then run: concur-tokens doctor',
	],
	'tls-version': ({host}) => [`${host} supports only outdated TLS versions.`, otherNetwork],
	tls: ({host}) => [`No encrypted connection to ${host} could be made.`, otherNetwork],
	'certificate-untrusted': ({host}) => [
		`This machine does not trust the certificate of ${host}; a proxy may be intercepting the connection.`,
		'Set NODE_EXTRA_CA_CERTS to the file with your company\'s root certificate, then start again.',
	],
	'certificate-expired': ({host}) => [`The certificate of ${host} has expired.`, checkClock],
	'certificate-not-yet-valid': ({host}) => [`The certificate of ${host} is not valid yet.`, checkClock],
	'certificate-wrong-host': ({host}) => [
		`The certificate shown for ${host} belongs to another host.`,
		'Check the base URI. If it is right, do not send secrets from this network. Then run: concur-tokens doctor',
	],
	'certificate-invalid': ({host}) => [`The certificate of ${host} cannot be verified.`, otherNetwork],
	'client-certificate': ({host}) => [
		`${host} refuses the encrypted connection; it may require a client certificate.`,
		'Use the www- name of your data centre as base URI, for example www-us2. Then run: concur-tokens doctor',
	],
	timeout: ({host}) => [
		`${host} did not answer in time.`,
		'Try again in five minutes. If it happens again, run: concur-tokens doctor',
	],
	'connection-lost': ({host}) => [`The connection to ${host} was cut off.`, tryAgain],
	'not-http': ({host}) => [`${host} did not send an HTTP response.`, checkBaseUriAndProxy],
	proxy: ({variable}) => [
		'The proxy did not forward the call.',
		`Check ${variable}, including its user name and password. Then run: concur-tokens doctor`,
	],
	'proxy-not-tls': ({host, variable}) => [
		`The encrypted connection to ${host} failed at the proxy: what came back is not TLS.`,
		checkProxy(variable),
	],
	'proxy-not-http': ({host, variable}) => [
		`What the proxy sent back for ${host} is not an HTTP response.`,
		checkProxy(variable),
	],
	'proxy-address': ({variable}) => [
		`${variable} is not the address of an HTTP proxy.`,
		`Correct it, for example ${variable}=http://proxy.example.com:8080, or unset it. Then run: concur-tokens `
			+ 'doctor',
	],
	'too-large': ({host}) => [
		`${host} sent far more than was asked for; this may not be SAP Concur.`,
		`Check the base URI. ${defaultBaseUriAdvice}`,
	],
	cancelled: () => ['The call was cancelled.', 'Try again when you are ready.'],
	other: ({host}) => [`No answer came from ${host}.`, 'Check the network, then run: concur-tokens doctor'],
};

/**
Explains why no usable response came from `host`, and what to do about it, without ever blaming the user's values.
`variable` is the environment variable that names the proxy.
*/
export function explainNoResponse(reason: NoResponseReason, host: string, variable = 'HTTPS_PROXY'): Explanation {
	const [cause, remedy] = noResponses[reason]({host, variable});
	return {stage: 'refresh-token', cause, remedy};
}
