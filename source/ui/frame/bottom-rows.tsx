import {memo} from 'react';
import {Box, Text} from 'ink';
import {type KeyHint} from '../../wizard/regions/frame-facts.js';
import {type Notice} from '../../wizard/wizard-state.js';
import {formatKey, symbols, tones, noticeMarks} from '../theme.js';
import {wrapRows} from '../paragraph.js';

const margin = 1;
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

/** The rows of a notice: what to do stands last, so a path that leaves no room for it is shortened. */
function noticeLines(notice: Notice, columns: number): readonly string[] {
	const width = columns - (2 * margin);
	const text = `${noticeMarks[notice.tone]} ${notice.text}`;
	if (wrapRows(text, width).length <= maxRows) {
		return wrapRows(text, width);
	}

	let shortest = text;
	for (const shorter of withShorterPaths(text)) {
		shortest = shorter;
		if (wrapRows(shorter, width).length <= maxRows) {
			break;
		}
	}

	return wrapRows(shortest, width, maxRows);
}

/** The number of rows for the notice. One is reserved even if there is none. */
export function noticeRows(notice: Notice | undefined, columns: number): number {
	return notice ? noticeLines(notice, columns).length : 1;
}

/** The text of a notice. Only its mark takes the tone, except that fresh good news takes it as a whole. */
function NoticeText({notice, columns}: {readonly notice: Notice; readonly columns: number}) {
	const text = noticeLines(notice, columns).join('\n');
	const mark = noticeMarks[notice.tone];
	return notice.tone === 'success'
		? <Text {...tones.success}>{text}</Text>
		: <Text><Text {...tones[notice.tone]}>{mark}</Text>{text.slice(mark.length)}</Text>;
}

type NoticeRowProps = {readonly notice: Notice | undefined; readonly columns: number};

/** The latest notice, above the keys. */
export const NoticeRow = memo(({notice, columns}: NoticeRowProps) => (
	<Box minHeight={1} flexShrink={0} paddingX={margin}>
		{notice && <NoticeText notice={notice} columns={columns}/>}
	</Box>
));

type LabelledKeyProps = {
	/** The key, from the key tables. */
	readonly press: string;
	readonly label: string;
};

const LabelledKey = memo(({press, label}: LabelledKeyProps) => (
	<Box flexShrink={0}><Text><Text {...tones.heading}>{formatKey(press)}</Text>{` ${label}`}</Text></Box>
));

/** The last row: the keys that work now, most needed first. */
export const KeyRow = memo(({hints}: {readonly hints: readonly KeyHint[]}) => {
	const row = (shown: readonly KeyHint[]) => shown.map(({name, key, label}) =>
		<LabelledKey key={name} press={key} label={label}/>);
	return (
		<Box height={1} flexShrink={0} paddingX={1} columnGap={2}>
			{/* Keys that do not fit wrap onto a second row, which is clipped. */}
			<Box flexWrap="wrap" columnGap={2} height={1} flexGrow={1} flexShrink={1} overflowY="hidden">
				{row(hints.filter(({isAlwaysShown}) => !isAlwaysShown))}
			</Box>
			<Box columnGap={2} flexShrink={0}>
				{row(hints.filter(({isAlwaysShown}) => isAlwaysShown))}
			</Box>
		</Box>
	);
});
