import {composeCredentials, formatCredentials} from '../../concur/credentials.js';
import {hasControlCharacters} from '../../concur/untrusted-text.js';
import {tokenPath} from '../../concur/requests.js';
import {credentialsFileName, tokenObjectFileName} from '../../concur/tutorial.js';
import {valueDescriptions, valueNames, type ValueName} from '../../concur/values.js';
import {exitCodes, UserError} from '../../errors.js';
import {type Settings} from '../profile/settings.js';
import {exportedFileNames, type EnvShell, type ExportFormat} from './export-format-names.js';
import {formatTokenObject} from './credential-files.js';
import {quoteForFish, quoteForShell} from './shell-quoting.js';

/**
What is exported: the value in use for each name, the base URI that calls go to, and the token object if there is one.
*/
export type ExportData = {
	readonly values: Readonly<Record<ValueName, string>>;
	/** Origin for refreshes and all other calls. */
	readonly geolocation: string;
	readonly profile: string;
	/** The options that a suggested command must repeat to use the profile, each with a leading space. */
	readonly repeatedOptions: string;
	readonly token?: Settings['token'];
	readonly bearer?: Settings['bearer'];
};

export type ExportedFile = {readonly name: string; readonly text: string};

/** Throws `UserError` for control characters, because programs that read such files disagree about them. */
function requireNoControls(variable: string, value: string, repeatedOptions: string): void {
	if (hasControlCharacters(value)) {
		throw new UserError(
			`The value of ${variable} contains control or invisible characters, which are not safe in a shell file.`,
			'Enter the value again in the guided session, or export it as JSON: '
				+ `concur-tokens export json${repeatedOptions}`,
			exitCodes.refused,
		);
	}
}

/** A variable as exported in a POSIX shell. */
function shLine(variable: string, value: string): string {
	return `export ${variable}=${quoteForShell(value)}\n`;
}

const envLines: Readonly<Record<EnvShell, (variable: string, value: string) => string>> = {
	sh: shLine,
	bash: shLine,
	zsh: shLine,
	fish: (variable, value) => `set -gx ${variable} ${quoteForFish(value)}\n`,
	/**
	Docker takes everything after the equals sign literally.
	@see https://docs.docker.com/reference/cli/docker/container/run/#env
	*/
	docker: (variable, value) => `${variable}=${value}\n`,
};

function envText({values, geolocation, repeatedOptions}: ExportData, shell: EnvShell): string {
	const all = {...values, baseUri: geolocation};
	// The base URI under both its names; other programs for SAP Concur use the second.
	const variablesOf = (name: ValueName) =>
		valueDescriptions[name].variables.slice(0, name === 'baseUri' ? undefined : 1);
	const lines = valueNames
		.filter(name => all[name] !== '')
		.flatMap(name => variablesOf(name).map(variable => {
			requireNoControls(variable, all[name], repeatedOptions);
			return envLines[shell](variable, all[name]);
		}));
	return lines.join('');
}

function jsonText({values, geolocation, profile, token}: ExportData): string {
	return `${JSON.stringify(
		{
			profile,
			...values,
			baseUri: geolocation,
			scope: token?.object.scope ?? '',
			refreshExpiresIn: token?.object.refresh_expires_in ?? null,
		},
		undefined,
		4,
	)}\n`;
}

/**
Encodes a form value using only letters, digits and `%`, so that it can end neither a line nor a quotation. A lone
surrogate, which no form can carry, becomes U+FFFD.
*/
function formEncoded(value: string): string {
	return encodeURIComponent(value.replaceAll(/\p{Cs}/gu, '\uFFFD')).replaceAll(
		/[!'()*]/g,
		character => `%${character.codePointAt(0)!.toString(16).toUpperCase()}`,
	);
}

/** A URL as visible ASCII in quotation marks, for curl's configuration. */
function configQuoted(address: string): string {
	return `"${encodeURI(address).replaceAll('"', '%22').replaceAll('\\', '%5C')}"`;
}

/**
The refresh grant as a curl command. The values are passed on standard input, because every user of the machine could
read them on its command line. They are form-encoded, so that no value can end the here-document or an option.

@see https://curl.se/docs/manpage.html#-K
*/
function curlText({values, geolocation}: ExportData): string {
	const form = {
		client_id: values.appID,
		client_secret: values.clientSecret,
		grant_type: 'refresh_token',
		refresh_token: values.refreshToken,
	};
	return [
		'curl -sS --config - <<\'END\'',
		`url = ${configQuoted(`${geolocation}${tokenPath}`)}`,
		...Object.entries(form).map(([name, value]) => `data = "${name}=${formEncoded(value)}"`),
		'END',
		'',
	].join('\n');
}

/** A Postman environment with the variables of SAP's collection. */
function postmanText({values, geolocation, profile, bearer}: ExportData): string {
	const entries: ReadonlyArray<readonly [string, string, 'default' | 'secret']> = [
		['clientId', values.appID, 'default'],
		['clientSecret', values.clientSecret, 'secret'],
		['companyUUID', values.companyUUID, 'default'],
		['requestToken', values.companyRequestToken, 'secret'],
		// A bare host name: the collection adds https:// itself.
		['dataCenterURI', new URL(geolocation).host, 'default'],
		['refreshToken', values.refreshToken, 'secret'],
		['accessToken', bearer?.accessToken ?? '', 'secret'],
	];
	return `${JSON.stringify(
		{
			name: `SAP Concur (${profile})`,
			values: entries.map(([key, value, type]) => ({key, value, type, enabled: true})),
			_postman_variable_scope: 'environment',
		},
		undefined,
		4,
	)}\n`;
}

function sampleFiles({values, token}: ExportData): readonly ExportedFile[] {
	const credentials = {name: credentialsFileName, text: formatCredentials(composeCredentials(values))};
	return token
		? [
				credentials,
				{name: tokenObjectFileName, text: formatTokenObject(token.object, token.obtainedWith.companyUUID)},
			]
		: [credentials];
}

const renderers: Readonly<Record<ExportFormat, (exported: ExportData, shell: EnvShell) => readonly ExportedFile[]>> = {
	env: (exported, shell) =>
		[{name: exportedFileNames[shell === 'fish' ? 'fish' : 'env'], text: envText(exported, shell)}],
	json: exported => [{name: exportedFileNames.json, text: jsonText(exported)}],
	curl: exported => [{name: exportedFileNames.curl, text: curlText(exported)}],
	postman: exported => [{name: exportedFileNames.postman, text: postmanText(exported)}],
	'sap-sample': sampleFiles,
};

/**
Renders the files of a format, with their default names; `shell` is the program that reads the format `env`.

@see https://github.com/SAP-samples/concur-api-samplecode
*/
export function renderExport(
	format: ExportFormat,
	exported: ExportData,
	shell: EnvShell = 'sh',
): readonly ExportedFile[] {
	return renderers[format](exported, shell);
}
