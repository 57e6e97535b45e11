import {keyBindings, type KeyName} from '../wizard/keys.js';
import {fitLine, line, wrapText, type Line} from './line.js';

const goodToKnow = [
	'Every change is saved at once: leave at any time, the next start goes on here.',
	'Paste a whole page: every value with a label on it finds its field.',
	'Stages can be done in any order; the checklist shows what is left.',
];

const keyColumns = 18;
// They are told where they are asked for: the last line names them while a question or a page is open.
const whereAsked: ReadonlySet<KeyName> = new Set(['yes', 'no', 'close']);

function indented(first: Line, text: string, indent: number, width: number): readonly Line[] {
	const [head = '', ...rest] = wrapText(text, width - indent);
	return [[...first, {text: head}], ...rest.map(part => line(`${' '.repeat(indent)}${part}`))];
}

/** The help page: what is good to know, then every key of the key table. */
export function helpLines(width: number): readonly Line[] {
	const sorted = [...keyBindings.filter(({name}) => !whereAsked.has(name)), ...keyBindings.filter(({name}) => whereAsked.has(name))];
	const rows: readonly Line[] = [
		line('Good to know', 'accent'),
		...goodToKnow.flatMap(text => indented(line('  '), text, 2, width)),
		line('Keys', 'accent'),
		...sorted.flatMap(({keys, help}) => indented(line(`  ${keys.replaceAll(' ', ', ')}`.padEnd(keyColumns), 'heading'), help, keyColumns, width)),
	];
	return rows.map(row => fitLine(row, width));
}
