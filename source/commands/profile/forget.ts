import {existsSync, lstatSync, realpathSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline/promises';
import {storedTokenExpiry} from '../../concur/connection.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {secretFileNames} from '../../store/files/secret-file-names.js';
import {
	acquireSessionLock, withRefreshLock, withWriteLock,
} from '../../store/profile/profile-lock.js';
import {type ProfilePaths} from '../../store/profile/profile-paths.js';
import {deleteFiles, profileFiles} from '../../store/profile/profile-files.js';
import {readProfile, refusedProfileError} from '../../store/profile/read-profile.js';
import {type Settings} from '../../store/profile/settings.js';
import {formatExpiry} from '../../wizard/format-time.js';
import {keyFor} from '../../wizard/keys/keys.js';
import {type Invocation} from '../invocation.js';
import {loadProfile} from '../loaded-profile.js';
import {withPractice} from '../practice/with-practice.js';
import {toBearerToken, cachedBearer} from '../tokens/cached-bearer.js';
import {callError} from '../tokens/call-error.js';
import {onLongWait, waitingNotice} from '../tokens/waiting-notice.js';

export type ForgetOptions = {readonly yes?: boolean; readonly revoke?: boolean};

/**
Revokes the connection between company and app with a bearer token, obtaining a new one if necessary.

Throws `UserError` when that fails; nothing is deleted in that case.
*/
async function revoke(invocation: Invocation): Promise<void> {
	const {io} = invocation;
	const profile = loadProfile(invocation);
	if (!profile.settings.token) {
		return;
	}

	await withPractice(invocation, async practice => {
		const [{refreshProfile}, {revokeConnection}] = await Promise.all([
			import('../tokens/refresh-profile.js'),
			import('../../concur/token-calls.js'),
		]);
		const {accessToken, geolocation} =
			cachedBearer(profile, io.now()) ?? toBearerToken((await refreshProfile(profile)).bearer);
		const outcome = await revokeConnection({accessToken, baseUri: practice?.origin ?? geolocation});
		if (outcome.kind !== 'revoked') {
			throw callError(outcome, invocation);
		}
	});
	io.writeText('The connection is revoked: its refresh token no longer works anywhere.\n');
}

/** Files in places that the user chose and that may hold the same secrets: they are kept, and named. */
function secretsElsewhere({settingsFile}: ProfilePaths, settings: Settings | undefined): readonly string[] {
	const {folder = ''} = settings ?? {};
	// If the settings file is a symbolic link, only the link is deleted.
	const isLink = lstatSync(settingsFile, {throwIfNoEntry: false})?.isSymbolicLink() ?? false;
	return [
		...(isLink && existsSync(settingsFile) ? [realpathSync(settingsFile)] : []),
		...(folder === '' ? [] : secretFileNames.map(name => path.join(folder, name))),
	];
}

/** Asks a yes-or-no question on the terminal; only y or yes counts as yes, and the end of input as no. */
async function askYes(question: string): Promise<boolean> {
	const terminal = createInterface({input: process.stdin, output: process.stderr});
	try {
		const closed = new Promise<string>(resolve => {
			terminal.once('close', () => {
				resolve('');
			});
		});
		const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
		return /^y(?:es)?$/i.test(answer.trim());
	} finally {
		terminal.close();
	}
}

/** Names what is deleted, so that a practice profile is not mistaken for a real one, or the other way round. */
function nameOf({profile, isPractice}: Pick<Invocation, 'profile' | 'isPractice'>): string {
	return `the ${isPractice ? 'practice ' : ''}profile ${profile}`;
}

/**
The time until which the profile's refresh token works at SAP Concur, whatever is deleted here; undefined if it does not
work.
*/
function remainingLife({io, isPractice}: Invocation, settings: Settings | undefined): string | undefined {
	const end = settings && storedTokenExpiry(settings);
	return !isPractice && end !== undefined && end.at > io.now() ? formatExpiry(end, io.now()) : undefined;
}

type Deletion = {readonly files: readonly string[]; readonly settings: Settings | undefined};

/** Describes what the user should know before answering. */
function describeDeletion(invocation: Invocation, {revoke: isRevoking}: ForgetOptions, {files, settings}: Deletion) {
	const life = remainingLife(invocation, settings);
	return [
		'This permanently deletes:',
		...files.map(file => `  ${file}`),
		...(invocation.isPractice ? ['It is a practice profile: SAP Concur knows nothing about it.'] : []),
		...(life === undefined || isRevoking
			? []
			: [
				`Its refresh token will keep working at SAP Concur until ${life}.`,
				`To revoke it as well, answer no and run: concur-tokens forget --revoke${invocation.repeatedOptions}`,
			]),
		'',
	].join('\n');
}

async function confirm(invocation: Invocation, given: ForgetOptions, deletion: Deletion): Promise<boolean> {
	const {io, repeatedOptions} = invocation;
	if (given.yes) {
		return true;
	}

	if (!io.isInputTerminal) {
		throw new UserError(
			'Deleting a profile needs your confirmation, but standard input is not a terminal.',
			`To delete it without being asked: concur-tokens forget --yes${repeatedOptions}`,
			exitCodes.wrongUsage,
		);
	}

	io.writeError(describeDeletion(invocation, given, deletion));
	const revoking = given.revoke ? 'Revoke its connection to SAP Concur and delete' : 'Delete';
	return askYes(`${revoking} ${nameOf(invocation)}?`);
}

/** Describes what was deleted, what still works at SAP Concur, and which files with secrets remain. */
function describeEnd(
	invocation: Invocation,
	{revoke: isRevoked}: ForgetOptions,
	settings: Settings | undefined,
	remaining: readonly string[],
) {
	const life = isRevoked ? undefined : remainingLife(invocation, settings);
	return [
		`Deleted: ${nameOf(invocation)}.`,
		...(life === undefined
			? []
			: [
				`Not revoked: its refresh token still works at SAP Concur, until ${life}.`,
				'Next time, revoke it before you delete it: '
				+ `concur-tokens forget --revoke${invocation.repeatedOptions}`,
			]),
		...(remaining.length === 0
			? []
			: [
				'These files were kept. They still contain secrets:',
				...remaining.map(file => `  ${file}`),
			]),
		'',
	].join('\n');
}

/**
Deletes the profile's files once no other process refreshes or writes it: one that did would write them again. Throws
`UserError` where that takes too long.
*/
async function deleteInTurn({io, paths, profile, isPractice}: Invocation): Promise<void> {
	const {sessionLock, refreshLock, writeLock} = paths;
	// Held until the end, then removed.
	const held = new Set([sessionLock, refreshLock, writeLock].flatMap(lock => [lock, `${lock}.owner`]));
	const noticeWait = onLongWait(pid => {
		io.writeError(waitingNotice(pid, profile));
	});

	await withRefreshLock(paths, io.now, async () => withWriteLock(paths, io.now, () => {
		deleteFiles(profileFiles(paths, {isPractice}).filter(file => !held.has(file)));
	}), (holder): undefined => {
		if (holder) {
			noticeWait(holder);
		}
	});
}

/**
Deletes everything that belongs to a profile after asking, and revokes its connection first if requested.

Throws `UserError` when there is no such profile, when it is in use or being refreshed for a minute, or when revoking
fails.
*/
export async function forget(invocation: Invocation, given: ForgetOptions): Promise<ExitCode> {
	const {io, profile: name, isPractice, paths} = invocation;
	const files = profileFiles(paths, {isPractice});
	if (files.length === 0) {
		throw new UserError(
			`There is no profile ${name}.`,
			`To list the profiles: concur-tokens profiles${isPractice ? ' --practice' : ''}`,
			exitCodes.wrongUsage,
		);
	}

	const lock = await acquireSessionLock(paths, io.now());
	if (lock.kind === 'busy') {
		throw new UserError(
			`A guided session has the profile ${name} open${lock.pid === undefined ? '' : ` (process ${lock.pid})`}.`,
			`Leave it with ${keyFor('leave')}, then run the command again.`,
			exitCodes.wrongUsage,
		);
	}

	try {
		const profile = readProfile(paths);
		if (profile.kind !== 'read' && profile.kind !== 'absent' && profile.kind !== 'broken') {
			throw refusedProfileError(profile, paths);
		}

		const settings = profile.kind === 'read' ? profile.settings : undefined;
		if (!(await confirm(invocation, given, {files, settings}))) {
			io.writeError('Nothing was changed.\n');
			return exitCodes.refused;
		}

		if (given.revoke) {
			await revoke(invocation);
		}

		const elsewhere = secretsElsewhere(paths, settings);
		await deleteInTurn(invocation);
		const remaining = elsewhere.filter(file => existsSync(file));
		io.writeText(describeEnd(invocation, given, settings, remaining));
		return exitCodes.done;
	} finally {
		await lock.release();
	}
}
