import {X509Certificate, createPrivateKey} from 'node:crypto';
import path from 'node:path';
import {writePrivateFile} from '../private-file.js';
import {concurNames, loopbackNames} from './host-names.js';
import {readPracticeFile} from './read-practice-file.js';

/** What the server shows to its clients, and what they trust it by; all PEM. */
export type Certificate = {
	/** The certificate of the authority that signed the server's; its key is gone. */
	readonly authority: string;
	readonly certificate: string;
	readonly privateKey: string;
};

const day = 24 * 60 * 60 * 1000;

/** Where a practice folder keeps each part. */
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
		&& ['localhost', ...concurNames].every(name => own.checkHost(name) !== undefined);
}

function readCertificate(folder: string): Certificate | undefined {
	const paths = certificatePaths(folder);
	const known = {
		// What is not there is no certificate either.
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

async function makeCertificate(): Promise<Certificate> {
	const {generate} = await import('./certificate-maker.js');
	const common = {
		keyType: 'ec' as const, curve: 'P-256' as const, algorithm: 'sha256',
		notBeforeDate: new Date(Date.now() - (60 * 60 * 1000)), notAfterDate: new Date(Date.now() + (365 * day)),
	};
	const authority = await generate([{name: 'commonName', value: 'concur-tokens practice authority'}], {
		...common,
		extensions: [
			{name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true},
			{name: 'keyUsage', keyCertSign: true, critical: true},
		],
	});
	const altNames = [...loopbackNames, ...concurNames]
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

/**
The folder's certificate for loopback and Concur's host names, signed by an authority made for it alone.
Made anew when there is none, when a part of it is missing or does not belong, or when it has a day left.
Throws `UserError` for what is no file, and the file system's error.
*/
export async function openCertificate(folder: string): Promise<Certificate> {
	const known = readCertificate(folder);
	if (known) {
		return known;
	}

	const made = await makeCertificate();
	const paths = certificatePaths(folder);
	writePrivateFile(paths.privateKey, made.privateKey);
	writePrivateFile(paths.certificate, made.certificate);
	writePrivateFile(paths.authority, made.authority);
	return made;
}
