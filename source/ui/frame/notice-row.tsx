import {memo} from 'react';
import {Box, Text} from 'ink';
import {type Notice} from '../../wizard/wizard-state.js';
import {wrapRows} from '../paragraph.js';
import {noticeMarks, tones} from '../theme.js';

const margin = 1;
// A sentence with a long path in it takes two rows; more would push the stage away.
const maxRows = 3;

function noticeLines(notice: Notice, columns: number): readonly string[] {
	const mark = `${noticeMarks[notice.tone]} `;
	return wrapRows(notice.text, columns - (2 * margin) - mark.length, maxRows)
		.map((row, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${row}`);
}

/** Rows that the notice takes; one is kept free for it. */
export function noticeRows(notice: Notice | undefined, columns: number): number {
	return notice ? noticeLines(notice, columns).length : 1;
}

/** Its mark stands in the notice's tone; good news that has just come does so as a whole. */
function NoticeText({notice, columns}: {readonly notice: Notice; readonly columns: number}) {
	const text = noticeLines(notice, columns).join('\n');
	const mark = noticeMarks[notice.tone];
	return notice.tone === 'success'
		? <Text {...tones.success}>{text}</Text>
		: <Text><Text {...tones[notice.tone]}>{mark}</Text>{text.slice(mark.length)}</Text>;
}

type NoticeRowProps = {readonly notice: Notice | undefined; readonly columns: number};

/** The last thing that happened, above the keys. */
export const NoticeRow = memo(({notice, columns}: NoticeRowProps) => (
	<Box minHeight={1} flexShrink={0} paddingX={margin}>
		{notice && <NoticeText notice={notice} columns={columns}/>}
	</Box>
));
