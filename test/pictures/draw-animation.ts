import {baseline, margin} from './screen-rows.js';
import {drawWindow} from './draw-svg.js';

/** A screen and how long it is shown, in milliseconds. */
export type Frame = {readonly rows: readonly string[]; readonly hold: number};

/** From when to when something is shown, in frames; the end is not part of it. */
type Span = {readonly first: number; readonly end: number};

/** What a row shows, one content after the other, with where each is shown. */
function contentsOf(frames: readonly Frame[], row: number): ReadonlyMap<string, readonly Span[]> {
	const contents = new Map<string, Span[]>();
	let first = 0;
	for (let end = 1; end <= frames.length; end++) {
		const content = frames[first]!.rows[row]!;
		if (frames[end]?.rows[row] !== content) {
			contents.set(content, [...contents.get(content) ?? [], {first, end}]);
			first = end;
		}
	}

	contents.delete('');
	return contents;
}

/** The moments at which a row appears and disappears, as CSS keyframes; `shares` are where frames begin, 0 to 1. */
function keyframes(spans: readonly Span[], shares: readonly number[]): string {
	const percent = (frame: number) => `${Number((shares[frame]! * 100).toFixed(3))}%`;
	const steps = spans.flatMap(({first, end}) => [
		`${percent(first)}{visibility:visible}`,
		...(shares[end]! < 1 ? [`${percent(end)}{visibility:hidden}`] : []),
	]);
	return `${spans[0]!.first > 0 ? '0%{visibility:hidden}' : ''}${steps.join('')}`;
}

/**
Screens one after the other as one picture that repeats, without script: each row that changes appears and disappears
by CSS. Rows that look the same are drawn once. Where motion is not wanted the last screen stands still.
*/
export function drawAnimation(
	frames: readonly Frame[],
	{columns, title, label}: {readonly columns: number; readonly title: string; readonly label: string},
): string {
	const total = frames.reduce((sum, {hold}) => sum + hold, 0);
	const shares = [0];
	for (const {hold} of frames) {
		shares.push(shares.at(-1)! + hold / total);
	}

	shares[frames.length] = 1;
	const drawn = new Map<string, string>();
	const timings = new Map<string, string>();
	const idOf = (ids: Map<string, string>, value: string, prefix: string) => {
		ids.set(value, ids.get(value) ?? `${prefix}${ids.size.toString(36)}`);
		return ids.get(value)!;
	};

	const rows = frames[0]!.rows.map((_, row) => [...contentsOf(frames, row)].map(([content, spans]) => {
		const use = `<use href="#${idOf(drawn, content, 'r')}" y="${baseline(row)}"`;
		const isAlways = spans.length === 1 && spans[0]!.first === 0 && spans[0]!.end === frames.length;
		if (isAlways) {
			return `${use}/>`;
		}

		const isLast = spans.at(-1)!.end === frames.length;
		return `${use} class="${isLast ? 'a' : 'a h'} ${idOf(timings, keyframes(spans, shares), 't')}"/>`;
	}).join(''));
	const style = [
		`.a{animation:${(total / 1000).toFixed(2)}s step-end infinite}.h{visibility:hidden}`,
		...[...timings].map(([steps, id]) => `.${id}{animation-name:${id}}@keyframes ${id}{${steps}}`),
		'@media(prefers-reduced-motion:reduce){.a{animation:none}}',
	].join('');
	const defs = [...drawn].map(([content, id]) => `<g id="${id}">${content}</g>`).join('\n');
	return drawWindow({
		columns, rows: frames[0]!.rows.length, title, label, style,
		body: [`<defs>${defs}</defs>`, `<g transform="translate(${margin})">`, ...rows, '</g>'],
	});
}
