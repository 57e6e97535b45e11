import {describe, expect, test} from 'vitest';
import {runEffect} from '../../source/session/run-effect.js';
import {type SessionServices} from '../../source/session/services.js';
import {createSession} from '../../source/session/session.js';
import {type CallRecord} from '../../source/concur/call-record.js';
import {exitCodes, UserError} from '../../source/errors.js';
import {type WizardEffect, type WizardEvent} from '../../source/wizard/events.js';
import {begunSession, now, readyForTheCall} from '../wizard/wizard-builders.js';
import {idleServices} from '../ui/opened-screen.js';

type Effect = Extract<WizardEffect, {kind: 'try-token' | 'export' | 'explain-renewal'}>;

/** What the session hears of an effect. */
async function heard(effect: Effect, services: Partial<SessionServices>): Promise<readonly WizardEvent[]> {
	const events: WizardEvent[] = [];
	await runEffect(effect, {
		services: {...idleServices, ...services},
		state: readyForTheCall(),
		readStored: services.readStored ?? (async () => undefined),
		dispatch(event) {
			events.push(event);
		},
		signal: new AbortController().signal,
	});
	return events;
}

const {values, enteredAt, former} = readyForTheCall();
const stored = {values, enteredAt, former};
const exporting = {kind: 'export', format: 'env', folder: '/srv', canOverwrite: false} as const;
const path = '/srv/concur.env';

describe('trying the token', () => {
	test('tells its end and for how long it lives, never the whole of it', async () => {
		const accessToken = `eyJ${'a'.repeat(2400)}Xy9Z`;
		expect(await heard({kind: 'try-token'}, {
			bearerToken: async () => ({accessToken, expiresAt: now + 3_540_000}),
			readStored: async () => ({record: {}, stored}),
		})).toEqual([
			{kind: 'recorded', record: {}, stored},
			{
				kind: 'notified', tone: 'good',
				text: 'The command prints the bearer token ••••••••Xy9Z, valid for another 59 min.',
			},
		]);
	});

	test('that finds the token refused hands over the refusal, which the stage then shows', async () => {
		const connection = {kind: 'refused', at: now, refreshToken: 'it', clientSecret: 'its'} as const;
		const record = {connection, lastCall: undefined} as unknown as CallRecord;
		expect(await heard({kind: 'try-token'}, {
			async bearerToken() {
				throw new UserError('The refresh token was revoked.', 'Generate a new one.', exitCodes.refused);
			},
			readStored: async () => ({record, stored}),
		})).toEqual([{kind: 'recorded', record, stored}]);
	});

	test('that fails says why and what to do next', async () => {
		expect(await heard({kind: 'try-token'}, {
			async bearerToken() {
				throw new UserError('SAP Concur is not reachable.', 'Check your network.', exitCodes.notReachable);
			},
		})).toEqual([
			{
				kind: 'crashed',
				text: 'The token command could not be tried: SAP Concur is not reachable. Check your network.',
			},
		]);
	});

	test('that fails for a cause that nobody foresaw says what to do too', async () => {
		expect(await heard({kind: 'try-token'}, {
			async bearerToken() {
				throw new Error('Something odd');
			},
		})).toEqual([
			{
				kind: 'crashed',
				text: 'The token command could not be tried: Something odd. Try again. If it happens again, leave with '
					+ 'Ctrl+C and run: concur-tokens doctor',
			},
		]);
	});
});

describe('an export', () => {
	test('is written where the folder is, over nothing unless that was asked for', async () => {
		const asked: unknown[] = [];
		const exportValues: SessionServices['exportValues'] = async (...given) => {
			asked.push(given);
			return {kind: 'written', path};
		};

		expect(await heard(exporting, {exportValues})).toEqual([{kind: 'exported', format: 'env', path}]);
		await heard({...exporting, format: 'postman', canOverwrite: true}, {exportValues});
		expect(asked).toEqual([['env', '/srv', false], ['postman', '/srv', true]]);
	});

	test('that would replace a file asks first; one that cannot be written says why', async () => {
		expect(await heard(exporting, {exportValues: async () => ({kind: 'exists', path})})).toEqual([
			{kind: 'export-exists', format: 'env', path},
		]);
		expect(await heard(exporting, {exportValues: async () =>
			({kind: 'failed', reason: 'the disk is full', remedy: 'Free up disk space.', path})})).toEqual([
			{kind: 'failed', text: `${path} could not be written: the disk is full. Free up disk space.`},
		]);
	});
});

test('the lines that renew the token daily are shown as they are', async () => {
	expect(await heard({kind: 'explain-renewal'}, {explainRenewal: async () => 'a\nb'})).toEqual([
		{kind: 'text-shown', title: 'Renew it daily', text: 'a\nb'},
	]);
});

test('who leaves is told to the program with where to: the terminal, or practice', async () => {
	const left: string[] = [];
	const services: SessionServices = {
		...idleServices,
		leave(to) {
			left.push(to);
		},
	};
	const first = createSession(begunSession({place: {kind: 'welcome', choice: 2}}), services);
	first.dispatch({kind: 'key', key: 'accept', now});
	await first.settled();
	first.dispatch({kind: 'key', key: 'leave', now});
	await first.settled();
	expect(left).toEqual(['practice', 'terminal']);
});
