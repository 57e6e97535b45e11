import {describe, expect, test} from 'vitest';
import {ranProgram} from '../commands/finished-profile.js';
import {setFault} from '../practice/opened-practice.js';
import {openedAtTheCall} from './at-the-call.js';
import {leftText} from './left-text.js';
import {openedDialogue} from './opened-dialogue.js';
import {keys, openedTerminal} from './opened-terminal.js';
import {openedRehearsal, savedSettings, type Rehearsal} from './rehearsal.js';

/** A session that is killed while SAP Concur is about to answer a grant. */
async function killedSession(grant: 'password' | 'refresh_token'): Promise<Rehearsal> {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	if (grant === 'refresh_token') {
		terminal.press(keys.enter);
		await terminal.see('›  Call the API');
	}

	await setFault(rehearsal.server, {kind: 'slow', milliseconds: 5000, calls: 1});
	terminal.press(keys.enter);
	const note = grant === 'password' ? 'unansweredRequest' : 'unansweredGrant';
	await expect.poll(() => savedSettings(rehearsal.home)[note], {timeout: 30_000, interval: 5}).toBeDefined();
	const {stdout} = await ranProgram(['status', '--practice'], rehearsal);
	expect(stdout, 'while the session waits').not.toContain('lost');
	terminal.kill('SIGKILL');
	await terminal.ended;
	return rehearsal;
}

const cases = [
	{
		grant: 'password',
		cause: 'SAP Concur was asked for a refresh token, and its answer was lost.',
		next: 'Next is stage 6',
		action: '›  Try again',
		end: 'SAP Concur granted a refresh token',
	},
	{
		grant: 'refresh_token',
		cause: 'SAP Concur was asked to refresh the token, and its answer was lost.',
		next: 'Next is stage 7',
		action: '›  Try again',
		end: '7 of 7 done',
	},
] as const;

describe.each(cases)('after kill -9 in the middle of a $grant grant', ({grant, cause, next, action, end}) => {
	test('status, check and the welcome tell of the lost answer, and asking again is the next thing', async () => {
		const rehearsal = await killedSession(grant);
		const status = await ranProgram(['status', '--practice'], rehearsal);
		expect(status.code).toBe(3);
		expect(status.stdout).toContain(cause);
		expect(status.stdout).toContain(next);
		expect((await ranProgram(['check', '--practice'], rehearsal)).stdout).toContain(cause);
		const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 100, rows: 30});
		await terminal.see('Welcome back');
		expect(leftText(terminal.screen())).toContain('SAP Concur\'s last answer was lost');
		await terminal.see(action);
		terminal.press(keys.enter);
		await terminal.see(end);
		terminal.press(keys.ctrl('C'));
		await terminal.ended;
		expect((await ranProgram(['status', '--practice'], rehearsal)).stdout).not.toContain('lost');
	});
});

test('the accessible session tells of a lost answer too', async () => {
	const rehearsal = await killedSession('refresh_token');
	const {hear, say, terminal} = openedDialogue(rehearsal.home);
	await hear('Welcome back: ');
	await hear('SAP Concur\'s last answer was lost');
	say('status');
	await hear('API status: no answer, refresh grant.');
	say('leave');
	await terminal.ended;
});
