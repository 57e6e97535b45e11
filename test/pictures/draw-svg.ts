import {type Terminal} from '@xterm/headless';
import {baseline, cell, colours, escapeXml, margin, screenRows, textStyle, titleBar} from './screen-rows.js';

type Picture = {
	readonly columns: number;
	readonly rows: number;
	readonly title: string;
	/** What somebody who cannot see it is told. */
	readonly label: string;
	readonly style: string;
	readonly body: readonly string[];
};

/** A window of a terminal around what is shown in it. */
export function drawWindow({columns, rows, title, label, style, body}: Picture): string {
	const width = Math.ceil(columns * cell.width + 2 * margin);
	const height = Math.ceil(rows * cell.height + titleBar + 2 * margin - 6);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} `
			+ `${height}" role="img" aria-label="${escapeXml(label)}">`,
		`<style>${textStyle}${style}</style>`,
		`<rect width="${width}" height="${height}" rx="8" fill="${colours.background}" stroke="${colours.frame}"/>`,
		`<text x="${width / 2}" y="20" text-anchor="middle" fill="${colours.dim}" font-family="sans-serif" `
			+ `font-size="12">${escapeXml(title)}</text>`,
		`<g fill="${colours.plain}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', `
			+ 'monospace" font-size="14">',
		...body.filter(element => element !== ''),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

/** What a terminal shows, as a picture; `label` is what somebody who cannot see it is told. */
export function drawSvg(terminal: Terminal, title: string, label: string): string {
	const body = screenRows(terminal).map((row, index) =>
		row === '' ? '' : `<g transform="translate(${margin} ${baseline(index)})">${row}</g>`);
	return drawWindow({columns: terminal.cols, rows: terminal.rows, title, label, style: '', body});
}
