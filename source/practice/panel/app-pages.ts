import {type Answer} from '../api/answer.js';
import {findApp, renewSecret, updateApp} from '../state/practice-concur.js';
import {type PracticeApp} from '../state/ledger.js';
import {showOnce} from './credentials-page.js';
import {hiddenFields} from './form-fields.js';
import {html, type SafeHtml} from './html.js';
import {formatInstant, pageAnswer, problemPage, redirectAnswer} from './page.js';
import {type PanelRequest} from './panel-request.js';

function appTable(apps: readonly PracticeApp[]): SafeHtml {
	const columns = ['Name', 'App ID', 'Stage', 'State', 'Created'].map(name => html`<th scope="col">${name}</th>`);
	const rows = apps.map(app => html`
		<tr>
		<td><a href="/nui/ocstool/apps/${app.appID}">${app.name}</a></td>
		<td><code>${app.appID}</code></td>
		<td>${app.stage}</td>
		<td>${app.isDisabled ? 'Disabled' : 'Enabled'}</td>
		<td>${formatInstant(app.createdAt)}</td>
		</tr>
	`);
	return html`
		<div class="table" tabindex="0" role="region" aria-label="Applications"><table>
		<thead><tr>${columns}</tr></thead>
		<tbody>${rows}</tbody>
		</table></div>
	`;
}

/** The application list, newest first. */
export function appListPage({concur, session}: PanelRequest): Answer {
	const apps = concur.ledger.read().apps.toReversed();
	return pageAnswer({
		title: 'OAuth 2.0 Application Management', area: 'apps', session,
		body: html`
			<h1>OAuth 2.0 Application Management</h1>
			<p>An app is a script or product that requests tokens from Concur.</p>
			<p><a class="button" href="/nui/ocstool/new">Create new app</a></p>
			${apps.length === 0 ? html`<p class="empty">There are no apps yet.</p>` : appTable(apps)}
		`,
	});
}

function secretForm({session}: PanelRequest, error: string | undefined): SafeHtml {
	const invalid = error !== undefined && html` aria-invalid="true" aria-describedby="sure-error"`;
	return html`
		<form class="card" method="post">
		${hiddenFields(session)}
		${error !== undefined && html`<p class="error" id="sure-error" role="alert">${error}</p>`}
		<label class="choice"><input type="checkbox" id="sure" name="sure" value="yes"${invalid}>
		I understand that the old secret stops working</label>
		<button name="action" value="renew-secret">Generate new secret</button>
		</form>
	`;
}

function detailsPage(panel: PanelRequest, app: PracticeApp, error?: string): Answer {
	const {session} = panel;
	const [action, label] = app.isDisabled ? ['enable', 'Enable this app'] : ['disable', 'Disable this app'];
	return pageAnswer({
		title: app.name, area: 'apps', session, status: error === undefined ? 200 : 400,
		body: html`
			<h1>${app.name}</h1>
			<dl class="card">
			<dt>App ID</dt><dd class="value">${app.appID}</dd>
			<dt>App Description</dt><dd>${app.description}</dd>
			<dt>App Stage</dt><dd>${app.stage}</dd>
			<dt>Application Type</dt><dd>${app.type}</dd>
			<dt>Allowed Grants</dt><dd>${app.grants.join(', ')}</dd>
			<dt>Allowed Scopes (${app.scopes.length})</dt><dd>${app.scopes.join(' ')}</dd>
			<dt>Created</dt><dd>${formatInstant(app.createdAt)}</dd>
			<dt>State</dt><dd>${app.isDisabled ? 'Disabled: token requests are refused with error 59' : 'Enabled'}</dd>
			</dl>
			<p>
			<a href="/nui/authadmin/companytokens?appID=${app.appID}">Generate a company request token for this app</a>
			</p>
			<h2>Client Secret</h2>
			<p>The secret cannot be shown again. If you generate a new one, it replaces the old one immediately.</p>
			${secretForm(panel, error)}
			<h2>State</h2>
			<form class="card" method="post">
			${hiddenFields(session)}
			<button class="quiet" name="action" value="${action}">${label}</button>
			</form>
		`,
	});
}

function unknownApp(): Answer {
	return problemPage(404, 'This app does not exist', 'Choose an app from the application list.');
}

function requestedApp({concur, request}: PanelRequest): PracticeApp | undefined {
	return findApp(concur, request.parameters['appID'] ?? '');
}

/** Everything about one app but its secret. */
export function appPage(panel: PanelRequest): Answer {
	const app = requestedApp(panel);
	return app ? detailsPage(panel, app) : unknownApp();
}

/** Gives an app a new secret, or enables or disables it. */
export function postApp(panel: PanelRequest): Answer {
	const {concur, form} = panel;
	const app = requestedApp(panel);
	if (!app) {
		return unknownApp();
	}

	const action = form.get('action') ?? '';
	switch (action) {
		case 'renew-secret': {
			if (form.get('sure') !== 'yes') {
				return detailsPage(panel, app, 'Select the check box to confirm that the old secret stops working.');
			}

			showOnce(concur, renewSecret(concur, app.appID));
			return redirectAnswer(`/nui/ocstool/apps/${app.appID}/credentials`);
		}

		case 'disable':
		case 'enable': {
			updateApp(concur, app.appID, {isDisabled: action === 'disable'});
			return redirectAnswer(`/nui/ocstool/apps/${app.appID}`);
		}

		default: {
			return problemPage(400, 'This form is incomplete', 'Open the app again and use its buttons.');
		}
	}
}
