import {type Answer} from '../api/answer.js';
import {type AppCredentials} from '../state/practice-concur.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {html} from './html.js';
import {pageAnswer} from './page.js';
import {type PanelRequest} from './panel-request.js';

// Secrets by App ID, on their way from the form to the one page that shows them. In memory only.
const pendingSecrets = new WeakMap<PracticeConcur, Map<string, string>>();

/** Keeps a secret for the one time that its page is opened. */
export function showOnce(concur: PracticeConcur, {appID, clientSecret}: AppCredentials): void {
	const secrets = pendingSecrets.get(concur) ?? new Map<string, string>();
	secrets.set(appID, clientSecret);
	pendingSecrets.set(concur, secrets);
}

function takeSecret(concur: PracticeConcur, appID: string): string | undefined {
	const secrets = pendingSecrets.get(concur);
	const secret = secrets?.get(appID);
	secrets?.delete(appID);
	return secret;
}

/** The App Credentials page: the secret once, and after that how to get a new one. */
export function credentialsPage({concur, session, request}: PanelRequest): Answer {
	const appID = request.parameters['appID'] ?? '';
	const secret = takeSecret(concur, appID);
	const details = `/nui/ocstool/apps/${encodeURIComponent(appID)}`;
	const body = secret === undefined
		? html`
			<h1>App Credentials</h1>
			<p>The Client Secret was shown once and cannot be shown again.</p>
			<p>If you did not copy it, <a href="${details}">open the app</a> and generate a new secret.</p>
		`
		: html`
			<h1>App Credentials</h1>
			<p>Copy both values now. The secret is shown only once:
			you cannot see it again after you leave this page.</p>
			<dl class="card">
			<dt>Client ID</dt>
			<dd class="value">${appID}</dd>
			<dt>Client Secret</dt>
			<dd class="value">${secret}</dd>
			</dl>
			<p><a class="button" href="${details}">OK</a></p>
		`;
	return pageAnswer({title: 'App Credentials', area: 'apps', session, body});
}
