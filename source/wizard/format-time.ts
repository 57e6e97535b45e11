const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of milliseconds in the two largest units a person cares about: "23 h 10 min", "180 days", "45 s". */
export function formatDuration(milliseconds: number): string {
	const span = Math.max(0, milliseconds);
	if (span >= 2 * day) {
		return `${Math.floor(span / day)} days`;
	}

	if (span >= hour) {
		const minutes = Math.floor((span % hour) / minute);
		return minutes === 0 ? `${Math.floor(span / hour)} h` : `${Math.floor(span / hour)} h ${minutes} min`;
	}

	return span >= minute ? `${Math.floor(span / minute)} min` : `${Math.floor(span / 1000)} s`;
}

/**
A span of milliseconds that is still growing, cut to tenths of a second: "2.9 s" from 2,900 to 2,999, so that whole
seconds told beside it are never fewer.
*/
export function formatElapsed(milliseconds: number): string {
	return `${(Math.floor(Math.max(0, milliseconds) / 100) / 10).toFixed(1)} s`;
}

/** An instant to the minute, in UTC; milliseconds since the epoch. */
export function formatInstant(instant: number): string {
	const date = new Date(instant);
	return Number.isNaN(date.getTime())
		? 'an unknown time'
		: `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** How much of a life is left, or that none is; both in milliseconds since the epoch. */
export function lifeLeft(end: number, now: number): string {
	return end > now ? `${formatDuration(end - now)} left` : 'expired';
}

/** When a life ends or ended: `until 2026-09-02 15:30 UTC, in 184 days`; both in milliseconds since the epoch. */
export function lifeEnd(end: number, now: number): string {
	return `${end > now ? 'until' : 'expired'} ${formatTime(end, now)}`;
}

/**
A time as it is told wherever there is room for it: the instant and how far away it is, `2026-09-02 15:30 UTC, in 184
days` or `..., 3 min ago`. Both in milliseconds since the epoch.
*/
export function formatTime(instant: number, now: number): string {
	const distance = formatDuration(Math.abs(instant - now));
	return `${formatInstant(instant)}, ${instant > now ? `in ${distance}` : `${distance} ago`}`;
}
