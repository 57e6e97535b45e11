import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {batchFrames} from '../../source/ui/batch-frames.js';

const frameStart = '\u001B[?2026h';
const frameEnd = '\u001B[?2026l';

function written(...parts: readonly string[]): readonly string[] {
	const stream = new PassThrough();
	const writes: string[] = [];
	stream.on('data', (chunk: Uint8Array) => {
		writes.push(String(chunk));
	});
	const terminal = batchFrames(stream as unknown as NodeJS.WriteStream);
	for (const part of parts) {
		terminal.write(part);
	}

	return writes;
}

test('a frame reaches the terminal in one write; what is written outside of one does so as it is', () => {
	expect(written('before', frameStart, 'drawn', frameEnd, 'after'))
		.toEqual(['before', `${frameStart}drawn${frameEnd}`, 'after']);
});

test('unchanged rows are stepped over at once', () => {
	const down = '\u001B[E';
	expect(written(frameStart, `${down.repeat(12)}words${down}more`, frameEnd))
		.toEqual([`${frameStart}\u001B[12Ewords${down}more${frameEnd}`]);
});
