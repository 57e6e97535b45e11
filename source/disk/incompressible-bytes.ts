/** Incompressible bytes: a compressing file system would store zeros in no space. */
export function incompressibleBytes(size: number): Uint8Array {
	const bytes = new Uint8Array(size);
	// The most that `getRandomValues` returns at once, in bytes.
	const step = 65_536;
	for (let start = 0; start < size; start += step) {
		crypto.getRandomValues(bytes.subarray(start, start + step));
	}

	return bytes;
}
