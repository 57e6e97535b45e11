import {toApiProof, type ApiProof, type ProvenPlan} from '../../concur/api-proof.js';
import {type ApiChoice} from '../../concur/catalogue/advise.js';
import {chooseProofs, planProofs, type ProofPlan} from '../../concur/catalogue/choose-proofs.js';
import {currentIdentity} from '../../concur/connection.js';
import {proveApis, type ProvenGrant} from '../../concur/prove-apis.js';
import {decisiveOutcome} from '../../concur/record-proofs.js';
import {parseScopes} from '../../concur/parse-scopes.js';
import {exitCodes, type ExitCode} from '../../errors.js';
import {type PracticeServer} from '../../practice/serving/practice-instance.js';
import {settingsAfterProofs} from '../../store/profile/settings-after-outcome.js';
import {openExistingProfile} from '../../store/profile/profile-store.js';
import {formatLatency} from '../../wizard/format-time.js';
import {proofMarks} from '../../wizard/marks.js';
import {withRepeatedOptions} from '../../wizard/calls/repeated-options.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, type LoadedProfile} from '../loaded-profile.js';
import {formatTable} from '../output/report-text.js';
import {appIdentity} from '../output/profile-connection.js';
import {sessionHint} from '../output/session-hint.js';
import {getProofToken} from '../tokens/app-token.js';
import {tokenRoute} from '../tokens/cached-bearer.js';
import {refreshProfile} from '../tokens/refresh-profile.js';
import {findToken} from '../tokens/token.js';
import {withPractice} from '../practice/with-practice.js';
import {holdSignals} from '../signals/hold-signals.js';
import {resolveApis} from './resolve-apis.js';

function describe(proofs: readonly ApiProof[], invocation: Invocation): string {
	const rows = formatTable(proofs.map(({api = 'refresh grant', verdict, status, latency, detail}) => [
		`${proofMarks[verdict].symbol} ${api}`,
		status === undefined ? proofMarks[verdict].word : String(status),
		latency === undefined ? '' : formatLatency(latency),
		detail,
	])).split('\n');
	const stage = proofs.find(({verdict}) => verdict === 'refused')?.stage;
	return [
		...proofs.flatMap(({remedy, correlationId}, index) => [
			rows[index]!,
			...(remedy === undefined ? [] : [`  What to do: ${remedy}`]),
			...(remedy === undefined || correlationId === undefined ? [] : [`  Correlation ID ${correlationId}`]),
		]),
		...(stage === undefined ? [] : [sessionHint(invocation, stage)]),
		'',
	].join('\n');
}

function describeJson(proofs: readonly ApiProof[]): string {
	return `${JSON.stringify(proofs.map(({api, status, verdict, latency, detail, remedy}) => ({
		api: api ?? null,
		status: status ?? null,
		verdict,
		latency_ms: latency ?? null,
		detail,
		remedy: remedy ?? null,
	})))}\n`;
}

function exitCodeOf(proofs: readonly ApiProof[]): ExitCode {
	const verdicts = new Set(proofs.map(({verdict}) => verdict));
	if (verdicts.has('refused') || verdicts.has('unusable')) {
		return exitCodes.refused;
	}

	return verdicts.has('unreachable') ? exitCodes.notReachable : exitCodes.done;
}

/** What is proven: the named APIs or, if none is named, the token, by the APIs that the profile has chosen. */
type Asked = {readonly choices: readonly ApiChoice[]; readonly isNamed: boolean};

/** Plans a call for each named API; for the token, as in the guided session. */
function plansOf({choices, isNamed}: Asked, scope: string): readonly ProofPlan[] {
	return isNamed ? planProofs(choices) : chooseProofs(parseScopes(scope), choices);
}

/** Makes a refresh grant as part of the proof, where the token came from the disk. */
async function obtainGrant(profile: LoadedProfile): Promise<ProvenGrant> {
	const {lastCall, token} = await refreshProfile(profile);
	return {facts: lastCall!.facts, idToken: token?.object.id_token};
}

function isChosen({settings: {chosenApis}}: LoadedProfile, id: string): boolean {
	return chosenApis.some(chosen => chosen.id === id);
}

function isTokenRefused(proven: readonly ProvenPlan[]): boolean {
	const decisive = decisiveOutcome(proven);
	return decisive?.kind === 'refused' && decisive.facts.status === 401;
}

async function proveWith(
	profile: LoadedProfile,
	asked: Asked,
	practice: PracticeServer | undefined,
): Promise<readonly ApiProof[]> {
	const {io, paths, values} = profile;
	const {accessToken, geolocation, scope} = await findToken(profile);
	const company = {accessToken, baseUri: practice?.origin ?? geolocation, scope};
	const proven = await proveApis(plansOf(asked, scope), {
		company,
		grant: async () => obtainGrant(profile),
		appToken: async () => getProofToken(profile, {
			...(practice && {practiceOrigin: practice.origin}),
			hold: async (work, endOf) => holdSignals(io, work, {holds: 'app-token', endOf}),
		}),
	});
	// An API that the profile does not need proves nothing about the set-up, unless the token itself is refused.
	const isOfSetUp = asked.choices.every(({api}) => isChosen(profile, api.id)) || isTokenRefused(proven);
	if (isOfSetUp && tokenRoute(profile) === 'profile') {
		// A refusal overrides an earlier proof, wherever it is shown.
		await openExistingProfile(paths, io.now).update(settings => settings.token
			? settingsAfterProofs(settings, proven, currentIdentity(settings.token.obtainedWith, appIdentity(values)))
			: settings);
	}

	return proven.map(each => {
		const {remedy, ...proof} = toApiProof(each);
		return remedy === undefined ? proof : {...proof, remedy: withRepeatedOptions(remedy, profile.repeatedOptions)};
	});
}

/**
Makes the read-only test call of each named or chosen API and prints the results: one line per API, and for each cause
what to do about it.

Throws `UserError` for an unknown API, where there is no token, and where SAP Concur refuses or cannot be reached before
any API is called.
*/
export async function prove(invocation: Invocation, given: {readonly api?: readonly string[]}): Promise<ExitCode> {
	const {io, isJson} = invocation;
	const profile = loadProfile(invocation);
	const named = given.api ?? [];
	const choices = resolveApis(named, 'read', profile.settings.chosenApis, invocation);
	const asked = {choices, isNamed: named.length > 0};
	const proofs = await withPractice(profile, async practice => proveWith(profile, asked, practice));
	io.writeOut(isJson ? describeJson(proofs) : describe(proofs, invocation));
	return exitCodeOf(proofs);
}
