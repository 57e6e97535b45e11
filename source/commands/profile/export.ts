import {stat} from 'node:fs/promises';
import path from 'node:path';
import {currentIdentity, isTokenOf} from '../../concur/connection.js';
import {parseUrl} from '../../concur/untrusted-text.js';
import {valueNames} from '../../concur/values.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {type Io} from '../../io.js';
import {recordOf} from '../../record-of.js';
import {type EnvShell, type ExportFormat} from '../../store/files/export-format-names.js';
import {renderExport, type ExportData, type ExportedFile} from '../../store/files/render-export.js';
import {isExposedToGit} from '../../store/files/git-protection.js';
import {writeSecretFile} from '../../store/files/secret-file.js';
import {absolutePath, type Invocation} from '../invocation.js';
import {tokenRoute} from '../tokens/cached-bearer.js';
import {loadProfile, missingAppValues, requireBaseUri, type LoadedProfile} from '../loaded-profile.js';
import {connectionProblem, profileConnection} from '../output/profile-connection.js';
import {sessionHint} from '../output/session-hint.js';

export type ExportOptions = {
	readonly format: ExportFormat;
	readonly out?: string;
	readonly shell: EnvShell;
	readonly force?: boolean;
};

/** The saved token and its bearer token, unless the environment names another app or company than theirs. */
function belongingToken(profile: LoadedProfile): Partial<Pick<LoadedProfile['settings'], 'token' | 'bearer'>> {
	return tokenRoute(profile) === 'profile' ? profile.settings : {};
}

/**
The values in use. With a token, they are those of the app and the company that it was obtained for, as in its refresh
grant; without one, no refresh token.
*/
function exportedValues(
	{values}: LoadedProfile,
	token: LoadedProfile['settings']['token'],
): ExportData['values'] {
	const given = recordOf(valueNames, name => values[name].value);
	if (values.refreshToken.source !== 'settings') {
		return given;
	}

	if (!token) {
		return {...given, refreshToken: ''};
	}

	const {appID, clientSecret, companyUUID} = currentIdentity(token.obtainedWith, given);
	return {
		...given, appID, clientSecret, companyUUID: companyUUID || given.companyUUID,
		// A request token was issued for the others.
		...(!isTokenOf(token, given) && {companyRequestToken: ''}),
	};
}

/** Says which app's values are exported where the saved ones, or the environment's, name another. */
function warnOfOtherApp({values, settings, io}: LoadedProfile, {token}: ExportData): void {
	const {obtainedWith} = settings.token ?? {};
	const given = {appID: values.appID.value, companyUUID: values.companyUUID.value};
	if (values.refreshToken.source !== 'settings' || !obtainedWith || isTokenOf(settings.token, given)) {
		return;
	}

	const {appID, companyUUID} = obtainedWith;
	const owner = `Client ID ${appID}, company ${companyUUID === '' ? 'unknown' : companyUUID}`;
	io.writeError(token
		? `The export has the app and the company that the refresh token belongs to (${owner}), not those entered `
			+ 'since, which have no refresh token yet.\n'
		: `The export has no refresh token: the saved one belongs to another app or company (${owner}) than the `
			+ 'environment names.\n');
}

/** Warns of an exported refresh token that SAP Concur no longer accepts, as far as this program knows. */
function warnOfDeadToken(profile: LoadedProfile, {token}: ExportData): void {
	const {io, repeatedOptions} = profile;
	const problem = token && connectionProblem(profileConnection(profile, io.now()), repeatedOptions);
	if (problem) {
		io.writeError(`Warning: the exported refresh token may not work. ${problem.cause}\n`
			+ `${problem.remedy}\n${sessionHint(profile)}\n`);
	}
}

/** Collects the values to export. Throws `UserError` where the profile has nothing to export yet. */
export function loadExportData(profile: LoadedProfile): ExportData {
	const {values, setupCommand, repeatedOptions} = profile;
	if (missingAppValues(profile).length > 0) {
		throw new UserError(
			`The profile ${profile.profile} has no app credentials to export yet.`,
			`Enter them in the guided session: ${setupCommand}`,
			exitCodes.notFinished,
		);
	}

	const {token, bearer} = values.refreshToken.source === 'settings' ? belongingToken(profile) : {};
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
		values: exportedValues(profile, token),
		profile: profile.profile,
		repeatedOptions,
		geolocation: address.origin,
		...(token && {token}),
		...(bearer && {bearer}),
	};
}

/** Says that a base URI was given in vain: an exported token works only where it belongs. */
function warnOfUnusedOption({baseUri: option, io}: Invocation, {token, geolocation}: ExportData): void {
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

/** The names under which a program finds its own output. */
const ownOutput = /^\/(?:dev\/(?:stdout|stderr|tty|fd\/\d+)|proc\/self\/fd\/\d+)$/;

async function writeFiles(files: readonly ExportedFile[], out: string, canOverwrite: boolean, io: Io): Promise<void> {
	for (const file of files) {
		// One after another, so that a refusal stops before the next file.
		const target = await findTarget(out, file, files.length === 1);
		const outcome = await writeSecretFile(target, file.text, {canOverwrite});
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

	if (given.out !== undefined && ownOutput.test(given.out)) {
		throw new UserError(
			`--out takes a file or a folder, and ${given.out} is neither.`,
			`To print the values, leave out --out: concur-tokens export ${given.format}${invocation.repeatedOptions}`,
			exitCodes.wrongUsage,
		);
	}

	const profile = loadProfile(invocation);
	const data = loadExportData(profile);
	const files = renderExport(given.format, data, given.shell);
	warnOfUnusedOption(invocation, data);
	warnOfOtherApp(profile, data);
	warnOfDeadToken(profile, data);
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
