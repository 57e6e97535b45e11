import {type Connection} from '../concur/connection.js';
import {formatDuration} from '../wizard/format-duration.js';
import {connectionOf, hasLiveRefreshToken, refreshTokenEnd, requestTokenEnd} from '../wizard/lifetimes.js';
import {stageStatus} from '../wizard/stage-status.js';
import {stageNumber, stages, type Stage} from '../wizard/stages.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {fitLine, justify, line, type Line} from './line.js';
import {statusMarks, symbols} from './theme.js';

/** What is said of a refresh token that does not live. */
const connectionWords: Readonly<Record<Connection['kind'], string>> = {
	none: '', untried: '', proven: '', refused: 'refused', expired: 'expired',
};

/** How long what a stage issued still lives, in words; empty where nothing runs out. */
export function lifetimeWords(state: WizardState, id: Stage['id']): string {
	const end = id === 'request-token' && !hasLiveRefreshToken(state)
		? requestTokenEnd(state)
		: (id === 'refresh-token' ? refreshTokenEnd(state) : undefined);
	if (end === undefined) {
		return '';
	}

	if (id === 'refresh-token' && !hasLiveRefreshToken(state)) {
		return connectionWords[connectionOf(state).kind];
	}

	return end > state.now ? `${formatDuration(end - state.now)} left` : 'expired';
}

function stageLine(state: WizardState, stage: Stage, width: number): Line {
	const isCurrent = stage.id === state.stage;
	const mark = statusMarks[stageStatus(state, stage.id)];
	const lifetime = lifetimeWords(state, stage.id);
	return justify(
		[
			{text: isCurrent ? `${symbols.pointer} ` : '  ', tone: 'accent'},
			{text: `${mark.symbol} `, tone: mark.tone},
			{text: `${stageNumber(stage.id)} ${stage.title}`, tone: isCurrent ? 'accent' : 'plain'},
		],
		lifetime === '' || stage.title.length + lifetime.length + 8 > width ? line(' ') : line(` ${lifetime} `, mark.tone === 'warning' ? 'warning' : 'dim'),
		width,
	);
}

function gridLines(state: WizardState, width: number): readonly Line[] {
	const startWidth = Math.min(44, Math.floor(width * 0.54));
	return [0, 1, 2, 3].map(row => {
		const other = stages[row + 4];
		return [
			...stageLine(state, stages[row]!, startWidth),
			...(other ? stageLine(state, other, width - startWidth) : fitLine([], width - startWidth)),
		];
	});
}

function stripLine(state: WizardState, width: number): Line {
	return fitLine(stages.flatMap(stage => {
		const mark = statusMarks[stageStatus(state, stage.id)];
		const isCurrent = stage.id === state.stage;
		return [
			{text: isCurrent ? ` ${symbols.pointer}` : '  ', tone: 'accent'},
			{text: `${mark.symbol} `, tone: mark.tone},
			{text: `${stageNumber(stage.id)}  `, tone: isCurrent ? 'accent' : 'plain'},
		] as const;
	}), width);
}

/** The checklist of the stages: a list, a grid of two columns, or one row of marks. */
export function checklistLines(state: WizardState, shape: 'list' | 'grid' | 'strip', width: number): readonly Line[] {
	switch (shape) {
		case 'list': {
			return stages.map(stage => stageLine(state, stage, width));
		}

		case 'grid': {
			return gridLines(state, width);
		}

		case 'strip': {
			return [stripLine(state, width)];
		}
	}
}
