import {type Access} from '../../concur/catalogue/advise.js';
import {findApi} from '../../concur/catalogue/apis.js';
import {withAccess} from '../api-choice.js';
import {type WizardState} from '../wizard-state.js';

/** The state with an API chosen for something, or not at all; one that the catalogue does not know changes nothing. */
export function chooseApi(state: WizardState, id: string, access: Access | undefined): WizardState {
	const api = findApi(id);
	return api ? {...state, chosenApis: withAccess(state.chosenApis, api, access), notice: undefined} : state;
}
