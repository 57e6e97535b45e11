// Both are put in place when the program is built, from package.json.
declare const builtVersion: string;
declare const builtOldestNode: number;

/** The version of this program. */
export function productVersion(): string {
	return builtVersion;
}

/** The oldest major version of Node.js that this program runs on. */
export function oldestNode(): number {
	return builtOldestNode;
}
