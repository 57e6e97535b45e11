import {type FieldName} from './fields.js';

/** Every name under which SAP's pages, samples, collections and people's own files carry a value. Compared without case, blanks, dashes and underscores. */
const labels: Readonly<Record<Exclude<FieldName, 'folder'>, readonly string[]>> = {
	appID: ['client id', 'clientId', 'app id', 'appID', 'application id', 'CONCUR_CLIENT_ID', 'CONCUR_APP_ID'],
	clientSecret: ['client secret', 'clientSecret', 'app secret', 'secret', 'CONCUR_CLIENT_SECRET'],
	companyUUID: ['company uuid', 'companyUUID', 'company id', 'username', 'CONCUR_COMPANY_UUID'],
	companyRequestToken: ['company request token', 'companyRequestToken', 'request token', 'authtoken', 'auth token', 'password', 'CONCUR_REQUEST_TOKEN', 'CONCUR_COMPANY_REQUEST_TOKEN'],
	baseUri: ['base uri', 'base url', 'baseUri', 'dataCenterURI', 'geolocation', 'CONCUR_BASE_URI'],
};

function plainName(name: string): string {
	return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

const fieldOfName = new Map<string, Exclude<FieldName, 'folder'>>(Object.entries(labels).flatMap(([field, names]) =>
	names.map(name => [plainName(name), field as Exclude<FieldName, 'folder'>] as const)));

/** The field that a label names, if it names one. */
export function fieldOfLabel(label: string): Exclude<FieldName, 'folder'> | undefined {
	return fieldOfName.get(plainName(label));
}
