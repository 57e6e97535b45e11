import {type Expiry} from '../concur/token-rules.js';
import {formatDuration} from '../format-duration.js';

/**
Formats elapsed milliseconds, rounded down to tenths of a second: "2.9 s" from 2,900 to 2,999, so that it never shows
more than the whole seconds displayed elsewhere.
*/
export function formatElapsed(milliseconds: number): string {
	return `${(Math.floor(Math.max(0, milliseconds) / 100) / 10).toFixed(1)} s`;
}

/** Formats how long a call took: `412 ms`, or from a second on as elapsed time is. */
export function formatLatency(milliseconds: number): string {
	const whole = Math.round(milliseconds);
	return whole < 1000 ? `${whole} ms` : formatElapsed(whole);
}

/** Formats an instant to the minute, in UTC. `instant` is milliseconds since the epoch. */
export function formatInstant(instant: number): string {
	const date = new Date(instant);
	return Number.isNaN(date.getTime())
		? 'an unknown time'
		: `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Describes a remaining lifetime: `184 days`, or `up to 184 days` if SAP Concur has not said when it ends. */
export function formatLife({at, isExact}: Expiry, now: number): string {
	return `${isExact ? '' : 'up to '}${formatDuration(at - now)}`;
}

/** Describes how much of a lifetime is left, if any. `now` is in milliseconds since the epoch. */
export function lifeLeft(expiry: Expiry, now: number): string {
	return expiry.at > now ? `${formatLife(expiry, now)} left` : 'expired';
}

/** Describes when a lifetime ends or ended: `until 2026-09-02 15:30 UTC, in 184 days`. `now` is epoch milliseconds. */
export function lifeEnd(expiry: Expiry, now: number): string {
	return `${expiry.at > now ? 'until' : 'expired'} ${formatExpiry(expiry, now)}`;
}

/** Formats the end of a lifetime as `formatTime` does, with `at the latest` if SAP Concur has not said when it is. */
export function formatExpiry({at, isExact}: Expiry, now: number): string {
	return `${formatTime(at, now)}${isExact ? '' : ', at the latest'}`;
}

/**
Formats a time in full, as an instant and its distance from now: `2026-09-02 15:30 UTC, in 184 days` or `..., 3 min
ago`. Both are milliseconds since the epoch.
*/
export function formatTime(instant: number, now: number): string {
	const distance = formatDuration(Math.abs(instant - now));
	return `${formatInstant(instant)}, ${instant > now ? `in ${distance}` : `${distance} ago`}`;
}
