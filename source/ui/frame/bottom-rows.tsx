import {memo} from 'react';
import {Box, Text} from 'ink';
import {keyBindings, type KeyName} from '../../wizard/keys.js';
import {type WizardState, type Notice} from '../../wizard/wizard-state.js';
import {formatKey, tones, noticeMarks} from '../theme.js';
import {wrapRows} from '../paragraph.js';

const margin = 1;
// A sentence with a long path in it takes two rows; more would push the stage away.
const maxRows = 3;

function noticeLines(notice: Notice, columns: number): readonly string[] {
	return wrapRows(`${noticeMarks[notice.tone]} ${notice.text}`, columns - (2 * margin), maxRows);
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

// These stay however narrow the row is, at its end; of the others as many are shown as fit.
const everywhere: ReadonlySet<KeyName> = new Set(['help', 'leave']);

const KeyHint = memo(({keyLabel, label}: {readonly keyLabel: string; readonly label: string}) => (
	<Box flexShrink={0}><Text><Text {...tones.heading}>{keyLabel}</Text> {label}</Text></Box>
));

/** The last row: the keys that work now, most needed first. */
export function KeyRow({state}: {readonly state: WizardState}) {
	const hints = keyBindings.flatMap(({name, keys, label}) => {
		const text = label(state);
		return text ? [{name, hint: <KeyHint key={name} keyLabel={formatKey(keys[0]!)} label={text}/>}] : [];
	});
	return (
		<Box height={1} flexShrink={0} paddingX={1} columnGap={2}>
			{/* What does not fit wraps into a second row, which is cut off. */}
			<Box flexWrap="wrap" columnGap={2} height={1} flexGrow={1} flexShrink={1} overflowY="hidden">
				{hints.filter(({name}) => !everywhere.has(name)).map(({hint}) => hint)}
			</Box>
			<Box columnGap={2} flexShrink={0}>
				{hints.filter(({name}) => everywhere.has(name)).map(({hint}) => hint)}
			</Box>
		</Box>
	);
}
