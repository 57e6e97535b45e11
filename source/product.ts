// Replaced with values from package.json when the program is built.
declare const builtVersion: string;
declare const builtOldestNode: number;
declare const builtAsExecutable: boolean;
declare const builtHelp: string;

/** The version of this program. */
export function productVersion(): string {
	return builtVersion;
}

/** The oldest major version of Node.js that this program runs on. */
export function oldestNode(): number {
	return builtOldestNode;
}

/** Whether this program runs on a version of Node.js. */
export function isSupportedNode(version: string): boolean {
	return Number(version.split('.')[0]) >= oldestNode();
}

/** Whether this program is a single executable, which includes Node.js. */
export function isSingleExecutable(): boolean {
	return builtAsExecutable;
}

/** What `--help` prints, in ASCII, where no terminal sets the width. Available only in the short entry. */
export function embeddedHelp(): string {
	return builtHelp;
}
