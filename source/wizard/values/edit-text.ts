/** Where the cursor moves to, or how far text is deleted. */
export type Motion = 'left' | 'right' | 'word-left' | 'word-right' | 'start' | 'end';

/** What one key press does to the text of a field, at its cursor. */
export type TextEdit =
	| {readonly kind: 'insert'; readonly text: string}
	| {readonly kind: 'delete'; readonly to: Motion}
	| {readonly kind: 'move'; readonly to: Motion};

/** A field's text, and the cursor's position in it. */
export type EditedText = {readonly text: string; readonly cursor: number};

const characters = new Intl.Segmenter();

/** The start of the character before the cursor. An emoji, or a letter with its accent, is one character. */
function previousPosition(text: string, cursor: number): number {
	return characters.segment(text).containing(cursor - 1)?.index ?? 0;
}

/** Returns the end of the character at the cursor. */
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

/** Applies one edit to a text, the way shells do. */
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

/** A text with the cursor at its end. */
export function textAtEnd(text: string): EditedText {
	return {text, cursor: text.length};
}
