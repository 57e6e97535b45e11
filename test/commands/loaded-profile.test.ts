import {describe, expect, test} from 'vitest';
import {missingAppValues, requireBaseUri, type LoadedProfile} from '../../source/commands/loaded-profile.js';
import {emptySettings} from '../../source/store/profile/settings.js';
import {resolveValues} from '../../source/store/value-sources.js';

const setupCommand = 'concur-tokens';

/** The values of a profile with this app, and nothing in the environment. */
function valuesOf(app: {readonly appID?: string; readonly clientSecret?: string; readonly baseUri?: string}) {
	const {baseUri = 'glz', ...typed} = app;
	const settings = emptySettings(0);
	return resolveValues({...settings, baseUri, values: {...settings.values, ...typed}}, {});
}

describe('the app\'s credentials', () => {
	test.each<readonly [Parameters<typeof valuesOf>[0], ReturnType<typeof missingAppValues>]>([
		[{}, ['appID', 'clientSecret']],
		[{appID: 'an-app'}, ['clientSecret']],
		[{clientSecret: 'a-secret'}, ['appID']],
		[{appID: 'an-app', clientSecret: 'a-secret'}, []],
	])('without both of them no grant is possible: %j lacks %j', (app, missing) => {
		expect(missingAppValues({values: valuesOf(app)})).toEqual(missing);
	});
});

describe('the base URI', () => {
	const required = (values: LoadedProfile['values'], option?: Parameters<typeof requireBaseUri>[0]['baseUri']) =>
		requireBaseUri({values, setupCommand, ...(option && {baseUri: option})}).uri;

	test('is the one saved, unless an option names another', () => {
		const values = valuesOf({baseUri: 'eu2'});
		const local = {kind: 'base-uri', uri: 'http://127.0.0.1:8080', isConcur: false} as const;
		expect(required(values)).toBe('https://eu2.api.concursolutions.com');
		expect(required(values, local)).toBe('http://127.0.0.1:8080');
	});

	test('that secrets must not be sent to is refused, with the way to correct it', () => {
		expect(() => required(valuesOf({baseUri: 'http://concur.example'})))
			.toThrow('The saved base URI cannot be used: Plain http');
	});

	test('from the environment is refused by the name of its variable', () => {
		const values = {
			...valuesOf({}),
			baseUri: {value: 'http://concur.example', source: 'environment', variable: 'CONCUR_BASE_URL'} as const,
		};
		expect(() => required(values)).toThrow('CONCUR_BASE_URL: Plain http');
	});
});
