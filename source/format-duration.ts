const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/**
Formats milliseconds in the two largest units that matter to a person: "23 h 10 min", "180 days", "45 s". Rounded down:
what is left never sounds longer than it is.
*/
export function formatDuration(milliseconds: number): string {
	const span = Math.max(0, milliseconds);
	if (span >= 2 * day) {
		return `${Math.floor(span / day)} days`;
	}

	if (span >= hour) {
		const minutes = Math.floor((span % hour) / minute);
		return minutes === 0 ? `${Math.floor(span / hour)} h` : `${Math.floor(span / hour)} h ${minutes} min`;
	}

	return span >= minute ? `${Math.floor(span / minute)} min` : `${Math.floor(span / second)} s`;
}

/** Describes a wait of milliseconds in words. Rounded up: whoever waits that long has waited long enough. */
export function describeWait(milliseconds: number): string {
	const [unit, name] = milliseconds > 119 * minute ? [hour, 'hour'] as const : [minute, 'minute'] as const;
	const count = Math.ceil(milliseconds / unit);
	return `${count} ${name}${count === 1 ? '' : 's'}`;
}
