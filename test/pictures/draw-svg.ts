import {type Terminal} from '@xterm/headless';

const cell = {width: 8.4, height: 18} as const;
const margin = 14;
const titleBar = 30;

const colours = {
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
	readonly isBold: boolean;
};

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function rowRuns(terminal: Terminal, row: number): readonly Run[] {
	const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
	const runs: Run[] = [];
	for (let column = 0; column < terminal.cols; column++) {
		const found = line?.getCell(column);
		if (!found || found.getWidth() === 0) {
			continue;
		}

		const foreground = found.isFgPalette()
			? colours.palette[found.getFgColor() % 8]!
			: (found.isDim()
				? colours.dim
				: colours.plain);
		const isInverse = found.isInverse() !== 0;
		const style = {
			colour: isInverse ? colours.background : foreground,
			...(isInverse ? {background: foreground} : {}),
			isBold: found.isBold() !== 0,
		};
		const last = runs.at(-1);
		const text = found.getChars() || ' ';
		if (last?.colour === style.colour && last.background === style.background && last.isBold === style.isBold) {
			last.text += text;
		} else {
			runs.push({text, column, ...style});
		}
	}

	return runs;
}

function drawRun(run: Run, row: number): string {
	const x = margin + run.column * cell.width;
	const y = titleBar + margin + row * cell.height;
	const width = run.text.length * cell.width;
	const box =
		run.background === undefined
			? ''
			: `<rect x="${x.toFixed(1)}" y="${(y - 13).toFixed(1)}" width="${width.toFixed(1)}" height="${cell.height}" fill="${run.background}"/>`;
	const text =
		run.text.trim() === ''
			? ''
			: `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${run.colour}"${run.isBold ? ' font-weight="bold"' : ''} textLength="${width.toFixed(1)}" xml:space="preserve">${escapeXml(run.text)}</text>`;
	return box + text;
}

/** What a terminal shows, as a picture; `label` is what somebody who cannot see it is told. */
export function drawSvg(terminal: Terminal, title: string, label: string): string {
	const width = Math.ceil(terminal.cols * cell.width + 2 * margin);
	const height = Math.ceil(terminal.rows * cell.height + titleBar + 2 * margin - 6);
	const rows = Array.from({length: terminal.rows}, (_, row) =>
		rowRuns(terminal, row)
			.map(run => drawRun(run, row))
			.join(''));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} `
			+ `${height}" role="img" aria-label="${escapeXml(label)}">`,
		`<rect width="${width}" height="${height}" rx="8" fill="${colours.background}" stroke="${colours.frame}"/>`,
		`<text x="${width / 2}" y="20" text-anchor="middle" fill="${colours.dim}" font-family="sans-serif" `
			+ `font-size="12">${escapeXml(title)}</text>`,
		'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" '
			+ 'font-size="14">',
		...rows.filter(row => row !== ''),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}
