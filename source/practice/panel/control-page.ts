import {type Answer} from '../api/answer.js';
import {refusalCodes} from '../api/token-refusals.js';
import {parseClockCommand} from '../control/control-endpoints.js';
import {faultFields, parseFaultCommand, type Fault, type SetFault} from '../control/faults.js';
import {errorSummary, fieldError, formStatus, hiddenFields, type FieldErrors} from './form-fields.js';
import {html, type SafeHtml} from './html.js';
import {formatInstant, pageAnswer, redirectAnswer} from './page.js';
import {type PanelRequest} from './panel-request.js';
import {type PanelSession} from './panel-session.js';

const faultLabels: Readonly<Record<Fault['kind'], string>> = {
	error: 'A documented error (code below)',
	status: 'An HTTP status (status and Retry-After below)',
	html: 'An HTML error page',
	'cut-off': 'An answer that is cut off in the middle',
	empty: 'An empty body',
	slow: 'A slow answer (delay below)',
	'no-answer': 'No answer',
	drop: 'A dropped connection',
	'no-refresh-token': 'A token without refresh_token',
	'string-numbers': 'Numbers as strings',
	'without-scope': 'A token without one of its scopes',
	rotate: 'A rotated refresh token',
	'moved-geolocation': 'A moved geolocation',
	'hostile-geolocation': 'A geolocation outside Concur',
};

const hour = 3_600_000;

const clockSteps: ReadonlyArray<readonly [milliseconds: number, label: string]> = [
	[hour, '1 hour'],
	[25 * hour, '25 hours: request tokens expire'],
	[175 * 24 * hour, '175 days: refresh tokens expire soon'],
	[190 * 24 * hour, '190 days: refresh tokens expire'],
];

function describeFault({fault, path, calls}: SetFault): string {
	const {kind, ...rest} = fault;
	const details = Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`).join(', ');
	const what = details === '' ? kind : `${kind} (${details})`;
	const where = path === 'token' ? 'the token endpoint' : 'the proof call';
	const howLong = calls === null ? 'until cleared' : `${calls} more ${calls === 1 ? 'call' : 'calls'}`;
	return `${what} on ${where}, ${howLong}`;
}

function faultList(faults: readonly SetFault[], session: PanelSession): SafeHtml {
	if (faults.length === 0) {
		return html`<p>No faults are set: everything works.</p>`;
	}

	const items = faults.map(entry => html`
		<li>${describeFault(entry)}
		<button class="quiet" name="id" value="${entry.id}">Clear ${entry.fault.kind}</button></li>
	`);
	return html`
		<form method="post">${hiddenFields(session, {action: 'clear'})}
		<ul>${items}</ul>
		<button name="id" value="">Clear all</button>
		</form>
	`;
}

function numberField(id: string, label: string, value: string): SafeHtml {
	return html`
		<label for="${id}">${label}</label><input type="number" id="${id}" name="${id}" value="${value}" min="0">
	`;
}

function faultForm(session: PanelSession, errors: FieldErrors): SafeHtml {
	const kinds = Object.entries(faultLabels).map(([kind, label]) => html`<option value="${kind}">${label}</option>`);
	return html`
		<form class="card" method="post" novalidate>
		${hiddenFields(session, {action: 'set'})}
		${fieldError(errors, 'kind')}
		<label for="kind">What goes wrong</label><select id="kind" name="kind">${kinds}</select>
		<label for="path">Where</label><select id="path" name="path">
		<option value="token">the token endpoint</option>
		<option value="users">the proof call</option>
		</select>
		<label for="code">Error code</label>
		<select id="code" name="code">${refusalCodes.map(code => html`<option>${code}</option>`)}</select>
		${numberField('status', 'HTTP status', '503')}
		${numberField('retryAfter', 'Retry-After in seconds (leave empty for none)', '5')}
		${numberField('milliseconds', 'Delay of a slow answer in milliseconds', '5000')}
		${numberField('calls', 'Number of calls (leave empty to keep the fault until it is cleared)', '1')}
		<button>Set fault</button>
		</form>
	`;
}

function clockForm(session: PanelSession): SafeHtml {
	const steps = clockSteps.map(([milliseconds, label]) =>
		html`<button class="quiet" name="milliseconds" value="${milliseconds}">Move forward ${label}</button>\n`);
	return html`
		<form class="card" method="post" novalidate>
		${hiddenFields(session, {action: 'advance'})}
		${steps}
		<button class="quiet" name="milliseconds" value="reset">Return to the real time</button>
		</form>
	`;
}

function formPage({concur, session}: PanelRequest, errors: FieldErrors = {}): Answer {
	return pageAnswer({
		title: 'Faults and time', area: 'control', session, status: formStatus(errors),
		body: html`
			<h1>Faults and time</h1>
			${errorSummary(errors)}
			<h2>Faults that are set</h2>
			${faultList(concur.faults.list(), session)}
			<h2>Set a fault</h2>
			${faultForm(session, errors)}
			<h2>Time</h2>
			<p>The practice clock shows ${formatInstant(concur.now())}.</p>
			${clockForm(session)}
		`,
	});
}

/** Everything that can be made to go wrong, and the clock. */
export function controlPage(panel: PanelRequest): Answer {
	return formPage(panel);
}

/** The command that the form means: of its numbers, those that its kind of fault has and that were filled in. */
function postedFault(form: URLSearchParams): Record<string, unknown> {
	const kind = form.get('kind') ?? '';
	const numbers = [...faultFields(kind), 'calls'].filter(name => form.get(name));
	const entries = numbers.map(name => [name, Number(form.get(name))] as const);
	return {kind, path: form.get('path') ?? '', ...Object.fromEntries(entries)};
}

/** Sets or clears faults, or moves the clock. */
export function postControl(panel: PanelRequest): Answer {
	const {concur, form} = panel;
	switch (form.get('action') ?? '') {
		case 'set': {
			const command = parseFaultCommand(postedFault(form));
			if (typeof command === 'string') {
				return formPage(panel, {kind: command});
			}

			concur.faults.add(command);
			break;
		}

		case 'clear': {
			concur.faults.clear(form.get('id') || undefined);
			break;
		}

		case 'advance': {
			const posted = form.get('milliseconds');
			const command = posted === 'reset' ? {offset: 0} : {advance: Number(posted)};
			const offset = parseClockCommand(command, concur.ledger.read().clockOffset);
			if (typeof offset === 'string') {
				return formPage(panel, {kind: 'The clock moves by whole milliseconds, up to a hundred years.'});
			}

			concur.ledger.update(state => ({...state, clockOffset: offset}));
			break;
		}

		default: {
			return formPage(panel, {kind: 'Nothing was selected. Use one of the buttons.'});
		}
	}

	return redirectAnswer('/practice/control');
}
