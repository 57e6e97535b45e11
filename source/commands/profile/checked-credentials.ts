import path from 'node:path';
import {type Explanation} from '../../concur/call-outcome.js';
import {composeCredentials, credentialKeys, emptyCredentialValues, type Credentials} from '../../concur/credentials.js';
import {findLostAnswer, withLostAnswer} from '../../concur/lost-answer.js';
import {credentialsFileName, expectedContents, type CredentialsFile} from '../../concur/tutorial.js';
import {describeUnusableFile} from '../../concur/unusable-file.js';
import {type CredentialVerdict} from '../../concur/check-credentials.js';
import {credentialFields, type CredentialField} from '../../concur/values.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {recordOf} from '../../record-of.js';
import {readCredentialsFile} from '../../store/files/credential-files.js';
import {withoutPendingGrants} from '../../store/profile/pending-grants.js';
import {shownInSession, type SourcedValue} from '../../store/value-sources.js';
import {type problemMarks} from '../../wizard/marks.js';
import {absolutePath, type Invocation} from '../invocation.js';
import {loadProfile, type LoadedProfile} from '../loaded-profile.js';
import {loadProgress} from '../load-progress.js';

/** A key of credentials.json. */
export type Key = keyof Credentials;

/** What is checked: each field with its source, and the file, if there is one. */
export type CheckedCredentials = {
	readonly file: string | undefined;
	readonly fields: Readonly<Record<Key, SourcedValue>>;
	/** What a lost answer means for these values, if they are the profile's. */
	readonly lost: Explanation | undefined;
	/** What is known beyond how values look: the session's verdicts on the profile's, and what is in the file. */
	readonly known: Readonly<Partial<Record<Key, Verdict>>>;
};

/** A verdict of the validity check, or what the session knows of a value that looks right. */
export type Verdict =
	| CredentialVerdict
	| {readonly kind: keyof typeof problemMarks; readonly reason: string; readonly remedy: string};

const checkAgain = 'then run the check again. The file was not changed.';

type FoundCredentials = Extract<CredentialsFile, {kind: 'read'}>;

/** Reads a file; undefined where there is none. Throws `UserError` for one that cannot be read as credentials. */
async function readCredentials(file: string): Promise<FoundCredentials | undefined> {
	const found = await readCredentialsFile(file);
	switch (found.kind) {
		case 'read': {
			return found;
		}

		case 'absent': {
			return undefined;
		}

		case 'malformed':
		case 'wrong-shape': {
			throw new UserError(
				describeUnusableFile(file, expectedContents[credentialsFileName], found),
				`Fix it in an editor, ${checkAgain}`,
				exitCodes.refused,
			);
		}

		case 'unreadable': {
			throw new UserError(
				describeUnusableFile(file, expectedContents[credentialsFileName], found),
				'Copy the credentials to a regular file that you can read, then run: concur-tokens check FILE',
				exitCodes.machineRefused,
			);
		}
	}
}

function absentFileError(file: string, setupCommand: string, exitCode: ExitCode): UserError {
	return new UserError(
		`${file} does not exist.`,
		`Name another file (concur-tokens check FILE), or create one in the guided session: ${setupCommand}`,
		exitCode,
	);
}

/** Reads the credentials in a named file, whatever the profile and the environment say. */
export async function readNamedCredentials(typed: string, {io, setupCommand}: Invocation): Promise<CheckedCredentials> {
	const file = absolutePath(typed, io);
	const found = await readCredentials(file);
	if (!found) {
		throw absentFileError(file, setupCommand, exitCodes.wrongUsage);
	}

	const fields = recordOf(credentialKeys, (key): SourcedValue => sourceInFile(found, key));
	return {file, fields, lost: undefined, known: uncleanVerdicts(found, fields)};
}

/** The verdicts on values that are right only without what the file has in them: SAP's samples remove nothing. */
function uncleanVerdicts(
	{uncleanKeys = []}: Partial<FoundCredentials>,
	fields: CheckedCredentials['fields'],
): CheckedCredentials['known'] {
	const reason = 'contains invisible characters in the file: paste it again there';
	const shown = uncleanKeys.filter(key => fields[key].source === 'file');
	return Object.fromEntries(shown.map(key => [key, {kind: 'suspicious', reason}]));
}

/** A key of a file, or that it is not in it. */
function sourceInFile({credentials}: FoundCredentials, key: Key): SourcedValue {
	return {value: credentials[key], source: credentials[key] === '' ? 'none' : 'file'};
}

/** Whether a key holds what a person enters; the others are the same for every company. */
export function isEntered(key: Key): key is CredentialField {
	return key !== 'grantType' && key !== 'credentialType';
}

/**
Reads what is known of the profile's values from SAP Concur's answers and their age, as the session and `status` tell
it. A file in the folder may hold other values, about which nothing is known. `now` is milliseconds since the epoch.
*/
async function readStanding(
	{settings, environment, paths, ...invocation}: LoadedProfile,
	fields: CheckedCredentials['fields'],
	now: number,
): Promise<Pick<CheckedCredentials, 'lost' | 'known'>> {
	const current = await withoutPendingGrants(settings, paths);
	const [state, {valueProblem}, {effectiveValue}, {fieldVerdict, displayedVerdict}] = await Promise.all([
		loadProgress(withLostAnswer(current), shownInSession(environment), {...invocation, folder: ''}, now),
		import('../../wizard/values/value-problems.js'),
		import('../../wizard/wizard-state.js'),
		import('../../wizard/values/verdicts.js'),
	]);
	const known = Object.fromEntries(credentialFields.flatMap((field): ReadonlyArray<readonly [Key, Verdict]> => {
		if (fields[field].value === '' || effectiveValue(state, field) !== fields[field].value) {
			return [];
		}

		const problem = valueProblem(state, field);
		const isAccepted = fieldVerdict(state, field).kind === 'suspicious'
			&& displayedVerdict(state, field).kind === 'valid';
		return problem
			? [[field, {kind: problem.kind, reason: problem.cause, remedy: problem.remedy}]]
			: (isAccepted ? [[field, {kind: 'valid'}]] : []);
	}));
	return {known, lost: findLostAnswer(current)?.explanation};
}

/** Reads the profile's credentials, each with the source that won: environment, file in its folder, settings. */
export async function readProfileCredentials(invocation: Invocation): Promise<CheckedCredentials> {
	const profile = loadProfile(invocation);
	const {settings, values} = profile;
	const folder = invocation.folder ?? (settings.folder || absolutePath('.', invocation.io));
	const file = path.join(folder, credentialsFileName);
	const found = await readCredentials(file);
	if (!found && credentialFields.every(name => values[name].value === '')) {
		throw absentFileError(file, invocation.setupCommand, exitCodes.notFinished);
	}

	const fixed = composeCredentials(emptyCredentialValues);
	const fields = recordOf(credentialKeys, (key): SourcedValue => {
		const known: SourcedValue = isEntered(key) ? values[key] : {value: fixed[key], source: 'settings'};
		return found && known.source !== 'environment' ? sourceInFile(found, key) : known;
	});
	const {known, lost} = await readStanding(profile, fields, invocation.io.now());
	return {file: found && file, fields, lost, known: {...known, ...uncleanVerdicts(found ?? {}, fields)}};
}
