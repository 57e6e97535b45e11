import {type Answer} from '../answer.js';
import {changeApp, findApp, renewSecret} from '../issue-values.js';
import {type PracticeApp} from '../practice-state.js';
import {formatMoment} from './apps-page.js';
import {showOnce} from './credentials-page.js';
import {html} from './html.js';
import {pageAnswer, problemPage, redirectAnswer} from './page.js';
import {type PanelRequest} from './panel-handler.js';

function detailsPage({visit}: PanelRequest, app: PracticeApp, error?: string): Answer {
	return pageAnswer({
		title: app.name, area: 'apps', visit, status: error === undefined ? 200 : 400,
		body: html`
			<h1>${app.name}</h1>
			<dl class="card">
			<dt>App ID</dt><dd class="value">${app.appID}</dd>
			<dt>App Description</dt><dd>${app.description}</dd>
			<dt>App Stage</dt><dd>${app.stage}</dd>
			<dt>Application Type</dt><dd>${app.type}</dd>
			<dt>Allowed Grants</dt><dd>${app.grants.join(', ')}</dd>
			<dt>Allowed Scopes (${app.scopes.length})</dt><dd>${app.scopes.join(' ')}</dd>
			<dt>Created</dt><dd>${formatMoment(app.createdAt)}</dd>
			<dt>State</dt><dd>${app.isDisabled ? 'disabled: it gets no tokens (error 59)' : 'enabled'}</dd>
			</dl>
			<p><a href="/nui/authadmin/companytokens?appID=${app.appID}">Generate a company request token for this app</a></p>
			<h2>Client Secret</h2>
			<p>The secret cannot be shown again. A new one takes its place at once: the old one stops working.</p>
			<form class="card" method="post">
			<input type="hidden" name="form" value="${visit.formToken}">
			${error !== undefined && html`<p class="error" id="sure-error" role="alert">${error}</p>`}
			<label class="choice"><input type="checkbox" id="sure" name="sure" value="yes"${error !== undefined && html` aria-invalid="true" aria-describedby="sure-error"`}> The old secret may stop working</label>
			<button name="action" value="renew-secret">Generate new secret</button>
			</form>
			<h2>State</h2>
			<form class="card" method="post">
			<input type="hidden" name="form" value="${visit.formToken}">
			<button class="quiet" name="action" value="${app.isDisabled ? 'enable' : 'disable'}">${app.isDisabled ? 'Enable this app' : 'Disable this app'}</button>
			</form>
		`,
	});
}

function unknownApp(): Answer {
	return problemPage(404, 'There is no such app', 'Choose one from the application list.');
}

/** Everything about one app but its secret. */
export function appPage(panel: PanelRequest): Answer {
	const app = findApp(panel.concur, panel.request.parameters['appID'] ?? '');
	return app ? detailsPage(panel, app) : unknownApp();
}

/** A new secret, or another state. */
export function postApp(panel: PanelRequest): Answer {
	const {concur, form} = panel;
	const app = findApp(concur, panel.request.parameters['appID'] ?? '');
	if (!app) {
		return unknownApp();
	}

	switch (form.get('action')) {
		case 'renew-secret': {
			if (form.get('sure') !== 'yes') {
				return detailsPage(panel, app, 'Tick the box first: the old secret stops working.');
			}

			showOnce(concur, renewSecret(concur, app.appID));
			return redirectAnswer(`/nui/ocstool/apps/${app.appID}/credentials`);
		}

		case 'disable':
		case 'enable': {
			changeApp(concur, app.appID, {isDisabled: form.get('action') === 'disable'});
			return redirectAnswer(`/nui/ocstool/apps/${app.appID}`);
		}

		default: {
			return problemPage(400, 'This form is not complete', 'Open the app again and use its buttons.');
		}
	}
}
