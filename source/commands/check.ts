import path from 'node:path';
import {composeCredentials, credentialFields, credentialKeys, emptyCredentialValues, type Credentials} from '../concur/credentials.js';
import {checkCredentials, type Verdict} from '../concur/validity-check.js';
import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {readCredentialsFile} from '../store/read-credentials-file.js';
import {type SourcedValue, type ValueName} from '../store/value-sources.js';
import {absoluteFolder, setupCommand, type GlobalOptions} from './global-options.js';
import {readValues} from './read-values.js';
import {textTable} from './text-table.js';
import {maskedValue, sourceWords} from './value-report.js';

const marks: Readonly<Record<Verdict['kind'], string>> = {valid: '✔', missing: '✘', suspicious: '!'};

type Checked = {readonly credentials: Credentials; readonly file: string | undefined; readonly sources: Readonly<Record<keyof Credentials, SourcedValue>>};

function valueName(key: keyof Credentials): ValueName | undefined {
	return key === 'grantType' || key === 'credentialType' ? undefined : key;
}

function readCredentials(file: string): Credentials | undefined {
	const found = readCredentialsFile(file);
	switch (found.kind) {
		case 'read': {
			return found.credentials;
		}

		case 'absent': {
			return undefined;
		}

		case 'malformed': {
			throw new UserError(`${file} is not JSON: line ${found.line}, column ${found.column}: ${found.problem}`, 'Mend that place in an editor, then check again. The file was left as it is.', exitCodes.refused);
		}

		case 'wrong-shape': {
			throw new UserError(`${file} is no credentials file: ${found.problem}`, 'Mend it in an editor, then check again. The file was left as it is.', exitCodes.refused);
		}

		case 'unreadable': {
			throw new UserError(`${file} cannot be read: ${found.reason}`, 'Then check again. The file was left as it is.', exitCodes.machineRefused);
		}
	}
}

function absentFile(file: string, exitCode: ExitCode, options: GlobalOptions, io: Io): UserError {
	return new UserError(`${file} is not there.`, `Name another file (concur-tokens check FILE), or make one in the guided session: ${setupCommand(options, io.environment)}`, exitCode);
}

function checked(sourced: (key: keyof Credentials) => SourcedValue, file: string | undefined): Checked {
	const sources = Object.fromEntries(credentialKeys.map(key => [key, sourced(key)])) as Checked['sources'];
	return {credentials: Object.fromEntries(credentialKeys.map(key => [key, sources[key].value])) as Credentials, sources, file};
}

/** What a file that was named holds, whatever the profile and the environment say. */
function namedCredentials(file: string, options: GlobalOptions, io: Io): Checked {
	const found = readCredentials(file);
	if (!found) {
		throw absentFile(file, exitCodes.wrongUsage, options, io);
	}

	return checked(key => ({value: found[key], source: 'file'}), file);
}

/** The profile's credentials, each with the source that won: the environment, then the file in its folder, then the settings. */
function profileCredentials(options: GlobalOptions, io: Io): Checked {
	const {settings, values} = readValues(options, io);
	const folder = options.dir === undefined ? settings.folder || absoluteFolder('.', io) : absoluteFolder(options.dir, io);
	const file = path.join(folder, 'credentials.json');
	const found = readCredentials(file);
	if (!found && credentialFields.every(name => values[name].value === '')) {
		throw absentFile(file, exitCodes.notFinished, options, io);
	}

	const sourced = (key: keyof Credentials): SourcedValue => {
		const name = valueName(key);
		const known = name ? values[name] : undefined;
		return known?.source === 'environment' || !found
			? known ?? {value: composeCredentials(emptyCredentialValues)[key], source: 'settings'}
			: {value: found[key], source: 'file'};
	};

	return checked(sourced, found && file);
}

/** The validity check of a credentials.json, offline: one line a field with its source, then the verdict. Throws `UserError` for a file that cannot be read as one. */
export async function check(options: GlobalOptions & {readonly file?: string}, io: Io): Promise<ExitCode> {
	const {credentials, sources, file} = options.file === undefined ? profileCredentials(options, io) : namedCredentials(absoluteFolder(options.file, io), options, io);
	const {verdicts, isValid} = checkCredentials(credentials);
	const masked = (key: keyof Credentials) => {
		const name = valueName(key);
		return name ? maskedValue(name, credentials[key]) : credentials[key];
	};

	const reasonOf = (verdict: Verdict) => verdict.kind === 'valid' ? '' : verdict.reason;
	if (options.json) {
		io.writeOut(`${JSON.stringify({
			valid: isValid,
			file: file ?? null,
			fields: Object.fromEntries(credentialKeys.map(key => [key, {
				verdict: verdicts[key].kind, reason: reasonOf(verdicts[key]) || null, value: masked(key), source: sources[key].source,
			}])),
		})}\n`);
	} else {
		const suspicious = credentialKeys.filter(key => verdicts[key].kind === 'suspicious').length;
		const verdict = isValid ? `Valid${suspicious > 0 ? `, ${suspicious} suspicious: a suspicious value may still be right` : ''}.` : 'Not valid: fill in what is missing.';
		io.writeOut(`${textTable(credentialKeys.map(key => [marks[verdicts[key].kind], key, `'${masked(key)}'`, sourceWords(sources[key]), reasonOf(verdicts[key])]))}\n${verdict}${file === undefined ? ' There is no credentials.json yet; these are the values entered so far.' : ` ${file}`}\n`);
	}

	return isValid ? exitCodes.done : exitCodes.refused;
}
