import {formatDuration} from './format-duration.js';

/** An instant to the minute, in UTC; milliseconds since the epoch. */
export function formatInstant(instant: number): string {
	const date = new Date(instant);
	return Number.isNaN(date.getTime())
		? 'a time that nobody knows'
		: `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/**
A time as it is told wherever there is room for it: the instant and how far away it is, `2026-09-02 15:30 UTC, in 184
days` or `..., 3 min ago`. Both in milliseconds since the epoch.
*/
export function formatTime(instant: number, now: number): string {
	const distance = formatDuration(Math.abs(instant - now));
	return `${formatInstant(instant)}, ${instant > now ? `in ${distance}` : `${distance} ago`}`;
}
