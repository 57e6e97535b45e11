/** Where the cursor goes, or as far as what text is deleted. */
export type Motion = 'left' | 'right' | 'word-left' | 'word-right' | 'start' | 'end';

/** What one press does to the text of a field around its cursor. */
export type TextEdit =
	| {readonly kind: 'insert'; readonly text: string}
	| {readonly kind: 'delete'; readonly to: Motion}
	| {readonly kind: 'move'; readonly to: Motion};

/** A field's text, and the cursor's position in it. */
export type EditedText = {readonly text: string; readonly cursor: number};

const characters = new Intl.Segmenter();

/** Where the character begins that ends at the cursor: an emoji, or a letter with its accent, is one. */
function previousPosition(text: string, cursor: number): number {
	return characters.segment(text).containing(cursor - 1)?.index ?? 0;
}

/** Where the character ends that begins at the cursor. */
export function nextPosition(text: string, cursor: number): number {
	const next = characters.segment(text).containing(cursor);
	return next ? next.index + next.segment.length : text.length;
}

function targetPosition({text, cursor}: EditedText, to: Motion): number {
	switch (to) {
		case 'left': {
			return previousPosition(text, cursor);
		}

		case 'right': {
			return nextPosition(text, cursor);
		}

		case 'word-left': {
			return cursor - /[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u.exec(text.slice(0, cursor))![0].length;
		}

		case 'word-right': {
			return cursor + /^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u.exec(text.slice(cursor))![0].length;
		}

		case 'start': {
			return 0;
		}

		case 'end': {
			return text.length;
		}
	}
}

/** The text after one edit, as every shell has it. */
export function editText(before: EditedText, edit: TextEdit): EditedText {
	const {text, cursor} = before;
	if (edit.kind === 'insert') {
		return {text: text.slice(0, cursor) + edit.text + text.slice(cursor), cursor: cursor + edit.text.length};
	}

	const other = targetPosition(before, edit.to);
	if (edit.kind === 'move') {
		return {text, cursor: other};
	}

	const [from, to] = other < cursor ? [other, cursor] : [cursor, other];
	return {text: text.slice(0, from) + text.slice(to), cursor: from};
}

/** A text with the cursor behind it. */
export function textAtEnd(text: string): EditedText {
	return {text, cursor: text.length};
}
