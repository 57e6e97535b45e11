import {valueDescriptions, valueNames, type ValueName} from '../../concur/values.js';

/**
The names that SAP's pages, samples and collections and people's own files use for each value, besides its key, its
label and its variables. Case, spaces, dashes and underscores are ignored in comparisons.
*/
const otherLabels: Readonly<Record<ValueName, readonly string[]>> = {
	appID: ['application id', 'CONCUR_APP_ID'],
	clientSecret: ['app secret', 'secret'],
	companyUUID: ['company id', 'username'],
	companyRequestToken: ['auth token', 'password', 'CONCUR_COMPANY_REQUEST_TOKEN'],
	refreshToken: [],
	baseUri: ['base url', 'dataCenterURI', 'geolocation'],
};

// No label is longer, whatever its spacing, so long lines need not be examined.
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

/** The value that a label names; undefined if it names none. */
export function fieldOfLabel(label: string): ValueName | undefined {
	return label.length > maxLabelLength ? undefined : nameOfLabel.get(plainName(label));
}
