import {expect, test} from 'vitest';
import {finishedProfile} from '../commands/finished-profile.js';
import {openedPractice, temporaryFolder} from '../practice/opened-practice.js';
import {keys, openedTerminal} from './opened-terminal.js';

test('the session calls the base URI that the command line names, not the environment\'s', async () => {
	const {home, server, log} = await finishedProfile();
	const asked: string[] = [];
	const other = await openedPractice({
		folder: temporaryFolder(),
		log(line) {
			asked.push(line);
		},
	});
	const terminal = openedTerminal({
		home,
		arguments: ['--base-uri', server.origin],
		environment: {CONCUR_BASE_URI: other.origin},
		columns: 100,
		rows: 30,
	});
	await terminal.see('next is stage 7');
	terminal.press(keys.pageDown);
	await terminal.see('Stage 7');
	terminal.press(keys.pageUp);
	await terminal.see(server.origin);
	terminal.press(keys.up, keys.up);
	await terminal.see('Request a new refresh token');
	terminal.press(keys.enter);
	await expect
		.poll(() => [...log, ...asked].filter(line => line.includes('password')).length, {timeout: 30_000})
		.toBe(2);
	expect(asked).toEqual([]);
});

test('without it, the environment\'s base URI counts more than the saved one', async () => {
	const {home} = await finishedProfile();
	const terminal = openedTerminal({home, environment: {CONCUR_BASE_URI: 'eu2'}, columns: 100, rows: 30});
	await terminal.see('next is stage 7');
	terminal.press(keys.pageDown);
	await terminal.see('Stage 7');
	terminal.press(keys.pageUp);
	await terminal.see(/Base URI.*eu2/);
});
