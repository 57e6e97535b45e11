import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {expect, test} from 'vitest';
import {keys, openedHome, openedTerminal, program, type OpenedTerminal} from './opened-terminal.js';

/** A shell with job control in the terminal, and the program started from it. */
async function openedJob(...given: readonly string[]) {
	const home = openedHome({PS1: 'shell> '});
	const shell = openedTerminal({home, command: ['bash', '--norc', '--noprofile', '-i']});
	await shell.see('shell>');
	shell.press(`${process.execPath} ${program} ${given.join(' ')}\r`);
	return shell;
}

/** The shell's job, once there is one. */
function jobOf({processId}: OpenedTerminal): number {
	return Number(readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8').trim().split(' ')[0]);
}

/** Stops the program from outside, as `kill -TSTP` does; the shell then has the terminal. */
async function stop(shell: OpenedTerminal): Promise<number> {
	const job = jobOf(shell);
	process.kill(job, 'SIGTSTP');
	await shell.see('Stopped');
	await shell.see(/shell> *$/m);
	return job;
}

function terminalModes(job: number): readonly string[] {
	return spawnSync('sh', ['-c', `stty -a < /proc/${job}/fd/0`], {encoding: 'utf8'}).stdout.split(/[\s;]+/);
}

const rawModes = ['-icanon', '-echo', '-isig'];

test('after the session was stopped and continued, it has the keys and the whole screen again', async () => {
	const shell = await openedJob('--practice');
	await shell.see('›  Begin');
	shell.paste('Client Secret: 9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d');
	await shell.see('Filled from the paste: Client Secret.');
	const before = shell.screen();
	const job = await stop(shell);
	expect(terminalModes(job)).not.toEqual(expect.arrayContaining(rawModes));
	shell.press('fg\r');
	await expect.poll(() => shell.screen(), {timeout: 30_000}).toBe(before);
	expect(terminalModes(job)).toEqual(expect.arrayContaining(rawModes));
	expect(shell.emulator.buffer.active.type).toBe('alternate');
	shell.press(keys.f1);
	await shell.see('next stage; nothing is lost');
	shell.press(keys.escape, keys.ctrl('C'));
	await shell.see(/To (?:continue|resume|go on)/);
	expect(shell.emulator.buffer.active.type).toBe('normal');
});

test('a window that was resized meanwhile is filled', async () => {
	const shell = await openedJob('--practice');
	await shell.see('›  Begin');
	await stop(shell);
	shell.resize(100, 30);
	shell.press('fg\r');
	await shell.see(/^(?:.*\n){29}.*Ctrl\+C leave$/);
});

test('in plain lines, a secret typed after that is not echoed, and the question is asked again', async () => {
	const shell = await openedJob('--practice', '--accessible');
	await shell.see('leave to save and quit');
	const job = await stop(shell);
	const {length} = shell.output();
	shell.press('fg\r');
	await expect.poll(() => shell.output().slice(length), {timeout: 30_000}).toMatch(/--accessible[\s\S]*: $/);
	expect(terminalModes(job)).toEqual(expect.arrayContaining(rawModes));
});
