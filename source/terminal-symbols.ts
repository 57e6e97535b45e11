import process from 'node:process';
import isUnicodeSupported from 'is-unicode-supported';

// ASCII stand-ins for symbols, each one column wide like the symbol itself.
const standIns: Readonly<Record<string, string>> = {
	'✔': '+', '✓': '+', '✘': 'x', '✗': 'x', '○': 'o', '●': '*', '◆': '*', '■': '#', '□': 'o',
	'⚠': '!', '›': '>', '‹': '<', '•': '*', '·': '-', '…': '~', '×': 'x', '\u00A0': ' ',
	'→': '>', '←': '<', '↑': '^', '↓': 'v', '▶': '>', '▸': '>', '◀': '<', '▲': '^', '▼': 'v',
	'–': '-', '—': '-', '“': '"', '”': '"', '‘': '\'', '’': '\'', '«': '"', '»': '"',
};

const spinnerFrames = ['|', '/', '-', '\\'];

// ASCII stand-ins for drawing characters: lines, blocks, and the dots of a spinner.
const drawn: ReadonlyArray<readonly [RegExp, (sign: string) => string]> = [
	[/[─┄┈╌╴╶]/, () => '-'],
	[/[━┅┉╍═╸╺]/, () => '='],
	[/[│┃┆┇┊┋║╎╏╵╷╹╻]/, () => '|'],
	[/[\u2500-\u257F]/, () => '+'],
	[/░/, () => '.'],
	[/[\u2580-\u259F]/, () => '#'],
	[/[\u2800-\u28FF]/, sign => spinnerFrames[sign.codePointAt(0)! % spinnerFrames.length]!],
];

function standIn(sign: string): string {
	return standIns[sign] ?? drawn.find(([kind]) => kind.test(sign))?.[1](sign) ?? sign;
}

/**
Replaces symbols, lines and arrows in a text with ASCII of the same width; letters stay as they are.

Applied only where text leaves for the terminal: the libraries that cut text and draw frames have symbols of their own.
*/
export function toAscii(text: string): string {
	return text.replaceAll(/[\u00A0«·»×\u2010-\u203A\u2190-\u21FF\u2500-\u27BF\u2800-\u28FF]/g, standIn);
}

/**
Whether non-ASCII symbols can be shown: the locale uses UTF-8, and the terminal is not the Linux console, whose font
lacks them. Windows has no such locale, nor does a program that was started without one.

@see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02
*/
export function hasUnicode(
	environment: Readonly<Record<string, string | undefined>> = process.env,
	platform: NodeJS.Platform = process.platform,
): boolean {
	const {LC_ALL, LC_CTYPE, LANG} = environment;
	const locale = LC_ALL || LC_CTYPE || LANG;
	const isNamed = platform !== 'win32' && Boolean(locale);
	return isUnicodeSupported() && (!isNamed || /utf-?8/i.test(locale!));
}

/** Adapts a text for people to what this terminal can show. */
export function toTerminalText(text: string, environment?: Readonly<Record<string, string | undefined>>): string {
	return hasUnicode(environment) ? text : toAscii(text.replaceAll('…', '...'));
}

/** Wraps a terminal that can only show ASCII, so that symbols are replaced in everything written to it. */
export function asciiOutput(terminal: NodeJS.WriteStream): NodeJS.WriteStream {
	if (hasUnicode()) {
		return terminal;
	}

	return new Proxy(terminal, {
		get(target, name) {
			const value: unknown = Reflect.get(target, name, target);
			if (typeof value !== 'function') {
				return value;
			}

			return name === 'write'
				? (data: string | Uint8Array, ...rest: []) =>
					target.write(typeof data === 'string' ? toAscii(data) : data, ...rest)
				: value.bind(target) as unknown;
		},
	});
}
