import {
	createHash, createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject,
} from 'node:crypto';
import path from 'node:path';
import {promisify} from 'node:util';
import {writePrivateFile} from '../../disk/atomic-write.js';
import {quarantine} from '../../disk/quarantine.js';
import {readPracticeFile} from './practice-files.js';

/** The RSA key that signs tokens; its public half is in the JWKS. */
export type SigningKey = {
	readonly keyId: string;
	readonly privateKey: KeyObject;
	readonly publicKey: KeyObject;
	readonly publicJwk: JsonWebKey;
};

function signingKeyOf(privateKey: KeyObject): SigningKey {
	const publicKey = createPublicKey(privateKey);
	const publicJwk = publicKey.export({format: 'jwk'});
	const keyId = createHash('sha256').update(publicJwk.n ?? '').digest('base64url').slice(0, 16);
	return {keyId, privateKey, publicKey, publicJwk};
}

function parseKey(pem: string): KeyObject | undefined {
	try {
		return createPrivateKey(pem);
	} catch {
		return undefined;
	}
}

async function loadKey(folder: string): Promise<SigningKey> {
	const file = path.join(folder, 'signing-key.pem');
	const pem = readPracticeFile(file);
	const known = pem === undefined ? undefined : parseKey(pem);
	if (known) {
		return signingKeyOf(known);
	}

	if (pem !== undefined) {
		quarantine(file, Date.now());
	}

	const {privateKey} = await promisify(generateKeyPair)('rsa', {modulusLength: 2048});
	writePrivateFile(file, privateKey.export({type: 'pkcs8', format: 'pem'}) as string);
	return signingKeyOf(privateKey);
}

/**
Returns a loader for the folder's RSA key, which is generated with the first token because that takes longer than
starting the server. The loader throws `UserError` if something other than a file is in the way, and the file system's
error.
*/
export function signingKeyLoader(folder: string): () => Promise<SigningKey> {
	let key: Promise<SigningKey> | undefined;
	return async () => {
		try {
			key ??= loadKey(folder);
			return await key;
		} catch (error) {
			// Whatever was in the way may be gone at the next call.
			key = undefined;
			throw error;
		}
	};
}
