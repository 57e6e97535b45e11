import {type PracticeResponse} from '../api/response.js';
import {parseClockCommand} from '../control/control-endpoints.js';
import {parseFaultCommand} from '../control/faults.js';
import {findRehearsal, rehearsalGroups, startRehearsal, type Rehearsal} from '../control/rehearsals.js';
import {appScopes} from '../state/app-choices.js';
import {practicePassword, practiceUsers} from '../state/practice-company.js';
import {faultForm, faultFormStyle, faultList, postedFault, scopeSelect} from './fault-form.js';
import {html, type SafeHtml} from './html.js';
import {
	errorSummary, formatPanelTime, formStatus, hiddenFields, pageResponse, redirectResponse, type FieldErrors,
} from './page.js';
import {type PanelRequest, type PanelSession} from './panel-session.js';

const hour = 3_600_000;

const clockSteps: ReadonlyArray<readonly [milliseconds: number, label: string]> = [
	[hour, '1 hour'],
	[25 * hour, '25 hours: request tokens expire'],
	[175 * 24 * hour, '175 days: refresh tokens expire soon'],
	[190 * 24 * hour, '190 days: refresh tokens expire'],
];

function clockForm(session: PanelSession): SafeHtml {
	const steps = clockSteps.map(([milliseconds, label]) =>
		html`<button class="quiet small" name="milliseconds" value="${milliseconds}">Move forward ${label}</button>\n`);
	return html`
		<form class="card" method="post" novalidate>
		${hiddenFields(session, {action: 'advance'})}
		<div class="actions">${steps}</div>
		<p class="actions">
		<button class="quiet small" name="milliseconds" value="reset">Return to the real time</button></p>
		</form>
	`;
}

function rehearsalCard(session: PanelSession, {id, title, story, takesScope = false}: Rehearsal): SafeHtml {
	return html`
		<form class="card" method="post">${hiddenFields(session, {action: 'rehearse', rehearsal: id})}
		<h3 id="${id}">${title}</h3>
		<p>${story}</p>
		${takesScope && html`<label for="${id}-scope">Scope to remove</label>${scopeSelect(`${id}-scope`)}`}
		<button class="quiet small" aria-describedby="${id}">Rehearse<span class="unseen"> ${title}</span></button>
		</form>
	`;
}

function describeOffset(offset: number): string {
	const hours = Math.round(offset / hour);
	const amount = Math.abs(hours) < 48 ? `${Math.abs(hours)} h` : `${Math.round(Math.abs(hours) / 24)} days`;
	return hours === 0 ? 'the real time' : `${amount} ${hours > 0 ? 'ahead of' : 'behind'} the real time`;
}

/** What is currently set, with a button to reset it. */
function stateCard({concur, session}: PanelRequest): SafeHtml {
	const {clockOffset} = concur.ledger.read();
	const count = concur.faults.list().length;
	const faults = count === 0 ? 'none' : String(count);
	return html`
		<form class="card state" method="post">${hiddenFields(session, {action: 'normal'})}
		<div><p>Practice clock</p>
		<p><strong>${formatPanelTime(concur.now())}</strong> (${describeOffset(clockOffset)})</p></div>
		<div><p>Faults set</p><p><strong>${faults}</strong></p></div>
		${(count > 0 || clockOffset !== 0) && html`<button class="quiet small">Back to normal</button>`}
		</form>
	`;
}

function rehearsalNotice({request}: PanelRequest): SafeHtml | undefined {
	const rehearsal = findRehearsal(request.query.get('rehearsing') ?? '');
	return rehearsal && html`
		<div class="notice" role="status">
		<p><strong>Set: ${rehearsal.title}. Go back to the terminal.</strong> ${rehearsal.next}</p>
		</div>
	`;
}

function userTokens(): SafeHtml {
	const names = practiceUsers.filter(user => user.isActive).map(user => html`<li>${user.userName}</li> `);
	return html`
		<div class="card">
		<p>With <code>credtype=password</code>, one of these names and the password <code>${practicePassword}</code>,
		the password grant issues a user's own token. Company APIs refuse it.</p>
		<ul class="tags">${names}</ul>
		</div>
	`;
}

function formPage(panel: PanelRequest, errors: FieldErrors = {}): PracticeResponse {
	const {concur, session} = panel;
	const groups = rehearsalGroups.map(({title, rehearsals}) => html`
		<h2>${title}</h2>
		<div class="grid">${rehearsals.map(rehearsal => rehearsalCard(session, rehearsal))}</div>
	`);
	return pageResponse({
		title: 'Faults and time', area: 'control', session, style: faultFormStyle, status: formStatus(errors),
		body: html`
			<h1>Rehearse what can go wrong</h1>
			<p class="lead">Choose a rehearsal here, then continue in the terminal.
			It affects only the next calls.</p>
			${errorSummary(errors)}
			${rehearsalNotice(panel)}
			${stateCard(panel)}
			${groups}
			<h2>Faults and time by hand</h2>
			<div class="columns halves">
			<div><h3>Set a fault</h3>${faultForm(session, errors)}</div>
			<div>
			<h3>Faults that are set</h3>${faultList(concur.faults.list(), session)}
			<h3>Time</h3>${clockForm(session)}
			<h3>User tokens</h3>${userTokens()}
			</div>
			</div>
		`,
	});
}

/** The page with every fault and rehearsal, and the clock. */
export function controlPage(panel: PanelRequest): PracticeResponse {
	return formPage(panel);
}

function setFault(panel: PanelRequest): PracticeResponse | undefined {
	const command = parseFaultCommand(postedFault(panel.form));
	if (typeof command === 'string') {
		return formPage(panel, {kind: command});
	}

	panel.concur.faults.add(command);
	return undefined;
}

function moveClock(panel: PanelRequest): PracticeResponse | undefined {
	const {concur, form} = panel;
	const posted = form.get('milliseconds');
	const command = posted === 'reset' ? {offset: 0} : {advance: Number(posted)};
	const offset = parseClockCommand(command, concur.ledger.read().clockOffset);
	if (typeof offset === 'string') {
		return formPage(panel, {kind: 'The clock moves by whole milliseconds, up to a hundred years.'});
	}

	concur.ledger.update(state => ({...state, clockOffset: offset}));
	return undefined;
}

function rehearse(panel: PanelRequest): PracticeResponse {
	const {concur, form} = panel;
	const rehearsal = findRehearsal(form.get('rehearsal') ?? '');
	const scope = form.get('scope') ?? '';
	if (!rehearsal || (rehearsal.takesScope && !appScopes.includes(scope))) {
		return formPage(panel, {kind: 'There is no such rehearsal. Use one of the buttons.'});
	}

	startRehearsal(concur, rehearsal, scope);
	return redirectResponse(`/practice/control?rehearsing=${rehearsal.id}`);
}

/** Starts a rehearsal, sets or clears faults, or moves the clock. */
export function postControl(panel: PanelRequest): PracticeResponse {
	const {concur, form} = panel;
	switch (form.get('action') ?? '') {
		case 'rehearse': {
			return rehearse(panel);
		}

		case 'set': {
			return setFault(panel) ?? redirectResponse('/practice/control');
		}

		case 'clear': {
			concur.faults.clear(form.get('id') || undefined);
			return redirectResponse('/practice/control');
		}

		case 'advance': {
			return moveClock(panel) ?? redirectResponse('/practice/control');
		}

		case 'normal': {
			concur.faults.clear();
			concur.ledger.update(state => ({...state, clockOffset: 0}));
			return redirectResponse('/practice/control');
		}

		default: {
			return formPage(panel, {kind: 'Nothing was selected. Use one of the buttons.'});
		}
	}
}
