import {describe, expect, test} from 'vitest';
import {type FolderReport} from '../../source/concur/tutorial.js';
import {focusedItem} from '../../source/wizard/stages/items-in-view.js';
import {stageStatus} from '../../source/wizard/stages/stage-status.js';
import {startSession} from '../../source/wizard/start-session.js';
import {returningText} from '../../source/wizard/welcome-text.js';
import {savedProgress, type WizardState} from '../../source/wizard/wizard-state.js';
import {after, begunSession, facts, now, press, readyForTheCall} from './wizard-builders.js';

const report = readyForTheCall().folderReport!;
const absent: FolderReport = {...report, credentialsFile: {kind: 'absent'}};
const malformed = {kind: 'malformed', line: 3, column: 5, problem: 'a comma is missing.'} as const;

function inspected(state: WizardState, found: FolderReport): WizardState {
	return after(state, {kind: 'folder-inspected', report: found});
}

function firstStart(found: FolderReport): WizardState {
	return startSession(savedProgress(begunSession()), facts, found, now);
}

describe('files that change while the session is open', () => {
	test('a deleted credentials.json makes its stage open again, and the focus stays where it was', () => {
		const asking = readyForTheCall();
		const before = focusedItem(asking);
		const state = inspected(asking, absent);
		expect(stageStatus(asking, 'credentials-file')).toBe('done');
		expect(stageStatus(state, 'credentials-file')).toBe('to-do');
		expect(focusedItem(state)).toEqual(before);
	});

	test('an action that comes before the focused one does not take its place', () => {
		const state = {...readyForTheCall(), stage: 'folder', item: 1} as const;
		expect(focusedItem(state)).toMatchObject({id: 'continue'});
		expect(focusedItem(inspected(state, {...report, git: 'unprotected'}))).toMatchObject({id: 'continue'});
	});

	test('the welcome names the stage that is next now', () => {
		const welcome: WizardState = {...readyForTheCall(), place: {kind: 'welcome', choice: 0}};
		expect(returningText(welcome)).toContain('next is stage 6');
		const state = inspected(welcome, absent);
		expect(state.place).toEqual(welcome.place);
		expect(returningText(state)).toContain('next is stage 6');
		const atFile = inspected({...welcome, stage: 'credentials-file'}, absent);
		expect(returningText(atFile)).toContain('next is stage 5');
	});

	test('a file that can be imported now is offered on a first start', () => {
		const state = inspected(firstStart({...absent, folder: facts.defaultFolder}), report);
		expect(state.overlay).toMatchObject({kind: 'question', question: {kind: 'import'}});
	});
});

describe('the welcome tells of a file that cannot be used', () => {
	test('a malformed credentials.json: where, and what to do', () => {
		expect(firstStart({...absent, credentialsFile: malformed}).notice).toEqual({
			tone: 'warning',
			text: 'credentials.json is not valid JSON (line 3, column 5): a comma is missing. The file was left '
				+ 'unchanged. Fix it in an editor, or go on without it: stage 5 checks it again.',
		});
	});

	test('a malformed refreshTokenObjectFile.json: the same, until it is fixed', () => {
		const state = firstStart({...absent, tokenObjectFile: malformed});
		expect(state.notice).toEqual({
			tone: 'warning',
			text: 'refreshTokenObjectFile.json is not valid JSON (line 3, column 5): a comma is missing. The file was '
				+ 'left unchanged. Fix it in an editor, then import its refresh token in stage 6; or go on without it.',
		});
		expect(inspected(state, absent).notice).toBeUndefined();
		expect(after(state, press('accept')).notice).toBeUndefined();
	});
});
