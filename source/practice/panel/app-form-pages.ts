import {type Answer} from '../api/answer.js';
import {appGrants, appScopes, appStages, appTypes, neededGrants, scopeChoices} from '../state/app-choices.js';
import {createApp, editApp, findApp, type AppForm} from '../state/practice-concur.js';
import {showOnce} from './app-pages.js';
import {html, type SafeHtml} from './html.js';
import {
	describedBy, errorSummary, fieldError, formStatus, hiddenFields, pageAnswer, problemPage, redirectAnswer, road,
	type FieldErrors,
} from './page.js';
import {type PanelRequest} from './panel-session.js';

const maxLengths = {name: 100, description: 500} as const;

/** The form with a pasted list of scopes: what it names is chosen as if it had been ticked. */
type PostedForm = AppForm & {
	readonly pasted: string;
	/** Pasted names that are no scopes. */
	readonly unknown: readonly string[];
};

const emptyForm: PostedForm = {
	name: '', description: '', stage: '', type: '', grants: [], scopes: [], pasted: '', unknown: [],
};

/** The names in a list, separated by blanks, commas, semicolons or line breaks; quotes around one are dropped. */
function namesIn(list: string): readonly string[] {
	return list.split(/[\s,;]+/).map(name => name.replaceAll(/^["'`[]+|["'`\]]+$/g, '')).filter(name => name !== '');
}

/** The form as it was posted, with everything that was typed; choices that do not exist are left out. */
function parseAppForm(form: URLSearchParams): PostedForm {
	const chosen = (name: string, choices: readonly string[], further: readonly string[] = []) => {
		const posted = new Set([...form.getAll(name), ...further]);
		return choices.filter(choice => posted.has(choice));
	};

	const pasted = (form.get('pasted') ?? '').slice(0, 20_000);
	const names = namesIn(pasted);
	return {
		name: (form.get('name') ?? '').trim(),
		description: (form.get('description') ?? '').trim(),
		stage: chosen('stage', appStages)[0] ?? '',
		type: chosen('type', appTypes)[0] ?? '',
		grants: chosen('grants', appGrants),
		scopes: chosen('scopes', appScopes, names),
		pasted,
		unknown: names.filter(name => !appScopes.includes(name)),
	};
}

function textError(app: AppForm, field: keyof typeof maxLengths, label: string): string | undefined {
	if (app[field] === '') {
		return `Enter an ${label}.`;
	}

	const maxLength = maxLengths[field];
	return app[field].length > maxLength ? `Enter an ${label} of at most ${maxLength} characters.` : undefined;
}

/** What keeps an app from being created: every field of the form is required, as in the real panel. */
function appFormErrors(app: PostedForm): FieldErrors {
	const unknown = app.unknown.slice(0, 10).map(name => name.slice(0, 60)).join(', ');
	const errors = {
		name: textError(app, 'name', 'App Name'),
		description: textError(app, 'description', 'App Description'),
		stage: app.stage === '' ? 'Select an App Stage.' : undefined,
		type: app.type === '' ? 'Select an Application Type.' : undefined,
		grants: app.grants.length === 0 ? 'Select at least one of the Allowed Grants.' : undefined,
		scopes: app.scopes.length === 0 ? 'Select at least one of the Allowed Scopes.' : undefined,
		pasted: unknown === '' ? undefined : `Remove or correct what is no documented scope: ${unknown}.`,
	};
	const found = Object.entries(errors).flatMap(([field, text]) => text === undefined ? [] : [[field, text] as const]);
	return Object.fromEntries(found);
}

/**
Narrows the list while one types, counts what is selected, and ticks what a pasted list names.
Without it the whole list is there, and the server reads the pasted one.
*/
const script = `
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
	const names = pasted.value.split(/[\\s,;]+/).map(name => name.replace(/^["'\`[]+|["'\`\\]]+$/g, '')).filter(Boolean);
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

function scopeGroup({scopes: chosen, pasted}: PostedForm, errors: FieldErrors): SafeHtml {
	const rows = scopeChoices.map(({name, apis, isDeprecated}) => html`
		<label class="choice"><input type="checkbox" name="scopes" value="${name}"${checkedIf(chosen.includes(name))}>
		<span><span>${name}</span> <small>${apis}${isDeprecated && ' (deprecated)'}</small></span></label>
	`);
	return html`
		<fieldset id="scopes" tabindex="-1" aria-describedby="scopes-hint"><legend>Allowed Scopes</legend>
		<p class="hint" id="scopes-hint">What the tokens of this app may do. Select as few as your script needs:
		for a list of users, identity.user.ids.read and identity.user.core.read.</p>${fieldError(errors, 'scopes')}
		<div class="tools" data-script hidden>
		<div><label for="search">Search scopes and APIs</label><input type="search" id="search" autocomplete="off"></div>
		<button type="button" class="quiet" id="all">Select all listed scopes</button>
		<button type="button" class="quiet" id="clear">Clear listed scopes</button>
		<label class="choice"><input type="checkbox" id="only"> Show selected only</label>
		</div>
		<p class="hint" id="count" role="status"></p>
		<div class="scopes" role="group" aria-label="Scopes" tabindex="0">${rows}
		<p class="none" id="none" hidden>No scope matches.</p></div>
		<details${(pasted !== '') && html` open`}><summary>Paste a list of scopes</summary>
		<label for="pasted">Scopes, separated by spaces, commas or line breaks</label>
		<p class="hint" id="pasted-hint">They are selected in addition to the ones above.</p>${fieldError(errors, 'pasted')}
		<textarea id="pasted" name="pasted" rows="4" spellcheck="false"${describedBy(errors, 'pasted')}>${pasted}</textarea>
		<div class="actions" data-script hidden>
		<button type="button" class="quiet" id="apply">Select these scopes</button></div>
		<p id="outcome" role="status"></p>
		</details>
		</fieldset>
	`;
}

function textFields(app: AppForm, errors: FieldErrors): SafeHtml {
	return html`
		<div class="card">
		<label for="name">App Name</label>
		<p class="hint" id="name-hint">Include your company and team, so that others know who owns the app.</p>
		${fieldError(errors, 'name')}
		<input type="text" id="name" name="name" value="${app.name}"
			autocomplete="off" required${describedBy(errors, 'name')}>
		<label for="description">App Description</label>
		<p class="hint" id="description-hint">What the app is for, and whom to ask about it.</p>
		${fieldError(errors, 'description')}
		<textarea id="description" name="description" rows="3" required${describedBy(errors, 'description')}>${
			app.description
		}</textarea>
		</div>
	`;
}

const grantHints: Readonly<Record<typeof appGrants[number], string>> = {
	authorization_code: 'People sign in themselves.',
	client_credentials: 'A token of the app alone, for Events.',
	otp: 'People get a code by e-mail.',
	password: 'Needed: it obtains the company token.',
	refresh_token: 'Needed: it keeps that token alive.',
};

function choiceFields(app: PostedForm, errors: FieldErrors): readonly SafeHtml[] {
	return [
		choiceGroup('stage', {
			legend: 'App Stage', hint: 'Where the app is used.',
			kind: 'radio', choices: appStages.map(value => ({value})), chosen: [app.stage],
		}, errors),
		choiceGroup('type', {
			legend: 'Application Type', hint: 'Most apps are a Web Services (WS) Client.',
			kind: 'radio', choices: appTypes.map(value => ({value})), chosen: [app.type],
		}, errors),
		choiceGroup('grants', {
			legend: 'Allowed Grants',
			hint: `A company token needs ${neededGrants.join(' and ')}. Without them, Concur answers with error 60 or 107.`,
			kind: 'checkbox', choices: appGrants.map(value => ({value, hint: grantHints[value]})), chosen: app.grants,
		}, errors),
		scopeGroup(app, errors),
	];
}

type FormTexts = {readonly title: string; readonly lead: string; readonly submit: string; readonly cancel: string};

const newAppTexts: FormTexts = {
	title: 'Create new app',
	lead: 'All fields are required.',
	submit: 'Submit',
	cancel: '/nui/ocstool',
};

function formPage({session}: PanelRequest, texts: FormTexts, app: PostedForm, errors: FieldErrors = {}): Answer {
	const {title, lead, submit, cancel} = texts;
	return pageAnswer({
		title, area: 'apps', session, script, status: formStatus(errors),
		body: html`
			<div class="columns"><div>
			<h1>${title}</h1>
			<p class="lead">${lead}</p>
			${errorSummary(errors)}
			<form method="post" novalidate>
			${hiddenFields(session)}
			${textFields(app, errors)}
			${choiceFields(app, errors)}
			<p class="actions"><button>${submit}</button><a class="button quiet" href="${cancel}">Cancel</a></p>
			</form>
			</div>${road(1)}</div>
		`,
	});
}

/** The empty form. */
export function newAppPage(panel: PanelRequest): Answer {
	return formPage(panel, newAppTexts, emptyForm);
}

/** Creates the app, or shows the form again with what was typed and what is wrong with it. */
export function postNewApp(panel: PanelRequest): Answer {
	const posted = parseAppForm(panel.form);
	const errors = appFormErrors(posted);
	if (Object.keys(errors).length > 0) {
		return formPage(panel, newAppTexts, posted, errors);
	}

	const {pasted: _pasted, unknown: _unknown, ...app} = posted;
	const credentials = createApp(panel.concur, app);
	showOnce(panel.concur, credentials);
	return redirectAnswer(`/nui/ocstool/apps/${credentials.appID}/credentials`);
}

/** The form of an app that exists, and what it changes. */
export function editAppPage(panel: PanelRequest): Answer {
	const {concur, request} = panel;
	const app = findApp(concur, request.parameters['appID'] ?? '');
	if (!app) {
		return problemPage(404, 'This app does not exist', 'Choose an app from the application list.');
	}

	const details = `/nui/ocstool/apps/${app.appID}`;
	const texts: FormTexts = {
		title: `Edit ${app.name}`,
		lead: 'A scope that you add needs a new company request token: a token keeps the scopes that it was issued with.',
		submit: 'Save',
		cancel: details,
	};
	if (request.method !== 'POST') {
		return formPage(panel, texts, {...emptyForm, ...app});
	}

	const posted = parseAppForm(panel.form);
	const errors = appFormErrors(posted);
	if (Object.keys(errors).length > 0) {
		return formPage(panel, texts, posted, errors);
	}

	const {pasted: _pasted, unknown: _unknown, ...changed} = posted;
	editApp(concur, app, changed);
	return redirectAnswer(details);
}
