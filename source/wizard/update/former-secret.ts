import {type FormerSecret} from '../../concur/record-answer.js';
import {type WizardEvent} from '../events.js';
import {refusalOf} from '../refusals.js';
import {fieldVerdict} from '../verdicts.js';
import {type SavedProgress, type WizardState} from '../wizard-state.js';

/** The app and secret that are kept after a change: the proven ones, else those that have just been replaced. */
function formerSecret(state: WizardState, progress: SavedProgress): FormerSecret | undefined {
	const {values: {appID, clientSecret}, former, token} = state;
	// One that SAP Concur refused is of no more use.
	const isWhole = clientSecret !== '' && fieldVerdict(state, 'clientSecret').kind === 'valid'
		&& refusalOf(state, 'clientSecret') === undefined;
	const isBack = former?.clientSecret === progress.values.clientSecret;
	const isProvenKept = former !== undefined && !isBack && former.clientSecret === token?.obtainedWith.clientSecret;
	if (isProvenKept) {
		return former;
	}

	return isWhole ? {appID, clientSecret} : (isBack ? undefined : former);
}

/**
The state after an event, with a secret that the event replaced kept beside it: SAP Concur will not show it again. What
a call's answer says of the two is decided where answers are.
*/
export function keepReplacedSecret(before: WizardState, after: WizardState, {kind}: WizardEvent): WizardState {
	const isReplaced = before.values.clientSecret !== after.values.clientSecret;
	const isSwapped = before.former?.clientSecret === after.values.clientSecret
		&& after.former?.clientSecret === before.values.clientSecret;
	return !isReplaced || isSwapped || kind === 'token-answered'
		? after
		: {...after, former: formerSecret(before, after)};
}
