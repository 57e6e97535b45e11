import {memo} from 'react';
import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import {type Countdown, type TitleFacts} from '../../wizard/regions/frame-facts.js';
import {stages} from '../../wizard/stages/stages.js';
import {symbols, tones} from '../theme.js';

// Cells of the progress bar per stage.
const barCells = 2;
// The bar that shrinks with the request token's 24 hours.
const lifeCells = 8;
const hoursPerCell = 3;

function LifeBar({left}: {readonly left: number}) {
	return (
		<Text>
			<Text {...tones[left > 1 ? 'accent' : 'warning']}>{symbols.bar.repeat(left)}</Text>
			<Text {...tones.rule}>{symbols.rule.repeat(lifeCells - left)}</Text>
		</Text>
	);
}

type CountdownProps = {readonly countdown: Countdown; readonly text: string; readonly isLifeShown: boolean};

function CountdownText({countdown: {hoursLeft, isOver}, text, isLifeShown}: CountdownProps) {
	return (
		<Box gap={1}>
			{hoursLeft !== undefined && isLifeShown && <LifeBar left={Math.ceil(hoursLeft / hoursPerCell)}/>}
			<Text {...tones[isOver ? 'warning' : 'plain']}>{text}</Text>
		</Box>
	);
}

function ProgressBar({done}: {readonly done: number}) {
	return (
		<Text>
			<Text {...tones.good}>{symbols.bar.repeat(done * barCells)}</Text>
			<Text {...tones.rule}>{symbols.rule.repeat((stages.length - done) * barCells)}</Text>
		</Text>
	);
}

type TitleBarProps = {readonly facts: TitleFacts; readonly columns: number};

/** The first row: the program, PRACTICE if it applies, the profile, what expires next, and the progress. */
export const TitleBar = memo(({facts: {isPractice, profile, done, countdown}, columns}: TitleBarProps) => {
	const isNarrow = columns < 78;
	const text = (isNarrow ? countdown?.shortText : countdown?.text) ?? '';
	// In a short row, the default profile is not mentioned.
	const isBarShown = text === '' ? !isNarrow : columns >= 100;
	const shownProfile = profile !== 'default' || columns >= 100 ? ` profile ${profile}` : '';
	const left = `concur-tokens${isPractice ? '  PRACTICE ' : ''}${shownProfile}`;
	const right = `${text}   ${done} of ${stages.length} done`;
	const barColumns = isBarShown ? (stages.length * barCells) + 3 : 0;
	// PRACTICE and the profile are never cut to make room for an ornament. The sum includes padding, gaps and bars.
	const isLifeShown = !isNarrow
		&& stringWidth(left + right) + barColumns + lifeCells + 1 + 3 <= columns;
	return (
		<Box height={1} flexShrink={0} justifyContent="space-between" paddingX={1} gap={1}>
			<Text wrap="truncate-end">
				<Text {...tones.accent}>concur-tokens</Text>
				{isPractice && <Text {...tones.practice}>{'  PRACTICE '}</Text>}
				{shownProfile}
			</Text>
			<Box flexShrink={0} gap={3}>
				{countdown && <CountdownText countdown={countdown} text={text} isLifeShown={isLifeShown}/>}
				{isBarShown && <ProgressBar done={done}/>}
				<Text {...tones[done === stages.length ? 'good' : 'heading']}>{done} of {stages.length} done</Text>
			</Box>
		</Box>
	);
});
