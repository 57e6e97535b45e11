import {focusedIndex, stageItems, type Item} from '../wizard/actions.js';
import {fieldDescriptions, type FieldName} from '../wizard/fields.js';
import {fieldVerdict} from '../wizard/verdicts.js';
import {effectiveValue, isFixedByEnvironment, type WizardState} from '../wizard/wizard-state.js';
import {shownValue} from './credentials-lines.js';
import {fitLine, line, shortenEnd, shortenMiddle, wrapText, type Line} from './line.js';
import {stageIntro, type StageIntro} from './stage-intro.js';
import {symbols, verdictMarks} from './theme.js';

/** A row of the stage: a picture, or the one live input field. */
export type StageRow =
	| {readonly kind: 'line'; readonly line: Line}
	| {readonly kind: 'input'; readonly field: FieldName; readonly before: Line; readonly inputColumns: number; readonly placeholder: string; readonly after: Line};

const labelColumns = 15;

function picture(spans: Line): StageRow {
	return {kind: 'line', line: spans};
}

function pointer(isFocused: boolean): Line {
	return line(isFocused ? ` ${symbols.pointer} ` : '   ', 'accent');
}

function verdictLine(state: WizardState, field: FieldName): Line {
	if (isFixedByEnvironment(state, field)) {
		return line(` ${symbols.done} from ${fieldDescriptions[field].variable}`, 'dim');
	}

	const verdict = fieldVerdict(state, field);
	const isEmpty = effectiveValue(state, field) === '';
	const mark = verdictMarks[verdict.kind];
	const word = {valid: 'valid', missing: isEmpty ? 'missing' : 'not valid', suspicious: 'see below'}[verdict.kind];
	// An empty field is a gap to fill, not a mistake.
	return line(` ${isEmpty ? symbols.toDo : mark.symbol} ${word}`, isEmpty ? 'dim' : mark.tone);
}

const hints: Readonly<Record<FieldName, string>> = {
	appID: 'Paste it, or the whole App Credentials page: both fields are filled.',
	clientSecret: 'Shown only once. Paste it before you leave that page.',
	companyUUID: 'Paste it, or the whole dialog: both fields are filled.',
	companyRequestToken: 'Paste it. Its 24 hours count from then.',
	baseUri: 'Most companies use glz. A test company? Paste the address bar of the admin panel here.',
	folder: 'Enter takes the folder shown.',
};

function hintRows(state: WizardState, field: FieldName, isFocused: boolean, width: number): readonly StageRow[] {
	const verdict = fieldVerdict(state, field);
	const isEmpty = effectiveValue(state, field) === '';
	if (!isEmpty && verdict.kind !== 'valid') {
		return wrapText(`${verdictMarks[verdict.kind].symbol} ${verdict.reason}`, width - 6).map(text => picture(line(`     ${text}`, verdictMarks[verdict.kind].tone)));
	}

	return isFocused && (isEmpty || field === 'baseUri')
		? wrapText(hints[field], width - 6).map(text => picture(line(`     ${text}`, 'dim')))
		: [];
}

/** What an empty field shows dimly: the value that Enter would take. */
function placeholder(state: WizardState, field: FieldName, columns: number): string {
	return field === 'folder' ? shortenMiddle(state.facts.defaultFolder, columns) : '';
}

/** What an unfocused field shows. */
function valueLine(state: WizardState, field: FieldName, columns: number): Line {
	const value = effectiveValue(state, field);
	if (value === '') {
		return fitLine(line(placeholder(state, field, columns), 'dim'), columns);
	}

	const shown = shownValue(value, fieldDescriptions[field].isSecret, state.isRevealing);
	return fitLine(line(shortenMiddle(shown, columns), 'value'), columns);
}

function fieldRows(state: WizardState, field: FieldName, isFocused: boolean, width: number): readonly StageRow[] {
	const before: Line = [...pointer(isFocused), ...fitLine(line(fieldDescriptions[field].label, isFocused ? 'accent' : 'plain'), labelColumns)];
	const verdict = verdictLine(state, field);
	const inputColumns = Math.min(48, width - labelColumns - 4 - 13);
	const isLive = isFocused && state.overlay.kind === 'none' && !isFixedByEnvironment(state, field);
	const row: StageRow = isLive
		? {
			kind: 'input', field, before, inputColumns, placeholder: placeholder(state, field, inputColumns), after: fitLine(verdict, width - 3 - labelColumns - inputColumns),
		}
		: picture(fitLine([...before, ...valueLine(state, field, inputColumns), ...verdict], width));
	return [row, ...hintRows(state, field, isFocused, width)];
}

function itemRows(state: WizardState, item: Item, number: number, isFocused: boolean, width: number): readonly StageRow[] {
	switch (item.kind) {
		case 'step': {
			const isTicked = state.ticks.includes(item.id);
			const [first, ...rest] = wrapText(item.text, width - 11);
			const tone = isFocused ? 'accent' : (isTicked ? 'dim' : 'plain');
			return [
				picture([
					...pointer(isFocused),
					{text: '['}, {text: isTicked ? symbols.done : ' ', tone: 'good'}, {text: '] '},
					{text: `${number}. `.padStart(4), tone: 'dim'},
					{text: first ?? '', tone},
				]),
				...rest.map(text => picture([{text: ' '.repeat(11)}, {text, tone}])),
			];
		}

		case 'field': {
			return fieldRows(state, item.field, isFocused, width);
		}

		case 'action': {
			return [picture([...pointer(isFocused), {text: ` ${item.label} `, tone: isFocused ? 'focus' : 'heading'}])];
		}
	}
}

/** Items numbered as the tutorial numbers its steps; fields and actions carry no number. */
function numbersOf(items: readonly Item[]): readonly number[] {
	let steps = 0;
	return items.map(item => item.kind === 'step' ? ++steps : steps);
}

/** As many rows as there is room for, moved so that the focused item is in view; what lies outside is counted. */
function windowRows(groups: ReadonlyArray<readonly StageRow[]>, focused: number, rows: number): readonly StageRow[] {
	const all = groups.flat();
	if (all.length <= rows) {
		return all;
	}

	const start = groups.slice(0, focused).flat().length;
	const end = start + groups[focused]!.length;
	// One row at either edge is kept for the sign that there is more.
	const room = rows - 2;
	const first = Math.max(0, Math.min(start - Math.floor((room - (end - start)) / 2), all.length - room - 1));
	const top = first <= 1 ? 0 : Math.min(first, start);
	const hasAbove = top > 0;
	const hasBelow = top + rows - (hasAbove ? 1 : 0) < all.length;
	const count = rows - (hasAbove ? 1 : 0) - (hasBelow ? 1 : 0);
	const below = all.length - top - count;
	return [
		...(hasAbove ? [picture(line(`   ${symbols.up} ${top} more above`, 'dim'))] : []),
		...all.slice(top, top + count),
		...(hasBelow ? [picture(line(`   ${symbols.down} ${below} more below`, 'dim'))] : []),
	];
}

/** An introduction in fewer rows: the page's address stays; the text before it ends in a sign that there is more. */
function shortenIntro({text, address}: StageIntro, rows: number, width: number): readonly Line[] {
	if (text.length + address.length <= rows) {
		return [...text, ...address];
	}

	const tail = rows > address.length ? address : [];
	const head = text.slice(0, Math.max(1, rows - tail.length));
	const last = head.at(-1) ?? [];
	const shown = last.map(span => span.text).join('').trimEnd();
	return [...head.slice(0, -1), line(shortenEnd(`${shown} ${symbols.more}`, width - 1), last[0]?.tone), ...tail];
}

/** The stage in exactly the rows it has: the introduction, then its items around the focused one. */
export function stageRows(state: WizardState, width: number, rows: number): readonly StageRow[] {
	const items = stageItems(state);
	const numbers = numbersOf(items);
	const focused = focusedIndex(state);
	const groups = items.map((item, index) => itemRows(state, item, numbers[index]!, index === focused, width));
	const wanted = groups.flat().length;
	const intro = stageIntro(state, width);
	// The items keep at least four rows, the introduction gives way from its end.
	const introRows = Math.min(intro.text.length + intro.address.length, Math.max(rows - wanted, rows - Math.max(4, groups[focused]!.length + 2), 1));
	const shownIntro = shortenIntro(intro, introRows, width);
	const hasGap = rows - introRows > wanted;
	const shown = [
		...shownIntro.map(spans => picture(spans)),
		...(hasGap ? [picture([])] : []),
		...windowRows(groups, focused, rows - introRows - (hasGap ? 1 : 0)),
	];
	return Array.from({length: rows}, (_, row) => {
		const candidate = shown[row] ?? picture([]);
		return candidate.kind === 'line' ? picture(fitLine(candidate.line, width)) : candidate;
	});
}
