import {expect, test} from 'vitest';
import {resolveInvocation, type GlobalOptions} from '../../source/commands/invocation.js';
import {profileWith} from '../../source/commands/loaded-profile.js';
import {givenValues, plannedSettings, planSession, type SessionPlan} from '../../source/commands/setup/session-plan.js';
import {type Io} from '../../source/io.js';
import {emptySettings} from '../../source/store/profile/settings.js';
import {currentBaseUri} from '../../source/wizard/values/verdicts.js';
import {createState, type WizardState} from '../../source/wizard/wizard-state.js';
import {after, now, press, typed} from '../wizard/wizard-builders.js';

/** The plan of a session that is opened with these options and variables. */
function planWith(options: GlobalOptions, environment: Io['environment']): SessionPlan {
	const io: Io = {
		environment,
		workingDirectory: '/home/ada',
		isInputTerminal: true,
		isOutputTerminal: true,
		now: () => now,
		writeText() {},
		writeOut() {},
		writeError() {},
		writeBytes: async () => true,
	};
	const invocation = resolveInvocation(options, io);
	return planSession(invocation, givenValues(invocation), undefined);
}

/** The stage with the base URI, of such a session. */
function atBaseUri(options: GlobalOptions, environment: Io['environment']): WizardState {
	const plan = planWith(options, environment);
	const state = createState(plannedSettings(emptySettings(now), plan), plan.facts, undefined, now);
	return {...state, stage: 'refresh-token', place: {kind: 'stage'}};
}

test('the base URI of an option is judged at the start, and another one when it is typed', () => {
	const opened = atBaseUri({baseUri: 'https://us2.api.concursolutions.com'}, {CONCUR_BASE_URI: 'http://example.com'});
	expect(opened.baseUri).toBe('us2');
	expect(currentBaseUri(opened)).toBe(opened.facts.givenBaseUri?.accepted);
	const changed = after({...opened, cursor: 3}, press('clear'), typed('eu2'));
	expect(currentBaseUri(changed)).toEqual({
		kind: 'base-uri', uri: 'https://eu2.api.concursolutions.com', id: 'eu2', isConcur: true,
	});
});

test('the base URI of the environment is judged at the start, counts as it stands there, and is not saved', () => {
	const opened = atBaseUri({}, {CONCUR_BASE_URI: 'https://us2.api.concursolutions.com'});
	expect(opened.baseUri).toBe('glz');
	expect(opened.facts.environment).toEqual({baseUri: 'https://us2.api.concursolutions.com'});
	expect(currentBaseUri(opened)).toBe(opened.facts.givenBaseUri?.accepted);
	expect(opened.facts.givenBaseUri?.accepted.id).toBe('us2');
});

test('a practice profile that has saved the folder of the default one moves to its own; a chosen folder stays', () => {
	const environment = {CONCUR_TOKENS_CONFIG_DIR: '/home/ada/config'};
	const folderOf = (folder: string, options: GlobalOptions) =>
		plannedSettings({...emptySettings(now), folder}, planWith(options, environment)).folder;
	const shared = '/home/ada/config/practice/files';
	expect(folderOf(shared, {practice: true, profile: 'sandbox'})).toBe(`${shared}.sandbox`);
	expect(folderOf(shared, {practice: true})).toBe(shared);
	expect(folderOf(shared, {profile: 'sandbox'})).toBe(shared);
	expect(folderOf('/srv/mine', {practice: true, profile: 'sandbox'})).toBe('/srv/mine');
	expect(folderOf('', {practice: true, profile: 'sandbox'})).toBe('');
	expect(folderOf(shared, {practice: true, profile: 'sandbox', dir: '/srv/mine'})).toBe('/srv/mine');
});

test('the commands that a session suggests name the default profile where CONCUR_PROFILE names another', () => {
	const suggested = (options: GlobalOptions, environment: Io['environment']) =>
		planWith(options, environment).facts.repeatedOptions;
	expect(suggested({profile: 'default'}, {CONCUR_PROFILE: 'sandbox'})).toBe(' --profile default');
	expect(suggested({}, {CONCUR_PROFILE: 'sandbox'})).toBe(' --profile sandbox');
	expect(suggested({}, {})).toBe('');
});

test('without an installation, the commands that a session suggests are found by npm', () => {
	expect(planWith({}, {}).facts.program).toBe('concur-tokens');
	expect(planWith({}, {npm_command: 'exec'}).facts.program).toBe('npx concur-tokens');
	expect(planWith({}, {npm_lifecycle_event: 'practice', npm_command: 'run'}).facts.program).toBe('npx concur-tokens');
});

test('one that secrets must not go to opens no session', () => {
	expect(() => atBaseUri({}, {CONCUR_BASE_URI: 'http://example.com'})).toThrow('CONCUR_BASE_URI: Plain http');
	expect(() => atBaseUri({baseUri: 'http://example.com'}, {})).toThrow('--base-uri: Plain http');
});

test('what is typed in the session wins over the option that it was opened with, in what it exports, too', () => {
	const {invocation} = planWith({baseUri: 'us2'}, {CONCUR_BASE_URI: 'emea'});
	const typedThere = {...emptySettings(now), baseUri: 'eu2'};
	expect(profileWith(invocation, typedThere).values.baseUri).toEqual({value: 'eu2', source: 'settings'});
});

test('the base URI of the environment wins over what is typed, as the session itself says', () => {
	const {invocation} = planWith({}, {CONCUR_BASE_URI: 'emea'});
	expect(profileWith(invocation, emptySettings(now)).values.baseUri)
		.toEqual({value: 'emea', source: 'environment', variable: 'CONCUR_BASE_URI'});
});
