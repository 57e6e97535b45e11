import {memo} from 'react';
import {Box, Text} from 'ink';
import {keyBindings, type KeyName} from '../../wizard/keys.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {shownKey, tones} from '../theme.js';

// These stay however narrow the row is, at its end; of the others as many are shown as fit.
const everywhere: ReadonlySet<KeyName> = new Set(['help', 'leave']);

const KeyHint = memo(({keyLabel, label}: {readonly keyLabel: string; readonly label: string}) => (
	<Box flexShrink={0}><Text><Text {...tones.heading}>{keyLabel}</Text> {label}</Text></Box>
));

/** The last row: the keys that work now, most needed first. */
export function KeyRow({state}: {readonly state: WizardState}) {
	const hints = keyBindings.flatMap(({name, keys, label}) => {
		const text = label(state);
		return text ? [{name, hint: <KeyHint key={name} keyLabel={shownKey(keys[0]!)} label={text}/>}] : [];
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
