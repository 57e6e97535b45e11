// They are put in place when the program is built, from package.json.
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

/** Whether a version of Node.js is one that this program runs on. */
export function isSupportedNode(version: string): boolean {
	return Number(version.split('.')[0]) >= oldestNode();
}

/** Whether this program is a single executable, with Node.js within. */
export function isSingleExecutable(): boolean {
	return builtAsExecutable;
}

/** What `--help` prints where no terminal has a width of its own, in ASCII. The short entry alone has it. */
export function embeddedHelp(): string {
	return builtHelp;
}
