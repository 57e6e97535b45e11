import {mkdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {type PracticeServer} from '../../source/practice/serving/practice-instance.js';
import {type Settings} from '../../source/store/profile/settings.js';
import {openedPractice} from '../practice/opened-practice.js';
import {openedHome, type Home} from './opened-terminal.js';

export type Rehearsal = {
	readonly home: Home;
	readonly server: PracticeServer;
	readonly values: {
		readonly appID: string;
		readonly clientSecret: string;
		readonly companyUUID: string;
		readonly companyRequestToken: string;
	};
	/** The folder that practice files go to. */
	readonly filesFolder: string;
};

/** A person's machine on which a practice Concur already runs, and the four values that it issued. */
export async function openedRehearsal(): Promise<Rehearsal> {
	const home = openedHome();
	const folder = path.join(home.configFolder, 'practice', 'server');
	mkdirSync(folder, {recursive: true});
	const server = await openedPractice({folder});
	const app = await server.issueAppCredentials();
	const company = await server.issueRequestToken(app.appID);
	return {
		home,
		server,
		values: {...app, ...company!},
		filesFolder: path.join(home.configFolder, 'practice', 'files'),
	};
}

/** The practice settings on disk; they must be whole. */
export function savedSettings({configFolder}: Home): Settings {
	return JSON.parse(readFileSync(path.join(configFolder, 'practice', 'default.json'), 'utf8')) as Settings;
}

/** What the App Credentials page looks like when it is copied whole. */
export function credentialsPage({
	appID,
	clientSecret,
}: Pick<Rehearsal['values'], 'appID' | 'clientSecret'>): string {
	return [
		'App Credentials', 'Copy the secret now. It is not shown again.',
		'Client ID', appID,
		'Client Secret', clientSecret,
		'OK', '',
	].join('\r\n');
}

/** What the dialog of the request token looks like when it is copied whole. */
export function requestTokenDialog({
	companyUUID,
	companyRequestToken,
}: Pick<Rehearsal['values'], 'companyUUID' | 'companyRequestToken'>): string {
	return [
		'Success',
		`Company UUID: ${companyUUID}  `,
		`Company Request Token: ${companyRequestToken}`,
		'The token is valid for 24 hours.',
		'',
	].join('\n');
}
