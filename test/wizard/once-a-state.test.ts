import fc from 'fast-check';
import {expect, test} from 'vitest';
import {stageIds} from '../../source/concur/tutorial.js';
import {scopeCoverage} from '../../source/wizard/apis/scope-coverage.js';
import {fieldNames} from '../../source/wizard/values/fields.js';
import {finishFacts} from '../../source/wizard/stages/finish.js';
import {itemsInView} from '../../source/wizard/stages/items-in-view.js';
import {keyBindings} from '../../source/wizard/keys/keys.js';
import {connectionOf} from '../../source/wizard/calls/lifetimes.js';
import {fieldToFix, isFailed, fieldRefusal} from '../../source/wizard/calls/refusals.js';
import {stageFailure, stageStatus} from '../../source/wizard/stages/stage-status.js';
import {isStepDone} from '../../source/wizard/stages/step-status.js';
import {stageRemarks} from '../../source/wizard/stages/stage-remarks.js';
import {stages} from '../../source/wizard/stages/stages.js';
import {checkSummary, requestTokenLifetime, valueProblem} from '../../source/wizard/values/value-problems.js';
import {
	currentBaseUri, currentCredentials, fieldVerdict, isSuspicious, displayedVerdict,
} from '../../source/wizard/values/verdicts.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {baseUriNote} from '../../source/wizard/values/field-hints.js';
import {
	after, begunSession, grantedCall, inNewParts, now, pasted, press, readyForTheCall, refusedCall, typed,
	type TestEvent,
} from './wizard-builders.js';

/** Everything that is computed once and kept. */
function answers(state: WizardState) {
	const steps = stages.flatMap(({items}) => items.flatMap(item => item.kind === 'step' ? [item] : []));
	return {
		fields: fieldNames.map(field => [
			fieldVerdict(state, field), displayedVerdict(state, field), isSuspicious(state, field),
			valueProblem(state, field), fieldRefusal(state, field),
		]),
		stages: stageIds.map(id => [stageStatus(state, id), stageFailure(state, id)]),
		steps: steps.map(step => isStepDone(state, step)),
		failed: (['password', 'refresh_token', 'bearer'] as const).filter(grant => isFailed(state, grant)),
		toFix: fieldToFix(state),
		connection: connectionOf(state),
		credentials: currentCredentials(state),
		check: checkSummary(state),
		baseUri: [currentBaseUri(state), baseUriNote(state)],
		requestToken: requestTokenLifetime(state),
		cover: scopeCoverage(state),
		story: stageRemarks(state),
		items: itemsInView(state),
		finish: finishFacts(state),
	};
}

const hour = 3_600_000;

/** Whatever happens in a session, hours after what came before it. */
const happening = fc.tuple(fc.constantFrom(0, 0, 0, 1, 25, 190 * 24), fc.oneof(
	fc.constantFrom(...keyBindings.map(({name}) => name)).map(key => press(key)),
	fc.constantFrom('x', 'eu2', 'http://example.com').map(text => typed(text)),
	fc.constantFrom(
		'Client Secret: 9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d',
		'Client ID: 5f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f',
		'Company Request Token: at-1a2b3c4d5e6f7a8b',
		'https://us2.api.concursolutions.com',
	).map(text => pasted(text)),
	fc.constantFrom(5, 16, 51, 61, 64, 108, 119).map(code => refusedCall(code, 'refresh-token')),
	fc.constant(refusedCall(108, 'refresh-token', 'refresh_token')),
	fc.constant(grantedCall()),
	fc.constant<TestEvent>({kind: 'clock', now}),
));

test('whatever happens, and however late, what is kept of a state is what would be found anew', () => {
	const opened = {
		begun: begunSession(),
		ready: readyForTheCall(),
		granted: after(readyForTheCall(), press('accept'), grantedCall()),
	};
	fc.assert(fc.property(
		fc.constantFrom('begun', 'ready', 'granted'),
		fc.array(happening, {minLength: 1, maxLength: 25}),
		(first, happenings) => {
			let state = opened[first];
			let at = now;
			const states: WizardState[] = [];
			const kept = happenings.map(([hours, event]) => {
				at += hours * hour;
				state = after(state, 'now' in event ? {...event, now: at} : event);
				states.push(state);
				return answers(state);
			});
			// Afterwards: in between it would be what is kept next.
			expect(kept).toEqual(states.map(each => answers(inNewParts(each))));
		},
	));
});
