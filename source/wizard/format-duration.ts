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
