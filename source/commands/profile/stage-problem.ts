import {credentialsFileName, expectedContents, stageReference, type StageId, pathIn} from '../../concur/tutorial.js';
import {isUnusable, repairSteps, describeUnusableFile} from '../../concur/unusable-file.js';
import {stageFailure, stageStatus} from '../../wizard/stages/stage-status.js';
import {stageOf} from '../../wizard/stages/stages.js';
import {valueProblem} from '../../wizard/values/value-problems.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {type Problem} from '../output/profile-connection.js';

/**
Returns what blocks the set-up, and the stage at which to report it: the one where it is fixed, if that needs attention
too.
*/
export function failedStage(state: WizardState): (Problem & {readonly stage: StageId}) | undefined {
	const failed = (['refresh-token', 'proof'] as const).find(id => stageFailure(state, id));
	const failure = failed && stageFailure(state, failed);
	if (!failure) {
		return undefined;
	}

	const {cause, remedy, stage: mending} = failure;
	const stage = [mending, failed].find(id => stageStatus(state, id) === 'attention');
	return stage && {stage, cause, remedy};
}

/**
Explains why a stage needs attention and what to do; undefined where that is reported at another stage.
*/
export function stageProblem(state: WizardState, id: StageId): Problem | undefined {
	const file = state.folderReport?.credentialsFile;
	if (id === 'credentials-file' && isUnusable(file)) {
		const path = pathIn(state.folder, credentialsFileName);
		return {
			cause: describeUnusableFile(path, expectedContents[credentialsFileName], file),
			remedy: `${repairSteps[file.kind]}, or choose another folder in ${stageReference('folder')}.`,
		};
	}

	const failed = failedStage(state);
	if (failed?.stage === id) {
		return failed;
	}

	// What SAP Concur refused is reported once, above.
	const unusable = stageOf(id).items
		.flatMap(item => item.kind === 'field' ? valueProblem(state, item.field) ?? [] : [])
		.find(({kind}) => kind === 'expired' || kind === 'mismatch');
	return stageStatus(state, id) === 'attention' ? unusable : undefined;
}
