import {defaultBaseUri, resolveBaseUri} from '../../concur/base-uris.js';
import {storedTokenExpiry, type Connection} from '../../concur/connection.js';
import {withLostAnswer} from '../../concur/lost-answer.js';
import {type Expiry} from '../../concur/token-rules.js';
import {stageNumber, stageReference} from '../../concur/tutorial.js';
import {valueDescriptions, valueNames} from '../../concur/values.js';
import {exitCodes, type ExitCode} from '../../errors.js';
import {withoutPendingGrants} from '../../store/profile/pending-grants.js';
import {shownInSession} from '../../store/value-sources.js';
import {recordOf} from '../../record-of.js';
import {clockProblem} from '../../wizard/clock-problem.js';
import {lifeEnd} from '../../wizard/format-time.js';
import {requestTokenExpiry} from '../../wizard/calls/lifetimes.js';
import {problemMarks, statusMarks} from '../../wizard/marks.js';
import {nextStage} from '../../wizard/stages/next-stage.js';
import {doneStageCount, firstUnfinishedStage, stageStatus} from '../../wizard/stages/stage-status.js';
import {stageOf, stages} from '../../wizard/stages/stages.js';
import {valueProblem} from '../../wizard/values/value-problems.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, type LoadedProfile} from '../loaded-profile.js';
import {loadProgress} from '../load-progress.js';
import {formatIsoInstant, formatTable} from '../output/report-text.js';
import {maskValue, describeSource} from '../output/describe-value.js';
import {colourReport} from '../output/colour.js';
import {
	connectionJson, connectionProblem, describeConnection, profileConnection,
} from '../output/profile-connection.js';
import {sessionHint} from '../output/session-hint.js';
import {tokenRoute} from '../tokens/cached-bearer.js';
import {failedStage, stageProblem} from './stage-problem.js';

/** What `status` reports, from disk and the environment only. */
type Report = {
	readonly profile: LoadedProfile;
	readonly state: WizardState;
	readonly connection: Connection;
	/** The scopes that the chosen APIs lack, in words; undefined where they lack none. */
	readonly lacking: string | undefined;
	/** When each token expires; absent where there is none. */
	readonly ends: Readonly<Record<'request' | 'refresh' | 'bearer', Expiry | undefined>>;
};

function describeLifetime(token: keyof Report['ends'], {profile, state, connection, ends}: Report): string {
	const end = ends[token];
	const problem = token === 'request' ? valueProblem(state, 'companyRequestToken') : undefined;
	if (problem && problem.kind !== 'expired') {
		return problemMarks[problem.kind].word;
	}

	if (end === undefined) {
		const name = ({request: 'companyRequestToken', refresh: 'refreshToken', bearer: undefined} as const)[token];
		return name && profile.values[name].value !== '' ? 'not known' : 'none';
	}

	if (clockProblem(state)) {
		return 'unknown: this machine\'s clock is or was wrong';
	}

	// A refused token is no longer valid, whatever its date says.
	const isRefused =
		token !== 'request' &&
		connection.kind === 'refused' &&
		(token === 'bearer' || connection.grant === 'refresh_token');
	if (isRefused) {
		return 'refused';
	}

	const life = lifeEnd(end, profile.io.now());
	return token === 'refresh' && connection.kind === 'unanswered'
		? `${life}, unless the lost answer replaced it`
		: life;
}

/** Whether the environment sets a refresh token other than the profile's, about which nothing is known. */
function isTokenFromElsewhere({values: {refreshToken}, settings: {token}}: LoadedProfile): boolean {
	return refreshToken.source === 'environment' && refreshToken.value !== token?.object.refresh_token;
}

/** Whether the environment alone lets scripts get a bearer token, so that no set-up has to be finished here. */
function isProvidedByEnvironment(profile: LoadedProfile): boolean {
	const {appID, clientSecret, baseUri} = profile.values;
	return ['environment-refresh', 'environment-password'].includes(tokenRoute(profile))
		&& appID.source === 'environment' && clientSecret.source === 'environment'
		&& resolveBaseUri(baseUri.value).kind === 'base-uri';
}

/** Whether the refresh token no longer works, as far as is known. */
function isDead({kind}: Connection): boolean {
	return kind === 'refused' || kind === 'expired';
}

function connectionLines({profile, state, connection}: Report): readonly string[] {
	const problem = connectionProblem(connection, profile.repeatedOptions);
	return [
		`  Connection  ${describeConnection(connection, profile.io.now())}`,
		...(problem && problem.cause !== failedStage(state)?.cause
			? [
					`  ${problem.cause}`,
					`  ${problem.remedy} ${sessionHint(profile)}`,
				]
			: []),
	];
}

/** Remarks on the base URI, apart from its source. */
function baseUriRemark({values}: LoadedProfile): string {
	const resolved = resolveBaseUri(values.baseUri.value);
	if (resolved.kind === 'rejected') {
		return `, cannot be used: ${resolved.reason}`;
	}

	return resolved.isConcur ? '' : ', not an SAP Concur address';
}

function stageLines(state: WizardState): readonly string[] {
	return stages.flatMap(({id, title}) => {
		const status = stageStatus(state, id);
		const {symbol, word} = statusMarks[status];
		const problem = stageProblem(state, id);
		return [
			`  ${symbol} ${stageNumber(id)} ${title}${status === 'attention' ? ` (${word})` : ''}`,
			...(problem ? [`      ${problem.cause}`, `      What to do: ${problem.remedy}`] : []),
		];
	});
}

function valueRows(profile: LoadedProfile): ReadonlyArray<readonly string[]> {
	return valueNames.map(name => {
		const sourced = profile.values[name];
		const remark = name === 'baseUri' ? baseUriRemark(profile) : '';
		const isDefault = name === 'baseUri' && sourced.source === 'settings' && sourced.value === defaultBaseUri;
		return [
			`  ${valueDescriptions[name].label}`,
			maskValue(name, sourced.value) || '-',
			`${isDefault ? 'default' : describeSource(sourced)}${remark}`,
		];
	});
}

function describe(report: Report): string {
	const {profile, state, lacking, connection} = report;
	const next = nextStage(state);
	const clock = clockProblem(state);
	const source = profile.isProfileFromEnvironment ? ' (environment, CONCUR_PROFILE)' : '';
	const isProvided = next !== undefined && isProvidedByEnvironment(profile) && !isDead(connection);
	const title = `${profile.isPractice ? 'PRACTICE, profile' : 'Profile'} ${profile.profile}${source}`;
	return [
		isProvided
			? `${title}: the environment provides everything that scripts need`
			: `${title}: ${doneStageCount(state)} of ${stages.length} stages done`,
		...(clock ? [`  ${clock.cause}`, `  What to do: ${clock.remedy}`] : []),
		'',
		...(isProvided ? [] : [...stageLines(state), '']),
		...(lacking === undefined ? [] : [`  ${lacking}`, '']),
		formatTable(valueRows(profile)),
		'',
		formatTable([
			['  Request token', describeLifetime('request', report)],
			['  Refresh token', describeLifetime('refresh', report)],
			['  Bearer token', describeLifetime('bearer', report)],
		]),
		'',
		...connectionLines(report),
		'',
		formatTable([
			['  Folder', state.folder || 'not chosen yet'],
			['  Settings', profile.paths.settingsFile],
		]),
		...(isProvided
			? ['', `Nothing is left to do here. For a bearer token: concur-tokens token${profile.repeatedOptions}`]
			: []),
		...(next && !isProvided
			? ['', `Next is ${stageReference(next)}, ${stageOf(next).title}: ${profile.setupCommand}`]
			: []),
		'',
	].join('\n');
}

const tokens = ['request', 'refresh', 'bearer'] as const;

function describeJson({profile, state, connection, ends}: Report): string {
	const valueJson = (name: (typeof valueNames)[number]) => {
		const {value, source, variable = null} = profile.values[name];
		return {value: maskValue(name, value), source, variable};
	};

	return `${JSON.stringify({
		profile: profile.profile,
		practice: profile.isPractice,
		done: doneStageCount(state),
		stages: stages.map(({id, title}) => {
			const {cause = null, remedy = null} = stageProblem(state, id) ?? {};
			return {id, title, status: stageStatus(state, id), cause, remedy};
		}),
		values: recordOf(valueNames, valueJson),
		expires: {
			request_token: formatIsoInstant(ends.request?.at),
			refresh_token: formatIsoInstant(ends.refresh?.at),
			bearer_token: formatIsoInstant(ends.bearer?.at),
			at_latest: tokens.flatMap(token => ends[token]?.isExact === false ? [`${token}_token`] : []),
		},
		connection: connectionJson(connection, profile.repeatedOptions),
		folder: state.folder,
		settings_file: profile.paths.settingsFile,
	})}\n`;
}

/**
Prints how far a profile is set up, where each value came from, how long the tokens are valid and what SAP Concur last
said about them.

Makes no network calls. Throws `UserError` for settings that cannot be read.
*/
export async function status(invocation: Invocation): Promise<ExitCode> {
	const {io} = invocation;
	const loaded = loadProfile(invocation);
	const settings = withLostAnswer(await withoutPendingGrants(loaded.settings, loaded.paths));
	const profile = {...loaded, settings};
	const environment = shownInSession(profile.environment);
	const folder = profile.folder ?? settings.folder;
	const state = await loadProgress(settings, environment, {...loaded, folder}, io.now());
	const isElsewhere = isTokenFromElsewhere(profile);
	const report: Report = {
		profile,
		state,
		connection: isElsewhere ? {kind: 'untried'} : profileConnection(profile, io.now()),
		// The catalogue is slow to load.
		lacking: settings.chosenApis.length === 0
			? undefined
			: (await import('../../wizard/apis/scope-coverage.js')).describeMissingScopes(state),
		ends: {
			request: requestTokenExpiry(state),
			refresh: isElsewhere ? undefined : storedTokenExpiry(state),
			bearer: isElsewhere || !settings.bearer ? undefined : {at: settings.bearer.expiresAt, isExact: true},
		},
	};
	if (invocation.isJson) {
		io.writeOut(describeJson(report));
	} else {
		io.writeText(colourReport(describe(report), io));
	}

	if (isDead(report.connection)) {
		return exitCodes.refused;
	}

	return firstUnfinishedStage(state) && !isProvidedByEnvironment(profile) ? exitCodes.notFinished : exitCodes.done;
}
