import {type FieldName} from '../fields.js';

/** What a paste can name: the fields, and a refresh token, which has no field. */
export type PastedName = Exclude<FieldName, 'folder'> | 'refreshToken';

/**
Every name under which SAP's pages, samples, collections and people's own files carry a value. Compared without
case, blanks, dashes and underscores.
*/
const labels: Readonly<Record<PastedName, readonly string[]>> = {
	appID: ['client id', 'clientId', 'app id', 'appID', 'application id', 'CONCUR_CLIENT_ID', 'CONCUR_APP_ID'],
	clientSecret: ['client secret', 'clientSecret', 'app secret', 'secret', 'CONCUR_CLIENT_SECRET'],
	companyUUID: ['company uuid', 'companyUUID', 'company id', 'username', 'CONCUR_COMPANY_UUID'],
	companyRequestToken: [
		'company request token',
		'companyRequestToken',
		'request token',
		'authtoken',
		'auth token',
		'password',
		'CONCUR_REQUEST_TOKEN',
		'CONCUR_COMPANY_REQUEST_TOKEN',
	],
	refreshToken: ['refresh token', 'refreshToken', 'CONCUR_REFRESH_TOKEN'],
	baseUri: [
		'base uri',
		'base url',
		'baseUri',
		'dataCenterURI',
		'geolocation',
		'CONCUR_BASE_URI',
		'CONCUR_BASE_URL',
	],
};

// No label is longer, however it is spaced: a long line need not be read as one.
const longestLabel = 60;

function plainName(name: string): string {
	return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

const nameOfLabel = new Map<string, PastedName>(Object.entries(labels).flatMap(([name, spellings]) =>
		spellings.map(spelling => [plainName(spelling), name as PastedName] as const)));

/** What a label names, if it names anything. */
export function fieldOfLabel(label: string): PastedName | undefined {
	return label.length > longestLabel ? undefined : nameOfLabel.get(plainName(label));
}
