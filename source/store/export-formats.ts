import {composeCredentials} from '../concur/credentials.js';
import {formatCredentials} from '../concur/credentials-text.js';
import {type Settings} from './settings.js';
import {variables, type ValueName} from './value-sources.js';

export const exportFormats = ['env', 'json', 'curl', 'postman', 'sap-sample'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** What is exported: each value as it counts, the base URI that calls go to, and the token object where there is one. */
export type Exported = {
	readonly values: Readonly<Record<ValueName, string>>;
	/** Origin for refresh and every other call. */
	readonly geolocation: string;
	readonly profile: string;
	readonly token?: Settings['token'];
	readonly bearer?: Settings['bearer'];
};

export type ExportedFile = {readonly name: string; readonly text: string};

function shellQuoted(value: string): string {
	return `'${value.replaceAll('\'', String.raw`'\''`)}'`;
}

function envText({values, geolocation}: Exported): string {
	const all = {...values, baseUri: geolocation};
	return (Object.keys(variables) as ValueName[]).filter(name => all[name] !== '').map(name => `${variables[name]}=${shellQuoted(all[name])}\n`).join('');
}

function jsonText({values, geolocation, profile, token}: Exported): string {
	return `${JSON.stringify({
		profile, ...values, baseUri: geolocation, scope: token?.object.scope ?? '', refreshExpiresIn: token?.object.refresh_expires_in ?? null,
	}, null, 4)}\n`;
}

function configQuoted(value: string): string {
	return `"${value.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`;
}

/** The refresh grant for curl. The values travel on its standard input: on its command line every user of the machine could read them. */
function curlText({values, geolocation}: Exported): string {
	const form = {
		client_id: values.appID, client_secret: values.clientSecret, grant_type: 'refresh_token', refresh_token: values.refreshToken,
	};
	return [
		'curl --config - <<\'END\'',
		`url = ${configQuoted(`${geolocation}/oauth2/v0/token`)}`,
		...Object.entries(form).map(([name, value]) => `data-urlencode = ${configQuoted(`${name}=${value}`)}`),
		'END',
		'',
	].join('\n');
}

/** An environment of Postman, with the variables of SAP's collection. */
function postmanText({values, geolocation, profile, bearer}: Exported): string {
	const entries: ReadonlyArray<readonly [string, string, 'default' | 'secret']> = [
		['clientId', values.appID, 'default'],
		['clientSecret', values.clientSecret, 'secret'],
		['companyUUID', values.companyUUID, 'default'],
		['requestToken', values.companyRequestToken, 'secret'],
		// A bare host name: the collection writes https:// before it.
		['dataCenterURI', new URL(geolocation).host, 'default'],
		['refreshToken', values.refreshToken, 'secret'],
		['accessToken', bearer?.accessToken ?? '', 'secret'],
	];
	return `${JSON.stringify({
		name: `SAP Concur (${profile})`, values: entries.map(([key, value, type]) => ({key, value, type, enabled: true})), _postman_variable_scope: 'environment',
	}, null, 4)}\n`;
}

function sampleFiles({values, token}: Exported): readonly ExportedFile[] {
	const {appID, clientSecret, companyUUID, companyRequestToken} = values;
	return [
		{name: 'credentials.json', text: formatCredentials(composeCredentials({appID, clientSecret, companyUUID, companyRequestToken}))},
		...(token ? [{name: 'refreshTokenObjectFile.json', text: `${JSON.stringify({...token.object, companyUUID: token.obtainedWith.companyUUID})}\n`}] : []),
	];
}

const writers: Readonly<Record<ExportFormat, (exported: Exported) => readonly ExportedFile[]>> = {
	env: exported => [{name: 'concur.env', text: envText(exported)}],
	json: exported => [{name: 'concur-tokens.json', text: jsonText(exported)}],
	curl: exported => [{name: 'refresh-token.sh', text: curlText(exported)}],
	postman: exported => [{name: 'concur.postman_environment.json', text: postmanText(exported)}],
	'sap-sample': sampleFiles,
};

/** The files of a format, with the names they get in a folder. Sources: concur tutorials 1 to 3 for SAP's samples, SAP's Postman collection. */
export function exportFiles(format: ExportFormat, exported: Exported): readonly ExportedFile[] {
	return writers[format](exported);
}
