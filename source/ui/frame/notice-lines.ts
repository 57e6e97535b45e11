import {type Notice} from '../../wizard/wizard-state.js';
import {wrapRows} from '../paragraph.js';
import {noticeMarks, symbols} from '../theme.js';

/** The blank columns on either side of a notice. */
export const noticeMargin = 1;
// A sentence with a long path may need several rows; more would take too much from the stage.
const maxRows = 3;

// What is left of a long path still tells where it begins, and its file.
const minPathLength = 32;
const shorteningStep = 4;

/** The text with its longest path shortened in the middle, by ever more characters. */
function * withShorterPaths(text: string): Generator<string> {
	const [path = ''] = (text.match(/\S*[/\\]\S+/g) ?? []).toSorted((one, other) => other.length - one.length);
	for (let kept = path.length - shorteningStep; kept >= minPathLength; kept -= shorteningStep) {
		const head = Math.floor(kept / 3);
		yield text.replace(path, () => `${path.slice(0, head)}${symbols.more}${path.slice(head - kept)}`);
	}
}

/** The text with ever fewer of the words before its last sentence, down to the first three. */
function * withFewerWords(text: string): Generator<string> {
	const last = text.split(/(?<=[.!?:]) (?=[A-Z])/).at(-1)!;
	const words = text.slice(0, -last.length).trimEnd().split(' ');
	for (let kept = words.length - 1; kept >= 3; kept--) {
		yield `${words.slice(0, kept).join(' ')} ${symbols.more} ${last}`;
	}
}

/** The rows of a notice. What to do stands last: where there is no room for it, what is before it is shortened. */
export function noticeLines(notice: Notice, columns: number): readonly string[] {
	const width = columns - (2 * noticeMargin);
	const isFitting = (text: string) => wrapRows(text, width).length <= maxRows;
	const whole = `${noticeMarks[notice.tone]} ${notice.text}`;
	let shortest = whole;
	for (const shorten of [withShorterPaths, withFewerWords]) {
		const longer = shortest;
		for (const shorter of isFitting(longer) ? [] : shorten(longer)) {
			shortest = shorter;
			if (isFitting(shorter)) {
				break;
			}
		}
	}

	return wrapRows(shortest, width, maxRows);
}
