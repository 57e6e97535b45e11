import {expect, test} from 'vitest';
import {transition} from '../../source/wizard/update/transition.js';
import {type WizardEvent} from '../../source/wizard/events.js';
import {readyForTheCall} from '../wizard/wizard-builders.js';
import {drawScreen} from './opened-screen.js';

const folder = `/home/ada/${'integration-with-a-long-name/'.repeat(8)}of-the-company`;
const report = {...readyForTheCall().folderReport!, folder};

test.each<readonly [string, WizardEvent, string]>([
	['an export for Postman', {kind: 'exported', format: 'postman', path: `${folder}/a.json`}, 'as the environment.'],
	['an export that git sees', {kind: 'exported', format: 'env', path: `${folder}/a`, isExposed: true}, 'include it.'],
	['a written file', {kind: 'file-written', file: 'credentials.json', report}, 'readable only by you.'],
	[
		'a file that could not be written',
		{kind: 'failed', text: `${folder}/concur.env could not be written: No space is left. Free it, then try again.`},
		'then try again.',
	],
])('at 80 columns a long path does not push out what to do after %s', (_what, event, words) => {
	const frame = drawScreen(transition(readyForTheCall(), event).state, 80, 24);
	expect(frame.replaceAll(/\s+/g, ' ')).toContain(words);
	expect(frame).toContain('/home/ada/');
});
