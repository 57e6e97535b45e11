import {render} from 'ink-testing-library';
import {describe, expect, test} from 'vitest';
import {Screen} from '../../source/ui/screen.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {after, begunSession, now, press, typed, type TestEvent} from '../wizard/wizard-builders.js';
import {countCalls} from './count-calls.js';

/** A function of each region that runs whenever the region is rendered, and at no other time. */
const regions = {
	'title bar': 'ui/frame/title-bar.tsx ProgressBar',
	checklist: 'ui/checklist/checklist.tsx StageRows',
	headings: 'ui/frame/headings.tsx RuledHeading',
	introduction: 'ui/stage/remark-row.tsx layOutTable',
	'list of items': 'ui/stage/item-list.tsx ItemList',
	step: 'ui/stage/item-row.tsx StepRow',
	action: 'ui/stage/item-row.tsx ActionRow',
	field: 'ui/stage/field-row.tsx FieldRow',
	'debug panel': 'ui/debug/debug-panel.tsx apiLabel',
	notice: 'ui/frame/bottom-rows.tsx NoticeText',
	// Once for each end of the row.
	keys: 'ui/frame/bottom-rows.tsx row',
} as const;

type Region = keyof typeof regions;

/** The regions that are rendered again when something happens, and how often such a row is. */
async function renderedBy(before: WizardState, event: TestEvent): Promise<Partial<Record<Region, number>>> {
	const {rerender, unmount} = render(<Screen state={before} columns={120} rows={40}/>);
	const changed = after(before, event);
	const calls = await countCalls(() => {
		rerender(<Screen state={changed} columns={120} rows={40}/>);
	});
	unmount();
	return Object.fromEntries(Object.entries(regions).flatMap(([region, name]) => {
		const count = calls.get(name) ?? 0;
		return count === 0 ? [] : [[region, count]];
	}));
}

const atClientId = after(begunSession({stage: 'app', item: 7}), typed('a'), typed('b'));

describe('a key press renders what it changes', () => {
	test('another letter of the Client ID: its row, and the panel that shows the value', async () => {
		expect(atClientId.values.appID).toBe('ab');
		expect(await renderedBy(atClientId, typed('c'))).toEqual({'list of items': 1, field: 1, 'debug panel': 1});
	});

	test('the next field: the two rows between which the focus moves, and the keys', async () => {
		expect(await renderedBy(atClientId, press('next-item'))).toEqual({'list of items': 1, field: 2, keys: 2});
	});

	test('a tick: its step, the one that has the focus now, and the keys', async () => {
		expect(await renderedBy(begunSession({stage: 'app', item: 1}), press('accept'))).toEqual({
			'list of items': 1, step: 2, keys: 2,
		});
	});

	test('five seconds later: nothing', async () => {
		expect(await renderedBy(atClientId, {kind: 'clock', now: now + 5000})).toEqual({});
	});

	test('another stage: everything but the title and what has been entered', async () => {
		const rendered = await renderedBy(atClientId, press('next-stage'));
		expect(Object.keys(rendered)).toEqual([
			'checklist', 'headings', 'introduction', 'list of items', 'step', 'field', 'keys',
		]);
	});
});
