import {areas, type Api} from '../../concur/catalogue/api.js';
import {apiTitle, findApi} from '../../concur/catalogue/apis.js';
import {nearestApis} from '../../concur/catalogue/nearest-apis.js';
import {stageReference} from '../../concur/tutorial.js';
import {
	adviceFor, apiChoices, apiCountText, describeAccess, nextAccess, searchApis,
} from '../../wizard/apis/api-choice.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {type Dialogue} from './dialogue.js';

// A longer list is too much to listen to.
const maxListed = 12;

function spokenApi({chosenApis}: WizardState, api: Api): string {
	const access = chosenApis.find(({id}) => id === api.id)?.access;
	return `  ${api.id}: ${apiTitle(api)}${access === undefined ? '' : `, chosen: ${describeAccess({api, access})}`}.`;
}

/** The chosen APIs, and what to select in the form for them. */
function adviceLines(state: WizardState): readonly string[] {
	const choices = apiChoices(state);
	const {grants, scopes} = adviceFor(state);
	return choices.length === 0
		? [`No APIs are chosen, so ${stageReference('app')} follows the tutorial.`]
		: [
			`${apiCountText(choices.length)} chosen: `
				+ `${choices.map(choice => `${choice.api.id}, ${describeAccess(choice)}`).join('; ')}.`,
			`Grants for the form: ${grants.join(', ')}.`,
			`Scopes for the form, ${scopes.length}: ${scopes.join(', ')}.`,
		];
}

/** Moves an API on to its next access, as Enter does in the full-screen list. */
function toggle({session, console, now}: Dialogue, api: Api): void {
	const access = nextAccess(session.state().chosenApis, api);
	session.dispatch({kind: 'api-chosen', api: api.id, access, now: now()});
	const next = nextAccess(session.state().chosenApis, api);
	const after = next === undefined ? 'remove it' : `choose ${describeAccess({api, access: next})}`;
	console.say(
		access === undefined
			? `Removed: ${apiTitle(api)}.`
			: `Chosen: ${apiTitle(api)}, ${describeAccess({api, access})}. Type ${api.id} again to ${after}.`,
		...adviceLines(session.state()),
	);
}

/** Answers a text: toggles the API with this ID or name, or lists the APIs that match it or have the closest names. */
function answer(dialogue: Dialogue, text: string): void {
	const {session, console} = dialogue;
	const state = session.state();
	const found = searchApis(state, text);
	const api = findApi(text) ?? found.find(each => apiTitle(each).toLowerCase() === text.toLowerCase());
	if (api && found.includes(api)) {
		toggle(dialogue, api);
	} else if (found.length === 1) {
		toggle(dialogue, found[0]!);
	} else if (found.length === 0) {
		console.say('No API has this name. Closest matches:', ...nearestApis(text).map(each => spokenApi(state, each)));
	} else {
		const isArea = areas.some(area => area.toLowerCase() === text.toLowerCase());
		const told = isArea ? found : found.slice(0, maxListed);
		const more = found.length - told.length;
		console.say(
			`${found.length} found. Type an ID to choose it:`,
			...told.map(each => spokenApi(state, each)),
			...(more === 0 ? [] : [`${more} more. Add a word to narrow the search.`]),
		);
	}
}

/** Asks for APIs to add or remove until an empty line. After each answer it states what to select in the form. */
export async function chooseApis(dialogue: Dialogue): Promise<void> {
	const {session, console} = dialogue;
	console.say(
		...adviceLines(session.state()),
		`Type the ID or name of an API, or an area to list its APIs: ${areas.join(', ')}.`,
	);
	for (;;) {
		const typed = await console.ask({prompt: 'API to add or remove (Enter when done): ', isEchoed: true});
		const text = typed?.kind === 'line' ? typed.text.trim() : '';
		if (text === '') {
			return;
		}

		answer(dialogue, text);
	}
}
