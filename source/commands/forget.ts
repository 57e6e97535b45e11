import {existsSync} from 'node:fs';
import path from 'node:path';
import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {deleteFiles, profileFiles} from '../store/delete-profile.js';
import {lockForSession} from '../store/profile-lock.js';
import {profilePaths} from '../store/profile-paths.js';
import {readProfile, refusedProfile} from '../store/read-profile.js';
import {type Settings} from '../store/settings.js';
import {cachedBearer, renewProfile} from './bearer-token.js';
import {callFailure} from './call-failure.js';
import {repeatedOptions, type GlobalOptions} from './global-options.js';
import {readValues} from './read-values.js';

export type ForgetOptions = GlobalOptions & {readonly yes: boolean; readonly revoke: boolean};

/** Revokes the connection between company and app with a bearer token, a renewed one if need be. Throws `UserError` when that fails: nothing is deleted then. */
async function revoke(options: ForgetOptions, io: Io): Promise<void> {
	const read = readValues(options, io);
	if (!read.settings.token) {
		return;
	}

	const {startPractice} = options.practice ? await import('./practice.js') : {startPractice: undefined};
	const practice = await startPractice?.(read.paths.practiceFolder, io.now);
	try {
		const settings = cachedBearer(read, io.now()) ? read.settings : await renewProfile(options, io, read);
		const {revokeConnection} = await import('../concur/revoke-connection.js');
		const {bearer} = settings;
		const outcome = await revokeConnection({accessToken: bearer!.accessToken, baseUri: practice?.origin ?? bearer!.baseUri});
		if (outcome.kind !== 'revoked') {
			throw callFailure(outcome, options, io);
		}
	} finally {
		await practice?.close();
	}

	io.writeOut('The connection is revoked: its refresh token works nowhere any more.\n');
}

/** Files that the person chose a place for and that hold the same secrets: they stay, and are named. */
function remainingFiles(settings: Settings | undefined): readonly string[] {
	const folder = settings?.folder ?? '';
	return folder === '' ? [] : ['credentials.json', 'refreshTokenObjectFile.json'].map(name => path.join(folder, name)).filter(file => existsSync(file));
}

async function confirm(options: ForgetOptions, io: Io, files: readonly string[]): Promise<boolean> {
	if (options.yes) {
		return true;
	}

	if (!io.isInputTerminal) {
		throw new UserError('Deleting a profile needs a yes, and there is no terminal to ask on.', `If you mean it: concur-tokens forget --yes${repeatedOptions(options)}`, exitCodes.wrongUsage);
	}

	const {askYes} = await import('./ask-yes.js');
	const revoking = options.revoke ? 'revoke its connection to SAP Concur and ' : '';
	io.writeError(`This deletes for good:\n${files.map(file => `  ${file}\n`).join('')}`);
	return askYes(`Really ${revoking}delete the profile ${options.profile}?`);
}

/** Deletes everything of a profile after asking, and revokes its connection first when told to. Throws `UserError` when there is none, when it is in use, or when revoking fails. */
export async function forget(options: ForgetOptions, io: Io): Promise<ExitCode> {
	const paths = profilePaths(options.profile, io.environment, {practice: options.practice});
	const files = profileFiles(paths, options);
	if (files.length === 0) {
		throw new UserError(`There is no profile ${options.profile}.`, `See which there are: concur-tokens profiles${options.practice ? ' --practice' : ''}`, exitCodes.wrongUsage);
	}

	const lock = await lockForSession(paths, io.now());
	if (lock.kind === 'busy') {
		throw new UserError(`A guided session has the profile ${options.profile} open.`, 'Leave it with Ctrl+C, then forget the profile.', exitCodes.wrongUsage);
	}

	try {
		const profile = readProfile(paths);
		if (profile.kind !== 'read' && profile.kind !== 'absent' && profile.kind !== 'broken') {
			throw refusedProfile(profile, paths);
		}

		if (!await confirm(options, io, files)) {
			io.writeError('Nothing was changed.\n');
			return exitCodes.refused;
		}

		if (options.revoke) {
			await revoke(options, io);
		}

		deleteFiles(files);
		const remaining = remainingFiles(profile.kind === 'read' ? profile.settings : undefined);
		io.writeOut(`Forgotten: the profile ${options.profile}.\n${remaining.length === 0 ? '' : `These files are yours and stay, with the secrets in them:\n${remaining.map(file => `  ${file}\n`).join('')}`}`);
		return exitCodes.done;
	} finally {
		await lock.release();
	}
}
