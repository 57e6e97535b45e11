import {type ParseError, type ParseErrorCode} from 'jsonc-parser';

/** Where and why a text stops being valid JSON. */
export type MalformedJson = {
	readonly kind: 'malformed';
	/** Counted from 1. */
	readonly line: number;
	/** Counted from 1. */
	readonly column: number;
	/** What is wrong there; the text is not quoted, because it may be secret. */
	readonly problem: string;
};

/** What is wrong with a text that is valid JSON, or would be, but nested more deeply than can be read. */
export const tooDeepProblem = 'it is nested too deeply.';

const problems: ReadonlyMap<string, string> = new Map(Object.entries({
		InvalidCommentToken: 'JSON has no comments.',
		UnexpectedEndOfComment: 'JSON has no comments.',
		CommaExpected: 'a comma is missing before this.',
		CloseBraceExpected: 'a comma or a closing } is missing before this.',
		CloseBracketExpected: 'a comma or a closing ] is missing before this.',
		ColonExpected: 'a colon is missing before this.',
		PropertyNameExpected: 'a key in double quotes is expected here.',
		ValueExpected: 'a value is expected here.',
		InvalidNumberFormat: 'this is not a valid JSON number.',
		UnexpectedEndOfNumber: 'this is not a valid JSON number.',
		UnexpectedEndOfString: 'the closing quote of this text is missing.',
		InvalidUnicode: 'this text contains an invalid escape.',
		InvalidEscapeCharacter: 'this text contains an invalid escape.',
		InvalidCharacter: 'this text contains a line break, a tab or another control character.',
		EndOfFileExpected: 'there is extra text after the end.',
	} satisfies Partial<Record<keyof typeof ParseErrorCode, string>>));

/**
Describes the problem at an offset, naming commas and quotes that only JavaScript allows. `code` is jsonc-parser's.
*/
function problemAt(text: string, offset: number, code = ''): string {
	const character = text[offset]!;
	if (character === '\'') {
		return 'JSON needs double quotes.';
	}

	if (character === ',' || (/[}\]]/.test(character) && text.slice(0, offset).trimEnd().endsWith(','))) {
		return 'there is an extra comma.';
	}

	const known = problems.get(code);
	if (known !== undefined) {
		return known;
	}

	const before = text.slice(0, offset).trimEnd().at(-1);
	if (before === undefined) {
		return 'a { is expected here.';
	}

	if (before === '{') {
		return 'a key in double quotes is expected here.';
	}

	return /[:,[]/.test(before) ? 'a text in double quotes is expected here.' : 'this does not belong here.';
}

// Files of this program and of SAP's samples are two levels deep; the parser below takes a call for each. Levels.
const maxDepth = 500;

/** Where a text opens more objects and arrays within one another than the parser can follow. */
function tooDeepOffset(text: string): number | undefined {
	let depth = 0;
	for (const {0: token, index} of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
		depth += '[{'.includes(token) ? 1 : (']}'.includes(token) ? -1 : 0);
		if (depth > maxDepth) {
			return index;
		}
	}

	return undefined;
}

/**
Finds where a text stops being valid JSON, and why.

The engine's own messages differ between versions and quote the text. The parser that finds the position is loaded only
here, so that commands called by scripts start without it.
*/
export async function locateProblem(text: string): Promise<MalformedJson> {
	const {parse, printParseErrorCode} = await import('jsonc-parser');
	const errors: ParseError[] = [];
	const tooDeep = tooDeepOffset(text);
	if (tooDeep === undefined) {
		parse(text, errors, {disallowComments: true});
	}

	const offset = tooDeep ?? errors[0]?.offset ?? text.length;
	const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
	const place = {kind: 'malformed', line: lines.length, column: lines.at(-1)!.length + 1} as const;
	if (tooDeep !== undefined) {
		return {...place, problem: tooDeepProblem};
	}

	if (text.slice(offset).trim() === '') {
		return {...place, problem: text.trim() === '' ? 'the file is empty.' : 'the file ends too early.'};
	}

	return {...place, problem: problemAt(text, offset, errors[0] && printParseErrorCode(errors[0].error))};
}
