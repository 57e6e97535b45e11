import {X509Certificate} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {writePrivateFile} from './write-private-file.js';

export type Certificate = {readonly certificate: string; readonly privateKey: string};

/** Where a practice folder keeps its certificate and the key to it. */
export function certificatePaths(folder: string): Certificate {
	return {certificate: path.join(folder, 'practice-certificate.pem'), privateKey: path.join(folder, 'practice-certificate-key.pem')};
}

function readCertificate(folder: string): Certificate | undefined {
	const paths = certificatePaths(folder);
	try {
		const certificate = readFileSync(paths.certificate, 'utf8');
		const isFresh = new X509Certificate(certificate).validToDate.getTime() > Date.now() + (24 * 60 * 60 * 1000);
		return isFresh && existsSync(paths.privateKey) ? {certificate, privateKey: readFileSync(paths.privateKey, 'utf8')} : undefined;
	} catch {
		return undefined;
	}
}

/** The folder's self-signed certificate for loopback, made when there is none or it has a day left. */
export async function openCertificate(folder: string): Promise<Certificate> {
	const known = readCertificate(folder);
	if (known) {
		return known;
	}

	const {generate} = await import('./certificate-maker.js');
	const made = await generate([{name: 'commonName', value: 'concur-tokens practice'}], {
		keySize: 2048,
		algorithm: 'sha256',
		notBeforeDate: new Date(Date.now() - (60 * 60 * 1000)),
		notAfterDate: new Date(Date.now() + (365 * 24 * 60 * 60 * 1000)),
		extensions: [
			{name: 'basicConstraints', cA: true},
			{name: 'subjectAltName', altNames: [{type: 2, value: 'localhost'}, {type: 7, ip: '127.0.0.1'}]},
		],
	});
	const paths = certificatePaths(folder);
	writePrivateFile(paths.privateKey, made.private);
	writePrivateFile(paths.certificate, made.cert);
	return {certificate: made.cert, privateKey: made.private};
}
