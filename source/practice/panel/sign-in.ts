import {type Answer} from '../answer.js';
import {errorSummary, fieldError, type FieldErrors} from './form-errors.js';
import {html} from './html.js';
import {pageAnswer, redirectAnswer} from './page.js';
import {type PanelRequest} from './panel-handler.js';
import {newVisitCookie} from './visit.js';

const maxNameLength = 200;

function userPage({visit}: PanelRequest, errors: FieldErrors = {}, user = ''): Answer {
	return pageAnswer({
		title: 'Sign in', visit, status: Object.keys(errors).length > 0 ? 400 : 200,
		body: html`
			<h1>Sign in to the practice panel</h1>
			${errorSummary(errors)}
			<form class="card" method="post" novalidate>
			<input type="hidden" name="form" value="${visit.formToken}"><input type="hidden" name="step" value="user">
			<label for="user">User ID</label>
			<p class="hint" id="user-hint">Any user ID will do: nobody is known here, and nobody is refused.</p>
			${fieldError(errors, 'user')}
			<input type="text" id="user" name="user" value="${user}" autocomplete="off" autofocus required aria-describedby="user-hint${errors['user'] === undefined ? '' : ' user-error'}"${errors['user'] !== undefined && html` aria-invalid="true"`}>
			<button>Next</button>
			</form>
		`,
	});
}

function passwordPage({visit}: PanelRequest, user: string, errors: FieldErrors = {}): Answer {
	return pageAnswer({
		title: 'Password', visit, status: Object.keys(errors).length > 0 ? 400 : 200,
		body: html`
			<h1>Password</h1>
			${errorSummary(errors)}
			<form class="card" method="post" novalidate>
			<input type="hidden" name="form" value="${visit.formToken}"><input type="hidden" name="step" value="password"><input type="hidden" name="user" value="${user}">
			<p>Signing in as <strong>${user}</strong></p>
			<label for="password">Password</label>
			<p class="hint" id="password-hint">Any password will do. Please do not type a real one.</p>
			${fieldError(errors, 'password')}
			<input type="password" id="password" name="password" autocomplete="off" autofocus required aria-describedby="password-hint${errors['password'] === undefined ? '' : ' password-error'}"${errors['password'] !== undefined && html` aria-invalid="true"`}>
			<button>Sign In</button>
			</form>
		`,
	});
}

/** The first step of signing in, at the address that was asked for. */
export function signInPage(panel: PanelRequest): Answer {
	return userPage(panel);
}

/** The user ID, then the password; after that the page that was asked for. Nothing of it is kept or logged. */
export function answerSignIn(panel: PanelRequest): Answer {
	const {form, request, concur} = panel;
	const user = (form.get('user') ?? '').trim();
	if (user === '' || user.length > maxNameLength) {
		return userPage(panel, {user: user === '' ? 'Type a user ID.' : `A user ID has at most ${maxNameLength} characters.`}, user.slice(0, maxNameLength));
	}

	if (form.get('step') !== 'password') {
		return passwordPage(panel, user);
	}

	return form.get('password')
		? redirectAnswer(request.path, newVisitCookie(concur, 'in'))
		: passwordPage(panel, user, {password: 'Type a password.'});
}

/** Signs out and goes back to the sign-in. */
export function signOut({concur}: PanelRequest): Answer {
	return redirectAnswer('/nui/ocstool', newVisitCookie(concur, 'out'));
}
