import path from 'node:path';
import {composeCredentials, credentialFields, credentialKeys, emptyCredentialValues, type Credentials} from '../concur/credentials.js';
import {checkCredentials, type Verdict} from '../concur/validity-check.js';
import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {readCredentialsFile} from '../store/read-credentials-file.js';
import {type SourcedValue, type ValueName} from '../store/value-sources.js';
import {absoluteFolder, setupCommand, type GlobalOptions} from './global-options.js';
import {readValues, type ReadValues} from './read-values.js';
import {textTable} from './text-table.js';
import {maskedValue, sourceWords} from './value-report.js';

const marks: Readonly<Record<Verdict['kind'], string>> = {valid: '✔', missing: '✘', suspicious: '!'};

type Checked = {readonly credentials: Credentials; readonly file: string | undefined; readonly sources: Readonly<Record<keyof Credentials, SourcedValue>>};

function fileOf(given: string | undefined, {settings}: ReadValues, options: GlobalOptions, io: Io): string {
	if (given !== undefined) {
		return absoluteFolder(given, io);
	}

	const folder = options.dir === undefined ? settings.folder || io.workingDirectory : absoluteFolder(options.dir, io);
	return path.join(folder, 'credentials.json');
}

function valueName(key: keyof Credentials): ValueName | undefined {
	return key === 'grantType' || key === 'credentialType' ? undefined : key;
}

/** The credentials to check, each with the source that won: the environment unless a file was named, then the file, then the settings. */
async function findCredentials(given: string | undefined, read: ReadValues, options: GlobalOptions, io: Io): Promise<Checked> {
	const file = fileOf(given, read, options, io);
	const found = readCredentialsFile(file);
	if (found.kind === 'malformed') {
		throw new UserError(`${file} is not JSON: line ${found.line}, column ${found.column}: ${found.problem}`, 'Mend that place in an editor, then check again. The file was left as it is.', exitCodes.refused);
	}

	if (found.kind === 'wrong-shape') {
		throw new UserError(`${file} is no credentials file: ${found.problem}`, 'Mend it in an editor, then check again. The file was left as it is.', exitCodes.refused);
	}

	if (found.kind === 'unreadable') {
		throw new UserError(`${file} cannot be read: ${found.reason}`, 'Check its mode and owner, then check again.', exitCodes.refused);
	}

	if (found.kind === 'absent' && (given !== undefined || credentialFields.every(name => read.values[name].value === ''))) {
		throw new UserError(`${file} is not there.`, `Name another file (concur-tokens check FILE), or make one in the guided session: ${setupCommand(options, io.environment)}`, given === undefined ? exitCodes.notFinished : exitCodes.wrongUsage);
	}

	const sourced = (key: keyof Credentials): SourcedValue => {
		const name = valueName(key);
		const known = name ? read.values[name] : undefined;
		if (known?.source === 'environment' && given === undefined) {
			return known;
		}

		if (found.kind === 'read') {
			return {value: found.credentials[key], source: 'file'};
		}

		return known ?? {value: composeCredentials(emptyCredentialValues)[key], source: 'settings'};
	};

	const sources = Object.fromEntries(credentialKeys.map(key => [key, sourced(key)])) as Checked['sources'];
	const credentials = Object.fromEntries(credentialKeys.map(key => [key, sources[key].value])) as Credentials;
	return {credentials, sources, file: found.kind === 'read' ? file : undefined};
}

/** The validity check of a credentials.json, offline: one line a field with its source, then the verdict. Throws `UserError` for a file that cannot be read as one. */
export async function check(options: GlobalOptions & {readonly file?: string}, io: Io): Promise<ExitCode> {
	const read = readValues(options, io);
	const {credentials, sources, file} = await findCredentials(options.file, read, options, io);
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
