import {listAppManagementIds} from '../../concur/base-uris.js';
import {
	credentialsFileName, proofScopes, stageIds, stageNumber, stageReference, type StageId,
} from '../../concur/tutorial.js';
import {listWords} from '../../list-words.js';
import {type FieldName} from '../values/fields.js';
import {keyFor} from '../keys/keys.js';

/** One of the tutorial's numbered steps: something the person does outside this program, ticked off here. */
export type Step = {
	readonly kind: 'step';
	readonly id: string;
	/** The field of the form that the step fills in, if any. */
	readonly term?: string;
	/** What to do, in one row. */
	readonly text: string;
	/** The reason or further details: shown while the step has the focus, and whenever there is room. */
	readonly more?: string;
	/** What the step asks the person to type elsewhere, and Ctrl+Y copies: a value entered here, or this text. */
	readonly copies?: FieldName | {readonly label: string; readonly text: string};
	/** The fields that must be filled before it can be marked as done. */
	readonly needs?: readonly FieldName[];
};

/** The question of which APIs will be called, answered in a list of its own. */
export type ApiQuestion = {readonly kind: 'apis'; readonly id: 'app.apis'; readonly text: string};

export type FieldItem = {readonly kind: 'field'; readonly field: FieldName};

export type PageName = 'admin-panel' | 'company-tokens' | 'sample';

export type Stage = {
	readonly id: StageId;
	/** Its position on the checklist, counted from 1. */
	readonly number: number;
	readonly title: string;
	/** Its name in a word or two. */
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

const described: ReadonlyArray<Omit<Stage, 'number'>> = [
	{
		id: 'login',
		title: 'Log in to your Concur admin panel',
		shortTitle: 'Log in',
		why: 'The values you need are issued in SAP Concur\'s admin panel. Press Enter to tick a step and move on.',
		page: 'admin-panel',
		items: [
			step('login.open', `Press ${keyFor('open-page')} to open the admin panel`, {
				more: 'Your user needs the Web Services Administrator role or the Can Administer permission.',
			}),
			step('login.sign-in', 'Sign in with your user ID, then your password'),
			step('login.arrived', 'The heading reads "OAuth 2.0 Application Management"', {
				more: 'If it does not, ask SAP Concur support to enable the tool, or, in data centres other than '
					+ `${listAppManagementIds('and')}, to create the app for you.`,
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
				more: 'This tells colleagues who owns the app and whom to ask before changing it.',
			}),
			step('app.type', 'Production · Web Services (WS) Client', {
				term: 'Stage, type',
				more: 'Stages are Development, Test and Production. ICS is for Integration with Concur Solutions.',
			}),
			{kind: 'apis', id: 'app.apis', text: 'Which APIs will you call?'},
			step('app.grants', 'password, refresh_token', {
				term: 'Grants',
				more: 'Select both. The last two stages fail without them.',
				copies: {label: 'grants', text: 'password refresh_token'},
			}),
			step('app.scopes', 'only those your scripts need', {
				term: 'Scopes',
				more: 'No APIs are chosen above. The tutorial adds all the scopes you have, but whoever holds the '
					+ `token can do everything it allows. With ${listWords(proofScopes, 'and')}, `
					+ `${stageReference('proof')} can prove the token by counting your users.`,
				copies: {
					label: `scopes for ${stageReference('proof')}`,
					text: proofScopes.join(' '),
				},
			}),
			step('app.submit', 'Choose Submit. Copy both values before you choose OK'),
			field('appID'),
			field('clientSecret'),
			step('app.ok', 'Once both values are entered, choose OK on that page', {needs: ['appID', 'clientSecret']}),
		],
	},
	{
		id: 'request-token',
		title: 'Generate your company request token',
		shortTitle: 'Request token',
		why: 'A request token lets your app obtain tokens for your company. It is valid for 24 hours.',
		page: 'company-tokens',
		items: [
			step(
				'request-token.app',
				`Open the page (${keyFor('open-page')}), enter the App ID (${keyFor('copy')} copies it) `
					+ 'and choose Submit',
				{copies: 'appID'},
			),
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
			+ `${credentialsFileName}.`,
		page: 'sample',
		items: [field('folder')],
	},
	{
		id: 'credentials-file',
		title: 'Generate your credentials file',
		shortTitle: 'File',
		why: `The six values are written to ${credentialsFileName}, in the format that SAP's samples read. Only you `
			+ 'can open the file.',
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
		why: 'The refresh token is exchanged for a bearer token, which is used for one read-only call that counts '
			+ 'your users.',
		items: [],
	},
];

/**
The tutorial "Create Tokens Required for Concur API Access" as data: its stages, then the proof.

@see https://developer.concur.com/tutorials/tutorials.html
*/
export const stages: readonly Stage[] = described.map(stage => ({...stage, number: stageNumber(stage.id)}));

/** The message at the end of the set-up. It has no period because it is also a heading. */
export const allStagesDone = `All ${stages.length} stages are done`;

/** The stage with this id. */
export function stageOf(id: StageId): Stage {
	return stages[stageIds.indexOf(id)]!;
}
