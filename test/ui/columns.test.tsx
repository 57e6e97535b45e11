import {render} from 'ink-testing-library';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {cell} from '../../source/ui/columns.js';
import {ItemRow} from '../../source/ui/stage/item-row.js';
import {type ShownItem} from '../../source/wizard/regions/shown-items.js';

const family = '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
const words = [
	['plain letters', 'Scopes'],
	['wide letters', '東京都'],
	['combining accents', 'Bere\u0301chtigung'],
	['letters with many accents', `e${'\u0301\u0308'.repeat(20)}`],
	['a family of emoji', family],
	['a flag and a keycap', '\u{1F1E9}\u{1F1EA} 1\uFE0F\u20E3'],
	['nothing', ''],
] as const;

describe('a cell is as wide on the screen as its column, whatever stands in it', () => {
	test.each(words)('%s', (_what, word) => {
		expect(cell(word, 20).startsWith(word)).toBe(true);
		expect(stringWidth(cell(word, 20))).toBe(20);
		expect(stringWidth(cell(word.repeat(10), 20))).toBe(word === '' ? 20 : stringWidth(cell('x'.repeat(30), 20)));
	});

	test('a text that is too wide is cut with a sign', () => {
		expect(cell('東京都東京都', 5)).toBe('東京…');
		expect(cell('東京都東京都', 6)).toBe('東京… ');
	});
});

/** The columns of the screen at which a word begins in each row of an item. */
function columnsOf(item: ShownItem, word: string): readonly number[] {
	const row = <ItemRow isDetailed item={item} isFocused={false} columns={100} top={0}/>;
	const {lastFrame, unmount} = render(row);
	const rows = (lastFrame() ?? '').replaceAll(/\u001B\[[\d;]*m/g, '').split('\n');
	unmount();
	return rows.map(text => stringWidth(text.slice(0, text.indexOf(word))));
}

describe('what stands in a column of its own begins where it does in the other rows', () => {
	test.each(words)('behind a label of %s', (_what, label) => {
		const action = {kind: 'action', id: 'write-credentials', detail: 'detail'} as const;
		const [column] = columnsOf({...action, label: 'Label'}, 'detail');
		expect(columnsOf({...action, label}, 'detail')).toEqual([column]);
	});

	test.each(words)('behind a term of %s, in each of its rows', (_what, term) => {
		const step = {
			kind: 'step', id: 'app.1', text: 'word '.repeat(40).trim(), more: undefined, isTicked: false,
		} as const;
		const columns = columnsOf({...step, term: 'Term'}, 'word');
		expect(columns.length).toBeGreaterThan(1);
		expect(new Set(columns).size).toBe(1);
		expect(columnsOf({...step, term}, 'word')).toEqual(columns);
	});
});
