import {refreshTokenExpiry} from '../../concur/token-rules.js';
import {formatDuration} from '../format-duration.js';
import {type Transition, type WizardEvent} from '../events.js';
import {judgeTakeOver, type FoundToken} from '../paste/found-token.js';
import {type WizardState} from '../wizard-state.js';
import {enterStage} from './enter-stage.js';
import {changedFields, rememberTakeOver} from './history.js';

/** Asks for a found token to be stored, after the values that came with it. What is in its way is said instead. */
export function takeOver(before: WizardState, {state, effects}: Transition, found: FoundToken): Transition {
	const judged = judgeTakeOver(state, found);
	const filled = changedFields(before, state).filter(field => field !== 'folder').length;
	return judged.kind === 'possible'
		? {state, effects: [...effects, {kind: 'take-over-token', token: judged.token, filled}]}
		: {
				state: {
					...state,
					notice: {tone: 'warning', text: `The refresh token was left out: ${judged.reason}`},
				},
				effects,
			};
}

/** The session once the token is on disk: it has not been tried yet, which is what stage 7 is for. */
export function applyTakenOver(
	state: WizardState,
	{record, filled, now}: Extract<WizardEvent, {kind: 'token-taken-over'}>,
): Transition {
	const history = rememberTakeOver(state, filled);
	const entered = enterStage({...state, now, ...record, history}, 'proof');
	const words =
		filled === 0
			? 'The refresh token is taken over'
			: `Taken over: ${filled} ${filled === 1 ? 'value' : 'values'} and the refresh token`;
	const {token} = record;
	const left = token ? ` ${formatDuration(refreshTokenExpiry(token.object, token.receivedAt) - now)} left;` : '';
	return {
		...entered,
		state: {...entered.state, notice: {tone: 'good', text: `${words}.${left} Enter proves it.`}},
	};
}
