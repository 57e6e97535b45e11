import {describe, expect, test} from 'vitest';
import {focusedItem} from '../../source/wizard/stages/items-in-view.js';
import {type WizardEffect, type WizardEvent} from '../../source/wizard/events.js';
import {type FolderReport} from '../../source/concur/tutorial.js';
import {questionTexts} from '../../source/wizard/questions/questions.js';
import {transition} from '../../source/wizard/update/transition.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {
	after, begunSession, facts, grantedCall, grantedToken, now, press, readyForTheCall, refusedCall, values,
	type TestEvent,
} from './wizard-builders.js';

const {facts: callFacts, token} = grantedToken();
const folder = '/home/ada/concur';
const report = readyForTheCall().folderReport!;
const granted = after(readyForTheCall(), press('accept'), grantedCall());

function refreshed(warnings?: readonly string[]): TestEvent {
	return {
		kind: 'token-answered',
		grant: 'refresh_token',
		now,
		outcome: {...grantedToken(), ...(warnings && {warnings})},
	};
}

function counted(latency: number): TestEvent {
	return {
		kind: 'proof-answered',
		now,
		outcome: {kind: 'proven', totalResults: 7, facts: {...callFacts, latency}},
	};
}

function label(state: WizardState): string {
	const item = focusedItem(state);
	return item.kind === 'action' ? item.label : item.kind;
}

/** A stage with its action in focus. */
function at(stage: WizardState['stage'], id: string, changes: Partial<WizardState> = {}): WizardState {
	const state = {...readyForTheCall(), ...changes, stage};
	return {
		...state,
		item: [0, 1, 2, 3].find(item => {
			const focused = focusedItem({...state, item});
			return focused.kind === 'action' && focused.id === id;
		})!,
	};
}

describe('a call under way', () => {
	const pressedAt = now + 4700;
	const called = transition(readyForTheCall(), {kind: 'key', key: 'accept', now: pressedAt});

	test('counts its time from the key press, whenever the clock ticked last', () => {
		expect(called.state.call).toEqual({
			kind: 'calling',
			purpose: 'refresh-token',
			startedAt: pressedAt,
			isCancelled: false,
		});
		const proof = transition(granted, {kind: 'key', key: 'accept', now: pressedAt});
		expect(proof.state.call).toEqual({
			kind: 'calling',
			purpose: 'proof',
			startedAt: pressedAt,
			isCancelled: false,
		});
		expect(proof.effects).toEqual([{kind: 'prove-token'}]);
	});

	test('asks with the credentials object and the origin of the base URI, and takes an old notice away', () => {
		const {state, effects} = transition(
			{...readyForTheCall(), notice: {tone: 'bad', text: 'old'}},
			press('accept'),
		);
		expect(effects).toEqual([
			{
				kind: 'obtain-token',
				credentials: {...values, grantType: 'password', credentialType: 'authtoken'},
				baseUri: 'https://glz.api.concursolutions.com',
			},
		]);
		expect(state.notice).toBeUndefined();
		expect(after({...granted, notice: {tone: 'bad', text: 'old'}}, press('accept')).notice).toBeUndefined();
	});

	test('starts no second proof', () => {
		expect(transition(after(granted, press('accept')), press('accept')).effects).toEqual([]);
	});

	test('tells its progress with the time of it, and keeps its beginning', () => {
		const progress = {kind: 'waiting', attempt: 1, reason: '503', delay: 2000} as const;
		const state = after(called.state, {kind: 'call-progress', progress, now: pressedAt + 900});
		expect(state).toMatchObject({
			now: pressedAt + 900,
			call: {kind: 'calling', startedAt: pressedAt, progress, progressAt: pressedAt + 900},
		});
	});

	test('that was cancelled stays so, whatever progress is told still', () => {
		const state = after(called.state, press('close'), {
			kind: 'call-progress',
			progress: {kind: 'attempt', attempt: 1, url: 'https://x'},
			now,
		});
		expect(state.call).toMatchObject({kind: 'calling', isCancelled: true});
	});

	test('a word of progress that comes late starts no call', () => {
		expect(after(granted, {
				kind: 'call-progress',
				progress: {kind: 'attempt', attempt: 2, url: 'https://x'},
				now: now + 1,
			})).toEqual(granted);
	});

	test('that breaks is over, with a sentence', () => {
		expect(after(called.state, {kind: 'crashed', text: 'That failed.'})).toMatchObject({
			call: {kind: 'idle'},
			notice: {tone: 'bad', text: 'That failed.'},
		});
	});
});

describe('what was cancelled', () => {
	const cancelled: TestEvent = {
		kind: 'token-answered',
		grant: 'password',
		now,
		outcome: {kind: 'cancelled', facts: callFacts},
	};

	test('is over, says that nothing was changed, and can be asked again', () => {
		const state = after(readyForTheCall(), press('accept'), press('close'), cancelled);
		expect(state).toMatchObject({
			call: {kind: 'idle'},
			notice: {tone: 'warning', text: 'The call was cancelled. Nothing was changed.'},
		});
		expect(label(state)).toBe('Get the refresh token');
	});

	test('but was granted all the same is a grant, and is kept', () => {
		const state = after(readyForTheCall(), press('accept'), press('close'), grantedCall());
		expect(state.token?.object).toEqual(token);
		expect(state).toMatchObject({
			call: {kind: 'idle'},
			notice: {tone: 'success', text: 'SAP Concur granted a refresh token. It is saved. → stage 7'},
		});
	});

	test('between the two halves of a proof keeps the token that was renewed', () => {
		const state = after(granted, press('accept'), refreshed(), press('close'), {
			kind: 'proof-answered',
			now,
			outcome: {kind: 'cancelled', facts: callFacts},
		});
		expect(state).toMatchObject({call: {kind: 'idle'}, notice: {tone: 'warning'}, token: {object: token}});
	});
});

describe('an answer', () => {
	test('of the grant ends the call and goes on to the proof, with the focus on it', () => {
		expect(granted).toMatchObject({
			now,
			call: {kind: 'idle'},
			lastCall: {kind: 'granted', grant: 'password'},
			notice: {tone: 'success', text: 'SAP Concur granted a refresh token. It is saved. → stage 7'},
			stage: 'proof',
		});
		expect(label(granted)).toBe('Call the API');
	});

	test('that replaces a refresh token says where the old one still is', () => {
		const anew = {...readyForTheCall(), token: granted.token!};
		const answered = (refreshToken: string) => transition(anew, {
			...grantedCall(),
			record: {token: {...granted.token!, object: {...granted.token!.object, refresh_token: refreshToken}}},
			stored: anew,
		} as unknown as WizardEvent).state.notice?.text;
		expect(answered('another-refresh-token')).toBe('SAP Concur granted a refresh token. It is saved. '
			+ 'Files that you exported earlier contain the old one: export them again. → stage 7');
		expect(answered(granted.token!.object.refresh_token))
			.toBe('SAP Concur granted a refresh token. It is saved. → stage 7');
	});

	test('that is good news is a success until the clock ticks, and good from then on', () => {
		const later = after(granted, {kind: 'clock', now: now + 1000});
		expect(later.notice).toEqual({...granted.notice, tone: 'good'});
		const warned = after({...granted, notice: {tone: 'warning', text: 'x'}}, {kind: 'clock', now: now + 1000});
		expect(warned.notice).toEqual({tone: 'warning', text: 'x'});
	});

	test('of a call whose stage was left meanwhile moves nobody, and leaves what is typed there alone', () => {
		const elsewhere = after(readyForTheCall(), press('accept'), press('previous-stage'), press('previous-stage'));
		const {state: {stage, item, notice, token: kept}, effects} = transition(elsewhere, {
			...grantedCall(), record: {token: granted.token}, stored: elsewhere,
		} as unknown as WizardEvent);
		expect([stage, item, effects]).toEqual(['folder', elsewhere.item, []]);
		expect(kept).toEqual(granted.token);
		expect(notice).toEqual({tone: 'success', text: 'SAP Concur granted a refresh token. It is saved.'});
	});

	test('leaves an open page where it is: nobody who reads is moved', () => {
		const reading = after(readyForTheCall(), press('accept'), press('debug'), grantedCall());
		expect(reading).toMatchObject({stage: 'refresh-token', overlay: {kind: 'debug'}});
		expect(label(after(reading, press('close')))).toBe('Go on to stage 7: Prove it: call the API');
	});

	test('that was not taken as it came warns, and says first that the token is saved', () => {
		const warnings = ['The expiry is impossible.', 'Six months are assumed.'];
		const event: TestEvent = {
			kind: 'token-answered',
			grant: 'password',
			now,
			outcome: {...grantedToken(), warnings},
		};
		const text = 'The token is saved. The expiry is impossible. Six months are assumed.';
		expect(after(readyForTheCall(), press('accept'), event).notice).toEqual({
			tone: 'warning', text: `${text} → stage 7`,
		});
		expect(after(granted, press('accept'), refreshed(warnings)).notice).toEqual({tone: 'warning', text});
	});

	test('of the refresh grant is half of the proof: the call goes on without a word', () => {
		const half = after(granted, press('accept'), refreshed());
		expect(half).toMatchObject({call: {kind: 'calling', purpose: 'proof'}, stage: 'proof'});
		expect(half.notice).toBeUndefined();
	});

	test('that refuses the refresh grant ends the proof', () => {
		expect(after(granted, press('accept'), refusedCall(108, 'refresh-token', 'refresh_token'))).toMatchObject({
			call: {kind: 'idle'},
			notice: undefined,
			connection: {kind: 'refused', explanation: {cause: 'Cause of 108.'}},
		});
	});

	test.each([
		[412.4, '412 ms'],
		[999, '999 ms'],
		[1000, '1.0 s'],
		[2600, '2.6 s'],
	])('of the proof call after %d ms says %s', (latency, words) => {
		const state = after(granted, press('accept'), refreshed(), counted(latency));
		expect(state).toMatchObject({
			call: {kind: 'idle'},
			notice: {
				tone: 'success',
				text: `Proven in ${words}. All 7 stages are done.`,
			},
		});
		expect(label(state)).toBe('Copy the token command');
	});

	test('comes with its time', () => {
		const later = now + 5000;
		expect(after(readyForTheCall(), press('accept'), {...grantedCall(), now: later} as TestEvent).now).toBe(later);
		expect(after(granted, press('accept'), {...counted(1), now: later} as TestEvent).now).toBe(later);
		expect(after(begunSession(), {kind: 'clock', now: later}).now).toBe(later);
	});
});

describe('stage 5 writes the file', () => {
	const absent: FolderReport = {...report, credentialsFile: {kind: 'absent'}};

	test('never over one that is there, and says that it is private', () => {
		const ready = at('credentials-file', 'write-credentials', {folderReport: absent});
		const {state, effects} = transition(ready, press('accept'));
		expect(effects).toEqual([
			{
				kind: 'write-credentials',
				folder,
				credentials: {...values, grantType: 'password', credentialType: 'authtoken'},
				canOverwrite: false,
			},
		]);
		const written = after(state, {kind: 'file-written', file: 'credentials.json', report});
		expect(written).toMatchObject({
			folderReport: report,
			notice: {tone: 'good', text: `Wrote ${folder}/credentials.json, readable only by you. → stage 6`},
			stage: 'refresh-token',
		});
		expect(label(written)).toBe('Get the refresh token');
		const elsewhere = after(state, press('next-stage'), press('next-stage'), {
			kind: 'file-written', file: 'credentials.json', report,
		});
		expect(elsewhere).toMatchObject({
			stage: 'proof',
			notice: {text: `Wrote ${folder}/credentials.json, readable only by you.`},
		});
	});

	test('one that appeared meanwhile is told, and both ways are offered', () => {
		const other: FolderReport = {
			...report,
			credentialsFile: {
				kind: 'read',
				credentials: {...values, appID: 'other', grantType: 'password', credentialType: 'authtoken'},
				modifiedAt: now,
			},
		};
		const state = after(at('credentials-file', 'write-credentials', {folderReport: absent}), press('accept'), {
			kind: 'file-exists',
			file: 'credentials.json',
			report: other,
		});
		expect(state).toMatchObject({
			folderReport: other,
			overlay: {kind: 'none'},
			notice: {tone: 'warning', text: 'A credentials.json already exists: choose what to do with it.'},
		});
		expect(label(state)).toBe('Replace the file with the values shown here');
		const asked = after(state, press('accept'));
		expect(asked.overlay).toMatchObject({kind: 'question', question: {kind: 'overwrite-credentials', folder}});
		const kept = transition(asked, press('no'));
		expect([kept.effects, kept.state.notice]).toEqual([[], {tone: 'plain', text: 'Nothing was changed.'}]);
		const replaced = transition(asked, press('yes'));
		expect(replaced.effects).toMatchObject([
			{kind: 'write-credentials', folder, credentials: {appID: values.appID}, canOverwrite: true},
		]);
		expect(replaced.state.overlay.kind).toBe('none');
	});

	test('a broken one is looked at again when asked', () => {
		const broken: FolderReport = {
			...report,
			credentialsFile: {kind: 'malformed', line: 1, column: 1, problem: 'x'},
		};
		expect(transition(at('credentials-file', 'check-again', {folderReport: broken}), press('accept')).effects)
			.toEqual([{kind: 'inspect-folder', folder}]);
	});
});

describe('stage 6 saves the file of SAP\'s samples', () => {
	const saving = at('refresh-token', 'save-token-object', {...granted});

	test('beside the credentials, with what the token was obtained with', () => {
		expect(transition(saving, press('accept')).effects).toEqual([
			{kind: 'write-token-object', folder, token: granted.token, canOverwrite: false},
		]);
		expect(after(saving, {kind: 'file-written', file: 'refreshTokenObjectFile.json', report})).toMatchObject({
			stage: 'refresh-token',
			notice: {text: `Wrote ${folder}/refreshTokenObjectFile.json, readable only by you.`},
		});
	});

	test('one that is there is replaced only after a yes', () => {
		const asked = after(saving, press('accept'), {
			kind: 'file-exists',
			file: 'refreshTokenObjectFile.json',
			report,
		});
		const {overlay} = asked;
		expect(overlay).toMatchObject({kind: 'question', question: {kind: 'overwrite-token-object', folder}});
		expect(overlay.kind === 'question' && questionTexts(asked, overlay.question).text)
			.toContain('refreshTokenObjectFile.json');
		expect(transition(asked, press('yes')).effects).toEqual([
			{kind: 'write-token-object', folder, token: granted.token, canOverwrite: true},
		]);
		expect(transition(asked, press('no')).effects).toEqual([]);
		expect(transition({...asked, token: undefined}, press('yes')).effects).toEqual([]);
	});
});

describe('the folder', () => {
	test('that is not the chosen one any more says nothing about this one', () => {
		const other = {...report, folder: '/elsewhere'};
		expect(after(readyForTheCall(), {kind: 'folder-inspected', report: other}).folderReport).toEqual(report);
		const chosen = {...readyForTheCall(), folder: '/elsewhere'};
		expect(after(chosen, {kind: 'folder-inspected', report: other}).folderReport).toEqual(other);
	});

	test('that is proposed counts until one is chosen', () => {
		const proposed = {...report, folder: facts.defaultFolder};
		expect(after(begunSession(), {kind: 'folder-inspected', report: proposed}).folderReport).toEqual(proposed);
		expect(after(begunSession(), {kind: 'folder-inspected', report: {...report, folder: '/elsewhere'}})
				.folderReport).toBeUndefined();
	});

	test('that git would publish is protected by one key', () => {
		const state = at('folder', 'ignore-in-git', {folderReport: {...report, git: 'unprotected'}});
		expect(transition(state, press('accept')).effects).toEqual<WizardEffect[]>([
			{kind: 'ignore-in-git', folder},
		]);
	});
});

test('what the world tells stands in the last but one line, in its tone', () => {
	expect(after(begunSession(), {kind: 'notified', text: 'Opening the page.'}).notice).toEqual({
		tone: 'plain',
		text: 'Opening the page.',
	});
	expect(after(begunSession(), {kind: 'failed', text: 'No room.'}).notice).toEqual({
		tone: 'bad',
		text: 'No room.',
	});
	const calling = after(readyForTheCall(), press('accept'));
	expect(after(calling, {kind: 'failed', text: 'No room.'}).call).toEqual(calling.call);
});

test('values that practice issues are named as such', () => {
	const issued = after(begunSession({facts: {...facts, isPractice: true}, stage: 'app'}), {
		kind: 'values-issued',
		values: {appID: values.appID, clientSecret: values.clientSecret},
		now: now + 3,
	});
	expect(issued).toMatchObject({
		values: {appID: values.appID, clientSecret: values.clientSecret},
		enteredAt: {appID: now + 3},
		notice: {tone: 'good', text: 'Issued by the practice panel: Client ID, Client Secret. → stage 3'},
		stage: 'request-token',
		ticks: ['app.new', 'app.name', 'app.type', 'app.grants', 'app.scopes', 'app.submit', 'app.ok'],
	});
	expect(focusedItem(issued)).toMatchObject({id: 'request-token.app'});
});
