/** Notices that something on disk has changed. */
export type DiskWatch = {
	/** Looks now: at a moment when it matters that the screen is true. */
	readonly look: () => void;
	readonly stop: () => void;
};

type WatchOptions = {
	/** The file or folder to look at, at this moment. */
	readonly place: () => string;
	/** A text that differs once what is there has changed. Rejects if it cannot be looked at. */
	readonly stampOf: (place: string) => Promise<string>;
	readonly onChange: (place: string) => void;
};

// A person who comes back from an editor finds the screen up to date. Milliseconds.
const lookInterval = 2000;

/**
Looks at a file or folder every two seconds, by the status of files alone. Watching through the system is no substitute:
it fails on network drives, and where nothing exists yet.
*/
export function watchDisk({place: placeNow, stampOf, onChange}: WatchOptions): DiskWatch {
	let known: {readonly place: string; readonly stamp: string} | undefined;
	let isLooking = false;
	let isStopped = false;
	const look = async () => {
		if (isLooking || isStopped) {
			return;
		}

		isLooking = true;
		const place = placeNow();
		// What cannot be looked at is like what never changes.
		const stamp = await stampOf(place).catch(() => '');
		isLooking = false;
		const isChanged = known?.place === place && known.stamp !== stamp;
		known = {place, stamp};
		if (isChanged && !isStopped) {
			onChange(place);
		}
	};

	const lookSoon = () => {
		void look();
	};

	lookSoon();
	const timer = setInterval(lookSoon, lookInterval);
	// It must not keep a program alive that has nothing else to do.
	timer.unref();
	return {
		look: lookSoon,
		stop() {
			isStopped = true;
			clearInterval(timer);
		},
	};
}
