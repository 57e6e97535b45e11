import {describe, expect, test} from 'vitest';
import {fieldNames} from '../../../source/wizard/values/fields.js';
import {valueStanding} from '../../../source/wizard/values/value-standing.js';
import {type WizardState} from '../../../source/wizard/wizard-state.js';
import {after, begunSession, now, press, readyForTheCall, refusedCall, values} from '../wizard-builders.js';

/** Symbol, word and clause of a field's value, and whether there is something to explain. */
function standing(state: WizardState, field: (typeof fieldNames)[number]) {
	const {symbol, word, inFull, explanation} = valueStanding(state, field);
	return [symbol, word, inFull, explanation];
}

describe('how a value stands', () => {
	test('an empty one is a gap to fill, not a mistake', () => {
		const state = begunSession({baseUri: ''});
		expect(standing(state, 'appID')).toEqual(['○', 'to fill', 'to fill', undefined]);
		expect(standing(state, 'folder')).toEqual(['○', 'to confirm', 'to confirm', undefined]);
	});

	test('one in order is valid, and there is nothing to explain', () => {
		const state = readyForTheCall();
		for (const field of fieldNames) {
			expect(standing(state, field), field).toEqual(['✔', 'valid', 'valid', undefined]);
		}
	});

	test('one that looks wrong is suspicious, with the reason where there is room', () => {
		const state = begunSession({values: {...values, appID: 'your app id'}});
		const reason = 'still contains a placeholder';
		expect(standing(state, 'appID')).toEqual(['!', 'suspicious', reason, reason]);
	});

	test('a base URI or a folder that cannot be used is not valid, not missing', () => {
		const ready = readyForTheCall();
		const reason = 'is a file; choose a folder';
		const state = {...ready, folderReport: {...ready.folderReport!, state: 'not-a-folder' as const}};
		expect(standing(state, 'folder')).toEqual(['✘', 'not valid', reason, reason]);
		expect(standing({...ready, baseUri: 'mars'}, 'baseUri').slice(0, 2)).toEqual(['✘', 'not valid']);
	});

	test('one that SAP Concur refused is so, however well it looks', () => {
		const state = after(readyForTheCall(), press('accept'), refusedCall(19, 'request-token'));
		expect(standing(state, 'companyRequestToken'))
			.toEqual(['✘', 'refused', 'refused by SAP Concur', 'Cause of 19. Remedy of 19.']);
		const other = after(readyForTheCall(), {kind: 'clock', now: now + (30 * 3_600_000)});
		expect(standing(other, 'companyRequestToken').slice(0, 3)).toEqual(['!', 'expired', 'expired']);
	});
});
