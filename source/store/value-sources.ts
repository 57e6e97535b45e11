import {
	credentialFields, valueDescriptions, valueNames, type CredentialField, type ValueName,
} from '../concur/values.js';
import {stripControlCharacters} from '../concur/untrusted-text.js';
import {recordOf} from '../record-of.js';
import {type Environment} from './profile/config-folder.js';
import {type Settings} from './profile/settings.js';

export type SourcedValue = {
	readonly value: string;
	readonly source: 'option' | 'environment' | 'settings' | 'file' | 'none';
	/** The variable that set it. */
	readonly variable?: string;
	/** Another variable for the same value, which has a different value and is ignored. */
	readonly overruled?: string;
};

/** A value from the first of its environment variables that is set, cleaned on input. */
function environmentValue(environment: Environment, name: ValueName): SourcedValue | undefined {
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

/** The values that environment variables set, each with its variable. */
export type EnvironmentValues = Readonly<Partial<Record<ValueName, SourcedValue>>>;

/** Reads the values that environment variables set. */
export function readEnvironment(environment: Environment): EnvironmentValues {
	return Object.fromEntries(valueNames.flatMap(name => {
		const found = environmentValue(environment, name);
		return found ? [[name, found]] : [];
	}));
}

/** Every variable that can set a value. */
export const environmentVariables: readonly string[] = valueNames.flatMap(name => valueDescriptions[name].variables);

function savedValue(settings: Settings, name: ValueName): string {
	if (name === 'refreshToken') {
		return settings.token?.object.refresh_token ?? '';
	}

	return name === 'baseUri' ? settings.baseUri : settings.values[name];
}

/** Resolves each value and its source: the environment takes precedence over the profile's settings. */
export function resolveValues(
	settings: Settings,
	environment: EnvironmentValues,
): Readonly<Record<ValueName, SourcedValue>> {
	return recordOf(valueNames, (name): SourcedValue => {
		const value = savedValue(settings, name);
		return environment[name] ?? {value, source: value === '' ? 'none' : 'settings'};
	});
}

/** The environment's values that the guided session shows; it never saves them. */
export function shownInSession(environment: EnvironmentValues): Partial<Record<CredentialField | 'baseUri', string>> {
	return Object.fromEntries(([...credentialFields, 'baseUri'] as const).flatMap(name => {
		const found = environment[name];
		return found ? [[name, found.value]] : [];
	}));
}
