import {connectionState, storedTokenExpiry, type Connection} from '../../concur/connection.js';
import {withLostAnswer} from '../../concur/lost-answer.js';
import {type Expiry} from '../../concur/token-rules.js';
import {exitCodes, type ExitCode} from '../../errors.js';
import {type Io} from '../../io.js';
import {type ProfilePaths} from '../../store/profile/profile-paths.js';
import {listProfiles} from '../../store/profile/profile-files.js';
import {withoutPendingGrants} from '../../store/profile/pending-grants.js';
import {readProfile, type ReadProfile} from '../../store/profile/read-profile.js';
import {settingsTarget} from '../../store/profile/settings-target.js';
import {lifeEnd} from '../../wizard/format-time.js';
import {doneStageCount} from '../../wizard/stages/stage-status.js';
import {stages} from '../../wizard/stages/stages.js';
import {repeatedOptionsFor, type Invocation} from '../invocation.js';
import {loadProgress} from '../load-progress.js';
import {connectionJson} from '../output/profile-connection.js';
import {formatIsoInstant, formatTable} from '../output/report-text.js';

type Row = {
	readonly name: string;
	readonly isPractice: boolean;
	/** Why its settings cannot be read. */
	readonly trouble?: string;
	readonly done: number;
	readonly baseUri: string;
	readonly refreshEnd: Expiry | undefined;
	readonly connection: Connection;
};

/** Why settings cannot be read; `options` are those that a suggested command must repeat. */
const troubles: Readonly<Record<Exclude<ReadProfile['kind'], 'read'>, (options: string) => string>> = {
	absent: () => 'it has just been deleted',
	broken: () => 'the guided session renames it and starts over',
	newer: () => 'it was written by a later version of concur-tokens',
	'not-a-file': () => 'it is not a regular file',
	unreadable: options => `to see why, run: concur-tokens status${options}`,
};

/** Whether the settings are a link to another location, where the guided session renames nothing. */
function leadsElsewhere(paths: ProfilePaths): boolean {
	try {
		settingsTarget(paths);
		return false;
	} catch {
		return true;
	}
}

async function describeProfile(paths: ProfilePaths, isPractice: boolean, {environment, now: clock}: Io): Promise<Row> {
	const now = clock();
	const profile = readProfile(paths);
	const name = paths.profile;
	const repeatedOptions = repeatedOptionsFor({profile: name, isPractice}, environment);
	if (profile.kind !== 'read') {
		const kind = profile.kind === 'broken' && leadsElsewhere(paths) ? 'unreadable' : profile.kind;
		const trouble = troubles[kind](repeatedOptions);
		return {
			name, isPractice, trouble, done: 0, baseUri: '', refreshEnd: undefined, connection: {kind: 'none'},
		};
	}

	const settings = withLostAnswer(await withoutPendingGrants(profile.settings, paths));
	const {token, folder} = settings;
	const progress = await loadProgress(settings, {}, {
		folder, profile: name, isPractice, repeatedOptions,
	}, now);
	return {
		name,
		isPractice,
		done: doneStageCount(progress),
		baseUri: token?.object.geolocation ?? settings.baseUri,
		refreshEnd: storedTokenExpiry(settings),
		connection: connectionState(settings, settings.values, now),
	};
}

function describeToken({refreshEnd, connection}: Row, now: number): string {
	if (refreshEnd === undefined) {
		return 'no refresh token';
	}

	if (connection.kind === 'refused') {
		return 'token refused';
	}

	if (connection.kind === 'unanswered') {
		return 'last answer lost';
	}

	return `refresh token ${lifeEnd(refreshEnd, now)}`;
}

function tableRow(row: Row, now: number): readonly string[] {
	const {name, isPractice, trouble, done, baseUri} = row;
	return [
		name,
		isPractice ? 'PRACTICE' : '',
		...(trouble === undefined
			? [`${done} of ${stages.length} done`, describeToken(row, now), baseUri]
			: ['cannot be read', trouble, '']),
	];
}

function rowJson({name, isPractice, trouble, done, baseUri, refreshEnd, connection}: Row, {environment}: Io) {
	return {
		name,
		practice: isPractice,
		readable: trouble === undefined,
		done,
		base_uri: baseUri,
		refresh_expires_at: formatIsoInstant(refreshEnd?.at),
		refresh_expires_at_latest: refreshEnd?.isExact === false,
		connection: connectionJson(connection, repeatedOptionsFor({profile: name, isPractice}, environment)),
	};
}

/** Lists the profiles on this machine side by side: sandbox, production, practice. */
export async function profiles(invocation: Invocation, {names = false}: {readonly names?: boolean}): Promise<ExitCode> {
	const {io, isJson, isPractice} = invocation;
	const now = io.now();
	const listed = (isPractice: boolean) => listProfiles(io.environment, {isPractice})
		.map(async paths => describeProfile(paths, isPractice, io));
	const rows = await Promise.all([...(isPractice ? [] : listed(false)), ...listed(true)]);
	if (names) {
		io.writeOut([...new Set(rows.map(({name}) => `${name}\n`))].join(''));
	} else if (isJson) {
		io.writeOut(`${JSON.stringify(rows.map(row => rowJson(row, io)))}\n`);
	} else if (rows.length === 0) {
		io.writeText(`There is no profile yet. Create the first one: ${invocation.setupCommand}\n`);
	} else {
		io.writeText(`${formatTable(rows.map(row => tableRow(row, now)))}\n`);
	}

	return exitCodes.done;
}
