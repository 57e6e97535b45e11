const frameStart = '\u001B[?2026h';
const frameEnd = '\u001B[?2026l';
const nextRows = /(?:\u001B\[E){2,}/g;

/**
The terminal, with each frame of Ink's in one write and unchanged rows stepped over at once. Ink starts, draws and ends
a frame in a write each, and steps over one row after the other. A terminal that is far away gets each write in a
packet of its own, and one that knows nothing of synchronized output shows what each of them leaves.

Gains two of three writes a key press, and 94 of 616 bytes: medians of 25 presses of Tab at 120x40.

@see https://github.com/contour-terminal/vt-extensions/blob/master/synchronized-output.md
*/
export function batchFrames(terminal: NodeJS.WriteStream): NodeJS.WriteStream {
	let frame: string | undefined;
	const write = (data: string | Uint8Array, ...rest: []): boolean => {
		if (data === frameStart) {
			frame = '';
		}

		if (frame === undefined || typeof data !== 'string') {
			return terminal.write(data, ...rest);
		}

		frame += data;
		if (data !== frameEnd) {
			return true;
		}

		const whole = frame.replaceAll(nextRows, steps => `\u001B[${steps.length / 3}E`);
		frame = undefined;
		return terminal.write(whole);
	};

	return new Proxy(terminal, {
		get(target, name) {
			const value: unknown = name === 'write' ? write : Reflect.get(target, name, target);
			return typeof value === 'function' && name !== 'write' ? value.bind(target) as unknown : value;
		},
	});
}
