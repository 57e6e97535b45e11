import {memo} from 'react';
import {Box, Text} from 'ink';
import {lifeLeft} from '../../wizard/format-time.js';
import {storedTokenExpiry} from '../../concur/connection.js';
import {connectionOf, hasTokenForCredentials, maxRequestTokenAge} from '../../wizard/lifetimes.js';
import {doneStageCount} from '../../wizard/stage-status.js';
import {stages} from '../../wizard/stages.js';
import {requestTokenLifetime} from '../../wizard/value-problems.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {memoRegion} from '../memo-region.js';
import {symbols, tones, type Tone} from '../theme.js';

// Cells of the progress bar per stage.
const barCells = 2;
// Cells of the bar that shrinks with the request token's 24 hours: three hours each.
const lifeCells = 8;

type Countdown = {
	readonly text: string;
	readonly tone: Tone;
	/** Cells left in the shrinking bar, for a lifetime that is short enough for one. */
	readonly lifeLeft?: number;
};

/** What expires next and when: the request token until it has been exchanged, then the refresh token. */
function countdown(state: WizardState, isNarrow: boolean): Countdown | undefined {
	const hasToken = storedTokenExpiry(state) !== undefined && hasTokenForCredentials(state);
	return hasToken ? refreshCountdown(state, isNarrow) : requestCountdown(state, isNarrow);
}

function requestCountdown(state: WizardState, isNarrow: boolean): Countdown | undefined {
	const lifetime = requestTokenLifetime(state);
	if (!lifetime) {
		return undefined;
	}

	const {text, left} = lifetime;
	if (left === undefined) {
		return {text: `${isNarrow ? 'token' : 'request token'} ${text}`, tone: 'warning'};
	}

	return isNarrow
		? {text, tone: 'plain'}
		: {
			text: `request token: ${text}`, tone: 'plain',
			lifeLeft: Math.ceil(Math.min(1, left / maxRequestTokenAge) * lifeCells),
		};
}

function refreshCountdown(state: WizardState, isNarrow: boolean): Countdown {
	const connection = connectionOf(state);
	if (connection.kind === 'refused') {
		const refused = connection.grant === 'bearer' ? 'API call' : (isNarrow ? 'token' : 'connection');
		return {text: `${refused} refused`, tone: 'warning'};
	}

	const end = storedTokenExpiry(state) ?? 0;
	return end > state.now
		? {text: `${isNarrow ? '' : 'refresh token: '}${lifeLeft(end, state.now)}`, tone: 'plain'}
		: {text: `${isNarrow ? 'token' : 'refresh token'} expired`, tone: 'warning'};
}

function LifeBar({left}: {readonly left: number}) {
	return (
		<Text>
			<Text {...tones[left > 1 ? 'accent' : 'warning']}>{symbols.bar.repeat(left)}</Text>
			<Text {...tones.rule}>{symbols.rule.repeat(lifeCells - left)}</Text>
		</Text>
	);
}

type TitleRowProps = Partial<Countdown> & {
	readonly isPractice: boolean;
	readonly profile: string;
	readonly done: number;
	readonly columns: number;
};

const TitleRow = memo(({isPractice, profile, text = '', tone = 'plain', lifeLeft, done, columns}: TitleRowProps) => {
	// In a short row, the default profile is not mentioned.
	const isBarShown = columns >= (text === '' ? 76 : 100);
	const isProfileShown = profile !== 'default' || columns >= 100;
	const left = `concur-tokens${isPractice ? '  PRACTICE ' : ''}${isProfileShown ? ` profile ${profile}` : ''}`;
	const right = `${text}   ${done} of ${stages.length} done`;
	const barColumns = isBarShown ? (stages.length * barCells) + 3 : 0;
	// PRACTICE and the profile are never cut to make room for an ornament. The sum includes padding, gaps and bars.
	const isLifeShown = left.length + right.length + barColumns + lifeCells + 1 + 3 <= columns;
	return (
		<Box height={1} flexShrink={0} justifyContent="space-between" paddingX={1} gap={1}>
			<Text wrap="truncate-end">
				<Text {...tones.accent}>concur-tokens</Text>
				{isPractice && <Text {...tones.practice}>{'  PRACTICE '}</Text>}
				{isProfileShown && ` profile ${profile}`}
			</Text>
			<Box flexShrink={0} gap={3}>
				{text !== '' && (
					<Box gap={1}>
						{lifeLeft !== undefined && isLifeShown && <LifeBar left={lifeLeft}/>}
						<Text {...tones[tone]}>{text}</Text>
					</Box>
				)}
				{isBarShown && (
					<Text>
						<Text {...tones.good}>{symbols.bar.repeat(done * barCells)}</Text>
						<Text {...tones.rule}>{symbols.rule.repeat((stages.length - done) * barCells)}</Text>
					</Text>
				)}
				<Text {...tones[done === stages.length ? 'good' : 'heading']}>{done} of {stages.length} done</Text>
			</Box>
		</Box>
	);
});

/** The first row: the program, PRACTICE if it applies, the profile, what expires next, and the progress. */
export const TitleBar = memoRegion(({state, columns}: {readonly state: WizardState; readonly columns: number}) => {
	const {isPractice, profile} = state.facts;
	const said = countdown(state, columns < 76);
	return (
		<TitleRow
			{...said} isPractice={isPractice} profile={profile} done={doneStageCount(state)} columns={columns}
		/>
	);
});
