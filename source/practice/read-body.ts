import {type IncomingMessage} from 'node:http';

/** Bytes; more than any form or order here needs. */
export const maxBodyLength = 64 * 1024;

/** The body as text; undefined as soon as it is longer than 64 KiB. Throws when the client goes away. */
export async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
	if (Number(incoming.headers['content-length'] ?? 0) > maxBodyLength) {
		return undefined;
	}

	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > maxBodyLength) {
			return undefined;
		}

		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString('utf8');
}
