import {advise, resolveChoices, type Access, type ApiChoice, type ChosenApi} from '../../concur/catalogue/advise.js';
import {areas, type Api} from '../../concur/catalogue/api.js';
import {apis, apiTitle, currentApis, findApi} from '../../concur/catalogue/apis.js';
import {keyFor} from '../keys/keys.js';
import {memoizeByParts} from '../memoize-selector.js';
import {containsWords} from '../contains-words.js';
import {type WizardState} from '../wizard-state.js';
import {stageOf, type Step} from '../stages/stages.js';

/** The chosen APIs that are in the catalogue. */
export const apiChoices = memoizeByParts(
	['chosenApis'],
	({chosenApis}): readonly ApiChoice[] => resolveChoices(chosenApis),
);

/** The permissions that the app needs for the chosen APIs. */
export const adviceFor = memoizeByParts(['chosenApis'], state => advise(apiChoices(state)));

/** The kinds of access that an API offers, least first. */
function accessesOf({read, write}: Api): readonly Access[] {
	return [...(read.length > 0 ? ['read'] as const : []), ...(write.length > 0 ? ['write'] as const : [])];
}

/** Describes the access that an API is chosen with. */
export function describeAccess({api, access}: ApiChoice): string {
	return access === 'read' ? 'read' : (api.read.length > 0 ? 'read and write' : 'write');
}

/** Describes the access that an API is chosen with, as a purpose. */
export function describePurpose({api, access}: ApiChoice): string {
	return access === 'read' ? 'reading' : (api.read.length > 0 ? 'reading and writing' : 'writing');
}

/** The next access in the cycle: not chosen, read, read and write. */
export function nextAccess(chosen: readonly ChosenApi[], api: Api): Access | undefined {
	const accesses = accessesOf(api);
	const access = chosen.find(({id}) => id === api.id)?.access;
	return accesses[access === undefined ? 0 : accesses.indexOf(access) + 1];
}

const inListOrder: readonly Api[] = apis.toSorted((one, other) => areas.indexOf(one.area) - areas.indexOf(other.area));

/** The choice with an API's access changed, in the order of the list. APIs unknown to the catalogue are kept. */
function withAccess(chosen: readonly ChosenApi[], {id}: Api, access: Access | undefined): readonly ChosenApi[] {
	const others = chosen.filter(each => each.id !== id);
	const placeOf = (each: ChosenApi) => inListOrder.findIndex(api => api.id === each.id);
	return (access === undefined ? others : [...others, {id, access}])
		.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/**
The APIs whose name, id or area contains every word of a query, by product area. Outdated APIs are included only if
they are already chosen.
*/
export function searchApis({chosenApis}: Pick<WizardState, 'chosenApis'>, query: string): readonly Api[] {
	return inListOrder.filter(api => {
		const isOffered = currentApis.includes(api) || chosenApis.some(({id}) => id === api.id);
		return isOffered && containsWords(`${apiTitle(api)} ${api.id} ${api.area}`, query);
	});
}

/** `1 API`, `3 APIs`. */
export function apiCountText(count: number): string {
	return `${count} ${count === 1 ? 'API' : 'APIs'}`;
}

/** Summarises the answer so far to the question about APIs. */
export function choiceSummary(state: WizardState): string {
	const count = apiChoices(state).length;
	return count === 0 ? 'None chosen (as in the tutorial)' : `${apiCountText(count)} chosen`;
}

/** Describes what undoing changes in the choice: the first API whose access differs between the two states. */
export function describeRevertedChoice(state: WizardState, returned: WizardState): string {
	const [now, then] = [apiChoices(state), apiChoices(returned)];
	const isIn = (choices: readonly ApiChoice[], {api, access}: ApiChoice) =>
		choices.some(each => each.api.id === api.id && each.access === access);
	const isKnown = (choices: readonly ApiChoice[], {api}: ApiChoice) => choices.some(each => each.api.id === api.id);
	const added = now.find(choice => !isIn(then, choice));
	const dropped = then.find(choice => !isIn(now, choice));
	if (added) {
		const title = apiTitle(added.api);
		return isKnown(then, added) ? `the choice of ${title} for ${describePurpose(added)}` : `the choice of ${title}`;
	}

	return dropped ? `the removal of ${apiTitle(dropped.api)}` : 'a choice of APIs';
}

/** A step of the form, adapted to the chosen APIs. Without a choice it stays as in the tutorial. */
export function advisedStep(state: WizardState, step: Step): Step {
	const count = apiChoices(state).length;
	const issued = (which: string) => state.facts.isPractice
		? ` Press ${keyFor('issue')} to have the practice panel create the app with ${which}.`
		: '';
	if (count === 0) {
		return step.id === 'app.scopes' ? {...step, more: `${step.more!}${issued('every scope')}`} : step;
	}

	const {grants, scopes} = adviceFor(state);
	switch (step.id) {
		case 'app.grants': {
			return {
				...step,
				text: grants.join(', '),
				more: grants.includes('client_credentials')
					? 'Select all three. The last two stages need the first two; client_credentials is for APIs '
						+ 'that take the app\'s own token.'
					: step.more!,
				copies: {label: 'grants', text: grants.join(' ')},
			};
		}

		case 'app.scopes': {
			return {
				...step,
				text: scopes.join(', '),
				more: `The fewest scopes needed by the ${count === 1 ? 'API' : apiCountText(count)} you chose, `
					+ 'in the order of the form.'
					+ issued('these scopes'),
				copies: {label: 'scopes', text: scopes.join(' ')},
			};
		}

		default: {
			return step;
		}
	}
}

/** The state with an API chosen with this access, or dropped. An API unknown to the catalogue changes nothing. */
export function chooseApi(state: WizardState, id: string, access: Access | undefined): WizardState {
	const api = findApi(id);
	const chosen: WizardState = api
		? {...state, chosenApis: withAccess(state.chosenApis, api, access), notice: undefined}
		: state;
	return {...chosen, ticks: state.ticks.filter(id => !isAdviceChanged(state, chosen, id))};
}

/** Whether a step of the form asks for something else after a change in the choice: its tick no longer holds then. */
function isAdviceChanged(before: WizardState, after: WizardState, id: string): boolean {
	const step = stageOf('app').items.find(item => item.kind === 'step' && item.id === id);
	return step?.kind === 'step' && advisedStep(before, step).text !== advisedStep(after, step).text;
}
