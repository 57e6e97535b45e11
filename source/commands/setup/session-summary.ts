import {stageNumber} from '../../concur/tutorial-stages.js';
import {formatTime} from '../../wizard/format-time.js';
import {hasLiveRefreshToken, refreshTokenEnd, requestTokenEnd} from '../../wizard/lifetimes.js';
import {doneCount, firstUnfinishedStage} from '../../wizard/stage-status.js';
import {stageOf, stages} from '../../wizard/stages.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {type Invocation} from '../invocation.js';

/** What a person reads after leaving the session: how far they are, what has a time limit, and how to resume. */
export function describeSession(state: WizardState, {setupCommand, repeatedOptions}: Invocation): string {
	const stage = firstUnfinishedStage(state);
	const refreshEnd = hasLiveRefreshToken(state) ? refreshTokenEnd(state) : undefined;
	if (!stage) {
		const life = refreshEnd === undefined
			? ''
			: ` The refresh token is valid until ${formatTime(refreshEnd, state.now)}; each use renews it.`;
		return [
			`All ${stages.length} stages are done.${life}`,
			`To get a bearer token for your scripts: concur-tokens token${repeatedOptions}`,
			'',
		].join('\n');
	}

	const requestEnd = requestTokenEnd(state);
	const isCounting = requestEnd !== undefined && requestEnd > state.now && !hasLiveRefreshToken(state);
	return [
		`Saved: ${doneCount(state)} of ${stages.length} stages done. `
		+ `Next is stage ${stageNumber(stage)}, ${stageOf(stage).title}.`,
		...(isCounting
			? [`The company request token is valid until ${formatTime(requestEnd, state.now)}.`]
			: []),
		`To resume where you left off: ${setupCommand}`,
		'',
	].join('\n');
}
