import {type Answer} from '../api/answer.js';
import {createApp, type AppForm} from '../state/practice-concur.js';
import {appGrants, appScopes, appStages, appTypes} from '../state/app-choices.js';
import {appFormErrors, emptyAppForm, parseAppForm} from './app-form.js';
import {showOnce} from './credentials-page.js';
import {describedBy, errorSummary, fieldError, formStatus, hiddenFields, type FieldErrors} from './form-fields.js';
import {html, type SafeHtml} from './html.js';
import {pageAnswer, redirectAnswer} from './page.js';
import {type PanelRequest} from './panel-request.js';

// Narrows the list while one types, and counts what is selected. Without it the whole list is there.
const script = `
const search = document.querySelector('#search');
const count = document.querySelector('#count');
const choices = [...document.querySelectorAll('.scopes .choice')];
const showCount = () => {
	const selected = document.querySelectorAll('.scopes input:checked').length;
	count.textContent = selected + ' of ' + choices.length + ' selected';
};
search.parentElement.hidden = false;
showCount();
search.addEventListener('input', () => {
	const words = search.value.trim().toLowerCase();
	for (const choice of choices) choice.hidden = !choice.textContent.toLowerCase().includes(words);
});
search.addEventListener('keydown', event => {
	if (event.key === 'Enter') event.preventDefault();
});
document.querySelector('.scopes').addEventListener('change', showCount);
document.querySelector('#all').addEventListener('click', () => {
	for (const choice of choices) if (!choice.hidden) choice.querySelector('input').checked = true;
	showCount();
});
`;

type ChoiceGroup = {
	readonly legend: string;
	readonly hint: string;
	readonly kind: 'radio' | 'checkbox';
	readonly choices: readonly string[];
	readonly chosen: readonly string[];
};

function choice(kind: 'radio' | 'checkbox', name: string, value: string, isChosen: boolean): SafeHtml {
	const checked = isChosen && html` checked`;
	const input = html`<input type="${kind}" name="${name}" value="${value}"${checked}>`;
	return html`<label class="choice">${input} ${value}</label>`;
}

function choiceGroup(id: string, {legend, hint, kind, choices, chosen}: ChoiceGroup, errors: FieldErrors): SafeHtml {
	return html`
		<fieldset id="${id}" tabindex="-1" aria-describedby="${id}-hint"><legend>${legend}</legend>
		<p class="hint" id="${id}-hint">${hint}</p>${fieldError(errors, id)}
		${choices.map(value => choice(kind, id, value, chosen.includes(value)))}
		</fieldset>
	`;
}

function scopeGroup(chosen: readonly string[], errors: FieldErrors): SafeHtml {
	return html`
		<fieldset id="scopes" tabindex="-1" aria-describedby="scopes-hint"><legend>Allowed Scopes</legend>
		<p class="hint" id="scopes-hint">What the tokens of this app may do. To list users,
		choose identity.user.ids.read and identity.user.core.read.</p>${fieldError(errors, 'scopes')}
		<div hidden>
		<label for="search">Search scopes</label><input type="search" id="search" autocomplete="off">
		<button type="button" class="quiet" id="all">Select all listed scopes</button>
		</div>
		<p class="hint" id="count" role="status"></p>
		<div class="scopes" role="group" aria-label="Scopes" tabindex="0">
		${appScopes.map(scope => choice('checkbox', 'scopes', scope, chosen.includes(scope)))}
		</div>
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

function choiceFields(app: AppForm, errors: FieldErrors): readonly SafeHtml[] {
	return [
		choiceGroup('stage', {
			legend: 'App Stage', hint: 'Where the app is used.',
			kind: 'radio', choices: appStages, chosen: [app.stage],
		}, errors),
		choiceGroup('type', {
			legend: 'Application Type', hint: 'Most apps are a Web Services (WS) Client.',
			kind: 'radio', choices: appTypes, chosen: [app.type],
		}, errors),
		choiceGroup('grants', {
			legend: 'Allowed Grants',
			hint: 'To get and keep a company token, the app needs password and refresh_token. '
				+ 'Without them, Concur answers with error 60 or 107.',
			kind: 'checkbox', choices: appGrants, chosen: app.grants,
		}, errors),
		scopeGroup(app.scopes, errors),
	];
}

function formPage({session}: PanelRequest, app: AppForm, errors: FieldErrors = {}): Answer {
	return pageAnswer({
		title: 'Create new app', area: 'apps', session, script, status: formStatus(errors),
		body: html`
			<h1>Create new app</h1>
			${errorSummary(errors)}
			<p>All fields are required.</p>
			<form method="post" novalidate>
			${hiddenFields(session)}
			${textFields(app, errors)}
			${choiceFields(app, errors)}
			<button>Submit</button>
			</form>
		`,
	});
}

/** The empty form. */
export function newAppPage(panel: PanelRequest): Answer {
	return formPage(panel, emptyAppForm);
}

/** Creates the app, or shows the form again with what was typed and what is wrong with it. */
export function postNewApp(panel: PanelRequest): Answer {
	const app = parseAppForm(panel.form);
	const errors = appFormErrors(app);
	if (Object.keys(errors).length > 0) {
		return formPage(panel, app, errors);
	}

	const credentials = createApp(panel.concur, app);
	showOnce(panel.concur, credentials);
	return redirectAnswer(`/nui/ocstool/apps/${credentials.appID}/credentials`);
}
