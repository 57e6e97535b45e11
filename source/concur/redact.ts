import {stripVTControlCharacters} from 'node:util';

const shortestRevealing = 12;

/** A secret as it may be shown: eight bullets and the last four characters, of a short one nothing; the length is not told. */
export function maskSecret(value: string): string {
	return value === '' ? '' : `••••••••${value.length < shortestRevealing ? '' : value.slice(-4)}`;
}

/** Text from outside as it may reach a terminal: no escape sequences, control, zero-width or direction characters; line breaks become blanks. */
export function stripControlCharacters(text: string): string {
	return stripVTControlCharacters(text)
		.replaceAll(/[\r\n\t]+/g, ' ')
		.replaceAll(/[\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g, '');
}

/** Text of at most `length` characters; a longer one ends in an ellipsis. */
export function shorten(text: string, length: number): string {
	return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
