import {type Answer} from '../answer.js';
import {type Fault, type SetFault} from '../faults.js';
import {parseClockCommand, parseFaultCommand} from '../parse-commands.js';
import {refusalCodes} from '../refusals.js';
import {formatMoment} from './apps-page.js';
import {errorSummary, fieldError, type FieldErrors} from './form-errors.js';
import {html, type SafeHtml} from './html.js';
import {pageAnswer, redirectAnswer} from './page.js';
import {type PanelRequest} from './panel-handler.js';

const hour = 3_600_000;

const kinds: ReadonlyArray<readonly [Fault['kind'], string]> = [
	['error', 'A documented error (code below)'],
	['status', 'An HTTP status (status and Retry-After below)'],
	['html', 'An HTML error page'],
	['cut-off', 'A body that ends in the middle'],
	['empty', 'An empty body'],
	['slow', 'A slow answer (milliseconds below)'],
	['no-answer', 'No answer'],
	['drop', 'A dropped connection'],
	['no-refresh-token', 'A token without refresh_token'],
	['string-numbers', 'Numbers as strings'],
	['rotate', 'A rotated refresh token'],
	['moved-geolocation', 'A moved geolocation'],
	['hostile-geolocation', 'A geolocation outside Concur'],
];

/** What of the form belongs to which kind. */
const ownNumbers: Readonly<Partial<Record<string, readonly string[]>>> = {error: ['code'], status: ['status', 'retryAfter'], html: ['status'], slow: ['milliseconds']};

const clockSteps: ReadonlyArray<readonly [number, string]> = [
	[hour, '1 hour'], [25 * hour, '25 hours: a request token is too old'], [175 * 24 * hour, '175 days: a refresh token is near its end'], [190 * 24 * hour, '190 days: a refresh token is over'],
];

function describeFault({fault, path, calls}: SetFault): string {
	const {kind, ...rest} = fault;
	const details = Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`).join(', ');
	return `${kind}${details === '' ? '' : ` (${details})`} on ${path === 'token' ? 'the token endpoint' : 'the proof call'}, ${calls === null ? 'until cleared' : `${calls} more ${calls === 1 ? 'call' : 'calls'}`}`;
}

function setFaults(faults: readonly SetFault[], formToken: string): SafeHtml {
	return faults.length === 0
		? html`<p>No fault is set: everything works.</p>`
		: html`<form method="post"><input type="hidden" name="form" value="${formToken}"><input type="hidden" name="action" value="clear"><ul>${faults.map(fault => html`<li>${describeFault(fault)} <button class="quiet" name="id" value="${fault.id}">Clear ${fault.fault.kind}</button></li>`)}</ul><button name="id" value="">Clear all</button></form>`;
}

function number(id: string, label: string, value: string): SafeHtml {
	return html`<label for="${id}">${label}</label><input type="number" id="${id}" name="${id}" value="${value}" min="0">`;
}

function controlAnswer({concur, visit}: PanelRequest, errors: FieldErrors = {}): Answer {
	return pageAnswer({
		title: 'Faults and time', area: 'control', visit, status: Object.keys(errors).length > 0 ? 400 : 200,
		body: html`
			<h1>Faults and time</h1>
			${errorSummary(errors)}
			<h2>Faults that are set</h2>
			${setFaults(concur.faults.list(), visit.formToken)}
			<h2>Set a fault</h2>
			<form class="card" method="post" novalidate>
			<input type="hidden" name="form" value="${visit.formToken}"><input type="hidden" name="action" value="set">
			${fieldError(errors, 'kind')}
			<label for="kind">What goes wrong</label><select id="kind" name="kind">${kinds.map(([kind, label]) => html`<option value="${kind}">${label}</option>`)}</select>
			<label for="path">Where</label><select id="path" name="path"><option value="token">the token endpoint</option><option value="users">the proof call</option></select>
			<label for="code">Error code</label><select id="code" name="code">${refusalCodes.map(code => html`<option>${code}</option>`)}</select>
			${number('status', 'HTTP status', '503')}${number('retryAfter', 'Retry-After in seconds; empty for none', '5')}${number('milliseconds', 'Milliseconds that a slow answer waits', '5000')}${number('calls', 'For how many calls; empty until cleared', '1')}
			<button>Set the fault</button>
			</form>
			<h2>Time</h2>
			<p>It is ${formatMoment(concur.now())} at the practice Concur.</p>
			<form class="card" method="post" novalidate>
			<input type="hidden" name="form" value="${visit.formToken}"><input type="hidden" name="action" value="advance">
			${clockSteps.map(([milliseconds, label]) => html`<button class="quiet" name="milliseconds" value="${milliseconds}">Forward ${label}</button>`)}
			<button class="quiet" name="milliseconds" value="reset">Back to the real time</button>
			</form>
		`,
	});
}

/** Everything that can be made to go wrong, and the clock. */
export function controlPage(panel: PanelRequest): Answer {
	return controlAnswer(panel);
}

function postedFault(form: URLSearchParams): Record<string, unknown> {
	const kind = form.get('kind') ?? '';
	const numbers = [...(ownNumbers[kind] ?? []), 'calls'].flatMap(name => form.get(name) ? [[name, Number(form.get(name))] as const] : []);
	return {kind, path: form.get('path') ?? '', ...Object.fromEntries(numbers)};
}

/** Sets or clears faults, or moves the clock. */
export function postControl(panel: PanelRequest): Answer {
	const {concur, form} = panel;
	switch (form.get('action')) {
		case 'set': {
			const order = parseFaultCommand(postedFault(form));
			if (typeof order === 'string') {
				return controlAnswer(panel, {kind: order});
			}

			concur.faults.add(order);
			break;
		}

		case 'clear': {
			concur.faults.clear(form.get('id') || undefined);
			break;
		}

		case 'advance': {
			const asked = form.get('milliseconds');
			const offset = parseClockCommand(asked === 'reset' ? {offset: 0} : {advance: Number(asked)}, concur.ledger.read().clockOffset);
			if (typeof offset === 'string') {
				return controlAnswer(panel, {kind: 'The clock can be moved by a number of milliseconds.'});
			}

			concur.ledger.update(state => ({...state, clockOffset: offset}));
			break;
		}

		default: {
			return controlAnswer(panel, {kind: 'Nothing was chosen: use one of the buttons.'});
		}
	}

	return redirectAnswer('/practice/control');
}
