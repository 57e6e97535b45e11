// They are put in place when the program is built, from package.json.
declare const builtVersion: string;
declare const builtOldestNode: number;
declare const builtAsExecutable: boolean;

/** The version of this program. */
export function productVersion(): string {
	return builtVersion;
}

/** The oldest major version of Node.js that this program runs on. */
export function oldestNode(): number {
	return builtOldestNode;
}

/** Whether this program is a single executable, with Node.js within. */
export function isSingleExecutable(): boolean {
	return builtAsExecutable;
}
