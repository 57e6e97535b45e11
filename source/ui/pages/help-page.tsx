import {Text} from 'ink';
import {editBindings, keyBindings, type KeyName} from '../../wizard/keys.js';
import {wrapRows} from '../paragraph.js';
import {shownKey, tones} from '../theme.js';
import {Page} from './page.js';

const goodToKnow = [
	'Every change is saved at once: leave at any time, the next start resumes where you left off.',
	'Paste a whole page: every value with a label on it finds its field.',
	'Stages can be done in any order; the checklist shows what is left.',
	'The bottom line shows the keys available right now.',
];

const indent = 2;
const keyColumns = 18;
// They are told where they are asked for: the last line names them while a question or a page is open.
const whereAsked: ReadonlySet<KeyName> = new Set(['yes', 'no', 'close']);

function heading(text: string) {
	return <Text key={text} {...tones.accent}>{text}</Text>;
}

function keyRows(keys: readonly string[], help: string, columns: number) {
	return wrapRows(help, columns - keyColumns).map((row, index) => (
		<Text key={`${help}${index}`} wrap="truncate-end">
			<Text {...tones.heading}>{(index === 0 ? `  ${keys.map(key => shownKey(key)).join(', ')}` : '').padEnd(keyColumns)}</Text>{row}
		</Text>
	));
}

function helpRows(columns: number) {
	const sorted = [
		...keyBindings.filter(({name}) => !whereAsked.has(name)),
		...keyBindings.filter(({name}) => whereAsked.has(name)),
	];
	return [
		heading('Good to know'),
		...goodToKnow.flatMap(text => wrapRows(text, columns - indent)
			.map(row => <Text key={row} wrap="truncate-end">{' '.repeat(indent)}{row}</Text>)),
		heading('Keys'),
		...sorted.flatMap(({keys, help}) => keyRows(keys, help, columns)),
		...editBindings.flatMap(({keys, help}) => keyRows(keys, help, columns)),
	];
}

type HelpPageProps = {readonly scroll: number; readonly columns: number; readonly rows: number};

/** The help page: what is good to know, then every key of the key table. */
export function HelpPage({scroll, columns, rows}: HelpPageProps) {
	return <Page title="Help" content={helpRows(columns)} scroll={scroll} columns={columns} rows={rows}/>;
}
