import {exitCodes, UserError} from '../errors.js';

const units: Readonly<Record<string, number>> = {m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000};

/** Milliseconds of a span as people write it: 90m, 12h, 30d, 4w. Throws `UserError` for anything else. */
export function readTimeSpan(text: string, option: string): number {
	const match = /^(\d{1,6})([mhdw])$/.exec(text.trim().toLowerCase());
	if (!match) {
		throw new UserError(`${option} ${text}: a span is a number and m, h, d or w.`, `For example: ${option} 30d`, exitCodes.wrongUsage);
	}

	return Number(match[1]) * units[match[2]!]!;
}
