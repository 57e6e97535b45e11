import {credentialFields} from '../concur/credentials.js';
import {hideUserInfo} from '../concur/foreign-text.js';
import {maskSecret} from '../concur/redact.js';
import {type SourcedValue, type ValueName} from '../store/value-sources.js';

export const valueLabels: Readonly<Record<ValueName, string>> = {
	appID: 'Client ID', clientSecret: 'Client Secret', companyUUID: 'Company UUID', companyRequestToken: 'Request token', refreshToken: 'Refresh token', baseUri: 'Base URI',
};

export const valueNames: readonly ValueName[] = [...credentialFields, 'refreshToken', 'baseUri'];

const secretNames: ReadonlySet<ValueName> = new Set(['clientSecret', 'companyRequestToken', 'refreshToken']);

/** A value as a terminal or a log may show it. */
export function maskedValue(name: ValueName, value: string): string {
	if (secretNames.has(name)) {
		return maskSecret(value);
	}

	return name === 'baseUri' ? hideUserInfo(value) : value;
}

/** Where a value came from, in words. */
export function sourceWords({source, variable}: SourcedValue): string {
	const words: Readonly<Record<SourcedValue['source'], string>> = {
		option: '--base-uri', environment: `environment, ${variable ?? ''}`, settings: 'settings', file: 'file', none: 'not set',
	};
	return words[source];
}
