import {valueDescriptions, valueNames, type ValueName} from '../../concur/values.js';

/**
Every name under which SAP's pages, samples, collections and people's own files carry a value, beside its key, its label
and its variables. Compared without case, blanks, dashes and underscores.
*/
const otherLabels: Readonly<Record<ValueName, readonly string[]>> = {
	appID: ['application id', 'CONCUR_APP_ID'],
	clientSecret: ['app secret', 'secret'],
	companyUUID: ['company id', 'username'],
	companyRequestToken: ['auth token', 'password', 'CONCUR_COMPANY_REQUEST_TOKEN'],
	refreshToken: [],
	baseUri: ['base url', 'dataCenterURI', 'geolocation'],
};

// No label is longer, however it is spaced: a long line need not be read as one.
const maxLabelLength = 60;

function plainName(name: string): string {
	return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

function labelsOf(name: ValueName): readonly string[] {
	const {label, variables} = valueDescriptions[name];
	return [name, label, ...variables, ...otherLabels[name]];
}

const nameOfLabel: ReadonlyMap<string, ValueName> = new Map(valueNames.flatMap(name =>
		labelsOf(name).map(label => [plainName(label), name] as const)));

/** What a label names, if it names anything. */
export function fieldOfLabel(label: string): ValueName | undefined {
	return label.length > maxLabelLength ? undefined : nameOfLabel.get(plainName(label));
}
