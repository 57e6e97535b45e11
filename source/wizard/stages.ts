import {appManagementWords} from '../concur/base-uris.js';
import {stageIds, stageReference, type StageId} from '../concur/tutorial.js';
import {type FieldName} from './fields.js';

/** One of the tutorial's numbered steps: something the person does outside this program, ticked off here. */
export type Step = {
	readonly kind: 'step';
	readonly id: string;
	/** The field of the form that the step fills, where it fills one. */
	readonly term?: string;
	/** What to do, in one row. */
	readonly text: string;
	/** Why, or what else to know: shown while the step has the focus, and wherever there is room. */
	readonly more?: string;
	/** What the step asks the person to type elsewhere, which Ctrl+Y copies: a value entered here, or this text. */
	readonly copies?: FieldName | {readonly label: string; readonly text: string};
	/** The fields without which it can't be said to be done. */
	readonly needs?: readonly FieldName[];
};

/** The question which APIs will be called, answered in a list of its own. */
export type ApiQuestion = {readonly kind: 'apis'; readonly id: 'app.apis'; readonly text: string};

export type FieldItem = {readonly kind: 'field'; readonly field: FieldName};

export type PageName = 'admin-panel' | 'company-tokens' | 'sample';

export type Stage = {
	readonly id: StageId;
	readonly title: string;
	/** What one says of it in a word or two. */
	readonly shortTitle: string;
	readonly why: string;
	readonly page?: PageName;
	readonly items: ReadonlyArray<Step | FieldItem | ApiQuestion>;
};

function step(id: string, text: string, details: Pick<Step, 'term' | 'more' | 'copies' | 'needs'> = {}): Step {
	return {
		kind: 'step', id, text, ...details,
	};
}

function field(name: FieldName): FieldItem {
	return {kind: 'field', field: name};
}

/** The tutorial as data: tutorials "Create Tokens Required for Concur API Access", stages 1 to 6, then the proof. */
export const stages: readonly Stage[] = [
	{
		id: 'login',
		title: 'Log in to your Concur admin panel',
		shortTitle: 'Log in',
		why: 'The values you need are issued in SAP Concur\'s admin panel. Press Enter to tick a step and move on.',
		page: 'admin-panel',
		items: [
			step('login.open', 'Open the admin panel: Ctrl+O', {
				more: 'Your user needs the role Web Services Administrator, or the permission Can Administer.',
			}),
			step('login.sign-in', 'Sign in: user ID, Next, password, Sign In'),
			step('login.arrived', 'The heading reads "OAuth 2.0 Application Management"', {
				more: `Not there? The tool exists in ${appManagementWords('and')}: ask SAP Concur support to `
					+ 'enable it for you.',
			}),
			field('baseUri'),
		],
	},
	{
		id: 'app',
		title: 'Create a new app',
		shortTitle: 'New app',
		why: 'The app identifies your scripts to SAP Concur. Its secret is shown only once: paste it here before you '
			+ 'leave that page.',
		page: 'admin-panel',
		items: [
			step('app.new', 'Choose Create new app'),
			step('app.name', 'your company and team, and what the app is for', {
				term: 'Name, description',
				more: 'It tells colleagues whose app this is and whom to ask before changing it.',
			}),
			step('app.type', 'Production · Web Services (WS) Client', {
				term: 'Stage, type',
				more: 'Stages are Development, Test and Production. ICS is for Integration with Concur Solutions.',
			}),
			{kind: 'apis', id: 'app.apis', text: 'Which APIs will you call?'},
			step('app.grants', 'password, refresh_token', {
				term: 'Grants',
				more: 'Select both: without them the last stages fail.',
				copies: {label: 'grants', text: 'password refresh_token'},
			}),
			step('app.scopes', 'what your scripts need, and no more', {
				term: 'Scopes',
				more: 'No APIs are chosen above. The tutorial adds all the scopes you have, but anyone who gets the '
					+ 'token can do everything it allows. identity.user.core.read and identity.user.ids.read let '
					+ `${stageReference('proof')} count your users as a proof.`,
				copies: {label: 'scopes of the proof', text: 'identity.user.core.read identity.user.ids.read'},
			}),
			step('app.submit', 'Submit. Before you choose OK, copy both values: the secret is shown once'),
			field('appID'),
			field('clientSecret'),
			step('app.ok', 'Once both values are entered, choose OK on that page', {needs: ['appID', 'clientSecret']}),
		],
	},
	{
		id: 'request-token',
		title: 'Generate your company request token',
		shortTitle: 'Request token',
		why: 'It lets your app request tokens on behalf of your company. It is valid for 24 hours.',
		page: 'company-tokens',
		items: [
			step('request-token.app', 'Open the page (Ctrl+O), enter the App ID (Ctrl+Y copies it) and choose Submit', {
				copies: 'appID',
			}),
			field('companyUUID'),
			field('companyRequestToken'),
			step('request-token.ok', 'Once both values are entered, choose OK on that page', {
				needs: ['companyUUID', 'companyRequestToken'],
			}),
		],
	},
	{
		id: 'folder',
		title: 'Set up the Node.js app',
		shortTitle: 'Folder',
		why: 'This program replaces the Node.js app, so there is nothing to download. Choose the folder for '
			+ 'credentials.json.',
		page: 'sample',
		items: [field('folder')],
	},
	{
		id: 'credentials-file',
		title: 'Generate your credentials file',
		shortTitle: 'File',
		why: 'The six values go into credentials.json, in the form that SAP\'s samples read. Only you can open the '
			+ 'file.',
		items: [],
	},
	{
		id: 'refresh-token',
		title: 'Generate your refresh token',
		shortTitle: 'Token',
		why: 'One call exchanges the four values for a refresh token. It is valid for six months, and each use '
			+ 'renews it.',
		items: [field('baseUri')],
	},
	{
		id: 'proof',
		title: 'Prove it: call the API',
		shortTitle: 'Prove',
		why: 'The refresh token is exchanged for a bearer token, which is used for one harmless call: counting your '
			+ 'users.',
		items: [],
	},
];

/** What is said at the end of the set-up; it ends with no period, because it also stands as a heading. */
export const allStagesDone = `All ${stages.length} stages are done`;

/** The stage with this id. */
export function stageOf(id: StageId): Stage {
	return stages[stageIds.indexOf(id)]!;
}
