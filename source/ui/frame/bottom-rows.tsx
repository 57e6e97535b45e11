import {memo} from 'react';
import {Box, Text} from 'ink';
import {type KeyHint} from '../../wizard/regions/frame-facts.js';
import {type Notice} from '../../wizard/wizard-state.js';
import {formatKey, tones, noticeMarks} from '../theme.js';
import {noticeLines, noticeMargin} from './notice-lines.js';

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
	<Box minHeight={1} flexShrink={0} paddingX={noticeMargin}>
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
