import {connectionState, type Connection} from '../concur/connection.js';
import {refreshTokenExpiry} from '../concur/token-object.js';
import {exitCodes, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {listProfiles} from '../store/list-profiles.js';
import {type ProfilePaths} from '../store/profile-paths.js';
import {readProfile, type ReadProfile} from '../store/read-profile.js';
import {formatDuration} from '../wizard/format-duration.js';
import {doneCount} from '../wizard/stage-status.js';
import {connectionJson} from './connection-report.js';
import {setupCommand, type GlobalOptions} from './global-options.js';
import {profileProgress} from './profile-progress.js';
import {textTable} from './text-table.js';

type Row = {
	readonly name: string;
	readonly practice: boolean;
	/** Why its settings cannot be read. */
	readonly trouble?: string;
	readonly done: number;
	readonly baseUri: string;
	/** Milliseconds since the epoch. */
	readonly refreshEnd?: number | undefined;
	readonly connection: Connection;
};

const troubles: Readonly<Record<Exclude<ReadProfile['kind'], 'read'>, string>> = {
	absent: 'it was deleted this moment',
	broken: 'the guided session sets it aside',
	newer: 'a later version of concur-tokens wrote it',
	'not-a-file': 'it is no regular file',
	unreadable: 'see why: concur-tokens status',
};

async function describeProfile(paths: ProfilePaths, practice: boolean, now: number): Promise<Row> {
	const profile = readProfile(paths);
	if (profile.kind !== 'read') {
		return {name: paths.profile, practice, trouble: troubles[profile.kind], done: 0, baseUri: '', connection: {kind: 'none'}};
	}

	const {settings} = profile;
	const {state} = profileProgress(settings, {}, settings.folder, now);
	return {
		name: paths.profile,
		practice,
		done: doneCount(state),
		baseUri: settings.token?.object.geolocation ?? settings.baseUri,
		refreshEnd: settings.token && refreshTokenExpiry(settings.token.object, settings.token.receivedAt),
		connection: connectionState(settings, settings.values, now),
	};
}

function tokenWords({refreshEnd, connection}: Row, now: number): string {
	if (refreshEnd === undefined) {
		return 'no refresh token';
	}

	if (connection.kind === 'refused') {
		return 'connection refused';
	}

	return refreshEnd > now ? `refresh token: ${formatDuration(refreshEnd - now)} left` : 'refresh token expired';
}

/** Lists the profiles of this machine side by side: sandbox, production, practice. */
export async function profiles(options: GlobalOptions & {readonly names: boolean}, io: Io): Promise<ExitCode> {
	const rows = await Promise.all([
		...(options.practice ? [] : listProfiles(io.environment, {practice: false}).map(async paths => describeProfile(paths, false, io.now()))),
		...listProfiles(io.environment, {practice: true}).map(async paths => describeProfile(paths, true, io.now())),
	]);
	if (options.names) {
		io.writeOut([...new Set(rows.map(({name}) => `${name}\n`))].join(''));
		return exitCodes.done;
	}

	if (options.json) {
		io.writeOut(`${JSON.stringify(rows.map(({name, practice, trouble, done, baseUri, refreshEnd, connection}) => ({
			name,
			practice,
			readable: trouble === undefined,
			done,
			base_uri: baseUri,
			refresh_expires_at: refreshEnd === undefined ? null : new Date(refreshEnd).toISOString(),
			connection: connectionJson(connection),
		})))}\n`);
		return exitCodes.done;
	}

	io.writeOut(rows.length === 0
		? `No profile yet. Make the first one: ${setupCommand(options, io.environment)}\n`
		: `${textTable(rows.map(row => row.trouble === undefined
			? [row.name, row.practice ? 'PRACTICE' : '', `${row.done} of 7 done`, tokenWords(row, io.now()), row.baseUri]
			: [row.name, row.practice ? 'PRACTICE' : '', 'cannot be read', row.trouble, '']))}\n`);
	return exitCodes.done;
}
