import {describe, expect, test} from 'vitest';
import {stageIds, type StageId} from '../../../source/concur/tutorial.js';
import {focusedItem, stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {connectionOf, hasLiveRefreshToken, isRequestTokenExpired} from '../../../source/wizard/calls/lifetimes.js';
import {currentFailure, fieldRefusal} from '../../../source/wizard/calls/refusals.js';
import {
	doneStageCount, firstUnfinishedStage, stageStatus, type StageStatus,
} from '../../../source/wizard/stages/stage-status.js';
import {stageOf} from '../../../source/wizard/stages/stages.js';
import {stageRemarks} from '../../../source/wizard/stages/stage-remarks.js';
import {valueProblem} from '../../../source/wizard/values/value-problems.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, begunSession, facts, grantedCall, grantedToken, now, pasted, press, readyForTheCall, refusedCall,
	values, type TestEvent,
} from '../wizard-builders.js';

const day = 86_400_000;
const another = '11111111-2222-4333-8444-555555555555';

/** The seven marks of the checklist. */
function marks(state: WizardState): Readonly<Record<StageId, StageStatus>> {
	return Object.fromEntries(stageIds.map(id => [id, stageStatus(state, id)])) as Record<StageId, StageStatus>;
}

/** What Enter can do in a stage, as the screen says it. */
function offers(state: WizardState, stage: StageId = state.stage): readonly string[] {
	return stageItems({...state, stage}).flatMap(item => (item.kind === 'action' ? [item.label] : []));
}

/** The proof call was refused. */
function refusedProof(status: number, stage: StageId, at = now): TestEvent {
	return {
		kind: 'proof-answered',
		now: at,
		outcome: {
			kind: 'refused',
			facts: {...grantedToken().facts, status, at},
			explanation: {stage, cause: `Cause of ${status}.`, remedy: `Remedy of ${status}.`},
		},
	};
}

const refreshed: TestEvent = {
	kind: 'token-answered',
	grant: 'refresh_token',
	now,
	outcome: grantedToken(),
};
const counted: TestEvent = {
	kind: 'proof-answered',
	now,
	outcome: {kind: 'proven', totalResults: 7, facts: grantedToken().facts},
};
const granted = after(readyForTheCall(), press('accept'), grantedCall());
const proven = after(granted, press('accept'), refreshed, counted);

test('all seven stages are done once the API has been called, and nothing is in the way', () => {
	expect(marks(proven)).toEqual(Object.fromEntries(stageIds.map(id => [id, 'done'])));
	expect([doneStageCount(proven), firstUnfinishedStage(proven), currentFailure(proven)]).toEqual([
		7,
		undefined,
		undefined,
	]);
	expect(connectionOf(proven)).toEqual({kind: 'proven', at: now});
});

describe('a connection that SAP Concur revoked (108)', () => {
	const revoked = after(proven, press('accept'), refusedCall(108, 'refresh-token', 'refresh_token'));

	test('undoes stages 3, 6 and 7 and no other, and the token counts as living no more', () => {
		expect(marks(revoked)).toEqual({
			...marks(proven), 'request-token': 'attention', 'refresh-token': 'attention', proof: 'attention',
		});
		expect([doneStageCount(revoked), firstUnfinishedStage(revoked), hasLiveRefreshToken(revoked)]).toEqual([
			4,
			'request-token',
			false,
		]);
	});

	test('is told with its cause, and the one thing to do in stage 7 is a new token', () => {
		// The stage says it: a notice would say it again.
		expect(revoked.notice).toBeUndefined();
		expect(currentFailure(revoked)).toEqual({
			stage: 'refresh-token',
			cause: 'Cause of 108.',
			remedy: 'Remedy of 108.',
		});
		expect(offers(revoked)).toEqual(['Go to stage 6: get a new refresh token']);
		expect(focusedItem(revoked)).toMatchObject({label: 'Go to stage 6: get a new refresh token'});
		expect(offers(revoked, 'refresh-token'))
			.toEqual(['Go to stage 3: generate a new request token', 'Request a refresh token anyway']);
	});

	test('leads to the request token, which is outdated: cause and remedy stand beside it, '
		+ 'and no way on leads round', () => {
		const asked = after(revoked, press('accept'));
		expect(focusedItem(asked)).toMatchObject({label: 'Go to stage 3: generate a new request token'});
		const there = after(asked, press('accept'));
		expect(focusedItem(there)).toEqual({kind: 'field', field: 'companyRequestToken'});
		expect(valueProblem(there, 'companyRequestToken')).toEqual({
			kind: 'to-renew',
			cause: 'The refresh token that you got with this request token no longer works.',
			remedy: 'Generate a new one and paste it in its place.',
		});
		expect(offers(there)).toEqual([]);
		expect(fieldRefusal(there, 'companyRequestToken')).toBeUndefined();
	});

	test('whoever turns to stage 3 finds the request token focused, before steps that are not ticked', () => {
		const turned = after(revoked, ...Array.from({length: 4}, () => press('previous-stage')));
		expect([turned.stage, focusedItem(turned)]).toEqual([
			'request-token', {kind: 'field', field: 'companyRequestToken'},
		]);
	});

	test('is over for stages 3 and 6 once a request token is there that is newer than the refusal', () => {
		const renewed = after(revoked, {
			kind: 'pasted', text: 'Company Request Token: at-new0new1new2new3', now: now + 1000,
		});
		expect(marks(renewed)).toMatchObject({'request-token': 'done', 'refresh-token': 'to-do', proof: 'attention'});
		const asking = {...renewed, stage: 'refresh-token', item: 0} as const;
		expect(offers(asking)).toEqual(['Request a new refresh token']);
		expect(stageRemarks(asking).map(({text}) => text)).toEqual([stageOf('refresh-token').why]);
		expect(offers(renewed, 'proof')).toEqual(['Go to stage 6: get a new refresh token']);
	});

	test('a new request token that is refused in its turn leads to stage 3 again', () => {
		const renewed = after(revoked, {
			kind: 'pasted', text: 'Company Request Token: at-new0new1new2new3', now: now + 1000,
		});
		const refused = after({
			...renewed, stage: 'refresh-token',
		}, {...refusedCall(19, 'request-token'), now: now + 2000} as TestEvent);
		expect(valueProblem(refused, 'companyRequestToken')?.kind).toBe('refused');
		expect(offers(refused)).toEqual(['Go to stage 3: Generate your company request token', 'Try again']);
	});

	test('stays as it is when the person edits what does not mend it', () => {
		const edited = after(
			{...revoked, stage: 'login', item: 3},
			{kind: 'pasted', text: 'us2', now: now + 1000},
		);
		expect(marks(edited)).toEqual(marks(revoked));
		expect(currentFailure(edited)?.cause).toBe('Cause of 108.');
	});

	test('asks for nothing of a request token that the environment sets: it may be another one by now', () => {
		const {companyRequestToken} = values;
		const set = {...revoked, facts: {...facts, environment: {companyRequestToken}}};
		expect(marks(set)['request-token']).toBe('done');
		expect(offers(set, 'refresh-token')).toEqual(['Try again']);
	});

	test('needs the request token again, which by then may be too old', () => {
		const later = after(revoked, {kind: 'clock', now: now + day});
		expect(isRequestTokenExpired(later)).toBe(true);
		expect(marks(later)).toMatchObject({
			'request-token': 'attention',
			'refresh-token': 'attention',
			proof: 'attention',
		});
	});

	test('is replaced by a new grant, which is untried until stage 7 proves it', () => {
		const token = {...grantedToken().token, refresh_token: 'a-new-one'};
		const renewed = after(revoked, press('accept'), press('accept'), {
			kind: 'token-answered',
			grant: 'password',
			now: now + 1000,
			outcome: {...grantedToken(), token, facts: {...grantedToken().facts, at: now + 1000}},
		});
		expect(marks(renewed)).toMatchObject({'refresh-token': 'done', proof: 'to-do'});
		expect([connectionOf(renewed).kind, currentFailure(renewed), doneStageCount(renewed)]).toEqual([
			'untried',
			undefined,
			6,
		]);
	});
});

describe('an API that refused the call (403)', () => {
	const forbidden = after(proven, press('accept'), refreshed, refusedProof(403, 'app'));

	test('undoes stage 7 alone: the refresh token lives', () => {
		expect(marks(forbidden)).toEqual({...marks(proven), proof: 'attention'});
		expect([doneStageCount(forbidden), hasLiveRefreshToken(forbidden), connectionOf(forbidden).kind]).toEqual([
			6,
			true,
			'refused',
		]);
	});

	test('leads to the stage that mends it first, then to try again', () => {
		expect(offers(forbidden)).toEqual(['Go to stage 2: Create a new app', 'Try again']);
		expect(after(forbidden, press('accept')).stage).toBe('app');
	});

	test('a cause that is mended here offers no way to where one already is', () => {
		expect(offers(after(proven, press('accept'), refreshed, refusedProof(401, 'proof')))).toEqual([
			'Try again',
		]);
	});

	test('is over once the call succeeds', () => {
		const again = after(forbidden, press('next-item'), press('accept'), refreshed, counted);
		expect(marks(again)).toEqual(marks(proven));
		expect(offers(again)).toEqual(offers(proven));
		expect(offers(again)).toContain('Call the API again');
	});
});

describe('trouble on the way says nothing about the connection', () => {
	const unreachable = after(granted, press('accept'), {
		kind: 'token-answered',
		grant: 'refresh_token',
		now,
		outcome: {
			kind: 'unreachable',
			facts: grantedToken().facts,
			explanation: {stage: 'login', cause: 'No network.', remedy: 'Connect.'},
		},
	});

	test('the refresh token stays done, the proof needs attention and offers first to call again', () => {
		expect(marks(unreachable)).toMatchObject({'refresh-token': 'done', proof: 'attention'});
		expect(connectionOf(unreachable).kind).toBe('untried');
		expect(offers(unreachable)).toEqual(['Try again', 'Go to stage 1: Log in to your Concur admin panel']);
		expect(focusedItem(unreachable)).toMatchObject({label: 'Try again'});
	});

	test('what was proven before stays proven', () => {
		const failed = after(proven, press('accept'), {
			kind: 'proof-answered',
			now: now + 1000,
			outcome: {
				kind: 'unreachable',
				facts: {...grantedToken().facts, at: now + 1000},
				explanation: {stage: 'login', cause: 'No network.', remedy: 'Connect.'},
			},
		});
		expect([marks(failed).proof, doneStageCount(failed)]).toEqual(['done', 7]);
	});

	test('nor does a call that the person cancelled: nothing needs attention', () => {
		const cancelled = after(granted, press('accept'), press('close'), {
			kind: 'token-answered',
			grant: 'refresh_token',
			now,
			outcome: {kind: 'cancelled', facts: grantedToken().facts},
		});
		expect(marks(cancelled)).toMatchObject({'refresh-token': 'done', proof: 'to-do'});
		expect(currentFailure(cancelled)).toBeUndefined();
		expect(offers(cancelled)).toEqual(['Call the API']);
	});
});

describe('a refused secret', () => {
	test('leads to the stage of the app once, not twice', () => {
		const refused = after({...proven, stage: 'refresh-token'}, refusedCall(64, 'app'));
		expect(offers(refused).filter(label => label.includes('stage 2'))).toEqual(['Go to stage 2: Create a new app']);
		expect(focusedItem(refused)).toMatchObject({label: 'Go to stage 2: Create a new app'});
	});
});

describe('a refused request token', () => {
	test('takes nothing from a refresh token that lives', () => {
		const refused = after(proven, refusedCall(5, 'request-token'));
		expect(marks(refused)).toEqual(marks(proven));
		expect(currentFailure(refused)?.cause).toBe('Cause of 5.');
		expect(offers(refused, 'refresh-token')).toEqual([
			'Go to stage 3: Generate your company request token',
			'Request a new refresh token',
			'Save refreshTokenObjectFile.json for SAP\'s samples',
			'Go on to stage 7: Prove it: call the API',
		]);
	});

	test('is no failure any more once a value has changed after it, at whatever stage', () => {
		const refused = after(readyForTheCall(), press('accept'), refusedCall(5, 'request-token'));
		expect(currentFailure(refused)?.stage).toBe('request-token');
		const pastedAt = (at: number) =>
			after(refused, {kind: 'pasted', text: `Client Secret: ${another}`, now: at}, {...press('yes'), now: at});
		expect(currentFailure(pastedAt(now + 1))).toBeUndefined();
		expect(currentFailure(pastedAt(now))?.stage).toBe('request-token');
	});
});

describe('values that change beside a proven token', () => {
	const changed = (field: string, value: string) =>
		after(
			proven,
			{kind: 'pasted', text: `${field}: ${value}`, now: now + 1000},
			{...press('yes'), now: now + 1000},
		);

	test('a new secret makes it untried: stage 6 stays done, the file and the proof are to do again', () => {
		const state = changed('Client Secret', another);
		expect(connectionOf(state)).toEqual({kind: 'untried'});
		expect(marks(state)).toEqual({...marks(proven), 'credentials-file': 'to-do', proof: 'to-do'});
	});

	test.each(['Client ID', 'Company UUID'])(
		'another %s makes 3, 5, 6 and 7 to do again, and loses nothing',
		field => {
			const state = changed(field, another);
			expect(connectionOf(state)).toEqual({kind: 'none'});
			expect(marks(state)).toEqual({
				...marks(proven),
				'request-token': 'attention',
				'credentials-file': 'to-do',
				'refresh-token': 'to-do',
				proof: 'to-do',
			});
			expect([state.token, state.proof]).toEqual([proven.token, proven.proof]);
			expect(offers(state, 'proof')).toEqual(['Go to stage 6: get a new refresh token']);
			expect(offers(state, 'refresh-token')).toEqual([
				'Go to stage 3: generate a new request token', 'Request a refresh token anyway',
			]);
		},
	);

	test('a refusal of the old secret is no word about the new one', () => {
		const refused = after(proven, press('accept'), refusedCall(64, 'app', 'refresh_token'));
		expect(marks(refused)).toMatchObject({'refresh-token': 'attention', proof: 'attention'});
		const later = now + 1000;
		const mended = after(
			refused,
			{kind: 'pasted', text: `Client Secret: ${another}`, now: later},
			{...press('yes'), now: later},
		);
		expect(connectionOf(mended)).toEqual({kind: 'untried'});
		expect(marks(mended)).toMatchObject({'refresh-token': 'done', proof: 'to-do'});
	});

	test('a token that was taken over without its company counts for any', () => {
		const obtainedWith = {...proven.token!.obtainedWith, companyUUID: ''};
		expect(hasLiveRefreshToken({
				...proven,
				token: {...proven.token!, obtainedWith},
				values: {...values, companyUUID: another},
			})).toBe(true);
	});
});

describe('a token that has expired', () => {
	const end = grantedToken().token.refresh_expires_in! * 1000;
	const expired = after(proven, {kind: 'clock', now: end});

	test('needs attention in stage 6 and undoes the proof, from that instant on', () => {
		expect(marks(after(proven, {kind: 'clock', now: end - 1}))).toEqual(marks(proven));
		expect(connectionOf(expired)).toEqual({kind: 'expired', at: end});
		expect(marks(expired)).toMatchObject({
			'request-token': 'attention',
			'refresh-token': 'attention',
			proof: 'to-do',
		});
	});

	test('offers a new token, without a failure that never was', () => {
		expect(currentFailure(expired)).toBeUndefined();
		expect(offers(expired, 'refresh-token'))
			.toEqual(['Go to stage 3: generate a new request token', 'Request a refresh token anyway']);
		expect(offers(expired, 'proof')).toEqual(['Go to stage 6: get a new refresh token']);
	});
});

describe('stage 5 left out', () => {
	const skipped: WizardState = {
		...proven,
		folderReport: {...proven.folderReport!, credentialsFile: {kind: 'absent'}},
	};

	test('leaves 6 of 7, and stage 5 is what is left', () => {
		expect([doneStageCount(skipped), firstUnfinishedStage(skipped)]).toEqual([6, 'credentials-file']);
		expect(marks(skipped)).toEqual({...marks(proven), 'credentials-file': 'to-do'});
	});

	test.each([
		['nothing is known of the folder', {folderReport: undefined}],
		['no folder is chosen', {folder: ''}],
		['a value is missing', {values: {...values, companyRequestToken: ''}}],
	])('it is to do while %s', (_what, changes) => {
		expect(stageStatus({...proven, ...changes}, 'credentials-file')).toBe('to-do');
	});

	test.each([
		{kind: 'malformed', line: 1, column: 2, problem: 'x'},
		{kind: 'wrong-shape', problem: 'x'},
		{kind: 'unreadable', reason: 'x'},
	] as const)('a $kind file needs attention, once its folder is the chosen one', credentialsFile => {
		const state = {...proven, folderReport: {...proven.folderReport!, credentialsFile}};
		expect(stageStatus(state, 'credentials-file')).toBe('attention');
		expect(stageStatus({...state, folder: ''}, 'credentials-file')).toBe('to-do');
	});
});

test.each([
	['ready', 'done'],
	['will-be-created', 'done'],
	['not-a-folder', 'attention'],
	['not-writable', 'attention'],
] as const)('a chosen folder that is %s: stage 4 is %s', (state, expected) => {
	expect(stageStatus({...proven, folderReport: {...proven.folderReport!, state}}, 'folder')).toBe(expected);
	expect(stageStatus({
		...proven, folder: '', folderReport: {...proven.folderReport!, state},
	}, 'folder')).toBe('to-do');
});

test('a chosen folder that was not looked at yet is done', () => {
	expect(stageStatus({...proven, folderReport: undefined}, 'folder')).toBe('done');
});

test('a base URI that no secret may go to needs attention in stage 6, until a token lives', () => {
	const baseUri = 'http://concur.example';
	expect(stageStatus({...readyForTheCall(), baseUri}, 'refresh-token')).toBe('attention');
	expect(stageStatus({...granted, baseUri}, 'refresh-token')).toBe('done');
	expect(offers({...readyForTheCall(), baseUri}, 'refresh-token')).toEqual(['Get the refresh token']);
});

test('values of the environment count as if they were typed', () => {
	const state = begunSession({facts: {...facts, environment: {...values}}});
	expect(marks(state)).toMatchObject({
		login: 'done',
		app: 'done',
		'request-token': 'done',
		folder: 'to-do',
		'refresh-token': 'to-do',
	});
	expect(marks(after(begunSession(), pasted(`Company UUID: ${values.companyUUID}`)))).toMatchObject({
		login: 'to-do',
		'request-token': 'to-do',
	});
});

test('the request token\'s day ends on the instant', () => {
	const {enteredAt} = readyForTheCall();
	const end = enteredAt.companyRequestToken! + day;
	expect(isRequestTokenExpired({...readyForTheCall(), now: end - 1})).toBe(false);
	expect(isRequestTokenExpired({...readyForTheCall(), now: end})).toBe(true);
	expect(isRequestTokenExpired({...readyForTheCall(), enteredAt: {}, now: end})).toBe(false);
});
