import {createPrivateKey, X509Certificate} from 'node:crypto';
import path from 'node:path';
import {writePrivateFile} from '../../disk/atomic-write.js';
import {readPracticeFile} from '../state/practice-files.js';
import {concurHostNames, loopbackNames} from './host-names.js';

/** The certificate and key that the server uses, and the authority that clients trust; all PEM. */
export type Certificate = {
	/** The certificate of the authority that signed the server's; the authority's own key was never stored. */
	readonly authority: string;
	readonly certificate: string;
	readonly privateKey: string;
};

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const year = 365 * day;

/** The files of a practice folder that hold each part. */
export function certificatePaths(folder: string): Certificate {
	const file = (name: string) => path.join(folder, `${name}.pem`);
	return {
		authority: file('practice-authority'),
		certificate: file('practice-certificate'),
		privateKey: file('practice-certificate-key'),
	};
}

function isUsable({authority, certificate, privateKey}: Certificate): boolean {
	const [signer, own] = [new X509Certificate(authority), new X509Certificate(certificate)];
	return own.validToDate.getTime() > Date.now() + day
		&& own.verify(signer.publicKey)
		&& own.checkPrivateKey(createPrivateKey(privateKey))
		&& own.checkIP('127.0.0.1') !== undefined
		&& ['localhost', ...concurHostNames].every(name => own.checkHost(name) !== undefined);
}

function readCertificate(folder: string): Certificate | undefined {
	const paths = certificatePaths(folder);
	const known = {
		// A missing file simply means that there is no certificate.
		authority: readPracticeFile(paths.authority) ?? '',
		certificate: readPracticeFile(paths.certificate) ?? '',
		privateKey: readPracticeFile(paths.privateKey) ?? '',
	};
	try {
		return isUsable(known) ? known : undefined;
	} catch {
		return undefined;
	}
}

/** Creates an authority's certificate, and a server certificate for these names signed by it, with its key; all PEM. */
async function generateCertificate(hostNames: readonly string[]): Promise<Certificate> {
	// Loaded only for --tls, because loading it is slow.
	const {generate} = await import('selfsigned');
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
	// The authority's key is discarded here: anyone who trusts the authority trusts this one certificate, never
	// another.
	return {authority: authority.cert, certificate: server.cert, privateKey: server.private};
}

/**
The folder's certificate for loopback and Concur's host names, signed by an authority created just for it. It is
generated if a part is missing or does not match, or if it expires within a day. Throws `UserError` if something other
than a file is in the way, and the file system's error.
*/
export async function openCertificate(folder: string): Promise<Certificate> {
	const known = readCertificate(folder);
	if (known) {
		return known;
	}

	const made = await generateCertificate([...loopbackNames, ...concurHostNames]);
	const paths = certificatePaths(folder);
	writePrivateFile(paths.privateKey, made.privateKey);
	writePrivateFile(paths.certificate, made.certificate);
	writePrivateFile(paths.authority, made.authority);
	return made;
}
