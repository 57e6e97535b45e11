import {keys, type OpenedTerminal} from '../sessions/opened-terminal.js';
import {type Frame} from './draw-animation.js';
import {screenRows} from './screen-rows.js';

// Milliseconds that a screen is shown: to be read, while something runs, and at the end.
const holds = {read: 1300, passing: 350, end: 5000} as const;
const longest = 29_000;
// Far more than the road takes.
const mostPresses = 60;

/** The stage that the checklist points at; the whole screen where it points at none. */
function placeOf(screen: string): string {
	return /›\s*\S\s+(\d) /.exec(screen)?.[1] ?? screen;
}

/**
Goes the road as somebody does who does what the screen offers first: Enter, or once a stage the panel's values.
Every screen is recorded, until all stages are done. Whatever the screens look like, one that stays fails with its
picture.
*/
export async function recordedRoad(terminal: OpenedTerminal): Promise<readonly Frame[]> {
	const frames: Frame[] = [];
	const issued = new Set<string>();
	const record = (hold: number) => {
		frames.push({rows: screenRows(terminal.emulator), hold});
	};

	await terminal.see('Ctrl+C leave');
	for (let presses = 0; presses < mostPresses; presses++) {
		const before = terminal.screen();
		record(holds.read);
		if (before.includes('7 of 7 done')) {
			frames.push({...frames.pop()!, hold: holds.end});
			return fitted(frames);
		}

		const place = placeOf(before);
		// The last row tells what works now.
		const isIssuing = before.split('\n').at(-1)!.includes('Ctrl+G') && !issued.has(place);
		if (isIssuing) {
			issued.add(place);
		}

		terminal.press(isIssuing ? keys.ctrl('G') : keys.enter);
		let shown = await terminal.changed(before);
		while (shown.includes('Esc cancel')) {
			record(holds.passing);
			shown = await terminal.changed(shown);
		}
	}

	throw new Error(`Not all done after ${mostPresses} presses:\n${terminal.screen()}`);
}

/** The frames made shorter where all of them would take too long; the last one keeps its time. */
function fitted(frames: readonly Frame[]): readonly Frame[] {
	const total = frames.slice(0, -1).reduce((sum, {hold}) => sum + hold, 0);
	const share = Math.min(1, (longest - holds.end) / total);
	return frames.map((frame, index) => index === frames.length - 1 ? frame : {...frame, hold: frame.hold * share});
}
