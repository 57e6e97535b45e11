import {stageIds, type StageId} from '../concur/tutorial-stages.js';
import {type FieldName} from './fields.js';

/** One of the tutorial's numbered steps: something the person does outside this program, ticked off here. */
export type Step = {
	readonly kind: 'step';
	readonly id: string;
	readonly text: string;
	/** The value that this step asks the person to type elsewhere: Ctrl+Y copies it. */
	readonly copies?: FieldName | undefined;
};

export type FieldItem = {readonly kind: 'field'; readonly field: FieldName};

export type PageName = 'admin-panel' | 'company-tokens' | 'sample';

export type Stage = {
	readonly id: StageId;
	readonly title: string;
	readonly why: string;
	readonly page?: PageName;
	readonly items: ReadonlyArray<Step | FieldItem>;
};

function step(id: string, text: string, copies?: FieldName): Step {
	return {
		kind: 'step',
		id,
		text,
		copies,
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
		why: 'Everything below is issued there. Enter ticks a step and goes on to the next.',
		page: 'admin-panel',
		items: [
			step(
				'login.open',
				'Open the admin panel (Ctrl+O). Your user needs the role Web Services Administrator, or the '
					+ 'permission Can Administer.',
			),
			step('login.user', 'Type your user ID and choose Next.'),
			step('login.password', 'Type your password and choose Sign In.'),
			step(
				'login.arrived',
				'See the heading "OAuth 2.0 Application Management". Missing? Ask SAP Concur support to enable the '
					+ 'tool for your company.',
			),
			field('baseUri'),
		],
	},
	{
		id: 'app',
		title: 'Create a new app',
		why: 'The app is how Concur knows your scripts. Its secret is shown only once: paste it here before you '
			+ 'leave that page.',
		page: 'admin-panel',
		items: [
			step('app.new', 'On that page, choose "Create new app".'),
			step('app.name', 'App Name: name your company and team, so that others know whose it is.'),
			step('app.description', 'App Description: what it is for and who owns it.'),
			step('app.stage', 'App Stage: Development, Test or Production.'),
			step(
				'app.type',
				'Application Type: Web Services (WS) Client is the usual one; ICS is for Integration with Concur '
					+ 'Solutions.',
			),
			step(
				'app.grants',
				'Allowed Grants: at least password AND refresh_token. Without them the last stages fail.',
			),
			step(
				'app.scopes',
				'Allowed Scopes: what your scripts need; add openid, identity.user.ids.read and '
					+ 'identity.user.core.read to prove the token.',
			),
			step('app.submit', 'Choose Submit. Stay on the next page until both values below are in.'),
			field('appID'),
			field('clientSecret'),
			step('app.ok', 'Both values are here: choose OK on that page.'),
		],
	},
	{
		id: 'request-token',
		title: 'Generate your company request token',
		why: 'It lets your app ask for tokens in the name of your company. It lives 24 hours from now.',
		page: 'company-tokens',
		items: [
			step(
				'request-token.app',
				'Open the page (Ctrl+O), enter the App ID (Ctrl+Y copies it) and choose Submit.',
				'appID',
			),
			field('companyUUID'),
			field('companyRequestToken'),
			step('request-token.ok', 'Both values are here: choose OK on that page.'),
		],
	},
	{
		id: 'folder',
		title: 'Set up the Node.js app',
		why: 'This program is the app: nothing to download. Choose the folder that credentials.json goes to.',
		page: 'sample',
		items: [field('folder')],
	},
	{
		id: 'credentials-file',
		title: 'Generate your credentials file',
		why: 'The six values become credentials.json, readable by SAP\'s samples and by you alone.',
		items: [],
	},
	{
		id: 'refresh-token',
		title: 'Generate your refresh token',
		why: 'One call trades the four values for a refresh token that lives six months and renews itself by use.',
		items: [field('baseUri')],
	},
	{
		id: 'proof',
		title: 'Prove it: call the API',
		why: 'A bearer token is fetched with the refresh token and used for one harmless read: counting your users.',
		items: [],
	},
];

/** The stage with this id. */
export function stageOf(id: StageId): Stage {
	return stages[stageIds.indexOf(id)]!;
}
