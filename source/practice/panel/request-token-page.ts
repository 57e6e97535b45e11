import {type PracticeResponse} from '../api/response.js';
import {createRequestToken, requestTokenValidity, type CompanyToken} from '../state/practice-concur.js';
import {copyableValues, copyGuide, copyScript} from './copy-values.js';
import {html, type SafeHtml} from './html.js';
import {
	describedBy, errorSummary, fieldError, formatPanelTime, formStatus, hiddenFields, pageResponse, stepsAside,
	type FieldErrors,
} from './page.js';
import {type PanelRequest} from './panel-session.js';

const maxAppIDLength = 100;

const formAddress = '/nui/authadmin/companytokens';

// Without the script, the dialog is shown above the form. Escape closes it as OK does.
const script = `${copyScript}
const dialog = document.querySelector('dialog');
dialog.close();
dialog.showModal();
dialog.addEventListener('cancel', event => {
	event.preventDefault();
	location.assign('${formAddress}');
});
`;

function successDialog({companyUUID, companyRequestToken}: CompanyToken, expiresAt: number): SafeHtml {
	return html`
		<dialog open aria-labelledby="success"><h2 id="success" tabindex="-1" autofocus>Success</h2>
		<p>The token is valid for 24 hours, until ${formatPanelTime(expiresAt)}.</p>
		${copyGuide(3, 'The session in your terminal is waiting for them.')}
		${copyableValues([
			{label: 'Company UUID', value: companyUUID},
			{label: 'Company Request Token', value: companyRequestToken},
		], formAddress)}</dialog>
	`;
}

type Content = {readonly appID: string; readonly errors?: FieldErrors; readonly success?: SafeHtml};

function formPage({session}: PanelRequest, {appID, errors = {}, success}: Content): PracticeResponse {
	return pageResponse({
		title: 'Company Request Token', area: 'request-token', session, status: formStatus(errors),
		...(success && {script}),
		body: html`
			${success}
			<div class="columns"><div>
			<h1>Company Request Token</h1>
			<p class="lead">A company request token lets one app request tokens on behalf of your company.</p>
			${errorSummary(errors)}
			<form class="card" method="post" action="${formAddress}" novalidate>
			${hiddenFields(session)}
			<label for="appID">App ID</label>
			<p class="hint" id="appID-hint">The Client ID of the app that the token is for.</p>
			${fieldError(errors, 'appID')}
			<input type="text" id="appID" name="appID" value="${appID}"
				autocomplete="off" spellcheck="false" required${describedBy(errors, 'appID')}>
			<p class="actions"><button>Submit</button></p>
			</form>
			</div>${stepsAside(3)}</div>
		`,
	});
}

/** The form, with the App ID filled in if the page was opened from an app. */
export function requestTokenPage(panel: PanelRequest): PracticeResponse {
	return formPage(panel, {appID: (panel.request.query.get('appID') ?? '').slice(0, maxAppIDLength)});
}

/** Issues a token for the app and shows the dialog; an unknown App ID is refused. */
export function postRequestToken(panel: PanelRequest): PracticeResponse {
	const {concur, form} = panel;
	const appID = (form.get('appID') ?? '').trim().slice(0, maxAppIDLength);
	if (appID === '') {
		return formPage(panel, {appID, errors: {appID: 'Enter an App ID: the Client ID of your app.'}});
	}

	const issued = createRequestToken(concur, appID);
	return issued
		? formPage(panel, {appID: '', success: successDialog(issued, concur.now() + requestTokenValidity)})
		: formPage(panel, {appID, errors: {appID: 'No app has this App ID. Copy it again from the application list.'}});
}
