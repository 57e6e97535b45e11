import {type Answer} from '../api/answer.js';
import {createRequestToken, type CompanyToken} from '../state/practice-concur.js';
import {describedBy, errorSummary, fieldError, formStatus, hiddenFields, type FieldErrors} from './form-fields.js';
import {html, type SafeHtml} from './html.js';
import {formatInstant, pageAnswer} from './page.js';
import {type PanelRequest} from './panel-request.js';

const day = 24 * 60 * 60 * 1000;

const maxAppIDLength = 100;

function successDialog({companyUUID, companyRequestToken}: CompanyToken, expiresAt: number): SafeHtml {
	return html`
		<dialog open aria-labelledby="success"><h2 id="success" tabindex="-1" autofocus>Success</h2>
		<p>Copy both values. The token is valid for 24 hours, until ${formatInstant(expiresAt)}.</p>
		<dl>
		<dt>Company UUID</dt>
		<dd class="value">${companyUUID}</dd>
		<dt>Company Request Token</dt>
		<dd class="value">${companyRequestToken}</dd>
		</dl>
		<p><a class="button" href="/nui/authadmin/companytokens">OK</a></p></dialog>
	`;
}

type Content = {readonly appID: string; readonly errors?: FieldErrors; readonly success?: SafeHtml};

function formPage({session}: PanelRequest, {appID, errors = {}, success}: Content): Answer {
	return pageAnswer({
		title: 'Company Request Token', area: 'request-token', session, status: formStatus(errors),
		body: html`
			<h1>Company Request Token</h1>
			${errorSummary(errors)}
			${success}
			<p>A company request token lets one app request tokens on behalf of your company.</p>
			<form class="card" method="post" action="/nui/authadmin/companytokens" novalidate>
			${hiddenFields(session)}
			<label for="appID">App ID</label>
			<p class="hint" id="appID-hint">The Client ID of the app that the token is for.</p>
			${fieldError(errors, 'appID')}
			<input type="text" id="appID" name="appID" value="${appID}"
				autocomplete="off" spellcheck="false" required${describedBy(errors, 'appID')}>
			<button>Submit</button>
			</form>
		`,
	});
}

/** The form, with the App ID in it when the page was opened from an app. */
export function requestTokenPage(panel: PanelRequest): Answer {
	return formPage(panel, {appID: (panel.request.query.get('appID') ?? '').slice(0, maxAppIDLength)});
}

/** Issues a token for the app and shows the dialog; an App ID that nobody issued is refused. */
export function postRequestToken(panel: PanelRequest): Answer {
	const {concur, form} = panel;
	const appID = (form.get('appID') ?? '').trim().slice(0, maxAppIDLength);
	if (appID === '') {
		return formPage(panel, {appID, errors: {appID: 'Enter an App ID: the Client ID of your app.'}});
	}

	const issued = createRequestToken(concur, appID);
	return issued
		? formPage(panel, {appID: '', success: successDialog(issued, concur.now() + day)})
		: formPage(panel, {appID, errors: {appID: 'No app has this App ID. Copy it again from the application list.'}});
}
