import {type Api} from '../../concur/catalogue/api.js';
import {apiTitle} from '../../concur/catalogue/apis.js';
import {stageReference} from '../../concur/tutorial.js';
import {adviceFor, apiChoices, describeAccess, searchApis} from '../apis/api-choice.js';
import {type Overlay, type WizardState} from '../wizard-state.js';
import {memoizeByContent} from './memoize-by-content.js';

/** An API in the list. */
export type ApiListRow = {
	readonly id: string;
	readonly area: string;
	readonly title: string;
	/** What to know before choosing it, if anything. */
	readonly note: string | undefined;
	readonly isChosen: boolean;
	/** The chosen access, or that the API is deprecated; otherwise empty. */
	readonly access: string;
};

/** The list of APIs, as far as it is searched. */
export type ApiList = {
	readonly query: string;
	/** The index of the focused API. */
	readonly focus: number;
	readonly entries: readonly ApiListRow[];
	/** The number of chosen APIs. */
	readonly chosen: number;
	/** What to select in the form for the chosen APIs; undefined if none are. */
	readonly form: {readonly grants: string; readonly scopes: string} | undefined;
};

/** What is shown in place of the form if no APIs are chosen. */
export const noApisText = `No APIs chosen: ${stageReference('app')} follows the tutorial.`;

function apiListRow(state: WizardState, api: Api): ApiListRow {
	const {id, area, note, end} = api;
	const choice = apiChoices(state).find(each => each.api.id === id);
	const access = choice ? describeAccess(choice) : (end ? 'deprecated' : '');
	return {id, area, title: apiTitle(api), note, isChosen: choice !== undefined, access};
}

type OpenedList = Extract<Overlay, {kind: 'apis'}>;

/** The APIs that a search found, and what the chosen ones need. */
export const apiList = memoizeByContent((state: WizardState, {query, focus}: OpenedList): ApiList => {
	const {grants, scopes} = adviceFor(state);
	return {
		query,
		focus,
		entries: searchApis(state, query).map(api => apiListRow(state, api)),
		chosen: apiChoices(state).length,
		form: scopes.length === 0 ? undefined : {grants: grants.join(', '), scopes: scopes.join(', ')},
	};
});
