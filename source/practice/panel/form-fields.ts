import {html, type SafeHtml} from './html.js';
import {type PanelSession} from './panel-session.js';

/** What is wrong with a form, by the ID of the field. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The status of a form's page: 400 when something is wrong with it. */
export function formStatus(errors: FieldErrors): number {
	return Object.keys(errors).length > 0 ? 400 : 200;
}

/** The hidden fields of a form, among them the token that only this session's forms carry. */
export function hiddenFields({csrfToken}: PanelSession, fields: Readonly<Record<string, string>> = {}): SafeHtml {
	const inputs = Object.entries({form: csrfToken, ...fields})
		.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
	return html`${inputs}`;
}

/** Everything that is wrong, first thing on the page and read out at once, each with a link to its field. */
export function errorSummary(errors: FieldErrors): SafeHtml | undefined {
	const items = Object.entries(errors).map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`);
	return items.length === 0
		? undefined
		: html`<div class="summary" role="alert" tabindex="-1"><h2>There is a problem</h2><ul>${items}</ul></div>`;
}

/** What is wrong with one field, beside it. */
export function fieldError(errors: FieldErrors, id: string): SafeHtml | undefined {
	return errors[id] === undefined ? undefined : html`<p class="error" id="${id}-error">${errors[id]}</p>`;
}

/** The attributes that name a field's hint and its error to screen readers. */
export function describedBy(errors: FieldErrors, id: string): SafeHtml {
	return errors[id] === undefined
		? html` aria-describedby="${id}-hint"`
		: html` aria-describedby="${id}-hint ${id}-error" aria-invalid="true"`;
}
