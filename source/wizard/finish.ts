import {provenWords} from '../concur/api-proof.js';
import {resolveBaseUri} from '../concur/base-uris.js';
import {coverWords, scopeCover} from './api-choice.js';
import {formatTime} from './format-time.js';
import {proofRows, proofSummary} from './proof-rows.js';
import {refreshTokenEnd} from './lifetimes.js';
import {effectiveValue, type WizardState} from './wizard-state.js';

/** What one keeps of a finished set-up, a line each. */
export type FinishFact = {readonly term: string; readonly text: string};

/** The end of a value, by which it is told from others. */
function endOf(value: string): string {
	return `…${value.slice(-5)}`;
}

/** What keeps the refresh token alive when nobody uses it. */
const watchers = {
	systemd: ', and a timer of systemd does daily', crontab: ', and a line in your crontab does daily',
	unknown: '', none: '; daily renewal is not set up',
} as const;

function proofFact({proof, now}: WizardState): FinishFact {
	const {facts} = proof!;
	const age = now - facts.at < 60_000 ? 'just now' : formatTime(facts.at, now);
	return {term: 'Proven', text: `${age}: SAP Concur ${provenWords(proof!, 'counted')}`};
}

/** What was set up: proof, app, company, data centre, token, scopes; and what keeps it alive. */
export function finishFacts(state: WizardState): readonly FinishFact[] {
	const {token, proof, now} = state;
	if (!token || !proof) {
		return [];
	}

	const end = refreshTokenEnd(state)!;
	const geolocation = token.object.geolocation ?? token.baseUri;
	const resolved = resolveBaseUri(geolocation);
	const id = resolved.kind === 'base-uri' && resolved.id ? `${resolved.id}, ` : '';
	const cover = scopeCover(state);
	const scopes = token.object.scope.split(/\s+/).filter(Boolean).length;
	const rows = proofRows(state);
	return [
		proofFact(state),
		{term: 'App', text: `Client ID ${endOf(effectiveValue(state, 'appID'))}`},
		{term: 'Company', text: effectiveValue(state, 'companyUUID')},
		{term: 'Data centre', text: `${id}${geolocation}`},
		{
			term: 'Refresh token',
			text: `until ${formatTime(end, now)}; each use renews it${watchers[state.facts.renewal ?? 'none']}`,
		},
		{term: 'Scopes', text: cover ? coverWords(cover) : `${scopes} granted`},
		...(rows.length === 0 ? [] : [{term: 'APIs', text: proofSummary(state)}]),
		...rows.map(({title, facts, words}) => ({term: title, text: [...facts, words].filter(Boolean).join(', ')})),
	];
}
