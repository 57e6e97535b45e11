import {describe, expect, test} from 'vitest';
import {settingsSchema, emptySettings} from '../../source/store/profile/settings.js';
import {stageStatus} from '../../source/wizard/stages/stage-status.js';
import {valueProblem} from '../../source/wizard/values/value-problems.js';
import {savedProgress, type WizardState} from '../../source/wizard/wizard-state.js';
import {
	after, begunSession, now, pasted, press, readyForTheCall, refusedCall, typed, values,
} from './wizard-builders.js';

const another = '11111111-2222-4333-8444-555555555555';
const {appID, companyUUID, companyRequestToken} = values;

function problem(state: WizardState) {
	return valueProblem(state, 'companyRequestToken');
}

describe('a request token belongs to the app and the company that it was entered for', () => {
	test.each([
		['Client ID', appID],
		['Company UUID', companyUUID],
	])('another %s: it is said to belong to the one before, and putting that one back heals it', (label, before) => {
		const changed = after(readyForTheCall(), pasted(`${label}: ${another}`));
		expect(problem(changed)).toEqual({
			kind: 'mismatch',
			cause: `This request token belongs to the previous ${label} (ending in ${before.slice(-4)}).`,
			remedy: `Generate one for the new ${label}, or put the old ${label} back.`,
		});
		expect(stageStatus(changed, 'request-token')).toBe('attention');
		expect(changed.values.companyRequestToken).toBe(companyRequestToken);
		const back = after(changed, pasted(`${label}: ${before.toUpperCase()}`));
		expect([problem(back), stageStatus(back, 'request-token')]).toEqual([undefined, 'done']);
	});

	test('Ctrl+Z heals it too', () => {
		expect(problem(after(readyForTheCall(), pasted(`Client ID: ${another}`), press('undo')))).toBeUndefined();
	});

	test('a new request token is for the new app', () => {
		const mended = after(
			readyForTheCall(),
			pasted(`Client ID: ${another}`),
			pasted('Request Token: at-new0new1new2'),
		);
		expect([problem(mended), mended.requestedFor?.appID]).toEqual([undefined, another]);
	});

	test.each([
		['first', `Request token: at-new0new1new2\nClient ID: ${another}`],
		['last', `Client ID: ${another}\nRequest token: at-new0new1new2`],
		['the same as before', `Request token: ${companyRequestToken}\nClient ID: ${another}`],
	])('a paste that brings both counts as together, the request token %s', (_order, text) => {
		expect(problem(after(readyForTheCall(), pasted(text)))).toBeUndefined();
	});

	test('one that was there before any app belongs to the first, pasted or typed letter by letter', () => {
		const before = after(begunSession({stage: 'request-token', item: 2}), pasted(companyRequestToken));
		const letters = [...appID].map(letter => typed(letter));
		for (const first of [
			after(before, pasted(`Client ID: ${appID}`)),
			after({...before, stage: 'app', item: 7}, ...letters),
		]) {
			expect(first.values.appID).toBe(appID);
			expect(problem(first)).toBeUndefined();
			expect(problem(after(first, pasted(`Client ID: ${another}`)))?.kind).toBe('mismatch');
		}
	});

	test('a Company UUID that is corrected after a refusal takes the request token with it', () => {
		const refused = after(readyForTheCall(), press('accept'), refusedCall(5, 'request-token'));
		const corrected = after(refused, {kind: 'pasted', text: `Company UUID: ${another}`, now: now + 1});
		expect([problem(corrected), stageStatus(corrected, 'request-token')]).toEqual([undefined, 'done']);
	});

	test('another app after such a refusal does not', () => {
		const refused = after(readyForTheCall(), press('accept'), refusedCall(5, 'request-token'));
		const pastedLater = {kind: 'pasted', text: `Client ID: ${another}`, now: now + 1} as const;
		expect(problem(after(refused, pastedLater))?.kind).toBe('mismatch');
	});

	test('emptied fields are simply to fill', () => {
		const emptied = after({...readyForTheCall(), stage: 'app', item: 7}, press('clear'));
		expect(problem(emptied)).toBeUndefined();
		const {requestedFor} = after({...readyForTheCall(), stage: 'request-token', item: 2}, press('clear'));
		expect(requestedFor).toBeUndefined();
	});

	test('the next session knows it', () => {
		const {requestedFor} = savedProgress(after(readyForTheCall(), press('next-item')));
		expect(requestedFor).toEqual({appID, companyUUID});
		const settings = {...emptySettings(now), requestedFor};
		expect(settingsSchema().parse(settings).requestedFor).toEqual(requestedFor);
		expect(settingsSchema().parse({...settings, requestedFor: 7}).requestedFor).toBeUndefined();
	});
});
