import {appGrants, appScopes, appStages, appTypes} from '../app-choices.js';
import {type AppForm} from '../issue-values.js';
import {type FieldErrors} from './form-errors.js';

const limits = {name: 100, description: 500} as const;

export const emptyAppForm: AppForm = {name: '', description: '', stage: '', type: '', grants: [], scopes: []};

/** The form as it was posted, with everything that was typed; choices that do not exist are left out. */
export function readAppForm(form: URLSearchParams): AppForm {
	const chosen = (name: string, choices: readonly string[]) => choices.filter(choice => form.getAll(name).includes(choice));
	return {
		name: (form.get('name') ?? '').trim(),
		description: (form.get('description') ?? '').trim(),
		stage: chosen('stage', appStages)[0] ?? '',
		type: chosen('type', appTypes)[0] ?? '',
		grants: chosen('grants', appGrants),
		scopes: chosen('scopes', appScopes),
	};
}

/** What keeps an app from being created: every field of the form is required. Source: tutorial, stage 2. */
export function appFormErrors(app: AppForm): FieldErrors {
	const tooLong = (name: 'name' | 'description', label: string) => app[name].length > limits[name] ? `${label} has at most ${limits[name]} characters.` : '';
	const checks: ReadonlyArray<readonly [string, string]> = [
		['name', app.name === '' ? 'App Name is missing.' : tooLong('name', 'App Name')],
		['description', app.description === '' ? 'App Description is missing.' : tooLong('description', 'App Description')],
		['stage', app.stage === '' ? 'Choose an App Stage.' : ''],
		['type', app.type === '' ? 'Choose an Application Type.' : ''],
		['grants', app.grants.length === 0 ? 'Choose at least one of the Allowed Grants.' : ''],
		['scopes', app.scopes.length === 0 ? 'Choose at least one of the Allowed Scopes.' : ''],
	];
	return Object.fromEntries(checks.filter(([, text]) => text !== ''));
}
