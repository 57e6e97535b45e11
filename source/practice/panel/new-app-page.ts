import {appGrants, appScopes, appStages, appTypes} from '../app-choices.js';
import {type Answer} from '../answer.js';
import {createApp, type AppForm} from '../issue-values.js';
import {appFormErrors, emptyAppForm, readAppForm} from './app-form.js';
import {showOnce} from './credentials-page.js';
import {errorSummary, fieldError, type FieldErrors} from './form-errors.js';
import {html, type SafeHtml} from './html.js';
import {pageAnswer, redirectAnswer} from './page.js';
import {type PanelRequest} from './panel-handler.js';

// Narrows the list while one types, and counts what is chosen. Without it the whole list is there.
const script = `
const search = document.querySelector('#search'), count = document.querySelector('#count'), choices = [...document.querySelectorAll('.scopes .choice')];
const tell = () => { count.textContent = document.querySelectorAll('.scopes input:checked').length + ' of ' + choices.length + ' chosen'; };
search.parentElement.hidden = false; tell();
search.addEventListener('input', () => { const words = search.value.trim().toLowerCase(); for (const choice of choices) choice.hidden = !choice.textContent.toLowerCase().includes(words); });
search.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault(); });
document.querySelector('.scopes').addEventListener('change', tell);
document.querySelector('#all').addEventListener('click', () => { for (const choice of choices) if (!choice.hidden) choice.querySelector('input').checked = true; tell(); });
`;

function described(errors: FieldErrors, id: string): SafeHtml {
	return html` aria-describedby="${id}-hint${errors[id] === undefined ? '' : ` ${id}-error`}"${errors[id] !== undefined && html` aria-invalid="true"`}`;
}

function choiceGroup(id: string, legend: string, hint: string, group: {readonly kind: 'radio' | 'checkbox'; readonly choices: readonly string[]; readonly chosen: readonly string[]; readonly errors: FieldErrors}): SafeHtml {
	const {kind, choices, chosen, errors} = group;
	const name = id;
	return html`
		<fieldset id="${id}" tabindex="-1" aria-describedby="${id}-hint"><legend>${legend}</legend>
		<p class="hint" id="${id}-hint">${hint}</p>${fieldError(errors, id)}
		${choices.map(choice => html`<label class="choice"><input type="${kind}" name="${name}" value="${choice}"${chosen.includes(choice) && html` checked`}> ${choice}</label>`)}
		</fieldset>
	`;
}

function scopeGroup(chosen: readonly string[], errors: FieldErrors): SafeHtml {
	return html`
		<fieldset id="scopes" tabindex="-1" aria-describedby="scopes-hint"><legend>Allowed Scopes</legend>
		<p class="hint" id="scopes-hint">What tokens of this app may do: identity.user.ids.read and identity.user.core.read let it list users.</p>${fieldError(errors, 'scopes')}
		<div hidden><label for="search">Search the scopes</label><input type="search" id="search" autocomplete="off"> <button type="button" class="quiet" id="all">Choose all that are listed</button></div>
		<p class="hint" id="count" role="status"></p>
		<div class="scopes" role="group" aria-label="Scopes" tabindex="0">${appScopes.map(scope => html`<label class="choice"><input type="checkbox" name="scopes" value="${scope}"${chosen.includes(scope) && html` checked`}> ${scope}</label>`)}</div>
		</fieldset>
	`;
}

function formPage({visit}: PanelRequest, app: AppForm, errors: FieldErrors = {}): Answer {
	return pageAnswer({
		title: 'Create new app', area: 'apps', visit, script, status: Object.keys(errors).length > 0 ? 400 : 200,
		body: html`
			<h1>Create new app</h1>
			${errorSummary(errors)}
			<p>Every field is required.</p>
			<form method="post" novalidate>
			<input type="hidden" name="form" value="${visit.formToken}">
			<div class="card">
			<label for="name">App Name</label><p class="hint" id="name-hint">Name your company and team, so that others know whose it is.</p>${fieldError(errors, 'name')}
			<input type="text" id="name" name="name" value="${app.name}" autocomplete="off" required${described(errors, 'name')}>
			<label for="description">App Description</label><p class="hint" id="description-hint">What it is for, and who owns it.</p>${fieldError(errors, 'description')}
			<textarea id="description" name="description" rows="3" required${described(errors, 'description')}>${app.description}</textarea>
			</div>
			${choiceGroup('stage', 'App Stage', 'Where the app is used.', {kind: 'radio', choices: appStages, chosen: [app.stage], errors})}
			${choiceGroup('type', 'Application Type', 'Web Services (WS) Client is the usual one.', {kind: 'radio', choices: appTypes, chosen: [app.type], errors})}
			${choiceGroup('grants', 'Allowed Grants', 'A company token needs password to be obtained and refresh_token to be kept. Without them Concur answers with error 60 or 107.', {kind: 'checkbox', choices: appGrants, chosen: app.grants, errors})}
			${scopeGroup(app.scopes, errors)}
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
	const app = readAppForm(panel.form);
	const errors = appFormErrors(app);
	if (Object.keys(errors).length > 0) {
		return formPage(panel, app, errors);
	}

	const credentials = createApp(panel.concur, app);
	showOnce(panel.concur, credentials);
	return redirectAnswer(`/nui/ocstool/apps/${credentials.appID}/credentials`);
}
