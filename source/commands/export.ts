import {stat} from 'node:fs/promises';
import path from 'node:path';
import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {exportFiles, exportFormats, type Exported, type ExportedFile} from '../store/export-formats.js';
import {writeSecretFile} from '../store/write-secret-file.js';
import {absoluteFolder, setupCommand, type GlobalOptions} from './global-options.js';
import {readValues, usableBaseUri} from './read-values.js';
import {valueNames} from './value-report.js';

export type ExportOptions = GlobalOptions & {readonly format: string; readonly out?: string; readonly force: boolean};

function collect(options: ExportOptions, io: Io): Exported {
	const {settings, values} = readValues(options, io);
	const {token, bearer} = settings;
	const plain = Object.fromEntries(valueNames.map(name => [name, values[name].value])) as Exported['values'];
	if (plain.appID === '' || plain.clientSecret === '') {
		throw new UserError(`The profile ${options.profile} has no app credentials to export yet.`, `Enter them in the guided session: ${setupCommand(options, io.environment)}`, exitCodes.notFinished);
	}

	const isOwnToken = values.refreshToken.source === 'settings';
	const resolved = usableBaseUri({values}, options, io);
	const geolocation = (isOwnToken ? token?.object.geolocation ?? token?.baseUri : undefined) ?? resolved.uri;
	if (!URL.canParse(geolocation)) {
		throw new UserError('The token of this profile names a geolocation that is no address.', `Ask for a new token in the guided session: ${setupCommand(options, io.environment)}`, exitCodes.refused);
	}

	return {
		values: plain, profile: options.profile, geolocation: new URL(geolocation).origin, token: isOwnToken ? token : undefined, bearer: isOwnToken ? bearer : undefined,
	};
}

/** Where a file goes: into a folder under its own name, or to the very path that was given. */
async function targetOf(out: string, {name}: ExportedFile, isAlone: boolean): Promise<string> {
	const found = await stat(out).catch(() => undefined);
	return !isAlone || found?.isDirectory() ? path.join(out, name) : out;
}

async function writeFiles(files: readonly ExportedFile[], out: string, {force}: ExportOptions, io: Io): Promise<void> {
	for (const file of files) {
		// One after the other, so that a refusal stops before the next file.
		const target = await targetOf(out, file, files.length === 1);
		const outcome = await writeSecretFile(target, file.text, {overwrite: force});
		if (outcome.kind === 'exists') {
			throw new UserError(`${target} is there already; it was left as it is.`, 'Choose another place, or replace it: add --force', exitCodes.wrongUsage);
		}

		if (outcome.kind === 'failed') {
			throw new UserError(`${target} could not be written: ${outcome.reason}`, 'What was there before is as it was. Another place: --out FILE', exitCodes.machineRefused);
		}

		io.writeError(`Written, readable by you alone: ${target}\n`);
	}
}

/** Prints the profile's values in a format that another tool reads, or writes them to files of mode 0600. Throws `UserError` where there is nothing to export or a file is in the way. */
export async function exportValues(options: ExportOptions, io: Io): Promise<ExitCode> {
	const format = exportFormats.find(known => known === options.format);
	if (!format) {
		throw new UserError(`There is no export format ${options.format}.`, `Use one of ${exportFormats.join(', ')}: concur-tokens export env`, exitCodes.wrongUsage);
	}

	const files = exportFiles(format, collect(options, io));
	if (options.out !== undefined) {
		await writeFiles(files, absoluteFolder(options.out, io), options, io);
		return exitCodes.done;
	}

	if (io.isOutputTerminal) {
		io.writeError('These are secrets in clear: mind who sees this screen. To a file instead: add --out FILE\n');
	}

	io.writeOut(files.length === 1 ? files[0]!.text : `${JSON.stringify(Object.fromEntries(files.map(({name, text}) => [name, JSON.parse(text) as unknown])), null, 4)}\n`);
	return exitCodes.done;
}
