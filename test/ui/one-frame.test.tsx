import {render} from 'ink-testing-library';
import {expect, test} from 'vitest';
import {Screen} from '../../source/ui/screen.js';
import {fieldNames} from '../../source/wizard/values/fields.js';
import {itemsInView} from '../../source/wizard/stages/items-in-view.js';
import {after, grantedCall, inNewParts, press, readyForTheCall} from '../wizard/wizard-builders.js';
import {countCalls} from './count-calls.js';

const judgesTheWhole = [
	'concur/check-credentials.ts checkCredentials', 'concur/base-uris.ts resolveBaseUri',
	'concur/connection.ts connectionState', 'wizard/values/value-problems.ts problemOfRequestToken',
	'wizard/stages/stage-status.ts fileStatus', 'wizard/stages/stage-status.ts tokenStatus',
	'wizard/stages/stage-status.ts proofStatus',
];

const judgesAField = ['wizard/values/verdicts.ts judgeField', 'wizard/values/value-problems.ts problemOf'];

test.each([
	['app', 120, 40, 'stages/stage-remarks.ts missingRemark'],
	['app', 80, 24, 'stages/stage-remarks.ts missingRemark'],
	['refresh-token', 120, 40, 'calls/call-remarks.ts callRemarks'],
	['refresh-token', 60, 16, 'calls/call-remarks.ts callRemarks'],
	['proof', 80, 24, 'calls/call-remarks.ts callRemarks'],
] as const)('a frame judges values, stage and items once: %s at %dx%d', async (stage, columns, rows, teller) => {
	const state = {...after(readyForTheCall(), press('accept'), grantedCall()), stage};
	// What was drawn before is another state in all its parts, so that nothing of this one is known.
	const {rerender, unmount} = render(<Screen state={inNewParts(state)} columns={columns} rows={rows}/>);
	const calls = await countCalls(() => {
		rerender(<Screen state={inNewParts(state)} columns={columns} rows={rows}/>);
	});
	unmount();

	const countsOf = (names: readonly string[]) => names.map(name => `${name}: ${calls.get(name) ?? 0}`);
	const once = [...judgesTheWhole, `wizard/${teller}`];
	expect(countsOf(once)).toEqual(once.map(name => `${name}: 1`));
	expect(countsOf(judgesAField)).toEqual(judgesAField.map(name => `${name}: ${fieldNames.length}`));
	// With its details, and without.
	expect(calls.get('ui/stage/item-row.tsx itemRows') ?? 0).toBeLessThanOrEqual(2 * itemsInView(state).length);
});
