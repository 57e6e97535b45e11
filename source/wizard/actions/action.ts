import {stageReference, type StageId} from '../../concur/tutorial.js';
import {stageOf} from '../stages/stages.js';

export type ActionId =
	| 'begin' | 'go-on' | 'paste-anything' | 'rehearse' | 'copy-command' | 'try-token'
	| 'export-environment' | 'export-postman' | 'daily-renewal' | 'copy-request' | 'new-secret'
	| 'swap-secrets' | 'prove-secret' | 'leave' | 'continue' | 'import-credentials'
	| 'write-credentials' | 'overwrite-credentials' | 'check-again' | 'ignore-in-git'
	| 'import-token' | 'obtain-token' | 'save-token-object' | 'prove-token' | 'go-to';

/** Something this program does when Enter is pressed on it. */
export type Action = {
	readonly kind: 'action';
	readonly id: ActionId;
	readonly label: string;
	/** What it produces or where it leads, shown beside the label. */
	readonly detail?: string;
	/** Where `go-to` and `continue` lead. */
	readonly stage?: StageId;
	/** The step in that stage that `go-to` focuses. */
	readonly step?: string;
};

export function makeAction(
	id: ActionId,
	label: string,
	details: Pick<Action, 'detail' | 'stage' | 'step'> = {},
): Action {
	return {
		kind: 'action', id, label, ...details,
	};
}

/** The action that leads to another stage, or to a step or field in it. */
export function goToAction(stage: StageId, why: string, step?: string): Action {
	return makeAction('go-to', `Go to ${stageReference(stage)}: ${why}`, {stage, ...(step !== undefined && {step})});
}

/** The action that leads on to this stage. */
export function continueAction(stage: StageId): Action {
	return makeAction('continue', `Go on to ${stageReference(stage)}: ${stageOf(stage).title}`, {stage});
}
