import {credentialFields, type CredentialField} from '../concur/credentials.js';
import {stripControlCharacters} from '../concur/foreign-text.js';
import {type Environment} from './profile-paths.js';
import {type Settings} from './settings.js';

export type ValueName = CredentialField | 'refreshToken' | 'baseUri';

/** The environment variables that win over what is saved. */
export const variables: Readonly<Record<ValueName, string>> = {
	appID: 'CONCUR_CLIENT_ID',
	clientSecret: 'CONCUR_CLIENT_SECRET',
	companyUUID: 'CONCUR_COMPANY_UUID',
	companyRequestToken: 'CONCUR_REQUEST_TOKEN',
	refreshToken: 'CONCUR_REFRESH_TOKEN',
	baseUri: 'CONCUR_BASE_URI',
};

export type SourcedValue = {
	readonly value: string;
	readonly source: 'option' | 'environment' | 'settings' | 'file' | 'none';
	/** The variable that set it. */
	readonly variable?: string;
};

/** What the environment sets for a value, cleaned where it enters; undefined where it sets nothing. */
function environmentValue(environment: Environment, name: ValueName): string | undefined {
	return stripControlCharacters(environment[variables[name]] ?? '').trim() || undefined;
}

function savedValue(settings: Settings, name: ValueName): string {
	if (name === 'refreshToken') {
		return settings.token?.object.refresh_token ?? '';
	}

	return name === 'baseUri' ? settings.baseUri : settings.values[name];
}

/** Each value as it counts, with the source that won: the environment, then the profile's settings. */
export function resolveValues(settings: Settings, environment: Environment): Readonly<Record<ValueName, SourcedValue>> {
	const resolve = (name: ValueName): SourcedValue => {
		const fromEnvironment = environmentValue(environment, name);
		if (fromEnvironment) {
			return {value: fromEnvironment, source: 'environment', variable: variables[name]};
		}

		const value = savedValue(settings, name);
		return {value, source: value === '' ? 'none' : 'settings'};
	};

	return Object.fromEntries(([...credentialFields, 'refreshToken', 'baseUri'] as const).map(name => [name, resolve(name)])) as Record<ValueName, SourcedValue>;
}

/** Values that the environment sets for the guided session; they are shown there but never saved. */
export function environmentValues(environment: Environment): Partial<Record<CredentialField | 'baseUri', string>> {
	return Object.fromEntries(([...credentialFields, 'baseUri'] as const).flatMap(name => {
		const value = environmentValue(environment, name);
		return value ? [[name, value]] : [];
	}));
}
