import {describe, expect, test} from 'vitest';
import {reasonBehindProxy, noResponseReason, reasonOfErrorCode} from '../../source/concur/no-response-reason.js';

function failure(code: string | undefined, cause?: unknown): Error {
	return Object.assign(new Error('failed', {cause}), code === undefined ? {} : {code});
}

describe('why no answer came', () => {
	test.each([
		['ENOTFOUND', 'dns'], ['EAI_AGAIN', 'dns'], [
			'ECONNREFUSED', 'refused',
		], ['EHOSTUNREACH', 'refused'], ['ENETUNREACH', 'refused'],
		[
			'ECONNRESET', 'connection-lost',
		], [
			'EPIPE', 'connection-lost',
		], [
			'UND_ERR_SOCKET', 'connection-lost',
		], ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'connection-lost'], ['HPE_INVALID_EOF_STATE', 'connection-lost'],
		[
			'UND_ERR_CONNECT_TIMEOUT', 'timeout',
		], ['UND_ERR_HEADERS_TIMEOUT', 'timeout'], ['UND_ERR_BODY_TIMEOUT', 'timeout'], ['ETIMEDOUT', 'timeout'],
		[
			'UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too-large',
		], [
			'UND_ERR_HEADERS_OVERFLOW', 'too-large',
		], ['ERR_BUFFER_TOO_LARGE', 'too-large'], ['HPE_INVALID_CONSTANT', 'not-http'],
		[
			'EPROTO', 'tls-not-spoken',
		], [
			'ERR_SSL_WRONG_VERSION_NUMBER', 'tls-not-spoken',
		], ['ERR_SSL_UNEXPECTED_MESSAGE', 'tls-not-spoken'], ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'tls-not-spoken'],
		['ERR_SSL_RECORD_LAYER_FAILURE', 'tls-not-spoken'], ['ERR_SSL_HTTP_REQUEST', 'tls-not-spoken'],
		[
			'ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-version',
		], ['ERR_SSL_VERSION_TOO_LOW', 'tls-version'], ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-version'],
		['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'tls'], ['ERR_TLS_HANDSHAKE_TIMEOUT', 'tls'],
		[
			'CERT_HAS_EXPIRED', 'certificate-expired',
		], [
			'CERT_NOT_YET_VALID', 'certificate-not-yet-valid',
		], [
			'ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-wrong-host',
		], ['HOSTNAME_MISMATCH', 'certificate-wrong-host'],
		[
			'DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-untrusted',
		], [
			'SELF_SIGNED_CERT_IN_CHAIN', 'certificate-untrusted',
		], ['UNABLE_TO_GET_ISSUER_CERT', 'certificate-untrusted'],
		[
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate-untrusted',
		], ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-untrusted'], ['CERT_UNTRUSTED', 'certificate-untrusted'],
		[
			'CERT_REVOKED', 'certificate-invalid',
		], [
			'INVALID_CA', 'certificate-invalid',
		], [
			'UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'certificate-invalid',
		], ['ERR_TLS_CERT_ALTNAME_FORMAT', 'certificate-invalid'],
		[
			'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
			'client-certificate',
		], [
			'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'client-certificate',
		], ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'client-certificate'],
		['UND_ERR_PRX_TLS', 'proxy'],
	])('%s means %s', (code, reason) => {
		expect(reasonOfErrorCode(code)).toBe(reason);
		expect(noResponseReason(failure(code))).toBe(reason);
		expect(noResponseReason(failure('UND_ERR', failure(code)))).toBe(reason);
	});

	test.each(['', 'toString', 'EWHATEVER', 'X_ERR_SSL_', 'NOT_HPE_'])('%j tells nothing', code => {
		expect(reasonOfErrorCode(code)).toBeUndefined();
		expect(noResponseReason(failure(code))).toBe('other');
	});

	test('is found in what caused an error, or in the first of several', () => {
		expect(noResponseReason(failure(undefined, failure('ENOTFOUND')))).toBe('dns');
		expect(noResponseReason(new AggregateError([
			failure('ECONNREFUSED'), failure('ENOTFOUND'),
		], 'two addresses'))).toBe('refused');
		expect(noResponseReason(new AggregateError([], 'no address'))).toBe('other');
		expect(noResponseReason('no error')).toBe('other');
	});

	test('is not looked for without end', () => {
		const endless = failure(undefined);
		endless.cause = endless;
		expect(noResponseReason(endless)).toBe('other');
	});

	test('behind a proxy is the proxy, where it can\'t be found, refuses, or opens no tunnel', () => {
		expect(reasonBehindProxy(failure('ENOTFOUND'))).toBe('proxy');
		expect(reasonBehindProxy(failure('ECONNREFUSED'))).toBe('proxy');
		expect(reasonBehindProxy(Object.assign(
			new Error('Proxy response (407) !== 200 when HTTP Tunneling'),
			{code: 'UND_ERR_ABORTED'},
		))).toBe('proxy');
		expect(reasonBehindProxy(failure('EPROTO'))).toBe('proxy-not-tls');
		expect(reasonBehindProxy(failure('HPE_INVALID_CONSTANT'))).toBe('proxy-not-http');
		expect(reasonBehindProxy(failure('CERT_HAS_EXPIRED'))).toBe('certificate-expired');
		expect(reasonBehindProxy('Proxy response')).toBe('other');
		expect(reasonBehindProxy(new Error('No Proxy response'))).toBe('other');
	});
});
