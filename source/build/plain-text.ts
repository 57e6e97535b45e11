/**
Replacements for `string-width` and `Intl.Segmenter` in the built program: they measure and cut text of one-column
characters without the originals.

Creating the first segmenter and string-width's character classes takes long, and nearly everything that a session shows
is such text. All other text is left to the originals.
*/

type WidthOptions = {readonly ambiguousIsNarrow?: boolean; readonly countAnsiEscapeCodes?: boolean};
type StringWidth = (text: string, options?: WidthOptions) => number;

// Provided by the bundler: the module is evaluated on first use.
declare const require: (name: 'string-width') => {readonly default: StringWidth};

// No combining, wide or invisible characters.
const oneColumnEach = [
	// ASCII and Latin letters.
	String.raw`\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF`,
	// Greek and Cyrillic letters.
	String.raw`\u0391-\u03A1\u03A3-\u03FF\u0400-\u0482\u048A-\u052F`,
	// Dashes, quotes, arrows, lines, blocks and check marks.
	String.raw`\u2010-\u2027\u2030-\u205E\u2190-\u21FF\u2500-\u25FC\u2713\u2714\u2717\u2718`,
].join('');
const plainText = new RegExp(`^[${oneColumnEach}]*$`);
// Control characters are clusters of their own, except a carriage return before a line feed.
const textOfSingleClusters = new RegExp(String.raw`^[\t\n\u0007\u001B\u009B\u009C${oneColumnEach}]*$`);
const styling = /\u001B\[[\d;:]*m/g;

/** Returns the columns that a text takes, as `string-width` does. */
export default function stringWidth(text: string, options?: WidthOptions): number {
	const visible =
		options?.countAnsiEscapeCodes !== true && typeof text === 'string' && text.includes('\u001B')
			? text.replaceAll(styling, '')
			: text;
	return options?.ambiguousIsNarrow !== false && typeof visible === 'string' && plainText.test(visible)
		? visible.length
		: require('string-width').default(text, options);
}

type Segment = {readonly segment: string; readonly index: number; readonly input: string};

class SingleClusters {
	constructor(private readonly input: string) {}

	* [Symbol.iterator](): Generator<Segment, void> {
		const {input} = this;
		for (let index = 0; index < input.length; index++) {
			yield {segment: input[index]!, index, input};
		}
	}

	containing(index = 0): Segment | undefined {
		const {input} = this;
		const segment = input[index];
		return segment === undefined ? undefined : {segment, index, input};
	}
}

/** Splits text as `Intl.Segmenter` with granularity `grapheme` does. */
export class Segmenter {
	#whole: Intl.Segmenter | undefined;
	constructor(
		private readonly locales?: Intl.LocalesArgument,
		private readonly options?: Intl.SegmenterOptions,
	) {}

	segment(input: string): Iterable<Segment> & {containing(index?: number): Segment | undefined} {
		if ((this.options?.granularity ?? 'grapheme') === 'grapheme' && textOfSingleClusters.test(input)) {
			return new SingleClusters(input);
		}

		this.#whole ??= new Intl.Segmenter(this.locales, this.options);
		return this.#whole.segment(input);
	}
}
