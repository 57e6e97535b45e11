import {type Answer} from '../answer.js';
import {type AppCredentials} from '../issue-values.js';
import {type PracticeConcur} from '../practice-concur.js';
import {html} from './html.js';
import {pageAnswer} from './page.js';
import {type PanelRequest} from './panel-handler.js';

// Secrets on their way from the form to the one page that shows them. In memory only.
const waiting = new WeakMap<PracticeConcur, Map<string, string>>();

/** Keeps a secret for the one time that its page is opened. */
export function showOnce(concur: PracticeConcur, {appID, clientSecret}: AppCredentials): void {
	const secrets = waiting.get(concur) ?? new Map<string, string>();
	secrets.set(appID, clientSecret);
	waiting.set(concur, secrets);
}

function takeSecret(concur: PracticeConcur, appID: string): string | undefined {
	const secrets = waiting.get(concur);
	const secret = secrets?.get(appID);
	secrets?.delete(appID);
	return secret;
}

/** The App Credentials page: the secret once, and after that the news that it is gone. */
export function credentialsPage({concur, visit, request}: PanelRequest): Answer {
	const appID = request.parameters['appID'] ?? '';
	const secret = takeSecret(concur, appID);
	const details = `/nui/ocstool/apps/${encodeURIComponent(appID)}`;
	const body = secret === undefined
		? html`
			<h1>App Credentials</h1>
			<p>The Client Secret was shown once and is gone: nobody can read it again.</p>
			<p>If it was not copied, <a href="${details}">open the app</a> and generate a new secret there.</p>
		`
		: html`
			<h1>App Credentials</h1>
			<p>Copy both values now. The secret is shown this once: it is gone when you leave this page.</p>
			<dl class="card">
			<dt>Client ID</dt>
			<dd class="value">${appID}</dd>
			<dt>Client Secret</dt>
			<dd class="value">${secret}</dd>
			</dl>
			<p><a class="button" href="${details}">OK</a></p>
		`;
	return pageAnswer({title: 'App Credentials', area: 'apps', visit, body});
}
