// Loaded for --tls alone: selfsigned takes long to load. It must not be imported by anything but a lazy import.
import {generate} from 'selfsigned';

const hour = 60 * 60 * 1000;
const year = 365 * 24 * hour;

/** An authority's certificate, and one that it signed for these names with its private key; all PEM. */
export async function generateCertificate(hostNames: readonly string[]) {
	const common = {
		keyType: 'ec' as const,
		curve: 'P-256' as const,
		algorithm: 'sha256',
		notBeforeDate: new Date(Date.now() - hour),
		notAfterDate: new Date(Date.now() + year),
	};
	const authority = await generate([{name: 'commonName', value: 'concur-tokens practice authority'}], {
		...common,
		extensions: [
			{name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true},
			{name: 'keyUsage', keyCertSign: true, critical: true},
		],
	});
	const altNames = hostNames
		.map(name => name === '127.0.0.1' ? {type: 7 as const, ip: name} : {type: 2 as const, value: name});
	const server = await generate([{name: 'commonName', value: 'concur-tokens practice'}], {
		...common,
		extensions: [
			{name: 'basicConstraints', cA: false, critical: true},
			{name: 'keyUsage', digitalSignature: true, critical: true},
			{name: 'extKeyUsage', serverAuth: true},
			{name: 'subjectAltName', altNames},
		],
		ca: {key: authority.private, cert: authority.cert},
	});
	// The authority's key ends here, unwritten: who trusts the authority trusts this one certificate, never another.
	return {authority: authority.cert, certificate: server.cert, privateKey: server.private};
}
