import {Text} from 'ink';
import {wrapRows} from '../paragraph.js';
import {Page} from './page.js';

type TextPageProps = {
	readonly title: string;
	readonly text: string;
	readonly scroll: number;
	readonly columns: number;
	readonly rows: number;
};

/** Lines to be read and copied: kept as they are, wrapped where they are too long. */
export function TextPage({title, text, scroll, columns, rows}: TextPageProps) {
	const lines = text.split('\n').flatMap(line => line === '' ? [' '] : wrapRows(line, columns - 1));
	return (
		<Page
			title={title} scroll={scroll} columns={columns} rows={rows}
			content={lines.map((line, index) => <Text key={index} wrap="truncate-end"> {line}</Text>)}
		/>
	);
}
