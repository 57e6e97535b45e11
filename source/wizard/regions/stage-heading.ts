import {isAtFinish, stageStatus, type StageStatus} from '../stage-status.js';
import {stageOf} from '../stages.js';
import {type WizardState} from '../wizard-state.js';
import {memoizeByContent} from './memoize-by-content.js';

/** What the heading of the stage in view says. */
export type StageHeadingFacts = {
	readonly number: number;
	readonly title: string;
	readonly status: StageStatus;
	/** Whether the final summary is in view instead. */
	readonly isFinished: boolean;
};

/** The heading of the stage in view. */
export const stageHeading = memoizeByContent((state: WizardState): StageHeadingFacts => {
	const {id, number, title} = stageOf(state.stage);
	return {number, title, status: stageStatus(state, id), isFinished: isAtFinish(state)};
});
