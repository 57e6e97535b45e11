import {endingOf} from '../../concur/redact.js';
import {credentialFields} from '../../concur/values.js';
import {type Notice, type StoredValues, type WizardState} from '../wizard-state.js';
import {focusedItem} from '../stages/items-in-view.js';
import {cursorAtEnd} from './enter-stage.js';

/** Whether the two secrets on disk are those of the session, exchanged: an answer refused the one in use. */
function isExchanged({values, former}: WizardState, stored: StoredValues): boolean {
	return stored.values.clientSecret === former?.clientSecret
		&& stored.former?.clientSecret === values.clientSecret;
}

function restoredNotice(refused: string, restored: string): Notice {
	return {
		tone: 'bad',
		text: `SAP Concur refused the Client Secret ${endingOf(refused)}. The one ${endingOf(restored)} has been `
			+ 'restored; the refused one is kept for another try.',
	};
}

/** The state without the permission to change the secret, which covered one change only. */
function withSecretGuarded(state: WizardState): WizardState {
	return {...state, unlocked: state.unlocked.filter(field => field !== 'clientSecret')};
}

/** The state with its secrets as an answer left them on disk. A secret that was entered in the meantime stays. */
export function withAnsweredSecrets(answered: WizardState, stored: StoredValues): WizardState {
	const state = withSecretGuarded(answered);
	const {values, enteredAt} = state;
	if (stored.values.clientSecret === values.clientSecret) {
		return {...state, former: stored.former};
	}

	const isEnteredSince = (stored.enteredAt.clientSecret ?? 0) <= (enteredAt.clientSecret ?? 0);
	return isExchanged(state, stored) && !isEnteredSince
		? {
			...state,
			former: stored.former,
			values: {...values, clientSecret: stored.values.clientSecret},
			enteredAt: {...enteredAt, clientSecret: stored.enteredAt.clientSecret},
			notice: restoredNotice(values.clientSecret, stored.values.clientSecret),
		}
		: state;
}

/** The state with the values as another process left them on disk, once all of the session's own are there. */
export function withStoredValues(state: WizardState, stored: StoredValues): WizardState {
	const {values, former, enteredAt} = stored;
	if (credentialFields.every(field => values[field] === state.values[field])) {
		return {...state, former, enteredAt};
	}

	const isSecretOther = values.clientSecret !== state.values.clientSecret;
	const taken = {...isSecretOther ? withSecretGuarded(state) : state, values, former, enteredAt};
	return {
		...taken,
		cursor: cursorAtEnd(taken, focusedItem(taken)),
		...(isExchanged(state, stored) && {
			notice: restoredNotice(state.values.clientSecret, values.clientSecret),
		}),
	};
}
