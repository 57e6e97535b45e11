import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import process from 'node:process';
import {Script} from 'node:vm';
import {wrapProgram} from './embedded-program.ts';

/*
Run by the Node.js of a single executable: compiles the main program and saves the engine's code cache after `status`
has run, so that it includes the functions that were called.
*/

const [programFile, compiledFile] = process.argv.slice(2) as [string, string];
const script = new Script(wrapProgram(readFileSync(programFile, 'utf8')), {filename: 'program.cjs'});
const exports: {runProgram?: () => Promise<void>} = {};
const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
process.argv = [process.execPath, process.execPath, 'status'];
run(exports, createRequire(import.meta.url), {exports}, process.execPath, '/');
process.on('exit', () => {
	writeFileSync(compiledFile, script.createCachedData());
	process.exitCode = 0;
});
await exports.runProgram!();
