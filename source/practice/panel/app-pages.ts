import {type PracticeResponse} from '../api/response.js';
import {type PracticeApp} from '../state/ledger.js';
import {renewSecret, updateApp, type AppCredentials, type PracticeConcur} from '../state/practice-concur.js';
import {copyableValues, copyGuide, copyScript} from './copy-values.js';
import {html, type SafeHtml} from './html.js';
import {formatPanelTime, hiddenFields, pageResponse, problemPage, redirectResponse, stepsAside} from './page.js';
import {type PanelRequest} from './panel-session.js';
import {unknownApp, requestedApp} from './requested-app.js';

function stateTag({isDisabled}: PracticeApp): SafeHtml {
	return isDisabled ? html`<span class="tag">Disabled</span>` : html`<span class="tag on">Enabled</span>`;
}

function appTable(apps: readonly PracticeApp[]): SafeHtml {
	const columns = ['Name', 'App ID', 'Stage', 'State', 'Created'].map(name => html`<th scope="col">${name}</th>`);
	const rows = apps.map(app => html`
		<tr>
		<td><a href="/nui/ocstool/apps/${app.appID}">${app.name}</a></td>
		<td><code>${app.appID}</code></td>
		<td>${app.stage}</td>
		<td>${stateTag(app)}</td>
		<td>${formatPanelTime(app.createdAt)}</td>
		</tr>
	`);
	return html`
		<div class="card table" tabindex="0" role="region" aria-label="Applications"><table>
		<thead><tr>${columns}</tr></thead>
		<tbody>${rows}</tbody>
		</table></div>
	`;
}

function nextCards(): SafeHtml {
	return html`
		<h2>What next</h2>
		<div class="grid">
		<div class="card"><h3>Company request token</h3>
		<p>It lets one of these apps obtain tokens for your company.</p>
		<a class="button quiet small" href="/nui/authadmin/companytokens">Generate a request token</a></div>
		<div class="card"><h3>Rehearse what can go wrong</h3>
		<p>A wrong secret, an expired token, a company in another data centre: try them here first.</p>
		<a class="button quiet small" href="/practice/control">Choose a rehearsal</a></div>
		</div>
	`;
}

/** The application list, newest first. */
export function appListPage({concur, session}: PanelRequest): PracticeResponse {
	const apps = concur.ledger.read().apps.toReversed();
	const create = html`<a class="button" href="/nui/ocstool/new">Create new app</a>`;
	const heading = html`
		<h1>OAuth 2.0 Application Management</h1>
		<p class="lead">An app is a script or product that requests tokens from Concur.</p>
	`;
	return pageResponse({
		title: 'OAuth 2.0 Application Management', area: 'apps', session,
		body: apps.length === 0
			? html`
				<div class="columns"><div>${heading}
				<div class="card empty"><p><strong>There are no apps yet.</strong></p>
				<p class="hint">Create the first one: it takes a minute.</p>
				<p>${create}</p></div>
				</div>${stepsAside(1)}</div>
			`
			: html`<div class="title"><div>${heading}</div>${create}</div>${appTable(apps)}${nextCards()}`,
	});
}

// Secrets by App ID, between the form and the one page that shows them. In memory only.
const pendingSecrets = new WeakMap<PracticeConcur, Map<string, string>>();

/** Holds a secret until its page is opened once. */
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

/** The App Credentials page: shows the secret once, and afterwards how to get a new one. */
export function credentialsPage({concur, session, request}: PanelRequest): PracticeResponse {
	const appID = request.parameters['appID'] ?? '';
	const secret = takeSecret(concur, appID);
	const details = `/nui/ocstool/apps/${encodeURIComponent(appID)}`;
	const content = secret === undefined
		? html`
			<div class="card">
			<p><strong>The Client Secret was shown once and cannot be shown again.</strong></p>
			<p>If you did not copy it, open the app and generate a new secret.</p>
			<p class="actions"><a class="button" href="${details}">Open the app</a></p>
			</div>
		`
		: html`
			<p class="lead">The secret is shown only once: you cannot see it again after you leave this page.</p>
			${copyGuide(2, 'The session in your terminal is waiting for them.')}
			<div class="card">
			${copyableValues([{label: 'Client ID', value: appID}, {label: 'Client Secret', value: secret}], details)}
			</div>
		`;
	return pageResponse({
		title: 'App Credentials', area: 'apps', session,
		...(secret !== undefined && {script: copyScript}),
		body: html`<div class="columns"><div><h1>App Credentials</h1>${content}</div>${stepsAside(2)}</div>`,
	});
}

function secretForm({session}: PanelRequest, error: string | undefined): SafeHtml {
	const invalid = error !== undefined && html` aria-invalid="true" aria-describedby="sure-error"`;
	return html`
		<form class="card" method="post">
		${hiddenFields(session)}
		<p>The secret cannot be shown again. If you generate a new one, it replaces the old one immediately.</p>
		${error !== undefined && html`<p class="error" id="sure-error" role="alert">${error}</p>`}
		<label class="choice"><input type="checkbox" id="sure" name="sure" value="yes"${invalid}>
		I understand that the old secret stops working</label>
		<p class="actions"><button class="quiet" name="action" value="renew-secret">Generate new secret</button></p>
		</form>
	`;
}

function stateForm({session}: PanelRequest, {isDisabled}: PracticeApp): SafeHtml {
	const [action, label] = isDisabled ? ['enable', 'Enable this app'] : ['disable', 'Disable this app'];
	return html`
		<form class="card" method="post">
		${hiddenFields(session)}
		<p>${isDisabled
			? 'The app is disabled: its token requests are refused with error 59.'
			: 'The app is enabled. Once disabled, its token requests are refused with error 59.'}</p>
		<p class="actions"><button class="quiet" name="action" value="${action}">${label}</button></p>
		</form>
	`;
}

function tagList(names: readonly string[]): SafeHtml {
	return html`<ul class="tags">${names.map(name => html`<li>${name}</li> `)}</ul>`;
}

function detailsPage(panel: PanelRequest, app: PracticeApp, error?: string): PracticeResponse {
	return pageResponse({
		title: app.name, area: 'apps', session: panel.session, status: error === undefined ? 200 : 400,
		body: html`
			<div class="columns"><div>
			<div class="title"><div><h1>${app.name}</h1><p class="lead">${app.description}</p></div>
			<a class="button quiet" href="/nui/ocstool/apps/${app.appID}/edit">Edit app</a></div>
			<div class="notice"><p><strong>Step 3 of 3: the company request token</strong>
			It lets this app request tokens on behalf of your company.</p>
			<p class="actions"><a class="button" href="/nui/authadmin/companytokens?appID=${app.appID}"
				>Generate a company request token</a></p></div>
			<dl class="card facts">
			<dt>App ID</dt><dd class="value">${app.appID}</dd>
			<dt>App Stage</dt><dd>${app.stage}</dd>
			<dt>Application Type</dt><dd>${app.type}</dd>
			<dt>Created</dt><dd>${formatPanelTime(app.createdAt)}</dd>
			<dt>State</dt><dd>${stateTag(app)}</dd>
			<dt>Allowed Grants</dt><dd>${tagList(app.grants)}</dd>
			<dt>Allowed Scopes (${app.scopes.length})</dt><dd>${tagList(app.scopes)}</dd>
			</dl>
			<div class="columns halves">
			<div><h2>Client Secret</h2>${secretForm(panel, error)}</div>
			<div><h2>State</h2>${stateForm(panel, app)}</div>
			</div>
			</div>${stepsAside(3)}</div>
		`,
	});
}

/** The page with everything about one app except its secret. */
export function appPage(panel: PanelRequest): PracticeResponse {
	const app = requestedApp(panel);
	return app ? detailsPage(panel, app) : unknownApp();
}

/** Gives an app a new secret, or enables or disables it. */
export function postApp(panel: PanelRequest): PracticeResponse {
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
			return redirectResponse(`/nui/ocstool/apps/${app.appID}/credentials`);
		}

		case 'disable':
		case 'enable': {
			updateApp(concur, app.appID, {isDisabled: action === 'disable'});
			return redirectResponse(`/nui/ocstool/apps/${app.appID}`);
		}

		default: {
			return problemPage(400, 'This form is incomplete', 'Open the app again and use its buttons.');
		}
	}
}
