import {expect, test} from 'vitest';
import {editField, nextPosition, previousPosition} from '../../source/ui/field-edit.js';
import {shortenMiddle} from '../../source/ui/line.js';
import {createSession} from '../../source/ui/session.js';
import {begunSession, now} from '../wizard/wizard-builders.js';
import {idleServices} from './opened-screen.js';

const accented = 'cafe\u0301';
const family = '👩‍👩‍👧';

test('one press of Left or Right passes a whole character: an emoji, a letter with its accent', () => {
	expect(previousPosition(accented, accented.length)).toBe(3);
	expect(nextPosition(accented, 3)).toBe(accented.length);
	expect(nextPosition(family, 0)).toBe(family.length);
	expect([previousPosition('abc', 0), nextPosition('abc', 3)]).toEqual([0, 3]);
});

test('Backspace takes whole characters, as many as it was pressed', () => {
	const session = createSession(begunSession(), idleServices);
	editField(session, 'folder', {kind: 'insert', text: `/a${accented}🇩🇪`}, now);
	editField(session, 'folder', {kind: 'delete-back', count: 2}, now);
	expect(session.state()).toMatchObject({folder: '/acaf', cursor: 5});
});

test('a value cut in the middle keeps both ends and fits its columns, wide characters too', () => {
	expect(shortenMiddle('/home/administrator/tokens', 15)).toBe('/home/a…/tokens');
	expect(shortenMiddle('/データ/データ/データ', 12)).toBe('/データ…ータ');
	expect(shortenMiddle('/home', 5)).toBe('/home');
});
