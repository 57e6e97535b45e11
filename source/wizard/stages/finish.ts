import {describeProof} from '../../concur/api-proof.js';
import {resolveBaseUri} from '../../concur/base-uris.js';
import {storedTokenExpiry} from '../../concur/connection.js';
import {endingOf} from '../../concur/redact.js';
import {parseScopes} from '../../concur/parse-scopes.js';
import {describeCoverage, scopeCoverage} from '../apis/scope-coverage.js';
import {formatExpiry, formatTime} from '../format-time.js';
import {memoizeByState} from '../memoize-selector.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';
import {proofRows, proofSummary, proofText} from '../apis/proof-rows.js';

/** One line about a finished set-up. The term of an API is its name. */
export type FinishFact = {readonly term: string; readonly text: string; readonly isApi?: true};

/** How the refresh token stays valid while it is not in use. */
const renewalTexts = {
	systemd: ', checked daily by a systemd timer', crontab: ', checked daily by cron',
	'crontab-idle': '; no cron daemon seems to run, so nothing renews it daily',
	unknown: '', none: '; daily renewal is not set up',
} as const;

function proofFact({proof, now}: WizardState): FinishFact {
	const {facts} = proof!;
	const age = now - facts.at < 60_000 ? ' just now' : ` (${formatTime(facts.at, now)})`;
	return {term: 'Proven', text: `SAP Concur ${describeProof(proof!, 'counted')}${age}`};
}

/** What was set up: proof, app, company, data centre, token and scopes, and how the token stays valid. */
export const finishFacts = memoizeByState((state): readonly FinishFact[] => {
	const {token, proof, now} = state;
	if (!token || !proof) {
		return [];
	}

	const end = storedTokenExpiry(state)!;
	const geolocation = token.object.geolocation ?? token.baseUri;
	const resolved = resolveBaseUri(geolocation);
	const id = resolved.kind === 'base-uri' && resolved.id ? `${resolved.id}, ` : '';
	const cover = scopeCoverage(state);
	const scopes = parseScopes(token.object.scope).length;
	const rows = proofRows(state);
	return [
		proofFact(state),
		{term: 'App', text: `Client ID ${endingOf(effectiveValue(state, 'appID'))}`},
		{term: 'Company', text: effectiveValue(state, 'companyUUID')},
		{term: 'Data centre', text: `${id}${geolocation}`},
		{
			term: 'Refresh token',
			text: `until ${formatExpiry(end, now)}; renewed by each use${renewalTexts[state.facts.renewal ?? 'none']}`,
		},
		{term: 'Scopes', text: cover ? describeCoverage(cover) : `${scopes} granted`},
		...(rows.length === 0 ? [] : [{term: 'APIs', text: proofSummary(state)}]),
		...rows.map(row => ({term: row.title, text: proofText(row), isApi: true} as const)),
	];
});
