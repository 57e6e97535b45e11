import {type ReactElement} from 'react';
import {render} from 'ink-testing-library';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {ItemRow} from '../../source/ui/stage/item-row.js';
import {layOutTable, remarkRows, RemarkRow} from '../../source/ui/stage/remark-row.js';
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

/** The rows that an element draws, without colours. */
function drawnRows(element: ReactElement): readonly string[] {
	const {lastFrame, unmount} = render(element);
	const rows = (lastFrame() ?? '').replaceAll(/\u001B\[[\d;]*m/g, '').split('\n');
	unmount();
	return rows;
}

/** The column of the screen at which a word begins in each of the rows. */
function columnsIn(rows: readonly string[], word: string): readonly number[] {
	return rows.map(text => stringWidth(text.slice(0, text.indexOf(word))));
}

function columnsOf(item: ShownItem, word: string): readonly number[] {
	return columnsIn(drawnRows(<ItemRow isDetailed item={item} isFocused={false} columns={100} top={0}/>), word);
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

describe('the results of the chosen APIs are a table', () => {
	const remarkOf = (title: string, result = 'word') => ({
		tone: 'good', cells: [title, '200', '9 ms', result], text: `${title}: 200, 9 ms, ${result}`,
	} as const);

	test.each(words)('an API called %s does not shift the columns of the others', (_what, title) => {
		const remarks = [remarkOf('Event Subscription v4'), remarkOf(title)];
		const table = layOutTable(remarks);
		const rows = remarks.map(remark => {
			expect(remarkRows(remark, table, 100)).toBe(1);
			return drawnRows(<RemarkRow remark={remark} table={table} columns={100} maxRows={9}/>).join('\n');
		});
		const [column] = columnsIn(rows, 'word');
		expect(columnsIn(rows, 'word')).toEqual([column, column]);
		expect(columnsIn(rows, '200')).toEqual([column! - 11, column! - 11]);
	});

	test('a result that is too long for its row is a sentence', () => {
		const remark = remarkOf('Event Subscription v4', 'refused: the token lacks a scope');
		const table = layOutTable([remark]);
		expect(drawnRows(<RemarkRow remark={remark} table={table} columns={50} maxRows={9}/>)).toEqual([
			'✔ Event Subscription v4: 200, 9 ms, refused: the',
			'  token lacks a scope',
		]);
		expect(remarkRows(remark, table, 50)).toBe(2);
	});
});
