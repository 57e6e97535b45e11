import {proofApis} from '../api/proof-apis.js';
import {refusalCodes} from '../api/token-refusals.js';
import {faultFields, type Fault, type SetFault} from '../control/faults.js';
import {appScopes} from '../state/app-choices.js';
import {html, type SafeHtml} from './html.js';
import {fieldError, hiddenFields, type FieldErrors} from './page.js';
import {type PanelSession} from './panel-session.js';

type FaultChoice = {
	readonly kind: Fault['kind'];
	readonly label: string;
	/** Whether it can apply to the APIs too, not just to the token endpoint. */
	readonly isAnywhere: boolean;
};

const faultChoices: readonly FaultChoice[] = [
	{kind: 'error', label: 'A documented error', isAnywhere: false},
	{kind: 'status', label: 'An HTTP status', isAnywhere: true},
	{kind: 'html', label: 'An HTML error page', isAnywhere: true},
	{kind: 'cut-off', label: 'An answer that is cut off partway', isAnywhere: true},
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

/** A fault's own fields, without its kind, its path and its number of calls. */
const fieldNames = ['code', 'status', 'retryAfter', 'milliseconds', 'scope', 'geolocation'] as const;

const numberFields: ReadonlySet<string> = new Set(['code', 'status', 'retryAfter', 'milliseconds', 'calls']);

function fieldsOf({kind, isAnywhere}: FaultChoice): readonly string[] {
	return [...fieldNames.filter(name => faultFields(kind).includes(name)), ...(isAnywhere ? ['path'] : [])];
}

/** Shows a fault's field only while a kind that has it is chosen. Browsers without support for this show all fields. */
export const faultFormStyle = [
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

/** The faults that are currently set, each with a button to clear it. */
export function faultList(faults: readonly SetFault[], session: PanelSession): SafeHtml {
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

/** A drop-down list of scopes. */
export function scopeSelect(id: string): SafeHtml {
	const options = appScopes.map(scope => option(scope, scope, scope === 'identity.user.core.read'));
	return html`<select id="${id}" name="scope">${options}</select>`;
}

/** The form that sets a fault. */
export function faultForm(session: PanelSession, errors: FieldErrors): SafeHtml {
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
		<div data-field="scope"><label for="scope">Scope to remove</label>${scopeSelect('scope')}</div>
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

/** The command that a form describes: the fields that its kind of fault has and that were filled in. */
export function postedFault(form: URLSearchParams): Record<string, unknown> {
	const kind = form.get('kind') ?? '';
	const isAnywhere = faultChoices.find(choice => choice.kind === kind)?.isAnywhere ?? false;
	const filled = [...faultFields(kind), 'calls'].filter(name => form.get(name));
	const entries = filled.map(name => {
		const value = form.get(name) ?? '';
		return [name, numberFields.has(name) ? Number(value) : value] as const;
	});
	return {kind, path: isAnywhere ? (form.get('path') ?? '') : 'token', ...Object.fromEntries(entries)};
}
