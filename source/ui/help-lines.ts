import {keyBindings} from '../wizard/keys.js';
import {fitLine, line, type Line} from './line.js';

/** The help page: every key of the key table, then what is good to know. */
export function helpLines(width: number): readonly Line[] {
	const keyColumns = 16;
	const rows: readonly Line[] = [
		line('Keys', 'accent'),
		...keyBindings.map(binding => [
			{text: `  ${binding.keys.replaceAll(' ', ', ').replace('Esc', 'Esc')}`.padEnd(keyColumns + 2), tone: 'heading'} as const,
			{text: binding.help},
		]),
		line(''),
		line('Good to know', 'accent'),
		line('  Every change is saved at once. Leave whenever you like; the next start goes on here.'),
		line('  Paste a whole page: every value with a label on it finds its field.'),
		line('  Stages can be done in any order; the checklist shows what is left.'),
	];
	return rows.map(row => fitLine(row, width));
}
