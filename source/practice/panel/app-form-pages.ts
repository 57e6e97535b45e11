import {type PracticeResponse} from '../api/response.js';
import {appGrants, appScopes, appStages, appTypes} from '../state/app-choices.js';
import {createApp, editApp, type AppForm} from '../state/practice-concur.js';
import {appFormScript, choiceFields, textFields, type FilledForm} from './app-form-fields.js';
import {showOnce} from './app-pages.js';
import {html} from './html.js';
import {
	errorSummary, formStatus, hiddenFields, pageResponse, redirectResponse, stepsAside, type FieldErrors,
} from './page.js';
import {type PanelRequest} from './panel-session.js';
import {requestedApp, unknownApp} from './requested-app.js';

const maxLengths = {name: 100, description: 500} as const;

/** The posted form with its pasted list of scopes, which count as ticked. */
type PostedForm = FilledForm & {
	/** Pasted names that are not scopes. */
	readonly unknown: readonly string[];
};

const emptyForm: PostedForm = {
	name: '', description: '', stage: '', type: '', grants: [], scopes: [], pasted: '', unknown: [],
};

/** The names in a list separated by whitespace, commas or semicolons; quotes around a name are dropped. */
function namesIn(list: string): readonly string[] {
	return list.split(/[\s,;]+/).map(name => name.replaceAll(/^["'`[]+|["'`\]]+$/g, '')).filter(name => name !== '');
}

/** Parses the posted form, keeping everything that was typed; choices that do not exist are dropped. */
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

/** The errors that prevent an app from being created: every field of the form is required, as in the real panel. */
function appFormErrors(app: PostedForm): FieldErrors {
	const unknown = app.unknown.slice(0, 10).map(name => name.slice(0, 60)).join(', ');
	const errors = {
		name: textError(app, 'name', 'App Name'),
		description: textError(app, 'description', 'App Description'),
		stage: app.stage === '' ? 'Select an App Stage.' : undefined,
		type: app.type === '' ? 'Select an Application Type.' : undefined,
		grants: app.grants.length === 0 ? 'Select at least one allowed grant.' : undefined,
		scopes: app.scopes.length === 0 ? 'Select at least one allowed scope.' : undefined,
		pasted: unknown === '' ? undefined : `Remove or correct names that are not documented scopes: ${unknown}.`,
	};
	const found = Object.entries(errors).flatMap(([field, text]) => text === undefined ? [] : [[field, text] as const]);
	return Object.fromEntries(found);
}

type FormTexts = {readonly title: string; readonly lead: string; readonly submit: string; readonly cancel: string};

const newAppTexts: FormTexts = {
	title: 'Create new app',
	lead: 'All fields are required.',
	submit: 'Submit',
	cancel: '/nui/ocstool',
};

function formPage(
	{session}: PanelRequest,
	texts: FormTexts,
	app: PostedForm,
	errors: FieldErrors = {},
): PracticeResponse {
	const {title, lead, submit, cancel} = texts;
	return pageResponse({
		title, area: 'apps', session, script: appFormScript, status: formStatus(errors),
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
			</div>${stepsAside(1)}</div>
		`,
	});
}

/** Saves the form and redirects to the path that `save` returns, or shows it again with its errors. */
function afterPost(panel: PanelRequest, texts: FormTexts, save: (app: AppForm) => string): PracticeResponse {
	const posted = parseAppForm(panel.form);
	const errors = appFormErrors(posted);
	if (Object.keys(errors).length > 0) {
		return formPage(panel, texts, posted, errors);
	}

	const {pasted: _pasted, unknown: _unknown, ...app} = posted;
	return redirectResponse(save(app));
}

/** The empty form. */
export function newAppPage(panel: PanelRequest): PracticeResponse {
	return formPage(panel, newAppTexts, emptyForm);
}

/** Creates the app, or shows the form again with its errors. */
export function postNewApp(panel: PanelRequest): PracticeResponse {
	return afterPost(panel, newAppTexts, app => {
		const credentials = createApp(panel.concur, app);
		showOnce(panel.concur, credentials);
		return `/nui/ocstool/apps/${credentials.appID}/credentials`;
	});
}

/** The form for editing an existing app. */
export function editAppPage(panel: PanelRequest): PracticeResponse {
	const {concur, request} = panel;
	const app = requestedApp(panel);
	if (!app) {
		return unknownApp();
	}

	const details = `/nui/ocstool/apps/${app.appID}`;
	const texts: FormTexts = {
		title: `Edit ${app.name}`,
		lead: 'A scope that you add needs a new company request token: '
			+ 'a token\'s scopes are fixed when it is issued.',
		submit: 'Save',
		cancel: details,
	};
	if (request.method !== 'POST') {
		return formPage(panel, texts, {...emptyForm, ...app});
	}

	return afterPost(panel, texts, changed => {
		editApp(concur, app, changed);
		return details;
	});
}
