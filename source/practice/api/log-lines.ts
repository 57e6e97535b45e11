import {type PracticeResponse} from './response.js';

/** What the log records about one call. */
type LoggedCall = {
	readonly method: string;
	readonly url: string;
	readonly body: string;
	readonly answer: PracticeResponse;
	readonly milliseconds: number;
	/** Practice clock, milliseconds since the epoch. */
	readonly now: number;
};

// The fields of a token form that are not secret; the rest is never logged.
const loggedFields = ['grant_type', 'credtype', 'scope'];

function mask(value: string): string {
	return value.length > 8 ? `…${value.slice(-4)}` : '…';
}

function printable(text: string): string {
	return text.replaceAll(/[^\u0020-\u007E]/g, '?').slice(0, 120);
}

/** The path without its query, with only the end of any ID in it. */
function describePath(url: string): string {
	return printable(url.split('?')[0]!).replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi, id => mask(id));
}

function timeOf(now: number): string {
	return new Date(now).toISOString().slice(11, 19);
}

function describeForm(body: string): string {
	const form = new URLSearchParams(body);
	const fields = loggedFields.flatMap(name => form.has(name) ? [`${name}=${printable(form.get(name)!)}`] : []);
	const clientId = form.get('client_id');
	return [...fields, ...(clientId === null ? [] : [`client_id=${mask(printable(clientId))}`])].join(' ');
}

function refusalCode({body}: PracticeResponse): string {
	return /"code":"?(\d{1,3})\b/.exec(body)?.[1] ?? '';
}

/** A log line for a request that was refused before it was read, with the reason. */
export function refusalLine({method, url, now}: Pick<LoggedCall, 'method' | 'url' | 'now'>, reason: string): string {
	return `${timeOf(now)} ${method} ${describePath(url)} 403 refused: ${printable(reason)}`;
}

/** A log line for one call. Queries, headers and secrets are left out; a client is identified by the end of its ID. */
export function callLine({method, url, body, answer, milliseconds, now}: LoggedCall): string {
	const path = describePath(url);
	const isToken = path === '/oauth2/v0/token';
	const code = isToken ? refusalCode(answer) : '';
	const isUnanswered = answer.delivery === 'no-answer' || answer.delivery === 'drop';
	const outcome = isUnanswered ? answer.delivery : String(answer.status);
	return [
		timeOf(now),
		method,
		path,
		`${outcome}${code && ` code ${code}`}`,
		`${Math.round(milliseconds)} ms`,
		isToken ? describeForm(body) : '',
	].filter(part => part !== '').join(' ');
}
