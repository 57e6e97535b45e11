import {type AppForm} from '../state/practice-concur.js';
import {appGrants, appScopes, appStages, appTypes} from '../state/app-choices.js';
import {type FieldErrors} from './form-fields.js';

const maxLengths = {name: 100, description: 500} as const;

/** The form before anything is typed. */
export const emptyAppForm: AppForm = {name: '', description: '', stage: '', type: '', grants: [], scopes: []};

/** The form as it was posted, with everything that was typed; choices that do not exist are left out. */
export function parseAppForm(form: URLSearchParams): AppForm {
	const chosen = (name: string, choices: readonly string[]) => {
		const posted = new Set(form.getAll(name));
		return choices.filter(choice => posted.has(choice));
	};

	return {
		name: (form.get('name') ?? '').trim(),
		description: (form.get('description') ?? '').trim(),
		stage: chosen('stage', appStages)[0] ?? '',
		type: chosen('type', appTypes)[0] ?? '',
		grants: chosen('grants', appGrants),
		scopes: chosen('scopes', appScopes),
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
export function appFormErrors(app: AppForm): FieldErrors {
	const errors = {
		name: textError(app, 'name', 'App Name'),
		description: textError(app, 'description', 'App Description'),
		stage: app.stage === '' ? 'Select an App Stage.' : undefined,
		type: app.type === '' ? 'Select an Application Type.' : undefined,
		grants: app.grants.length === 0 ? 'Select at least one of the Allowed Grants.' : undefined,
		scopes: app.scopes.length === 0 ? 'Select at least one of the Allowed Scopes.' : undefined,
	};
	const found = Object.entries(errors).flatMap(([field, text]) => text === undefined ? [] : [[field, text] as const]);
	return Object.fromEntries(found);
}
