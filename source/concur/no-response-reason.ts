import {errorCode} from '../error-code.js';

/** Why there was no usable response. */
export type NoResponseReason =
	| 'dns'
	| 'refused'
	| 'tls-not-spoken'
	| 'tls-version'
	| 'tls'
	| 'certificate-untrusted'
	| 'certificate-expired'
	| 'certificate-not-yet-valid'
	| 'certificate-wrong-host'
	| 'certificate-invalid'
	| 'client-certificate'
	| 'timeout'
	| 'connection-lost'
	| 'not-http'
	| 'proxy'
	| 'proxy-address'
	| 'proxy-not-tls'
	| 'proxy-not-http'
	| 'too-large'
	| 'cancelled'
	| 'other';

/** Error codes of Node, OpenSSL and undici. */
const reasonsByCode: ReadonlyMap<string, NoResponseReason> = new Map(Object.entries({
	ENOTFOUND: 'dns',
	EAI_AGAIN: 'dns',
	ECONNREFUSED: 'refused',
	EHOSTUNREACH: 'refused',
	ENETUNREACH: 'refused',
	ECONNRESET: 'connection-lost',
	EPIPE: 'connection-lost',
	UND_ERR_SOCKET: 'connection-lost',
	UND_ERR_CONNECT_TIMEOUT: 'timeout',
	UND_ERR_HEADERS_TIMEOUT: 'timeout',
	UND_ERR_BODY_TIMEOUT: 'timeout',
	ETIMEDOUT: 'timeout',
	UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'connection-lost',
	HPE_INVALID_EOF_STATE: 'connection-lost',
	UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
	UND_ERR_HEADERS_OVERFLOW: 'too-large',
	ERR_BUFFER_TOO_LARGE: 'too-large',
	// The response of a port that speaks plain http, or no known protocol, to a TLS greeting.
	EPROTO: 'tls-not-spoken',
	ERR_SSL_WRONG_VERSION_NUMBER: 'tls-not-spoken',
	ERR_SSL_UNEXPECTED_MESSAGE: 'tls-not-spoken',
	ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-not-spoken',
	ERR_SSL_RECORD_LAYER_FAILURE: 'tls-not-spoken',
	ERR_SSL_HTTP_REQUEST: 'tls-not-spoken',
	ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls-version',
	ERR_SSL_VERSION_TOO_LOW: 'tls-version',
	ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls-version',
	CERT_HAS_EXPIRED: 'certificate-expired',
	CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
	ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-wrong-host',
	HOSTNAME_MISMATCH: 'certificate-wrong-host',
	UND_ERR_PRX_TLS: 'proxy',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
	SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
	UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
	CERT_UNTRUSTED: 'certificate-untrusted',
	ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'client-certificate',
	ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'client-certificate',
	'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE': 'client-certificate',
} satisfies Record<string, NoResponseReason>));

const reasonsByPrefix: ReadonlyArray<readonly [RegExp, NoResponseReason]> = [
	[/^(?:CERT_|CRL_|INVALID_|UNABLE_TO_|PATH_LENGTH|ERR_TLS_CERT)/, 'certificate-invalid'],
	[/^ERR_(?:SSL|TLS)_/, 'tls'],
	[/^HPE_/, 'not-http'],
];

/**
What an error code of Node, OpenSSL or undici means; undefined if the code reveals nothing.

@see https://nodejs.org/api/errors.html
@see https://undici.nodejs.org/#/docs/api/Errors
*/
export function reasonOfErrorCode(code: string): NoResponseReason | undefined {
	return reasonsByCode.get(code) ?? reasonsByPrefix.find(([pattern]) => pattern.test(code))?.[1];
}

/** Determines why a request failed, from its error and that error's causes. */
export function noResponseReason(error: unknown, depth = 0): NoResponseReason {
	if (!(error instanceof Error) || depth > 4) {
		return 'other';
	}

	const code = errorCode(error);
	// The parser of undici sets no code.
	const unnamed = error.name === 'HTTPParserError' ? 'not-http' : undefined;
	const reason = code === undefined ? unnamed : reasonOfErrorCode(code);
	if (reason !== undefined) {
		return reason;
	}

	const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
	return cause === undefined ? 'other' : noResponseReason(cause, depth + 1);
}

const reasonsOfProxy: Partial<Readonly<Record<NoResponseReason, NoResponseReason>>> = {
	dns: 'proxy', refused: 'proxy', 'tls-not-spoken': 'proxy-not-tls', 'not-http': 'proxy-not-http',
};

/**
What a reason means for a connection through a proxy: a host that can't be found, or that refuses, is the proxy, and
what speaks another protocol most likely is, too.
*/
export function reasonOfProxy(reason: NoResponseReason): NoResponseReason {
	return reasonsOfProxy[reason] ?? reason;
}

/** Like `noResponseReason`, for a request through a proxy. */
export function reasonBehindProxy(error: unknown): NoResponseReason {
	const reason = noResponseReason(error);
	// A refused tunnel has no code of its own in undici.
	const isRefusedTunnel = error instanceof Error && error.message.startsWith('Proxy response');
	return isRefusedTunnel ? 'proxy' : reasonOfProxy(reason);
}
