import {memo} from 'react';
import {Box, Text} from 'ink';
import {type Notice} from '../../wizard/wizard-state.js';
import {noticeMarks, tones} from '../theme.js';

/** The last thing that happened, in one row above the keys. */
export const NoticeRow = memo(({notice}: {readonly notice: Notice | undefined}) => (
	<Box height={1} flexShrink={0} paddingX={1}>
		{notice && (
			<Text wrap="truncate-end">
				<Text {...tones[notice.tone]}>{noticeMarks[notice.tone]}</Text> {notice.text}
			</Text>
		)}
	</Box>
));
