import {describe, expect, test} from 'vitest';
import {markColours} from '../../source/ui/theme.js';
import {openedAtTheCall} from './at-the-call.js';
import {keys, type OpenedTerminal} from './opened-terminal.js';
import {openedRehearsal} from './rehearsal.js';

type Cell = {
	readonly sign: string;
	readonly colour: number | undefined;
	readonly isDim: boolean;
	readonly isBold: boolean;
};

/** What the screen shows, cell by cell; a colour is one of the terminal's palette. */
function cellsOf({emulator}: OpenedTerminal): readonly Cell[] {
	const {active} = emulator.buffer;
	return Array.from({length: emulator.rows}, (_, row) => active.getLine(active.viewportY + row)!).flatMap(line =>
		Array.from({length: line.length}, (_, column) => {
			const cell = line.getCell(column)!;
			return {
				sign: cell.getChars(),
				colour: cell.isFgDefault() ? undefined : cell.getFgColor(),
				isDim: cell.isDim() !== 0,
				isBold: cell.isBold() !== 0,
			};
		}));
}

const isWritten = ({sign}: Cell) => sign.trim() !== '';
const coloursOf = (cells: readonly Cell[]) => new Set(cells.filter(cell => isWritten(cell)).map(({colour}) => colour));

/** The screen of a refused call, in an environment: marks of every tone, a remedy to read, values, rules. */
async function refusedCall(environment: Record<string, string>): Promise<OpenedTerminal> {
	const rehearsal = await openedRehearsal();
	Object.assign(rehearsal.home.environment, environment);
	const terminal = await openedAtTheCall(rehearsal, {
		columns: 120, rows: 40,
		values: {...rehearsal.values, clientSecret: '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f'},
	});
	terminal.press(keys.enter);
	await terminal.see('Status code = 401');
	return terminal;
}

describe('a screen is read in the colour that the terminal has for text', () => {
	test('marks alone have the tones, the same ones where there are millions of colours', async () => {
		const allowed = new Set<number | undefined>([undefined, ...Object.values(markColours).map(({entry}) => entry)]);
		for (const COLORTERM of ['', 'truecolor']) {
			const terminal = await refusedCall({COLORTERM});
			const cells = cellsOf(terminal);
			expect([...coloursOf(cells)].filter(colour => !allowed.has(colour))).toEqual([]);
			const coloured = cells.filter(cell => isWritten(cell) && cell.colour !== undefined).length;
			expect(coloured).toBeGreaterThan(10);
			expect(coloured / cells.filter(cell => isWritten(cell)).length).toBeLessThan(0.15);
			terminal.press(keys.ctrl('c'));
			await terminal.ended;
		}
	});

	test('nothing but rules is dim', async () => {
		const cells = cellsOf(await refusedCall({}));
		const dim = cells.filter(cell => isWritten(cell) && cell.isDim).map(({sign}) => sign);
		expect(new Set(dim)).toEqual(new Set(['─', '│']));
	});

	test('with 16 colours the terminal has the say', async () => {
		const terminal = await refusedCall({TERM: 'xterm', COLORTERM: '', FORCE_COLOR: '1'});
		// Red, green, yellow and cyan by their names.
		expect(coloursOf(cellsOf(terminal))).toEqual(new Set([undefined, 1, 2, 3, 6]));
	});

	test('NO_COLOR leaves no colour and keeps the emphasis', async () => {
		const cells = cellsOf(await refusedCall({NO_COLOR: '1'}));
		expect(coloursOf(cells)).toEqual(new Set([undefined]));
		expect(cells.some(({isBold}) => isBold)).toBe(true);
	});
});
