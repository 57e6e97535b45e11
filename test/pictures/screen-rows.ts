import {type Terminal} from '@xterm/headless';

export const cell = {width: 8.4, height: 18} as const;
export const margin = 14;
export const titleBar = 30;

export const colours = {
	background: '#16191f',
	plain: '#d5d9e0',
	dim: '#8b93a1',
	frame: '#2a2f3a',
	// The terminal's eight colours by number.
	palette: ['#16191f', '#f0716f', '#7fc97a', '#e5c07b', '#6ea8fe', '#c792ea', '#5cc8d7', '#d5d9e0'],
} as const;

type Run = {
	text: string;
	readonly column: number;
	readonly colour: string;
	readonly background?: string;
	readonly classes: string;
};

export function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A colour of the terminal's palette of 256: its own eight twice, a cube, and greys. */
function paletteColour(entry: number): string {
	if (entry < 16) {
		return colours.palette[entry % 8]!;
	}

	const levels = [0, 95, 135, 175, 215, 255];
	const place = entry - 16;
	const channels = entry < 232
		? [levels[Math.floor(place / 36)]!, levels[Math.floor(place / 6) % 6]!, levels[place % 6]!]
		: Array.from({length: 3}, () => 8 + 10 * (entry - 232));
	return `#${channels.map(channel => channel.toString(16).padStart(2, '0')).join('')}`;
}

type Cell = NonNullable<ReturnType<NonNullable<ReturnType<Terminal['buffer']['active']['getLine']>>['getCell']>>;

function styleOf(found: Cell): Pick<Run, 'colour' | 'background' | 'classes'> {
	const foreground = found.isFgPalette()
		? paletteColour(found.getFgColor())
		: (found.isDim() ? colours.dim : colours.plain);
	const isInverse = found.isInverse() !== 0;
	return {
		colour: isInverse ? colours.background : foreground,
		...(isInverse && {background: foreground}),
		classes: [found.isBold() && 'b', found.isItalic() && 'i', found.isUnderline() && 'u'].filter(Boolean).join(' '),
	};
}

function rowRuns(terminal: Terminal, row: number): readonly Run[] {
	const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
	const runs: Run[] = [];
	for (let column = 0; column < terminal.cols; column++) {
		const found = line?.getCell(column);
		if (!found || found.getWidth() === 0) {
			continue;
		}

		const style = styleOf(found);
		const last = runs.at(-1);
		const text = found.getChars() || ' ';
		if (last?.colour === style.colour && last.background === style.background && last.classes === style.classes) {
			last.text += text;
		} else {
			runs.push({text, column, ...style});
		}
	}

	return runs;
}

function drawRun(run: Run): string {
	const x = run.column * cell.width;
	const width = run.text.length * cell.width;
	const box = run.background === undefined
		? ''
		: `<rect x="${x.toFixed(1)}" y="-13" width="${width.toFixed(1)}" `
			+ `height="${cell.height}" fill="${run.background}"/>`;
	const start = run.text.length - run.text.trimStart().length;
	const text = run.text.trim();
	if (text === '') {
		return box;
	}

	const left = (x + start * cell.width).toFixed(1);
	const shown = (text.length * cell.width).toFixed(1);
	const fill = run.colour === colours.plain ? '' : ` fill="${run.colour}"`;
	const style = fill + (run.classes === '' ? '' : ` class="${run.classes}"`);
	return `${box}<text x="${left}"${style} textLength="${shown}" xml:space="preserve">${escapeXml(text)}</text>`;
}

/** What a terminal shows, row by row, each as elements around its own base line; an empty row is an empty text. */
export function screenRows(terminal: Terminal): readonly string[] {
	return Array.from({length: terminal.rows}, (_, row) => rowRuns(terminal, row).map(run => drawRun(run)).join(''));
}

/** The base line of a row, in the picture's units. */
export function baseline(row: number): number {
	return titleBar + margin + row * cell.height;
}

export const textStyle = 'text{white-space:pre}.b{font-weight:bold}.i{font-style:italic}.u{text-decoration:underline}';
