import {stat} from 'node:fs/promises';
import path from 'node:path';
import {parseUrl} from '../../concur/untrusted-text.js';
import {valueNames} from '../../concur/values.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {type Io} from '../../io.js';
import {recordOf} from '../../record-of.js';
import {type EnvShell, type ExportFormat} from '../../store/files/export-format-names.js';
import {renderExport, type ExportData, type ExportedFile} from '../../store/files/render-export.js';
import {isExposedToGit} from '../../store/files/git-protection.js';
import {writeSecretFile} from '../../store/files/credential-files.js';
import {absolutePath, type Invocation} from '../invocation.js';
import {loadProfile, missingAppValues, requireBaseUri, type LoadedProfile} from '../loaded-profile.js';

export type ExportOptions = {
	readonly format: ExportFormat;
	readonly out?: string;
	readonly shell: EnvShell;
	readonly force?: boolean;
};

/** Collects the values to export. Throws `UserError` where the profile has nothing to export yet. */
export function loadExportData(profile: LoadedProfile): ExportData {
	const {settings, values, setupCommand, repeatedOptions} = profile;
	if (missingAppValues(profile).length > 0) {
		throw new UserError(
			`The profile ${profile.profile} has no app credentials to export yet.`,
			`Enter them in the guided session: ${setupCommand}`,
			exitCodes.notFinished,
		);
	}

	const isOwnToken = values.refreshToken.source === 'settings';
	const {token, bearer} = isOwnToken ? settings : {};
	const resolved = requireBaseUri(profile);
	const geolocation = token ? (token.object.geolocation ?? token.baseUri) : resolved.uri;
	const address = parseUrl(geolocation);
	if (!address) {
		throw new UserError(
			'The geolocation of this profile\'s token is not an address.',
			`Get a new token in the guided session: ${setupCommand}`,
			exitCodes.refused,
		);
	}

	return {
		values: recordOf(valueNames, name => values[name].value),
		profile: profile.profile,
		repeatedOptions,
		geolocation: address.origin,
		...(token && {token}),
		...(bearer && {bearer}),
	};
}

/** Says that a base URI was given in vain: an exported token works only where it belongs. */
function tellUnusedOption({baseUri: option, io}: Invocation, {token, geolocation}: ExportData): void {
	if (option && token && option.uri !== geolocation) {
		io.writeError(`--base-uri ${option.id ?? option.uri} was ignored: the exported refresh token works only at `
			+ `${geolocation}\n`);
	}
}

/** Where a file is written: into a folder under its own name, or to the exact path that was given. */
async function findTarget(out: string, {name}: ExportedFile, isAlone: boolean): Promise<string> {
	const found = await stat(out).catch(() => undefined);
	return !isAlone || found?.isDirectory() ? path.join(out, name) : out;
}

async function writeFiles(files: readonly ExportedFile[], out: string, overwrite: boolean, io: Io): Promise<void> {
	for (const file of files) {
		// One after another, so that a refusal stops before the next file.
		const target = await findTarget(out, file, files.length === 1);
		const outcome = await writeSecretFile(target, file.text, {overwrite});
		if (outcome.kind === 'exists') {
			throw new UserError(
				`${target} already exists; it was not changed.`,
				'Choose another location, or add --force to replace it.',
				exitCodes.wrongUsage,
			);
		}

		if (outcome.kind === 'failed') {
			throw new UserError(
				`${target} could not be written: ${outcome.reason}. Nothing was changed there.`,
				`${outcome.remedy} To write elsewhere: --out FILE`,
				exitCodes.machineRefused,
			);
		}

		io.writeError(`Written, readable only by you: ${target}\n`);
		if (await isExposedToGit(target)) {
			io.writeError(`Add ${path.basename(target)} to .gitignore, or a git commit would include it.\n`);
		}
	}
}

/** Formats one file as it is, several as one JSON object, by name. */
function formatFiles(files: readonly ExportedFile[]): string {
	const [first, ...others] = files;
	return first && others.length === 0
		? first.text
		: `${JSON.stringify(
				Object.fromEntries(files.map(({name, text}) => [name, JSON.parse(text) as unknown])),
				undefined,
				4,
			)}\n`;
}

/**
Prints the profile's values in a format that another tool reads, or writes them to files of mode 0600.

Throws `UserError` where there is nothing to export or a file is in the way.
*/
export async function exportValues(invocation: Invocation, given: ExportOptions): Promise<ExitCode> {
	const {io} = invocation;
	if (given.shell !== 'sh' && given.format !== 'env') {
		throw new UserError(
			'--shell is for the format env.',
			`For example: concur-tokens export env --shell ${given.shell}`,
			exitCodes.wrongUsage,
		);
	}

	const data = loadExportData(loadProfile(invocation));
	const files = renderExport(given.format, data, given.shell);
	tellUnusedOption(invocation, data);
	if (given.out !== undefined) {
		await writeFiles(files, absolutePath(given.out, io), given.force ?? false, io);
		return exitCodes.done;
	}

	if (io.isOutputTerminal) {
		io.writeError('Warning: these are secrets in clear text. To write them to a file instead, '
			+ 'add: --out FILE\n');
	}

	io.writeOut(formatFiles(files));
	return exitCodes.done;
}
