import {resolveBaseUri} from '../concur/base-uris.js';
import {type Connection} from '../concur/connection.js';
import {exitCodes, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {environmentValues} from '../store/value-sources.js';
import {formatDuration} from '../wizard/format-duration.js';
import {refreshTokenEnd, requestTokenEnd} from '../wizard/lifetimes.js';
import {doneCount, firstUnfinishedStage, stageStatus, type StageStatus} from '../wizard/stage-status.js';
import {stageNumber, stageOf, stages} from '../wizard/stages.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {profileConnection} from './bearer-token.js';
import {connectionJson, connectionRemedy, connectionWords, formatInstant} from './connection-report.js';
import {absoluteFolder, setupCommand, type GlobalOptions} from './global-options.js';
import {profileProgress} from './profile-progress.js';
import {readValues, type ReadValues} from './read-values.js';
import {textTable} from './text-table.js';
import {maskedValue, sourceWords, valueLabels, valueNames} from './value-report.js';

const marks: Readonly<Record<StageStatus, string>> = {done: '✔', 'to-do': '○', attention: '!'};

type Lifetime = {readonly name: string; readonly end: number | undefined};

function lifetimes(state: WizardState, {settings}: ReadValues): readonly Lifetime[] {
	return [
		{name: 'Request token', end: requestTokenEnd(state)},
		{name: 'Refresh token', end: refreshTokenEnd(state)},
		{name: 'Bearer token', end: settings.bearer?.expiresAt},
	];
}

function lifetimeWords({name, end}: Lifetime, connection: Connection, now: number): string {
	if (end === undefined) {
		return 'none';
	}

	// What was refused has no life left, whatever its date says.
	if (name !== 'Request token' && connection.kind === 'refused' && (name === 'Bearer token' || connection.grant === 'refresh_token')) {
		return 'refused';
	}

	return end > now ? `${formatDuration(end - now)} left, until ${formatInstant(end)}` : `expired ${formatInstant(end)}`;
}

function connectionLines(connection: Connection, options: GlobalOptions, io: Io): readonly string[] {
	const problem = connectionRemedy(connection);
	return [
		`  Connection  ${connectionWords(connection, io.now())}`,
		...(problem ? [`  ${problem.cause}`, `  ${problem.remedy} The guided session leads through it: ${setupCommand(options, io.environment)}`] : []),
	];
}

/** What there is to know about the base URI beside its source. */
function baseUriRemark({values}: ReadValues): string {
	const resolved = resolveBaseUri(values.baseUri.value);
	if (resolved.kind === 'rejected') {
		return `, can't be used: ${resolved.reason}`;
	}

	return resolved.isConcur ? '' : ', not an address of SAP Concur';
}

function describe(state: WizardState, read: ReadValues, options: GlobalOptions, io: Io): string {
	const connection = profileConnection(read, io.now());
	const unfinished = firstUnfinishedStage(state);
	return [
		`${options.practice ? 'PRACTICE, profile' : 'Profile'} ${options.profile}: ${doneCount(state)} of ${stages.length} stages done`,
		'',
		...stages.map(stage => `  ${marks[stageStatus(state, stage.id)]} ${stageNumber(stage.id)} ${stage.title}${stageStatus(state, stage.id) === 'attention' ? ' (needs attention)' : ''}`),
		'',
		textTable(valueNames.map(name => [`  ${valueLabels[name]}`, maskedValue(name, read.values[name].value) || '-', `${sourceWords(read.values[name])}${name === 'baseUri' ? baseUriRemark(read) : ''}`])),
		'',
		textTable(lifetimes(state, read).map(lifetime => [`  ${lifetime.name}`, lifetimeWords(lifetime, connection, io.now())])),
		'',
		...connectionLines(connection, options, io),
		'',
		textTable([['  Folder', state.folder || 'not chosen'], ['  Settings', read.paths.settingsFile]]),
		...(unfinished ? ['', `Next is stage ${stageNumber(unfinished)}, ${stageOf(unfinished).title}: ${setupCommand(options, io.environment)}`] : []),
		'',
	].join('\n');
}

function instant(end: number | undefined): string | null {
	return end === undefined ? null : new Date(end).toISOString();
}

function describeJson(state: WizardState, read: ReadValues, options: GlobalOptions, io: Io): string {
	const [requestToken, refreshToken, bearerToken] = lifetimes(state, read);
	return `${JSON.stringify({
		profile: options.profile,
		practice: options.practice,
		done: doneCount(state),
		stages: stages.map(({id, title}) => ({id, title, status: stageStatus(state, id)})),
		values: Object.fromEntries(valueNames.map(name => [name, {value: maskedValue(name, read.values[name].value), source: read.values[name].source, variable: read.values[name].variable ?? null}])),
		expires: {request_token: instant(requestToken!.end), refresh_token: instant(refreshToken!.end), bearer_token: instant(bearerToken!.end)},
		connection: connectionJson(profileConnection(read, io.now())),
		folder: state.folder,
		settings_file: read.paths.settingsFile,
	})}\n`;
}

/** How far a profile is, where each value came from, how long the tokens live and what SAP Concur last said of them; reads the disk alone. */
export async function status(options: GlobalOptions, io: Io): Promise<ExitCode> {
	const read = readValues(options, io);
	const folder = options.dir === undefined ? read.settings.folder : absoluteFolder(options.dir, io);
	const {state} = profileProgress(read.settings, options.practice ? {} : environmentValues(io.environment), folder, io.now());
	io.writeOut(options.json ? describeJson(state, read, options, io) : describe(state, read, options, io));
	if (connectionRemedy(profileConnection(read, io.now()))) {
		return exitCodes.refused;
	}

	return firstUnfinishedStage(state) ? exitCodes.notFinished : exitCodes.done;
}
