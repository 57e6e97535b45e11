import {Box} from 'ink';
import {questionText} from '../wizard/question-transitions.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {wholeDebugLines} from './debug-lines.js';
import {helpLines} from './help-lines.js';
import {fitLine, line, ruledHeading, wrapText, type Line} from './line.js';
import {Lines} from './lines.js';

function scrolled(lines: readonly Line[], scroll: number, rows: number, width: number): readonly Line[] {
	if (lines.length <= rows) {
		return lines;
	}

	const top = Math.min(scroll, lines.length - rows + 1);
	const left = lines.length - top - rows + 1;
	return [...lines.slice(top, top + rows - 1), fitLine(line(left > 0 ? `  ${left} more: ↓ or PgDn` : '  end', 'dim'), width)];
}

/** Help or the whole debug panel, in place of the regions until Esc. */
export function PageOverlay({state, columns, rows}: {readonly state: WizardState; readonly columns: number; readonly rows: number}) {
	const {overlay} = state;
	if (overlay.kind !== 'help' && overlay.kind !== 'debug') {
		return null;
	}

	const heading = ruledHeading([{text: overlay.kind === 'help' ? 'Help' : 'Debug', tone: 'accent'}], columns);
	const lines = overlay.kind === 'help' ? helpLines(columns) : wholeDebugLines(state, columns);
	return (
		<Box flexDirection="column" height={rows} width={columns} overflowY="hidden">
			<Lines lines={[heading, ...scrolled(lines, overlay.scroll, rows - 1, columns)]}/>
		</Box>
	);
}

/** Rows of the question that is asked in place of the stage. */
export function questionLines(state: WizardState, width: number, rows: number): readonly Line[] {
	if (state.overlay.kind !== 'question') {
		return [];
	}

	const asked: readonly Line[] = [
		line(''),
		...wrapText(questionText(state, state.overlay.question), width - 4).map(text => line(`  ${text}`, 'warning')),
		line(''),
		[{text: '  y', tone: 'heading'}, {text: '  yes'}],
		[{text: '  n', tone: 'heading'}, {text: '  no, keep everything as it is'}],
	];
	return Array.from({length: rows}, (_, row) => fitLine(asked[row] ?? [], width));
}
