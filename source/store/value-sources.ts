import {
	credentialFields, valueDescriptions, valueNames, type CredentialField, type ValueName,
} from '../concur/values.js';
import {stripControlCharacters} from '../concur/foreign-text.js';
import {recordOf} from '../record-of.js';
import {type Environment} from './profile/profile-paths.js';
import {type Settings} from './profile/settings.js';

export type SourcedValue = {
	readonly value: string;
	readonly source: 'option' | 'environment' | 'settings' | 'file' | 'none';
	/** The variable that set it. */
	readonly variable?: string;
	/** Another variable of the same value, which says something else and does not count. */
	readonly overruled?: string;
};

/** What the environment sets for a value, by the first of its variables that is set; cleaned where it enters. */
export function environmentValue(environment: Environment, name: ValueName): SourcedValue | undefined {
	let winner: SourcedValue | undefined;
	for (const variable of valueDescriptions[name].variables) {
		const text = environment[variable];
		const value = text === undefined || text === '' ? '' : stripControlCharacters(text).trim();
		if (value !== '' && value !== winner?.value) {
			if (winner) {
				return {...winner, overruled: variable};
			}

			winner = {value, source: 'environment', variable};
		}
	}

	return winner;
}

/** Every variable that can set a value. */
export const environmentVariables: readonly string[] = valueNames.flatMap(name => valueDescriptions[name].variables);

function savedValue(settings: Settings, name: ValueName): string {
	if (name === 'refreshToken') {
		return settings.token?.object.refresh_token ?? '';
	}

	return name === 'baseUri' ? settings.baseUri : settings.values[name];
}

/** Each value as it counts, with the source that won: the environment, then the profile's settings. */
export function resolveValues(
	settings: Settings,
	environment: Environment,
): Readonly<Record<ValueName, SourcedValue>> {
	return recordOf(valueNames, (name): SourcedValue => {
		const fromEnvironment = environmentValue(environment, name);
		if (fromEnvironment) {
			return fromEnvironment;
		}

		const value = savedValue(settings, name);
		return {value, source: value === '' ? 'none' : 'settings'};
	});
}

/** The variable that sets a value; undefined where none does. */
export function settingVariable(environment: Environment, name: ValueName): string | undefined {
	return environmentValue(environment, name)?.variable;
}

/** Values that the environment sets for the guided session; they are shown there but never saved. */
export function environmentValues(environment: Environment): Partial<Record<CredentialField | 'baseUri', string>> {
	return Object.fromEntries(([...credentialFields, 'baseUri'] as const).flatMap(name => {
		const found = environmentValue(environment, name);
		return found ? [[name, found.value]] : [];
	}));
}
