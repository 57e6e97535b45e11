import {type Answer} from '../api/answer.js';
import {proofApis} from '../api/proof-apis.js';
import {refusalCodes} from '../api/token-refusals.js';
import {parseClockCommand} from '../control/control-endpoints.js';
import {faultFields, parseFaultCommand, type Fault, type SetFault} from '../control/faults.js';
import {findRehearsal, rehearsalGroups, startRehearsal, type Rehearsal} from '../control/rehearsals.js';
import {appScopes} from '../state/app-choices.js';
import {practicePassword, practiceUsers} from '../state/made-up-company.js';
import {html, type SafeHtml} from './html.js';
import {
	errorSummary, fieldError, formatInstant, formStatus, hiddenFields, pageAnswer, redirectAnswer, type FieldErrors,
} from './page.js';
import {type PanelRequest, type PanelSession} from './panel-session.js';

type FaultChoice = {
	readonly kind: Fault['kind'];
	readonly label: string;
	/** Whether it can strike at the APIs too, not at the token endpoint alone. */
	readonly isAnywhere: boolean;
};

const faultChoices: readonly FaultChoice[] = [
	{kind: 'error', label: 'A documented error', isAnywhere: false},
	{kind: 'status', label: 'An HTTP status', isAnywhere: true},
	{kind: 'html', label: 'An HTML error page', isAnywhere: true},
	{kind: 'cut-off', label: 'An answer that is cut off in the middle', isAnywhere: true},
	{kind: 'empty', label: 'An empty body', isAnywhere: true},
	{kind: 'slow', label: 'A slow answer', isAnywhere: true},
	{kind: 'no-answer', label: 'No answer', isAnywhere: true},
	{kind: 'drop', label: 'A dropped connection', isAnywhere: true},
	{kind: 'no-refresh-token', label: 'A token without refresh_token', isAnywhere: false},
	{kind: 'string-numbers', label: 'Numbers as strings', isAnywhere: false},
	{kind: 'without-scope', label: 'A token without one of its scopes', isAnywhere: false},
	{kind: 'rotate', label: 'A rotated refresh token', isAnywhere: false},
	{kind: 'moved-geolocation', label: 'A moved geolocation', isAnywhere: false},
	{kind: 'hostile-geolocation', label: 'A geolocation outside Concur', isAnywhere: false},
];

const places: ReadonlyArray<readonly [path: string, label: string]> = [
	['token', 'the token endpoint'],
	['users', 'the list of users (Identity v4)'],
	['apis', 'every API'],
	...proofApis.map(({path, name}) => [path, name] as const),
];

const hour = 3_600_000;

const clockSteps: ReadonlyArray<readonly [milliseconds: number, label: string]> = [
	[hour, '1 hour'],
	[25 * hour, '25 hours: request tokens expire'],
	[175 * 24 * hour, '175 days: refresh tokens expire soon'],
	[190 * 24 * hour, '190 days: refresh tokens expire'],
];

/** The fields of a fault besides its kind, where it strikes and how often. */
const fieldNames = ['code', 'status', 'retryAfter', 'milliseconds', 'scope', 'geolocation'] as const;

const numberFields: ReadonlySet<string> = new Set(['code', 'status', 'retryAfter', 'milliseconds', 'calls']);

function fieldsOf({kind, isAnywhere}: FaultChoice): readonly string[] {
	return [...fieldNames.filter(name => faultFields(kind).includes(name)), ...(isAnywhere ? ['path'] : [])];
}

/** Shows a field of the fault form while a kind is chosen that has it. Browsers that cannot tell show all fields. */
const formStyle = [
	'@supports selector(:has(a)) {',
	'[data-field] { display: none; }',
	...[...fieldNames, 'path'].map(name => {
		const kinds = faultChoices.filter(choice => fieldsOf(choice).includes(name));
		const chosen = kinds.map(({kind}) => `#kind option[value="${kind}"]:checked`).join(', ');
		return `form:has(${chosen}) [data-field="${name}"] { display: block; }`;
	}),
	'}',
].join('\n');

function option(value: string, label: string, isSelected = false): SafeHtml {
	return html`<option value="${value}"${isSelected && html` selected`}>${label}</option>`;
}

function describeFault({fault, path, calls}: SetFault): string {
	const {kind, ...rest} = fault;
	const details = Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`).join(', ');
	const what = details === '' ? kind : `${kind} (${details})`;
	const where = places.find(([name]) => name === path)?.[1] ?? path;
	const howLong = calls === null ? 'until cleared' : `${calls} more ${calls === 1 ? 'call' : 'calls'}`;
	return `${what} on ${where}, ${howLong}`;
}

function faultList(faults: readonly SetFault[], session: PanelSession): SafeHtml {
	if (faults.length === 0) {
		return html`<div class="card"><p>No faults are set: everything works.</p></div>`;
	}

	const items = faults.map(entry => html`
		<li><span>${describeFault(entry)}</span>
		<button class="quiet small" name="id" value="${entry.id}">Clear ${entry.fault.kind}</button></li>
	`);
	return html`
		<form class="card" method="post">${hiddenFields(session, {action: 'clear'})}
		<ul class="set">${items}</ul>
		<p class="actions"><button class="quiet small" name="id" value="">Clear all</button></p>
		</form>
	`;
}

function numberField(name: string, label: string, value: string): SafeHtml {
	return html`
		<div data-field="${name}"><label for="${name}">${label}</label>
		<input type="number" id="${name}" name="${name}" value="${value}" min="0"></div>
	`;
}

function scopeSelect(id: string): SafeHtml {
	const options = appScopes.map(scope => option(scope, scope, scope === 'identity.user.core.read'));
	return html`<select id="${id}" name="scope">${options}</select>`;
}

function faultForm(session: PanelSession, errors: FieldErrors): SafeHtml {
	return html`
		<form class="card" method="post" novalidate>
		${hiddenFields(session, {action: 'set'})}
		${fieldError(errors, 'kind')}
		<label for="kind">What goes wrong</label>
		<select id="kind" name="kind">${faultChoices.map(({kind, label}) => option(kind, label))}</select>
		<div data-field="code"><label for="code">Error code</label>
		<select id="code" name="code">${refusalCodes.map(code => html`<option>${code}</option>`)}</select></div>
		${numberField('status', 'HTTP status', '503')}
		${numberField('retryAfter', 'Retry-After in seconds (leave empty for none)', '5')}
		${numberField('milliseconds', 'Delay in milliseconds', '5000')}
		<div data-field="scope"><label for="scope">Scope to take away</label>${scopeSelect('scope')}</div>
		<div data-field="geolocation"><label for="geolocation">Geolocation (leave empty for this server)</label>
		<input type="text" id="geolocation" name="geolocation" autocomplete="off" spellcheck="false"></div>
		<div data-field="path"><label for="path">Where</label>
		<select id="path" name="path">${places.map(([path, label]) => option(path, label))}</select></div>
		<label for="calls">Number of calls (leave empty to keep the fault until it is cleared)</label>
		<input type="number" id="calls" name="calls" value="1" min="1">
		<p class="actions"><button>Set fault</button></p>
		</form>
	`;
}

function clockForm(session: PanelSession): SafeHtml {
	const steps = clockSteps.map(([milliseconds, label]) =>
		html`<button class="quiet small" name="milliseconds" value="${milliseconds}">Move forward ${label}</button>\n`);
	return html`
		<form class="card" method="post" novalidate>
		${hiddenFields(session, {action: 'advance'})}
		<div class="actions">${steps}</div>
		<p class="actions"><button class="quiet small" name="milliseconds" value="reset">Return to the real time</button></p>
		</form>
	`;
}

function rehearsalCard(session: PanelSession, {id, title, story, takesScope = false}: Rehearsal): SafeHtml {
	return html`
		<form class="card" method="post">${hiddenFields(session, {action: 'rehearse', rehearsal: id})}
		<h3 id="${id}">${title}</h3>
		<p>${story}</p>
		${takesScope && html`<label for="${id}-scope">Scope to take away</label>${scopeSelect(`${id}-scope`)}`}
		<button class="quiet small" aria-describedby="${id}">Rehearse<span class="unseen"> ${title}</span></button>
		</form>
	`;
}

function describeOffset(offset: number): string {
	const hours = Math.round(offset / hour);
	const amount = Math.abs(hours) < 48 ? `${Math.abs(hours)} h` : `${Math.round(Math.abs(hours) / 24)} days`;
	return hours === 0 ? 'the real time' : `${amount} ${hours > 0 ? 'ahead of' : 'behind'} the real time`;
}

/** What is set now, and the way back to normal. */
function stateCard({concur, session}: PanelRequest): SafeHtml {
	const {clockOffset} = concur.ledger.read();
	const count = concur.faults.list().length;
	const faults = count === 0 ? 'none' : String(count);
	return html`
		<form class="card state" method="post">${hiddenFields(session, {action: 'normal'})}
		<div><p>Practice clock</p><p><strong>${formatInstant(concur.now())}</strong> (${describeOffset(clockOffset)})</p></div>
		<div><p>Faults set</p><p><strong>${faults}</strong></p></div>
		${(count > 0 || clockOffset !== 0) && html`<button class="quiet small">Back to normal</button>`}
		</form>
	`;
}

function rehearsalNotice({request}: PanelRequest): SafeHtml | undefined {
	const rehearsal = findRehearsal(request.query.get('rehearsing') ?? '');
	return rehearsal && html`
		<div class="notice" role="status">
		<p><strong>Set: ${rehearsal.title}. Now back to the terminal.</strong> ${rehearsal.next}</p>
		</div>
	`;
}

function userTokens(): SafeHtml {
	return html`
		<div class="card">
		<p>The password grant gives a person's own token for <code>credtype=password</code>, one of these names and the
		password <code>${practicePassword}</code>. APIs for companies refuse it.</p>
		<ul class="tags">${practiceUsers.filter(user => user.isActive).map(user => html`<li>${user.userName}</li> `)}</ul>
		</div>
	`;
}

function formPage(panel: PanelRequest, errors: FieldErrors = {}): Answer {
	const {concur, session} = panel;
	const groups = rehearsalGroups.map(({title, rehearsals}) => html`
		<h2>${title}</h2>
		<div class="grid">${rehearsals.map(rehearsal => rehearsalCard(session, rehearsal))}</div>
	`);
	return pageAnswer({
		title: 'Faults and time', area: 'control', session, style: formStyle, status: formStatus(errors),
		body: html`
			<h1>Rehearse what can go wrong</h1>
			<p class="lead">Set a scene here, then go on in the terminal. It meets the next calls, and then it is over.</p>
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
			<h3>Tokens of people</h3>${userTokens()}
			</div>
			</div>
		`,
	});
}

/** Everything that can be made to go wrong, and the clock. */
export function controlPage(panel: PanelRequest): Answer {
	return formPage(panel);
}

/** The command that the form means: of its fields, those that its kind of fault has and that were filled in. */
function postedFault(form: URLSearchParams): Record<string, unknown> {
	const kind = form.get('kind') ?? '';
	const isAnywhere = faultChoices.find(choice => choice.kind === kind)?.isAnywhere ?? false;
	const filled = [...faultFields(kind), 'calls'].filter(name => form.get(name));
	const entries = filled.map(name => {
		const value = form.get(name) ?? '';
		return [name, numberFields.has(name) ? Number(value) : value] as const;
	});
	return {kind, path: isAnywhere ? (form.get('path') ?? '') : 'token', ...Object.fromEntries(entries)};
}

function setFault(panel: PanelRequest): Answer | undefined {
	const command = parseFaultCommand(postedFault(panel.form));
	if (typeof command === 'string') {
		return formPage(panel, {kind: command});
	}

	panel.concur.faults.add(command);
	return undefined;
}

function moveClock(panel: PanelRequest): Answer | undefined {
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

function rehearse(panel: PanelRequest): Answer {
	const {concur, form} = panel;
	const rehearsal = findRehearsal(form.get('rehearsal') ?? '');
	const scope = form.get('scope') ?? '';
	if (!rehearsal || (rehearsal.takesScope && !appScopes.includes(scope))) {
		return formPage(panel, {kind: 'There is no such rehearsal. Use one of the buttons.'});
	}

	startRehearsal(concur, rehearsal, scope);
	return redirectAnswer(`/practice/control?rehearsing=${rehearsal.id}`);
}

/** Starts a rehearsal, sets or clears faults, or moves the clock. */
export function postControl(panel: PanelRequest): Answer {
	const {concur, form} = panel;
	switch (form.get('action') ?? '') {
		case 'rehearse': {
			return rehearse(panel);
		}

		case 'set': {
			return setFault(panel) ?? redirectAnswer('/practice/control');
		}

		case 'clear': {
			concur.faults.clear(form.get('id') || undefined);
			return redirectAnswer('/practice/control');
		}

		case 'advance': {
			return moveClock(panel) ?? redirectAnswer('/practice/control');
		}

		case 'normal': {
			concur.faults.clear();
			concur.ledger.update(state => ({...state, clockOffset: 0}));
			return redirectAnswer('/practice/control');
		}

		default: {
			return formPage(panel, {kind: 'Nothing was selected. Use one of the buttons.'});
		}
	}
}
