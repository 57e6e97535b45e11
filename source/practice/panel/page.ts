import {randomBytes} from 'node:crypto';
import {type PracticeResponse} from '../api/response.js';
import {html, SafeHtml} from './html.js';
import {type PanelSession} from './panel-session.js';
import {style} from './style.js';

/** An entry of the navigation. */
type PageArea = 'apps' | 'request-token' | 'control';

/** What differs from page to page. */
type PanelPage = {
	readonly title: string;
	readonly body: SafeHtml;
	/** The navigation entry that this page belongs to. */
	readonly area?: PageArea;
	readonly session?: PanelSession;
	readonly status?: number;
	/** CSS rules for this page only. */
	readonly style?: string;
	/** A script for this page only; every page works without it. */
	readonly script?: string;
};

const areas: ReadonlyArray<readonly [PageArea, string, string]> = [
	['apps', '/nui/ocstool', 'Applications'],
	['request-token', '/nui/authadmin/companytokens', 'Request token'],
	['control', '/practice/control', 'Faults and time'],
];

function header({area, session}: PanelPage): SafeHtml {
	const entries = areas.map(([name, path, title]) =>
		html`<li><a href="${path}"${name === area && html` aria-current="page"`}>${title}</a></li>`);
	return html`
		<header>
		<div class="banner" role="note"><span><strong>PRACTICE:</strong> this is not SAP.
		Everything here is made up on this machine.</span></div>
		<div class="bar">
		<div class="brand">Practice Concur</div>
		<nav aria-label="Panel"><ul>${entries}</ul></nav>
		${session?.isSignedIn && html`
			<form method="post" action="/nui/sign-out">
			<input type="hidden" name="form" value="${session.csrfToken}"><button class="quiet small">Sign out</button>
			</form>
		`}
		</div>
		</header>
	`;
}

function policy(nonce: string): string {
	return [
		'default-src \'none\'',
		`style-src 'nonce-${nonce}'`,
		`script-src 'nonce-${nonce}'`,
		'img-src data:',
		'form-action \'self\'',
		'base-uri \'none\'',
		'frame-ancestors \'none\'',
	].join('; ');
}

/**
Responds with a complete page: it loads nothing from elsewhere, has nothing inline but its own style and script, may not
be framed, and must not be cached.
*/
export function pageResponse(page: PanelPage): PracticeResponse {
	const nonce = randomBytes(16).toString('base64');
	const script = page.script !== undefined
		&& html`<script nonce="${nonce}">${new SafeHtml(page.script)}</script>`;
	const document = html`
		<!DOCTYPE html>
		<html lang="en">
		<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<title>${page.title} - practice panel</title>
		<link rel="icon" href="data:,">
		<style nonce="${nonce}">${new SafeHtml(`${style}${page.style ?? ''}`)}</style>
		</head>
		<body>
		<a class="skip" href="#content">Skip to content</a>
		${header(page)}
		<main id="content">
		${page.body}
		</main>
		<footer>A stand-in for rehearsals. What it issues works only on this machine.</footer>
		${script}
		</body>
		</html>
	`;
	return {
		status: page.status ?? 200,
		headers: {
			'content-type': 'text/html;charset=utf-8',
			'content-security-policy': policy(nonce),
			'x-frame-options': 'DENY',
			// Not no-referrer, because browsers then hide the origin of a form, which is checked here.
			'referrer-policy': 'same-origin',
			'cache-control': 'no-store',
			...(page.session?.setCookie !== undefined && {'set-cookie': page.session.setCookie}),
		},
		body: document.text,
	};
}

/** Redirects the browser to another page of the panel, which it requests with GET. */
export function redirectResponse(path: string, setCookie?: string): PracticeResponse {
	const cookie = setCookie !== undefined && {'set-cookie': setCookie};
	const headers = {location: path, 'cache-control': 'no-store', ...cookie};
	return {status: 303, headers, body: ''};
}

/** A page that says what is wrong and what to do next. */
export function problemPage(status: number, title: string, remedy: string): PracticeResponse {
	const link = html`<a class="button" href="/nui/ocstool">Go to the panel</a>`;
	return pageResponse({
		title, status,
		body: html`<div class="card empty"><h1>${title}</h1><p>${remedy}</p><p>${link}</p></div>`,
	});
}

/** Formats a time for the panel: `2026-01-31 09:30 UTC`. `instant` is in milliseconds since the epoch. */
export function formatPanelTime(instant: number): string {
	return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const panelSteps: ReadonlyArray<readonly [title: string, text: string]> = [
	['Create an app', 'Fill in the form and submit it.'],
	['Take its credentials to the terminal', 'Copy both values here and paste them there.'],
	['Take a request token to the terminal', 'Copy both values here and paste them there.'],
];

/** The three steps through the panel, with the current one marked. */
export function stepList(current: 0 | 1 | 2 | 3): SafeHtml {
	const steps = panelSteps.map(([title, text], index) => {
		const number = index + 1;
		const mark = number < current ? html` class="done"` : number === current && html` aria-current="step"`;
		const done = number < current && html`<span class="unseen">Done: </span>`;
		return html`<li${mark}>${done}<strong>${title}</strong> ${text}</li>`;
	});
	return html`<ol class="road">${steps}</ol>`;
}

/** The same steps, shown beside a page. */
export function stepsAside(current: 1 | 2 | 3): SafeHtml {
	return html`
		<aside class="aside" aria-labelledby="road">
		<div class="card"><h2 id="road">Three steps in this panel</h2>${stepList(current)}</div>
		</aside>
	`;
}

/** The errors in a form, by field ID. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The status of a form's page: 400 if there are errors. */
export function formStatus(errors: FieldErrors): number {
	return Object.keys(errors).length > 0 ? 400 : 200;
}

/** The hidden fields of a form, including this session's CSRF token. */
export function hiddenFields({csrfToken}: PanelSession, fields: Readonly<Record<string, string>> = {}): SafeHtml {
	const inputs = Object.entries({form: csrfToken, ...fields})
		.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
	return html`${inputs}`;
}

/** All errors, at the top of the page and read out at once, each with a link to its field. */
export function errorSummary(errors: FieldErrors): SafeHtml | undefined {
	const items = Object.entries(errors).map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`);
	return items.length === 0
		? undefined
		: html`<div class="summary" role="alert" tabindex="-1"><h2>There is a problem</h2><ul>${items}</ul></div>`;
}

/** The error for one field, shown beside it. */
export function fieldError(errors: FieldErrors, id: string): SafeHtml | undefined {
	return errors[id] === undefined ? undefined : html`<p class="error" id="${id}-error">${errors[id]}</p>`;
}

/** The attributes that link a field to its hint and its error for screen readers. */
export function describedBy(errors: FieldErrors, id: string): SafeHtml {
	return errors[id] === undefined
		? html` aria-describedby="${id}-hint"`
		: html` aria-describedby="${id}-hint ${id}-error" aria-invalid="true"`;
}
