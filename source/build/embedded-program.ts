import {getAsset, getRawAsset} from 'node:sea';
import path from 'node:path';
import process from 'node:process';
import {Script} from 'node:vm';

// Node's own `require` for single executables, which only knows built-in modules: the program needs no others.
declare const require: (name: string) => unknown;

type Program = {readonly runProgram: () => Promise<void>};

/** Wraps code in a function with the parameters that Node passes to a CommonJS module. */
export function wrapProgram(code: string): string {
	return `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
}

/**
Replaces `program.ts` in a single executable, where the main program is an asset next to its compiled code, so that
`token` does not wait for megabytes to be read.

@see https://nodejs.org/api/single-executable-applications.html
*/
export async function runProgram(): Promise<void> {
	const script = new Script(wrapProgram(getAsset('program', 'utf8')), {
		filename: 'program.cjs',
		cachedData: new Uint8Array(getRawAsset('compiled')),
	});
	const exports: Partial<Program> = {};
	const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
	run(exports, require, {exports}, process.execPath, path.dirname(process.execPath));
	await exports.runProgram!();
}
