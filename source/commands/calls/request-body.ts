import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';
import {type RequestBody} from './authorized-calls.js';

// What is shorter is kept, so that it can be sent again after a refusal. Bytes.
const maxKept = 1024 * 1024;

/** A body that comes from elsewhere: kept where it is short, else streamed as it comes, and sent once. */
export async function receivedBody(stream: Readable): Promise<RequestBody> {
	const chunks: Buffer[] = [];
	let length = 0;
	const input = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	while (length <= maxKept) {
		// A stream is read in order.
		const next = await input.next();
		if (next.done) {
			const whole = Buffer.concat(chunks);
			return {length: whole.length, canRepeat: true, open: () => whole};
		}

		chunks.push(next.value);
		length += next.value.length;
	}

	return {
		canRepeat: false,
		open: () => Readable.from((async function * () {
			yield * chunks;
			yield * {[Symbol.asyncIterator]: () => input};
		})()),
	};
}
