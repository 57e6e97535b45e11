import {type Answer} from '../answer.js';
import {createRequestToken, type CompanyToken} from '../issue-values.js';
import {formatMoment} from './apps-page.js';
import {errorSummary, fieldError, type FieldErrors} from './form-errors.js';
import {html, type SafeHtml} from './html.js';
import {pageAnswer} from './page.js';
import {type PanelRequest} from './panel-handler.js';

const day = 24 * 60 * 60 * 1000;

function dialog({companyUUID, companyRequestToken}: CompanyToken, end: number): SafeHtml {
	return html`
		<dialog open aria-labelledby="success"><h2 id="success" tabindex="-1" autofocus>Success</h2>
		<p>Copy both values. The token works for 24 hours, until ${formatMoment(end)}.</p>
		<dl>
		<dt>Company UUID</dt>
		<dd class="value">${companyUUID}</dd>
		<dt>Company Request Token</dt>
		<dd class="value">${companyRequestToken}</dd>
		</dl>
		<p><a class="button" href="/nui/authadmin/companytokens">OK</a></p></dialog>
	`;
}

type Shown = {readonly appID: string; readonly errors?: FieldErrors; readonly success?: SafeHtml};

function tokenPage({visit}: PanelRequest, {appID, errors = {}, success}: Shown): Answer {
	const isWrong = errors['appID'] !== undefined;
	return pageAnswer({
		title: 'Company Request Token', area: 'request-token', visit, status: isWrong ? 400 : 200,
		body: html`
			<h1>Company Request Token</h1>
			${errorSummary(errors)}
			${success}
			<p>A company request token lets one app ask for tokens in the name of the company.</p>
			<form class="card" method="post" action="/nui/authadmin/companytokens" novalidate>
			<input type="hidden" name="form" value="${visit.formToken}">
			<label for="appID">App ID</label><p class="hint" id="appID-hint">The Client ID of the app that the token is for.</p>${fieldError(errors, 'appID')}
			<input type="text" id="appID" name="appID" value="${appID}" autocomplete="off" spellcheck="false" required aria-describedby="appID-hint${isWrong ? ' appID-error' : ''}"${isWrong && html` aria-invalid="true"`}>
			<button>Submit</button>
			</form>
		`,
	});
}

/** The form, with the App ID in it when the page was opened from an app. */
export function requestTokenPage(panel: PanelRequest): Answer {
	return tokenPage(panel, {appID: (panel.request.query.get('appID') ?? '').slice(0, 100)});
}

/** Issues a token for the app and shows the dialog; an App ID that nobody issued is refused. */
export function postRequestToken(panel: PanelRequest): Answer {
	const {concur, form} = panel;
	const appID = (form.get('appID') ?? '').trim().slice(0, 100);
	if (appID === '') {
		return tokenPage(panel, {appID, errors: {appID: 'App ID is missing: enter the Client ID of your app.'}});
	}

	const issued = createRequestToken(concur, appID);
	return issued
		? tokenPage(panel, {appID: '', success: dialog(issued, concur.now() + day)})
		: tokenPage(panel, {appID, errors: {appID: 'There is no app with this App ID: copy it again from the application list.'}});
}
