import {describe, expect, test} from 'vitest';
import {openedHome, openedTerminal} from '../sessions/opened-terminal.js';
import {finishedProfile, ranProgram} from './finished-profile.js';

const colour = /\u001B\[3\dm/;

async function shownByStatus(environment: Record<string, string>): Promise<string> {
	const {home} = await finishedProfile();
	const terminal = openedTerminal({home, arguments: ['status'], environment, columns: 100, rows: 40});
	await terminal.ended;
	return terminal.output();
}

describe('status on a terminal', () => {
	test('has the marks in the terminal\'s own colours and a heading, the words in no colour', async () => {
		const output = await shownByStatus({});
		expect(output).toContain('\u001B[1mProfile default: ');
		expect(output).toContain('\u001B[32m✔\u001B[39m 1 Log in to your Concur admin panel');
		expect(output).toContain('○ 4 Set up the Node.js app');
	});

	test.each([{NO_COLOR: '1'}, {FORCE_COLOR: '0'}])('has no colour with %j', async environment => {
		expect(await shownByStatus(environment)).not.toMatch(colour);
	});

	test('has colour where FORCE_COLOR asks for it and NO_COLOR does not want it', async () => {
		expect(await shownByStatus({NO_COLOR: '1', FORCE_COLOR: '1'})).toMatch(colour);
	});

	test('has marks in colour where they are ASCII', async () => {
		expect(await shownByStatus({LC_ALL: 'C'})).toContain('\u001B[32m+\u001B[39m 1 Log in');
	});
});

describe('in a pipe', () => {
	test.each([['status'], ['check'], ['doctor']])('%s has no colour', async command => {
		const {stdout} = await ranProgram([command], {home: openedHome()});
		expect(stdout).not.toMatch(/\u001B/);
	});

	test('FORCE_COLOR brings it back', async () => {
		const {run} = await finishedProfile();
		expect((await run(['check'], {FORCE_COLOR: '1'})).stdout).toMatch(colour);
		expect((await run(['status', '--json'], {FORCE_COLOR: '1'})).stdout).not.toMatch(/\u001B/);
	});
});
