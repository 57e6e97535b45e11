import {formatDuration} from '../wizard/format-duration.js';
import {hasLiveRefreshToken, refreshTokenEnd, requestTokenEnd} from '../wizard/lifetimes.js';
import {doneCount, firstUnfinishedStage} from '../wizard/stage-status.js';
import {stageNumber, stageOf} from '../wizard/stages.js';
import {type WizardState} from '../wizard/wizard-state.js';

/** What a person reads on the normal screen after leaving: how far they are, what has a time limit, and how to go on. */
export function describeSession(state: WizardState, resumeCommand: string, options: string): string {
	const stage = firstUnfinishedStage(state);
	const refreshEnd = hasLiveRefreshToken(state) ? refreshTokenEnd(state) : undefined;
	if (!stage) {
		return [
			`All seven stages are done${refreshEnd === undefined ? '' : `; the refresh token lives ${formatDuration(refreshEnd - state.now)} more and renews itself by use`}.`,
			`A bearer token for your scripts: concur-tokens token${options}`,
			'',
		].join('\n');
	}

	const requestEnd = requestTokenEnd(state);
	const isCounting = requestEnd !== undefined && requestEnd > state.now && !hasLiveRefreshToken(state);
	return [
		`Saved: ${doneCount(state)} of 7 stages done. Next is stage ${stageNumber(stage)}, ${stageOf(stage).title}.`,
		...(isCounting ? [`The company request token lives ${formatDuration(requestEnd - state.now)} more.`] : []),
		`Go on where you left it: ${resumeCommand}`,
		'',
	].join('\n');
}
