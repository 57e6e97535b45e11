import {type PracticeResponse} from '../api/response.js';
import {html, type SafeHtml} from './html.js';
import {
	describedBy, errorSummary, fieldError, formStatus, hiddenFields, pageResponse, redirectResponse, stepList,
	type FieldErrors,
} from './page.js';
import {newSessionCookie, type PanelRequest} from './panel-session.js';

const maxUserLength = 200;

/** The sign-in form beside an introduction to the panel. */
function welcome(errors: FieldErrors, form: SafeHtml): SafeHtml {
	return html`
		<div class="welcome"><div>
		<h1>Sign in to the practice panel</h1>
		<p class="lead">It stands in for the admin panel of SAP Concur. Rehearse here as often as you like.</p>
		${stepList(0)}
		<p><a href="/practice/control">Rehearse what can go wrong</a></p>
		</div><div>${errorSummary(errors)}${form}</div></div>
	`;
}

function userPage({session}: PanelRequest, errors: FieldErrors = {}, user = ''): PracticeResponse {
	return pageResponse({
		title: 'Sign in', session, status: formStatus(errors),
		body: welcome(errors, html`
			<form class="card" method="post" novalidate>
			${hiddenFields(session, {step: 'user'})}
			<label for="user">User ID</label>
			<p class="hint" id="user-hint">Any user ID works: there are no accounts here.</p>
			${fieldError(errors, 'user')}
			<input type="text" id="user" name="user" value="${user}"
				autocomplete="off" autofocus required${describedBy(errors, 'user')}>
			<button>Next</button>
			</form>
		`),
	});
}

function passwordPage({session}: PanelRequest, user: string, errors: FieldErrors = {}): PracticeResponse {
	return pageResponse({
		title: 'Password', session, status: formStatus(errors),
		body: welcome(errors, html`
			<form class="card" method="post" novalidate>
			${hiddenFields(session, {step: 'password', user})}
			<p class="hint">Signing in as <strong>${user}</strong></p>
			<label for="password">Password</label>
			<p class="hint" id="password-hint">Any password works. Do not enter a real one.</p>
			${fieldError(errors, 'password')}
			<input type="password" id="password" name="password"
				autocomplete="off" autofocus required${describedBy(errors, 'password')}>
			<button>Sign In</button>
			</form>
		`),
	});
}

/** The first step of signing in, at the address that was requested. */
export function signInPage(panel: PanelRequest): PracticeResponse {
	return userPage(panel);
}

/** Handles the user ID, then the password, then redirects to the requested page. Neither is stored or logged. */
export function postSignIn(panel: PanelRequest): PracticeResponse {
	const {form, request, concur} = panel;
	const user = (form.get('user') ?? '').trim();
	if (user === '') {
		return userPage(panel, {user: 'Enter a user ID.'});
	}

	if (user.length > maxUserLength) {
		const error = `Enter a user ID of at most ${maxUserLength} characters.`;
		return userPage(panel, {user: error}, user.slice(0, maxUserLength));
	}

	if (form.get('step') !== 'password') {
		return passwordPage(panel, user);
	}

	return form.get('password')
		? redirectResponse(request.path, newSessionCookie(concur, 'in'))
		: passwordPage(panel, user, {password: 'Enter a password.'});
}

/** Signs out and returns to the sign-in form. */
export function signOut({concur}: PanelRequest): PracticeResponse {
	return redirectResponse('/nui/ocstool', newSessionCookie(concur, 'out'));
}
