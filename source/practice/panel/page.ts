import {randomBytes} from 'node:crypto';
import {type Answer} from '../api/answer.js';
import {html, SafeHtml} from './html.js';
import {type PanelSession} from './panel-session.js';
import {style} from './style.js';

/** An entry of the navigation. */
export type PageArea = 'apps' | 'request-token' | 'control';

/** What differs from page to page. */
export type Page = {
	readonly title: string;
	readonly body: SafeHtml;
	/** Which entry of the navigation this page belongs to. */
	readonly area?: PageArea;
	readonly session?: PanelSession;
	readonly status?: number;
	/** Runs on the page alone; every page works without it. */
	readonly script?: string;
};

const areas: ReadonlyArray<readonly [PageArea, string, string]> = [
	['apps', '/nui/ocstool', 'OAuth 2.0 Application Management'],
	['request-token', '/nui/authadmin/companytokens', 'Company Request Token'],
	['control', '/practice/control', 'Faults and time'],
];

function navigation({area, session}: Page): SafeHtml {
	const entries = areas.map(([name, path, title]) =>
		html`<li><a href="${path}"${name === area && html` aria-current="page"`}>${title}</a></li>`);
	const signOut = session?.isSignedIn && html`
		<li><form method="post" action="/nui/sign-out">
		<input type="hidden" name="form" value="${session.csrfToken}"><button class="quiet">Sign out</button>
		</form></li>
	`;
	return html`<nav aria-label="Panel"><ul>${entries}${signOut}</ul></nav>`;
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
A whole page as an answer: nothing from elsewhere, nothing inline but its own style and script;
nobody may frame it, and no cache keeps it.
*/
export function pageAnswer(page: Page): Answer {
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
		<style nonce="${nonce}">${new SafeHtml(style)}</style>
		</head>
		<body>
		<a class="skip" href="#content">Skip to content</a>
		<header>
		<div class="banner" role="note">PRACTICE: this is not SAP. Everything here is made up on this machine.</div>
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
			'content-security-policy': policy(nonce),
			'x-frame-options': 'DENY',
			// Not no-referrer: browsers then hide the origin of a form, which is checked here.
			'referrer-policy': 'same-origin',
			'cache-control': 'no-store',
			...(page.session?.setCookie !== undefined && {'set-cookie': page.session.setCookie}),
		},
		body: document.text,
	};
}

/** Sends the browser to another page of the panel, which it asks for with GET. */
export function redirectAnswer(path: string, setCookie?: string): Answer {
	const cookie = setCookie !== undefined && {'set-cookie': setCookie};
	const headers = {location: path, 'cache-control': 'no-store', ...cookie};
	return {status: 303, headers, body: ''};
}

/** A page that says what is wrong and what to do next. */
export function problemPage(status: number, title: string, remedy: string): Answer {
	const link = html`<a class="button" href="/nui/ocstool">Go to the panel</a>`;
	return pageAnswer({title, status, body: html`<h1>${title}</h1><p>${remedy}</p><p>${link}</p>`});
}

/** A time as the panel writes it: `2026-01-31 09:30 UTC`. `instant` is milliseconds since the epoch. */
export function formatInstant(instant: number): string {
	return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
