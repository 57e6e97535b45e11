import {type Answer} from '../api/answer.js';
import {describedBy, errorSummary, fieldError, formStatus, hiddenFields, type FieldErrors} from './form-fields.js';
import {html} from './html.js';
import {pageAnswer, redirectAnswer} from './page.js';
import {type PanelRequest} from './panel-request.js';
import {newSessionCookie} from './panel-session.js';

const maxUserLength = 200;

function userPage({session}: PanelRequest, errors: FieldErrors = {}, user = ''): Answer {
	return pageAnswer({
		title: 'Sign in', session, status: formStatus(errors),
		body: html`
			<h1>Sign in to the practice panel</h1>
			${errorSummary(errors)}
			<form class="card" method="post" novalidate>
			${hiddenFields(session, {step: 'user'})}
			<label for="user">User ID</label>
			<p class="hint" id="user-hint">Any user ID works: there are no accounts here.</p>
			${fieldError(errors, 'user')}
			<input type="text" id="user" name="user" value="${user}"
				autocomplete="off" autofocus required${describedBy(errors, 'user')}>
			<button>Next</button>
			</form>
		`,
	});
}

function passwordPage({session}: PanelRequest, user: string, errors: FieldErrors = {}): Answer {
	return pageAnswer({
		title: 'Password', session, status: formStatus(errors),
		body: html`
			<h1>Password</h1>
			${errorSummary(errors)}
			<form class="card" method="post" novalidate>
			${hiddenFields(session, {step: 'password', user})}
			<p>Signing in as <strong>${user}</strong></p>
			<label for="password">Password</label>
			<p class="hint" id="password-hint">Any password works. Do not enter a real one.</p>
			${fieldError(errors, 'password')}
			<input type="password" id="password" name="password"
				autocomplete="off" autofocus required${describedBy(errors, 'password')}>
			<button>Sign In</button>
			</form>
		`,
	});
}

/** The first step of signing in, at the address that was asked for. */
export function signInPage(panel: PanelRequest): Answer {
	return userPage(panel);
}

/** Takes the user ID, then the password, then leads to the page that was asked for. Neither is kept or logged. */
export function postSignIn(panel: PanelRequest): Answer {
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
		? redirectAnswer(request.path, newSessionCookie(concur, 'in'))
		: passwordPage(panel, user, {password: 'Enter a password.'});
}

/** Signs out and goes back to the sign-in. */
export function signOut({concur}: PanelRequest): Answer {
	return redirectAnswer('/nui/ocstool', newSessionCookie(concur, 'out'));
}
