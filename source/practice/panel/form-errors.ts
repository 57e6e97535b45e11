import {html, type SafeHtml} from './html.js';

/** What is wrong with a form, by the id of the field. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Everything that is wrong, first thing on the page and read out at once, each with a link to its field. */
export function errorSummary(errors: FieldErrors): SafeHtml | undefined {
	const entries = Object.entries(errors);
	return entries.length === 0
		? undefined
		: html`<div class="summary" role="alert" tabindex="-1"><h2>Please mend this first</h2><ul>${entries.map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`)}</ul></div>`;
}

/** What is wrong with one field, beside it. */
export function fieldError(errors: FieldErrors, id: string): SafeHtml | undefined {
	return errors[id] === undefined ? undefined : html`<p class="error" id="${id}-error">${errors[id]}</p>`;
}
