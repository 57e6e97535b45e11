import {appGrants, appStages, appTypes, requiredGrants, scopeChoices} from '../state/app-choices.js';
import {type AppForm} from '../state/practice-concur.js';
import {html, type SafeHtml} from './html.js';
import {describedBy, fieldError, type FieldErrors} from './page.js';

/** What was entered, including a pasted list of scopes. */
export type FilledForm = AppForm & {readonly pasted: string};

/**
The script that filters the list as the user types, counts what is selected, and ticks what a pasted list names. Without
it the full list is shown, and the server parses the pasted one.
*/
export const appFormScript = `
const find = selector => document.querySelector(selector);
const [search, count, only, none, pasted, outcome] =
	['#search', '#count', '#only', '#none', '#pasted', '#outcome'].map(selector => find(selector));
const rows = [...document.querySelectorAll('.scopes .choice')].map(row => ({
	row, box: row.querySelector('input'), text: row.textContent.toLowerCase(),
}));
const update = () => {
	const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
	for (const {row, box, text} of rows)
		row.hidden = (only.checked && !box.checked) || !words.every(word => text.includes(word));
	none.hidden = rows.some(({row}) => !row.hidden);
	count.textContent = rows.filter(({box}) => box.checked).length + ' of ' + rows.length + ' selected';
};
const setListed = isChecked => {
	for (const {row, box} of rows) if (!row.hidden) box.checked = isChecked;
	update();
};
for (const part of document.querySelectorAll('[data-script]')) part.hidden = false;
update();
search.addEventListener('input', update);
search.addEventListener('keydown', event => {
	if (event.key === 'Enter') event.preventDefault();
});
only.addEventListener('change', update);
find('.scopes').addEventListener('change', () => {
	// What was just unticked stays in view, so that it can be ticked again.
	count.textContent = rows.filter(({box}) => box.checked).length + ' of ' + rows.length + ' selected';
});
find('#all').addEventListener('click', () => setListed(true));
find('#clear').addEventListener('click', () => setListed(false));
find('#apply').addEventListener('click', () => {
	const names = pasted.value.split(/[\\s,;]+/)
		.map(name => name.replace(/^["'\`[]+|["'\`\\]]+$/g, ''))
		.filter(Boolean);
	const boxes = new Map(rows.map(({box}) => [box.value, box]));
	const unknown = names.filter(name => !boxes.has(name));
	const known = new Set(names.filter(name => boxes.has(name)));
	for (const name of known) boxes.get(name).checked = true;
	search.value = '';
	update();
	pasted.value = '';
	outcome.textContent = names.length === 0
		? 'The list is empty. Paste the names of scopes first.'
		: (known.size === 1 ? '1 scope is selected.' : known.size + ' scopes are selected.')
			+ (unknown.length === 0 ? '' : ' Not documented, so not selected: ' + unknown.join(', ') + '.');
});
`;

type Choice = {readonly value: string; readonly hint?: string};

type ChoiceGroup = {
	readonly legend: string;
	readonly hint: string;
	readonly kind: 'radio' | 'checkbox';
	readonly choices: readonly Choice[];
	readonly chosen: readonly string[];
};

function checkedIf(isChosen: boolean): SafeHtml | false {
	return isChosen && html` checked`;
}

function choiceGroup(id: string, {legend, hint, kind, choices, chosen}: ChoiceGroup, errors: FieldErrors): SafeHtml {
	const tiles = choices.map(({value, hint: about}) => html`
		<label class="choice"><input type="${kind}" name="${id}" value="${value}"${checkedIf(chosen.includes(value))}>
		<span>${value}${about !== undefined && html`<small>${about}</small>`}</span></label>
	`);
	return html`
		<fieldset id="${id}" tabindex="-1" aria-describedby="${id}-hint"><legend>${legend}</legend>
		<p class="hint" id="${id}-hint">${hint}</p>${fieldError(errors, id)}
		<div class="tiles">${tiles}</div>
		</fieldset>
	`;
}

function scopeGroup({scopes: chosen, pasted}: FilledForm, errors: FieldErrors): SafeHtml {
	const rows = scopeChoices.map(({name, apis, isDeprecated}) => html`
		<label class="choice"><input type="checkbox" name="scopes" value="${name}"${checkedIf(chosen.includes(name))}>
		<span><span>${name}</span> <small>${apis}${isDeprecated && ' (deprecated)'}</small></span></label>
	`);
	return html`
		<fieldset id="scopes" tabindex="-1" aria-describedby="scopes-hint"><legend>Allowed Scopes</legend>
		<p class="hint" id="scopes-hint">What this app's tokens may do. Select only what your script needs,
		for example identity.user.ids.read and identity.user.core.read to list users.</p>${fieldError(errors, 'scopes')}
		<div class="tools" data-script hidden>
		<div><label for="search">Search scopes and APIs</label>
		<input type="search" id="search" autocomplete="off"></div>
		<button type="button" class="quiet" id="all">Select all listed scopes</button>
		<button type="button" class="quiet" id="clear">Clear all listed scopes</button>
		<label class="choice"><input type="checkbox" id="only"> Show selected only</label>
		</div>
		<p class="hint" id="count" role="status"></p>
		<div class="scopes" role="group" aria-label="Scopes" tabindex="0">${rows}
		<p class="none" id="none" hidden>No scopes match.</p></div>
		<details${(pasted !== '') && html` open`}><summary>Paste a list of scopes</summary>
		<label for="pasted">Scopes, separated by spaces, commas or line breaks</label>
		<p class="hint" id="pasted-hint">They are added to the selection above.</p>
		${fieldError(errors, 'pasted')}
		<textarea id="pasted" name="pasted" rows="4" spellcheck="false"${describedBy(errors, 'pasted')}>${
			pasted
		}</textarea>
		<div class="actions" data-script hidden>
		<button type="button" class="quiet" id="apply">Select these scopes</button></div>
		<p id="outcome" role="status"></p>
		</details>
		</fieldset>
	`;
}

/** The text fields of an app's form. */
export function textFields(app: AppForm, errors: FieldErrors): SafeHtml {
	return html`
		<div class="card">
		<label for="name">App Name</label>
		<p class="hint" id="name-hint">Include your company and team, so that others know who owns the app.</p>
		${fieldError(errors, 'name')}
		<input type="text" id="name" name="name" value="${app.name}"
			autocomplete="off" required${describedBy(errors, 'name')}>
		<label for="description">App Description</label>
		<p class="hint" id="description-hint">What the app is for, and who to contact about it.</p>
		${fieldError(errors, 'description')}
		<textarea id="description" name="description" rows="3" required${describedBy(errors, 'description')}>${
			app.description
		}</textarea>
		</div>
	`;
}

const grantHints: Readonly<Record<typeof appGrants[number], string>> = {
	authorization_code: 'Users sign in themselves.',
	client_credentials: 'A token for the app itself, required for Events.',
	otp: 'Users get a code by e-mail.',
	password: 'Required: it obtains the company token.',
	refresh_token: 'Required: it keeps that token alive.',
};

/** The fields of an app's form with choices. */
export function choiceFields(app: FilledForm, errors: FieldErrors): readonly SafeHtml[] {
	return [
		choiceGroup('stage', {
			legend: 'App Stage', hint: 'Where the app is used.',
			kind: 'radio', choices: appStages.map(value => ({value})), chosen: [app.stage],
		}, errors),
		choiceGroup('type', {
			legend: 'Application Type', hint: 'Most apps are Web Services (WS) clients.',
			kind: 'radio', choices: appTypes.map(value => ({value})), chosen: [app.type],
		}, errors),
		choiceGroup('grants', {
			legend: 'Allowed Grants',
			hint: `A company token needs ${requiredGrants.join(' and ')}. `
				+ 'Without them, Concur answers with error 60 or 107.',
			kind: 'checkbox', choices: appGrants.map(value => ({value, hint: grantHints[value]})), chosen: app.grants,
		}, errors),
		scopeGroup(app, errors),
	];
}
