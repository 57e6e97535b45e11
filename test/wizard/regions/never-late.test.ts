import fc from 'fast-check';
import {expect, test} from 'vitest';
import {keyBindings} from '../../../source/wizard/keys/keys.js';
import {checklistRows} from '../../../source/wizard/regions/checklist-rows.js';
import {debugReport} from '../../../source/wizard/regions/debug-report.js';
import {keyHints, titleFacts} from '../../../source/wizard/regions/frame-facts.js';
import {shownItems} from '../../../source/wizard/regions/shown-items.js';
import {stageHeading, stageIntroduction} from '../../../source/wizard/regions/stage-facts.js';
import {stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, begunSession, grantedCall, inNewParts, now, pasted, press, readyForTheCall, refusedCall, typed, values,
	type TestEvent,
} from '../wizard-builders.js';

/** The data of every region that stands beside the focus, and of those that show it. */
function regionsOf(state: WizardState) {
	return {
		items: stageItems(state),
		shown: shownItems(state),
		checklist: checklistRows(state),
		debug: debugReport(state),
		heading: stageHeading(state),
		introduction: stageIntroduction(state),
		title: titleFacts(state),
		hints: keyHints(state),
	};
}

const ready = readyForTheCall();
const report = ready.folderReport!;
const otherValues = {...values, clientSecret: 'other'};
const granted = after(ready, press('accept'), grantedCall());

/** What can happen in a session without any time passing. */
const happening = fc.constantFrom<TestEvent>(
	...keyBindings.map(({name}) => press(name)),
	press('next-item'),
	press('previous-item'),
	...['x', 'eu2', 'http://example.com'].map(text => typed(text)),
	...[
		'Client Secret: 9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d', 'Company Request Token: at-1a2b3c4d5e6f7a8b',
		'https://us2.api.concursolutions.com',
	].map(text => pasted(text)),
	...[5, 16, 64, 108].map(code => refusedCall(code, 'refresh-token')),
	refusedCall(108, 'refresh-token', 'refresh_token'),
	grantedCall(),
	{kind: 'folder-inspected', report: {...report, credentialsFile: {kind: 'absent'}}},
	{kind: 'folder-inspected', report: {...report, git: 'unprotected'}},
	{kind: 'folder-inspected', report},
	{kind: 'file-written', file: 'credentials.json', report},
	{kind: 'file-exists', file: 'credentials.json', report},
	{kind: 'failed', text: 'It failed.'},
	{kind: 'crashed', text: 'It crashed.'},
	{kind: 'notified', text: 'It is so.'},
	{kind: 'renewal-found', by: 'systemd'},
	{kind: 'renewal-set-up', by: 'crontab', text: 'Done.'},
	{kind: 'recorded', record: {}},
	{kind: 'recorded', record: {}, stored: {values: otherValues, former: undefined, enteredAt: {}}},
	{kind: 'api-chosen', api: 'list-v4', access: 'read', now},
	{kind: 'stage-chosen', stage: 'proof', now},
	{kind: 'stage-chosen', stage: 'app', now},
	{kind: 'call-progress', progress: {kind: 'attempt', attempt: 2, url: ''}, now},
);

test('whatever happens is shown at once: only what follows from the time alone may wait for the clock', () => {
	const opened = {begun: begunSession({stage: 'app'}), ready, granted};
	fc.assert(fc.property(
		fc.constantFrom('begun', 'ready', 'granted'),
		fc.array(happening, {minLength: 1, maxLength: 25}),
		(first, happenings) => {
			let state: WizardState = opened[first];
			const states: WizardState[] = [];
			const shown = happenings.map(event => {
				state = after(state, event);
				states.push(state);
				return regionsOf(state);
			});
			// Afterwards: in between it would be what is kept next.
			expect(shown).toEqual(states.map(each => regionsOf(inNewParts(each))));
		},
	), {numRuns: 200});
});
