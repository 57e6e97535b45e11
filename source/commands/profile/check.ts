import path from 'node:path';
import {type Explanation} from '../../concur/call-outcome.js';
import {composeCredentials, credentialKeys, emptyCredentialValues, type Credentials} from '../../concur/credentials.js';
import {findLostAnswer} from '../../concur/lost-answer.js';
import {credentialsFileName, expectedContents} from '../../concur/tutorial.js';
import {describeUnusableFile} from '../../concur/unusable-file.js';
import {checkCredentials, type CredentialVerdict} from '../../concur/check-credentials.js';
import {credentialFields, type CredentialField} from '../../concur/values.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {recordOf} from '../../record-of.js';
import {readCredentialsFile} from '../../store/files/credential-files.js';
import {withoutPendingGrants} from '../../store/profile/pending-grants.js';
import {type SourcedValue} from '../../store/value-sources.js';
import {verdictMarks} from '../../wizard/marks.js';
import {absolutePath, type Invocation} from '../invocation.js';
import {loadProfile} from '../loaded-profile.js';
import {colourMarks, maskValue, describeSource, formatTable} from '../output/report-text.js';

type Key = keyof Credentials;

/** What is checked: each field with its source, and the file, if there is one. */
type CheckedCredentials = {
	readonly file: string | undefined;
	readonly fields: Readonly<Record<Key, SourcedValue>>;
	/** What a lost answer means for these values, if they are the profile's. */
	readonly lost: Explanation | undefined;
};

const checkAgain = 'then run the check again. The file was not changed.';

/** Reads a file; undefined where there is none. Throws `UserError` for one that cannot be read as credentials. */
async function readCredentials(file: string): Promise<Credentials | undefined> {
	const found = await readCredentialsFile(file);
	switch (found.kind) {
		case 'read': {
			return found.credentials;
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
async function readNamedCredentials(typed: string, {io, setupCommand}: Invocation): Promise<CheckedCredentials> {
	const file = absolutePath(typed, io);
	const found = await readCredentials(file);
	if (!found) {
		throw absentFileError(file, setupCommand, exitCodes.wrongUsage);
	}

	const fields = recordOf(credentialKeys, (key): SourcedValue => ({value: found[key], source: 'file'}));
	return {file, fields, lost: undefined};
}

function isEntered(key: Key): key is CredentialField {
	return key !== 'grantType' && key !== 'credentialType';
}

/** Reads the profile's credentials, each with the source that won: environment, file in its folder, settings. */
async function readProfileCredentials(invocation: Invocation): Promise<CheckedCredentials> {
	const {settings, values, paths} = loadProfile(invocation);
	const folder = invocation.folder ?? (settings.folder || absolutePath('.', invocation.io));
	const file = path.join(folder, credentialsFileName);
	const found = await readCredentials(file);
	if (!found && credentialFields.every(name => values[name].value === '')) {
		throw absentFileError(file, invocation.setupCommand, exitCodes.notFinished);
	}

	const fixed = composeCredentials(emptyCredentialValues);
	const fields = recordOf(credentialKeys, (key): SourcedValue => {
		const known: SourcedValue = isEntered(key) ? values[key] : {value: fixed[key], source: 'settings'};
		return found && known.source !== 'environment' ? {value: found[key], source: 'file'} : known;
	});
	const lost = findLostAnswer(await withoutPendingGrants(settings, paths))?.explanation;
	return {file: found && file, fields, lost};
}

function maskKey(key: Key, value: string): string {
	return isEntered(key) ? maskValue(key, value) : value;
}

function reasonOf(verdict: CredentialVerdict): string {
	return verdict.kind === 'valid' ? '' : verdict.reason;
}

function describe(
	{file, fields, lost}: CheckedCredentials,
	verdicts: Readonly<Record<Key, CredentialVerdict>>,
	isValid: boolean,
): string {
	const rows = credentialKeys.map(key => [
		verdictMarks[verdicts[key].kind].symbol,
		key,
		`'${maskKey(key, fields[key].value)}'`,
		describeSource(fields[key]),
		reasonOf(verdicts[key]),
	]);
	const suspicious = credentialKeys.filter(key => verdicts[key].kind === 'suspicious').length;
	const doubt = suspicious > 0 ? `, ${suspicious} suspicious (a suspicious value may still be right)` : '';
	const verdict = isValid ? `Valid${doubt}.` : 'Not valid: fill in what is missing.';
	const place = file ?? `There is no ${credentialsFileName} yet; these are the values entered so far.`;
	const answer = lost ? `${lost.cause}\nWhat to do: ${lost.remedy}\n` : '';
	return `${formatTable(rows)}\n${verdict} ${place}\n${answer}`;
}

/**
Checks a credentials.json for validity, offline, and prints one line per field with its source, then the verdict.

Throws `UserError` for a file that cannot be read as credentials.
*/
export async function check(invocation: Invocation, given: {readonly file?: string}): Promise<ExitCode> {
	const {io} = invocation;
	const found =
		given.file === undefined
			? await readProfileCredentials(invocation)
			: await readNamedCredentials(given.file, invocation);
	const {verdicts, isValid} = checkCredentials(recordOf(credentialKeys, key => found.fields[key].value));
	const fieldJson = (key: Key) => ({
		verdict: verdicts[key].kind,
		reason: reasonOf(verdicts[key]) || null,
		value: maskKey(key, found.fields[key].value),
		source: found.fields[key].source,
	});
	const lostJson = found.lost ? {cause: found.lost.cause, remedy: found.lost.remedy} : null;
	const report = {
		valid: isValid,
		file: found.file ?? null,
		fields: recordOf(credentialKeys, fieldJson),
		lost_answer: lostJson,
	};
	if (invocation.json) {
		io.writeOut(`${JSON.stringify(report)}\n`);
	} else {
		io.writeText(colourMarks(describe(found, verdicts, isValid), io));
	}

	return isValid ? exitCodes.done : exitCodes.refused;
}
