import {type StageId} from '../../concur/tutorial.js';
import {hasTokenForCredentials, refreshTokenLifetime} from '../calls/lifetimes.js';
import {stageStatus, type StageStatus} from '../stages/stage-status.js';
import {stages} from '../stages/stages.js';
import {requestTokenLifetime} from '../values/value-problems.js';
import {type WizardState} from '../wizard-state.js';
import {memoizeIgnoringFocus} from './memoize-by-content.js';

/** A stage on the checklist. */
export type ChecklistRow = {
	readonly id: StageId;
	readonly number: number;
	readonly title: string;
	readonly status: StageStatus;
	readonly isCurrent: boolean;
	/** The remaining lifetime of the token from the stage, in words; empty if nothing expires. */
	readonly lifetime: string;
};

function formatLifetime(state: WizardState, id: StageId): string {
	if (id === 'request-token') {
		return requestTokenLifetime(state)?.text ?? '';
	}

	// A token for another app or company does not belong to this stage.
	return id === 'refresh-token' && hasTokenForCredentials(state) ? refreshTokenLifetime(state) ?? '' : '';
}

/** The checklist: every stage with its status. */
export const checklistRows = memoizeIgnoringFocus((state: WizardState): readonly ChecklistRow[] =>
	stages.map(({id, number, title}) => ({
		id, number, title, status: stageStatus(state, id), isCurrent: id === state.stage,
		lifetime: formatLifetime(state, id),
	})));
