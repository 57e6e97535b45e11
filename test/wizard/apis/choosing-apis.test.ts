import {describe, expect, test} from 'vitest';
import {type ChosenApi} from '../../../source/concur/catalogue/advise.js';
import {currentApis} from '../../../source/concur/catalogue/apis.js';
import {searchApis, describeRevertedChoice} from '../../../source/wizard/apis/api-choice.js';
import {composeAdminRequest} from '../../../source/wizard/apis/admin-request.js';
import {focusedItem, itemsInView, stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {finishFacts} from '../../../source/wizard/stages/finish.js';
import {interpretKeyPress} from '../../../source/wizard/keys/key-press.js';
import {stageRemarks} from '../../../source/wizard/stages/stage-remarks.js';
import {nextStage} from '../../../source/wizard/stages/next-stage.js';
import {doneStageCount, isFinished, stageStatus} from '../../../source/wizard/stages/stage-status.js';
import {isStepDone} from '../../../source/wizard/stages/step-status.js';
import {transition} from '../../../source/wizard/update/transition.js';
import {savedProgress, type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, begunSession, facts, grantedCall, grantedToken, now, pasted, press, readyForTheCall, typed, values,
} from '../wizard-builders.js';
import {copyableValue} from '../../../source/wizard/values/copyable-value.js';

const atQuestion = begunSession({stage: 'app', item: 3, ticks: ['app.new', 'app.name', 'app.type']});
const inList = after(atQuestion, press('choose-apis'));
const readLists: readonly ChosenApi[] = [{id: 'list-v4', access: 'read'}];

function chosen(state: WizardState): readonly string[] {
	return state.chosenApis.map(({id, access}) => `${id} ${access}`);
}

function grantedWith(scope: string, chosenApis = readLists): WizardState {
	const granted = grantedToken();
	return after({...readyForTheCall(), chosenApis}, {
		kind: 'token-answered', grant: 'password', now, outcome: {...granted, token: {...granted.token, scope}},
	});
}

function labels(state: WizardState): readonly string[] {
	return stageItems(state).flatMap(item => item.kind === 'action' ? [item.label] : []);
}

describe('a step that was ticked', () => {
	const ticked = {...atQuestion, ticks: [...atQuestion.ticks, 'app.grants', 'app.scopes']};

	test('is open again once the choice asks for other grants or scopes, and others stay', () => {
		const more = after(ticked, {kind: 'api-chosen', api: 'event-subscription-v4', access: 'read', now});
		expect(more.chosenApis).toHaveLength(1);
		expect(more.ticks).toEqual(['app.new', 'app.name', 'app.type']);
		const same = after(ticked, {kind: 'api-chosen', api: 'list-v4', access: 'read', now});
		expect(same.ticks).toEqual(['app.new', 'app.name', 'app.type', 'app.grants']);
	});

	test('scopes that the token lacks are added to the app first, wherever the person is, then requested anew', () => {
		const lacking = grantedWith('openid');
		const stagesInView = ['login', 'app', 'refresh-token', 'proof'] as const;
		expect(stagesInView.map(stage => nextStage({...lacking, stage}))).toEqual(['app', 'app', 'app', 'app']);
		expect(stageStatus(lacking, 'app')).toBe('attention');
		const items = stageItems({...lacking, stage: 'app'});
		const step = items.find(item => item.kind === 'step' && item.id === 'app.scopes');
		expect(step?.kind === 'step' && isStepDone(lacking, step)).toBe(false);
		const added = {...lacking, ticks: ['app.scopes']};
		expect(nextStage(added)).toBe('request-token');
		const renewed = {...added, enteredAt: {companyRequestToken: now + 1}};
		expect(nextStage(renewed)).toBe('refresh-token');
	});
});

describe('the question which APIs will be called', () => {
	test('Enter goes on without choosing, and a person who only presses Enter is never in the list', () => {
		expect(focusedItem(atQuestion).kind).toBe('apis');
		const passed = after(atQuestion, press('accept'));
		expect(passed).toMatchObject({overlay: {kind: 'none'}, chosenApis: []});
		expect(focusedItem(passed)).toMatchObject({id: 'app.grants'});
		let state = begunSession({stage: 'app'});
		const kinds = new Set<string>();
		for (const _ of itemsInView(state)) {
			state = after(state, press('accept'));
			kinds.add(state.overlay.kind);
		}

		expect(kinds).not.toContain('apis');
	});

	test('the down arrow enters the list there and nowhere else; Tab goes on to the next item', () => {
		expect(interpretKeyPress('', {downArrow: true}, atQuestion)).toEqual({kind: 'key', key: 'choose-apis'});
		expect(interpretKeyPress('', {tab: true}, atQuestion)).toEqual({kind: 'key', key: 'next-item'});
		expect(interpretKeyPress('', {downArrow: true}, {...atQuestion, item: 4}))
			.toEqual({kind: 'key', key: 'next-item'});
		expect(interpretKeyPress('', {downArrow: true}, inList)).toEqual({kind: 'key', key: 'next-item'});
		expect(interpretKeyPress('', {tab: true}, inList)).toEqual({kind: 'key', key: 'leave-list'});
		expect(interpretKeyPress('y', {}, inList)).toEqual({kind: 'edit', edit: {kind: 'insert', text: 'y'}});
	});

	test('in the list Enter ticks for reading, for both, and not at all', () => {
		const found = after(inList, typed('list-v4'));
		const once = after(found, press('accept'));
		expect(chosen(once)).toEqual(['list-v4 read']);
		const twice = after(once, press('accept'));
		expect(chosen(twice)).toEqual(['list-v4 write']);
		expect(chosen(after(twice, press('accept')))).toEqual([]);
	});

	test('whoever holds ↓ goes through the list and on, to the last item of the stage', () => {
		let state = atQuestion;
		let presses = 0;
		const last = stageItems(atQuestion).length - 1;
		for (; presses < 200 && !(state.overlay.kind === 'none' && state.item === last); presses++) {
			const meaning = interpretKeyPress('', {downArrow: true}, state);
			state = after(state, press(meaning.kind === 'key' ? meaning.key : 'close'));
		}

		expect(state).toMatchObject({item: last, overlay: {kind: 'none'}, ticks: atQuestion.ticks, chosenApis: []});
		expect(presses).toBeGreaterThan(last);
	});

	test('PgDn in the list stops at its last API', () => {
		const paged = after(inList, ...Array.from({length: 20}, () => press('next-stage')));
		expect(paged.overlay.kind).toBe('apis');
	});

	test('Tab leaves the list for the next item; Esc empties the search, then leaves it; '
		+ 'so does up from the first', () => {
		const left = after(inList, press('leave-list'));
		expect(left.overlay.kind).toBe('none');
		expect(focusedItem(left)).toMatchObject({id: 'app.grants'});
		const searching = after(inList, typed('list'));
		expect(after(searching, press('close'))).toMatchObject({overlay: {kind: 'apis', query: ''}});
		expect(after(searching, press('close'), press('close'))).toMatchObject({overlay: {kind: 'none'}, item: 3});
		expect(after(inList, press('previous-item'))).toMatchObject({overlay: {kind: 'none'}, item: 3});
		expect(after(inList, press('next-item'), press('next-item'))).toMatchObject({overlay: {focus: 2}});
	});

	test('the focus stays within what is found, and a search that finds nothing ticks nothing', () => {
		const end = after(inList, ...Array.from({length: 20}, () => press('next-stage')));
		expect(end).toMatchObject({overlay: {focus: currentApis.length - 1}});
		const nothing = after(end, typed('no such api'));
		expect(searchApis(nothing, 'no such api')).toEqual([]);
		expect(after(nothing, press('accept'))).toMatchObject({chosenApis: [], overlay: {kind: 'apis'}});
		expect(after(inList, pasted('list-v4\n'))).toMatchObject({overlay: {query: 'list-v4'}});
	});

	test('the choice is saved, and undone by Ctrl+Z once one has left the list', () => {
		const state = after(inList, typed('list-v4'), press('accept'), press('leave-list'));
		expect(savedProgress(state).chosenApis).toEqual(readLists);
		const back = after(state, press('undo'), press('undo'));
		expect(back).toMatchObject({chosenApis: [], notice: {text: 'Undone: the choice of List v4.'}});
	});
});

describe('grants and scopes', () => {
	const steps = (state: WizardState) => Object.fromEntries(stageItems(state)
		.flatMap(item => item.kind === 'step' ? [[item.id, item]] : []));

	test('are the fewest for the choice, in the order of the form, and Ctrl+Y '
		+ 'copies them in the list and at the step', () => {
		const chosenApis = [{id: 'localities-v5', access: 'read'}, {id: 'list-v4', access: 'read'}] as const;
		const {'app.scopes': scopes, 'app.grants': grants} = steps({...atQuestion, chosenApis});
		expect(scopes)
			.toMatchObject({text: 'locality.read, spend.list.read', copies: {text: 'locality.read spend.list.read'}});
		expect(grants).toMatchObject({text: 'password, refresh_token'});
		expect(copyableValue({...inList, chosenApis})?.text).toBe('locality.read spend.list.read');
		expect(copyableValue({...atQuestion, chosenApis, item: 5})?.text).toBe('locality.read spend.list.read');
		expect(copyableValue(inList)).toBeUndefined();
	});

	test('hold client_credentials only where an API takes the app\'s own token', () => {
		const api = currentApis.find(({tokens}) => !tokens.includes('company'))!;
		const access = api.read.length > 0 ? 'read' : 'write';
		expect(steps({...atQuestion, chosenApis: [{id: api.id, access}]})['app.grants'])
			.toMatchObject({text: 'password, refresh_token, client_credentials'});
	});

	test('without a choice stay the tutorial\'s, which is told with what it means', () => {
		expect(steps(atQuestion)['app.scopes']).toMatchObject({text: 'only those your scripts need'});
		expect(steps(atQuestion)['app.scopes']?.more).toContain('The tutorial adds all the scopes you have');
	});

	test('are those of the app that the practice panel issues; without a choice it is allowed everything, '
		+ 'and the step says so', () => {
		const practice = {...atQuestion, facts: {...facts, isPractice: true}};
		const chosenApis = [...readLists, {id: 'event-subscription-v4', access: 'read'}] as const;
		expect(transition({
			...practice, chosenApis,
		}, press('issue')).effects).toEqual([{kind: 'issue-values', stage: 'app', allowed: {
			grants: ['password', 'refresh_token', 'client_credentials'],
			scopes: ['events.topic.read', 'spend.list.read'],
		}}]);
		expect(steps({...practice, chosenApis})['app.scopes']?.more).toContain('the app with these scopes.');
		expect(transition(practice, press('issue')).effects).toEqual([{kind: 'issue-values', stage: 'app'}]);
		expect(steps(practice)['app.scopes']?.more).toContain('the app with every scope.');
		expect(steps(atQuestion)['app.scopes']?.more).not.toContain('Ctrl+G');
	});

	test('go to the administrator with the pages and what to send back, and without any value', () => {
		const filled = {...atQuestion, chosenApis: readLists, values};
		const text = composeAdminRequest(filled);
		expect(text).toContain('Allowed Grants: password, refresh_token');
		expect(text).toContain('spend.list.read');
		expect(text).toContain('List v4 (read)');
		expect(text).toContain(filled.facts.pages['company-tokens']);
		for (const value of Object.values(values)) {
			expect(text).not.toContain(value);
		}

		const items = stageItems(filled);
		const at = {...filled, item: items.findIndex(item => item.kind === 'action' && item.id === 'copy-request')};
		const {state, effects} = transition(at, press('accept'));
		expect(effects).toEqual([{kind: 'copy', label: 'request', text}]);
		expect(state.notice?.text).toContain('The request contains no secrets.');
		expect(after(state, press('accept')).overlay.kind).toBe('none');
	});
});

describe('what was granted', () => {
	test('and suffices leads on', () => {
		const state = grantedWith('spend.list.read');
		expect(state.stage).toBe('proof');
		expect(stageRemarks({...state, stage: 'refresh-token'}).map(({text}) => text))
			.toContain('Scopes: 1 granted, 1 needed, none missing.');
	});

	test('and does not suffice is said, with the way to mend it first: the app, then a new request token', () => {
		const state = grantedWith('identity.user.ids.read');
		expect(state.stage).toBe('refresh-token');
		expect(stageRemarks(state).map(({text}) => text).join(' '))
			.toContain('Scopes: 1 granted, 1 needed, 1 missing. The token lacks spend.list.read, needed by List v4.');
		expect(labels(state).slice(0, 2)).toEqual([
			'Go to stage 2: add the missing scopes', 'Go to stage 3: generate a new request token',
		]);
		const app = after(state, press('accept'));
		expect(focusedItem(app)).toMatchObject({id: 'app.scopes'});
		expect(labels(app)[0]).toBe('Go to stage 3: generate a new request token');
		const renewed = after({...app, now: now + 60_000}, {...press('next-stage'), now: now + 60_000}, {
			...pasted('Company Request Token: at-0a1b2c3d4e5f6a7b'), now: now + 60_000,
		});
		expect(labels({...renewed, stage: 'request-token'})[0]).toBe('Go to stage 6: request a new refresh token');
		expect(labels({...renewed, stage: 'refresh-token'})[0]).toBe('Request a new refresh token');
	});

	test('beyond the need is named, a few and the number of the others', () => {
		const text = stageRemarks({
			...after({...readyForTheCall(), chosenApis: readLists}, grantedCall()), stage: 'refresh-token',
		})
			.map(remark => remark.text).join(' ');
		expect(text).toContain('Granted, but not needed by your APIs: scope1.area.read');
		expect(text).toContain('and 61 more.');
	});
});

describe('the marks follow from the choice', () => {
	const lists = {api: 'list-v4', verdict: 'proven', status: 200, latency: 84, detail: '3 lists'} as const;
	const {facts: called} = grantedToken();

	/** Seven of seven with List v4 alone. */
	function finishedWith(chosenApis: readonly ChosenApi[]): WizardState {
		const granted = grantedWith('spend.list.read identity.user.ids.read');
		const {refresh_token: refreshToken} = granted.token!.object;
		return {
			...granted,
			stage: 'proof',
			item: 0,
			chosenApis,
			proof: {facts: called, totalResults: 3, found: '3 lists', refreshToken},
			connection: {kind: 'accepted', grant: 'bearer', at: now, refreshToken, clientSecret: values.clientSecret},
			proofs: [lists],
		};
	}

	const finished = finishedWith(readLists);
	const withPlaces: readonly ChosenApi[] = [...readLists, {id: 'localities-v5', access: 'read'}];

	test('a scope that is missing is needs-attention at stage 6, and the set-up is not finished', () => {
		expect(doneStageCount(finished)).toBe(7);
		const lacking = finishedWith(withPlaces);
		expect(stageStatus(lacking, 'refresh-token')).toBe('attention');
		expect(isFinished(lacking)).toBe(false);
		expect(labels(lacking)[0]).toBe('Go to stage 2: add the missing scopes');
		expect(labels(lacking)).not.toContain('Copy the token command');
	});

	test('nobody is stuck with it: one key leads to the question, and without the API everything is done again', () => {
		const lacking = {...finishedWith(withPlaces), stage: 'refresh-token'} as const;
		const choosing = {...lacking, item: stageItems(lacking).findIndex(item =>
			'label' in item && item.label.endsWith('change the chosen APIs'))};
		const asked = after(choosing, press('accept'));
		expect(focusedItem(asked)).toMatchObject({kind: 'apis'});
		const dropped = after(asked, press('choose-apis'), typed('localities'), press('accept'));
		expect(chosen(dropped)).toEqual(['list-v4 read']);
		expect(doneStageCount(dropped)).toBe(7);
	});

	test('a token that was issued with the scope restores the mark', () => {
		expect(stageStatus(grantedWith('spend.list.read', withPlaces), 'refresh-token')).toBe('attention');
		expect(stageStatus(grantedWith('spend.list.read locality.read', withPlaces), 'refresh-token')).toBe('done');
	});

	test('an API that is chosen later is to be called before stage 7 is done again', () => {
		const later = finishedWith([...readLists, {id: 'identity-v4.1', access: 'read'}]);
		const granted = {...later, token: {...later.token!, object: {
			...later.token!.object, scope: 'spend.list.read identity.user.ids.read identity.user.core.read',
		}}};
		expect(stageStatus(granted, 'refresh-token')).toBe('done');
		expect(stageStatus(granted, 'proof')).toBe('to-do');
		expect(labels(granted)).toEqual(['Call the API']);
		const proven = {...granted, proofs: [lists, {...lists, api: 'identity-v4.1', detail: '7 users'}]};
		expect(doneStageCount(proven)).toBe(7);
		expect(stageStatus({
			...granted, proofs: [lists, {...lists, api: 'identity-v4.1', verdict: 'refused'}],
		}, 'proof'))
			.toBe('attention');
	});

	test('what can\'t be known blames nobody: scopes that were not named, another app\'s token, '
		+ 'an app\'s own token', () => {
		const unnamed = {...finished, chosenApis: withPlaces, token: {
			...finished.token!, object: {...finished.token!.object, scope: ''},
		}};
		expect(stageStatus(unnamed, 'refresh-token')).toBe('done');
		const ofOtherApp = {...finishedWith(withPlaces), values: {...values, appID: 'another-app'}};
		expect(stageStatus(ofOtherApp, 'refresh-token')).toBe('to-do');
		expect(stageRemarks({...ofOtherApp, stage: 'app'}).map(({text}) => text).join(' ')).not.toContain('lacks');
		const ofApp = {
			...finishedWith([...readLists, {id: 'event-subscription-v4', access: 'read'}]), stage: 'refresh-token',
		} as const;
		expect(stageStatus(ofApp, 'refresh-token')).toBe('done');
		expect(stageRemarks(ofApp).map(({text}) => text))
			.toContain('Called with the app\'s own token, which stage 7 requests: Event Subscription v4.');
	});

	test('an API that the catalogue no longer knows stands in nobody\'s way', () => {
		expect(doneStageCount(finishedWith([...readLists, {id: 'list-v99', access: 'read'}]))).toBe(7);
	});
});

describe('each chosen API at the proof', () => {
	const chosenApis = [...readLists, {id: 'localities-v5', access: 'read'}] as const;
	const ready = grantedWith('spend.list.read locality.read', chosenApis);
	const calling = after(ready, press('accept'));
	const lists = {api: 'list-v4', verdict: 'proven', status: 200, latency: 84, detail: '3 lists'} as const;

	test('has a row that is filled as its answer comes', () => {
		const rows = (state: WizardState) => stageRemarks(state)
			.flatMap(({cells}) => cells ? [cells.join(' ').replaceAll(/ +/g, ' ')] : []);
		expect(calling.call.kind).toBe('calling');
		expect(rows(calling)).toEqual(['List v4 not called yet', 'Localities v5 not called yet']);
		const one = after(calling, {kind: 'api-proven', proof: lists, now});
		expect(rows(one)).toEqual(['List v4 200 84 ms 3 lists', 'Localities v5 not called yet']);
		const refused = {
			api: 'localities-v5', verdict: 'refused', status: 403, latency: 12, detail: 'A scope is missing.',
			remedy: 'Add it.',
		} as const;
		expect(rows(after(one, {kind: 'api-proven', proof: refused, now}))[1])
			.toBe('Localities v5 403 12 ms A scope is missing. What to do: Add it.');
	});

	test('is counted in what is said once all were called', () => {
		const {facts: called} = grantedToken();
		const answered = transition(calling, {
			kind: 'proof-answered', now,
			outcome: {kind: 'proven', grant: 'bearer', facts: called, totalResults: 3, found: '3 lists'},
			record: {
				token: ready.token,
				proofs: [lists, {api: 'localities-v5', verdict: 'unproven', detail: 'It was not called.'}],
			},
		}).state;
		expect(answered.notice?.text)
			.toContain('The chosen APIs were called: 1 of 2 proven, 1 without a read-only call.');
	});

	test('that has no suitable read-only call is said to be unproven, on the card too', () => {
		const state: WizardState = {
			...ready,
			proof: {
				facts: grantedToken().facts, totalResults: 3, found: '3 lists',
				refreshToken: ready.token!.object.refresh_token,
			},
			proofs: [lists, {
				api: 'localities-v5', verdict: 'unproven',
				detail: 'It has no suitable read-only call, so it was not called.',
			}],
		};
		const card = finishFacts(state).map(({term, text}) => `${term}: ${text}`);
		expect(card).toContain('Scopes: 2 granted, 2 needed');
		expect(card).toContain('APIs: 1 of 2 proven, 1 without a read-only call');
		expect(card).toContain('List v4: 200, 84 ms, 3 lists');
		expect(card).toContain('Localities v5: unproven: it has no suitable read-only call');
	});
});

test.each<[readonly ChosenApi[], readonly ChosenApi[], string]>([
	[[], readLists, 'the removal of List v4'],
	[readLists, [], 'the choice of List v4'],
	[[{id: 'list-v4', access: 'write'}], readLists, 'the choice of List v4 for reading and writing'],
])('a choice that is undone is named: %j', (now, then, words) => {
	const withChoice = (chosenApis: readonly ChosenApi[]) => ({...atQuestion, chosenApis});
	expect(describeRevertedChoice(withChoice(now), withChoice(then))).toBe(words);
});
