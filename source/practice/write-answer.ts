import {type ServerResponse} from 'node:http';
import {setTimeout as wait} from 'node:timers/promises';
import {type Answer} from './answer.js';

/** Sends an answer the way it is to be delivered. */
export async function writeAnswer(outgoing: ServerResponse, answer: Answer): Promise<void> {
	if (answer.delay) {
		await wait(answer.delay, undefined, {ref: false});
	}

	const {socket} = outgoing;
	if (answer.delivery === 'no-answer' || outgoing.destroyed) {
		return;
	}

	if (answer.delivery === 'drop') {
		socket?.resetAndDestroy();
		return;
	}

	const body = Buffer.from(answer.body);
	outgoing.writeHead(answer.status, {...answer.headers, 'content-length': String(body.length)});
	if (answer.delivery === 'cut-off') {
		// The announced length is never reached.
		outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => socket?.destroy());
		return;
	}

	outgoing.end(body);
}
