/** Notices that the files in a folder have changed. */
export type FolderWatch = {
	/** Looks now: at a moment when it matters that the screen is true. */
	readonly look: () => void;
	readonly stop: () => void;
};

type WatchOptions = {
	/** The folder of this moment. */
	readonly folder: () => string;
	/** A text that differs once a file in the folder has changed. Rejects if the folder cannot be looked at. */
	readonly stampOf: (folder: string) => Promise<string>;
	readonly onChange: (folder: string) => void;
};

// A person who comes back from an editor finds the screen up to date. Milliseconds.
const lookInterval = 2000;

/**
Looks at a folder every two seconds, by the status of its files alone. Watching through the system is no substitute: it
fails on network drives, and on a folder that does not exist yet.
*/
export function watchFolder({folder, stampOf, onChange}: WatchOptions): FolderWatch {
	let known: {readonly folder: string; readonly stamp: string} | undefined;
	let isLooking = false;
	let isStopped = false;
	const look = async () => {
		if (isLooking || isStopped) {
			return;
		}

		isLooking = true;
		const place = folder();
		// A folder that cannot be looked at is like one that never changes.
		const stamp = await stampOf(place).catch(() => '');
		isLooking = false;
		const isChanged = known?.folder === place && known.stamp !== stamp;
		known = {folder: place, stamp};
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
