import {randomBytes} from 'node:crypto';
import {type Answer} from '../answer.js';
import {html, SafeHtml} from './html.js';
import {style} from './style.js';
import {type Visit} from './visit.js';

export type PageName = 'apps' | 'request-token' | 'control';

export type Page = {
	readonly title: string;
	readonly body: SafeHtml;
	/** Which entry of the navigation this page belongs to. */
	readonly area?: PageName;
	readonly visit?: Visit;
	readonly status?: number;
	/** Runs on the page alone; every page works without it. */
	readonly script?: string;
};

const areas: ReadonlyArray<readonly [PageName, string, string]> = [
	['apps', '/nui/ocstool', 'OAuth 2.0 Application Management'],
	['request-token', '/nui/authadmin/companytokens', 'Company Request Token'],
	['control', '/practice/control', 'Faults and time'],
];

function navigation({area, visit}: Page): SafeHtml {
	const entries = areas.map(([name, path, title]) => html`<li><a href="${path}"${name === area && html` aria-current="page"`}>${title}</a></li>`);
	const signOut = visit?.isSignedIn && html`<li><form method="post" action="/nui/sign-out"><input type="hidden" name="form" value="${visit.formToken}"><button class="quiet">Sign out</button></form></li>`;
	return html`<nav aria-label="Panel"><ul>${entries}${signOut}</ul></nav>`;
}

/** A whole page as an answer: nothing from elsewhere, nothing inline but its own style and script, nobody may frame it, nobody keeps it. */
export function pageAnswer(page: Page): Answer {
	const nonce = randomBytes(16).toString('base64');
	const script = page.script === undefined ? undefined : html`<script nonce="${nonce}">${new SafeHtml(page.script)}</script>`;
	const document = html`
		<!DOCTYPE html>
		<html lang="en">
		<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<title>${page.title} - practice panel</title>
		<link rel="icon" href="data:,">
		<style nonce="${nonce}">${new SafeHtml(style)}</style>
		</head>
		<body>
		<a class="skip" href="#content">Skip to the content</a>
		<header>
		<div class="banner" role="note">PRACTICE: this is not SAP. Everything here was made up on this machine.</div>
		${navigation(page)}
		</header>
		<main id="content">
		${page.body}
		</main>
		${script}
		</body>
		</html>
	`;
	return {
		status: page.status ?? 200,
		headers: {
			'content-type': 'text/html;charset=utf-8',
			'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
			'x-frame-options': 'DENY',
			// Not no-referrer: browsers then hide the origin of a form, which is checked here.
			'referrer-policy': 'same-origin',
			'cache-control': 'no-store',
			...(page.visit?.setCookie === undefined ? {} : {'set-cookie': page.visit.setCookie}),
		},
		body: document.text,
	};
}

/** Sends the browser to another page of the panel, which it asks for with GET. */
export function redirectAnswer(path: string, setCookie?: string): Answer {
	return {status: 303, headers: {location: path, 'cache-control': 'no-store', ...(setCookie !== undefined && {'set-cookie': setCookie})}, body: ''};
}

/** A page that says what is wrong and what to do next. */
export function problemPage(status: number, title: string, remedy: string): Answer {
	return pageAnswer({title, status, body: html`<h1>${title}</h1><p>${remedy}</p><p><a class="button" href="/nui/ocstool">To the panel</a></p>`});
}
