import {type FormerSecret} from '../../concur/record-answer.js';
import {type SavedProgress, type WizardState} from '../wizard-state.js';

/** The app and secret that are kept after a change: the proven ones, else those that have just been replaced. */
export function formerSecret({values, former, token}: WizardState, progress: SavedProgress): FormerSecret | undefined {
	const {appID, clientSecret} = values;
	const isSame = clientSecret === progress.values.clientSecret;
	const isProvenKept = former !== undefined && former.clientSecret === token?.obtainedWith.clientSecret;
	if (isSame || clientSecret === '' || isProvenKept) {
		return former;
	}

	return {appID, clientSecret};
}
