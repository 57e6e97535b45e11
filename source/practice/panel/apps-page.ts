import {type Answer} from '../answer.js';
import {html} from './html.js';
import {pageAnswer} from './page.js';
import {type PanelRequest} from './panel-handler.js';

/** A moment as the panel writes it. `instant` is milliseconds since the epoch. */
export function formatMoment(instant: number): string {
	return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The application list, newest first. */
export function appsPage({concur, visit}: PanelRequest): Answer {
	const apps = concur.ledger.read().apps.toReversed();
	const rows = apps.map(app => html`<tr><td><a href="/nui/ocstool/apps/${app.appID}">${app.name}</a></td><td><code>${app.appID}</code></td><td>${app.stage}</td><td>${app.isDisabled ? 'disabled' : 'enabled'}</td><td>${formatMoment(app.createdAt)}</td></tr>`);
	const list = apps.length === 0
		? html`<p class="empty">There is no app yet.</p>`
		: html`<div class="table" tabindex="0" role="region" aria-label="Applications"><table><thead><tr><th scope="col">Name</th><th scope="col">App ID</th><th scope="col">Stage</th><th scope="col">State</th><th scope="col">Created</th></tr></thead><tbody>${rows}</tbody></table></div>`;
	return pageAnswer({
		title: 'OAuth 2.0 Application Management', area: 'apps', visit,
		body: html`
			<h1>OAuth 2.0 Application Management</h1>
			<p>Each app is one script or product that asks Concur for tokens.</p>
			<p><a class="button" href="/nui/ocstool/new">Create new app</a></p>
			${list}
		`,
	});
}
