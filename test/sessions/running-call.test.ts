import {describe, expect, test} from 'vitest';
import {setFault} from '../practice/opened-practice.js';
import {openedAtTheCall} from './at-the-call.js';
import {leftText} from './left-text.js';
import {keys} from './opened-terminal.js';
import {openedRehearsal, savedSettings} from './rehearsal.js';
import {threeSizes} from './three-sizes.js';

const running = /([⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]) Asking SAP Concur: (\d+\.\d) s/;

/** How long the call takes so far, as the screen says it, in milliseconds. */
function shownTime(screen: string): number {
	return Number(running.exec(screen)![2]) * 1000;
}

describe.each(threeSizes)('while a call runs in a terminal of $columns x $rows', size => {
	test('the stage and the debug panel tell how long, which try, and when the next; Esc ends the tries, '
		+ 'not the answer', async () => {
		const rehearsal = await openedRehearsal();
		const terminal = await openedAtTheCall(rehearsal, size);
		await setFault(
			rehearsal.server,
			{kind: 'status', status: 503, retryAfter: 2, calls: 1},
			{kind: 'slow', milliseconds: 800, calls: 1},
		);
		const startedAt = Date.now();
		terminal.press(keys.enter);
		await terminal.see(/Asking SAP Concur: [\d.]+ s\. Esc cancels\./);
		const first = await terminal.see(/API calling[\s\S]*API status: calling, \d+ s[\s\S]*Attempt 1 of 4: http/);
		const [, sign] = running.exec(first)!;
		await terminal.see(new RegExp(`(?!${sign})[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] Asking`));

		await terminal.see('! SAP Concur answered 503. Retrying in 2 s (attempt');
		// Long enough for all that is looked at while the second attempt runs.
		await setFault(rehearsal.server, {kind: 'slow', milliseconds: 4000, calls: 1});
		const pause = await terminal.see('! SAP Concur answered 503. Retrying in 1 s (attempt');
		// The panel has the facts alone: each message is there once.
		expect(pause.match(/SAP Concur answered 503/g)).toHaveLength(1);
		expect(pause).toContain('Next: attempt 2 of 4');
		terminal.press(keys.ctrl('D'));
		await terminal.see('Credentials object is valid.');
		await terminal.see(/Attempt 2 of 4: http/);
		terminal.press(keys.escape);
		const second = await terminal.see(/Asking SAP Concur: [\d.]+ s, attempt 2 of 4\. Esc cancels\./);
		const sinceStart = Date.now() - startedAt;
		expect(shownTime(second)).toBeLessThanOrEqual(sinceStart);
		// Attempt 1 took 0.8 s and the wait 2 s; a timer may fire a moment early.
		expect(shownTime(second)).toBeGreaterThanOrEqual(2700);
		const [, told] = /API status: calling, (\d+) s/.exec(second)!;
		expect(Number(told)).toBe(Math.floor(shownTime(second) / 1000));

		terminal.press(keys.enter);
		await terminal.see('A call is in progress. Press Esc to cancel it.');
		terminal.press(keys.escape);
		const cancelled = await terminal.see(/attempt 2 of 4\.[^\n]*\n ! No more attempts will be made\./);
		expect(leftText(cancelled)).toContain('An answer still on its way will be saved.');
		expect(cancelled).not.toContain('Esc cancel');
		await terminal.see('Concur granted a refresh token. It is saved.');
		await terminal.see(/Status code = 200 .* 2 attempts, company token/);
		const {token, unansweredGrant} = savedSettings(rehearsal.home);
		expect(token?.object.refresh_token).toEqual(expect.any(String));
		expect(unansweredGrant).toBeUndefined();

		await terminal.see('›  Call the API');
		await setFault(rehearsal.server, {kind: 'status', status: 503, retryAfter: 30, path: 'users', calls: 1});
		terminal.press(keys.enter);
		await terminal.see('! SAP Concur answered 503. Retrying in 30 s (attempt');
		terminal.press(keys.escape);
		await terminal.see('! The proof call was cancelled.');
		await terminal.see(/API 503[\s\S]*Not proven: cancelled\./);
		expect(terminal.screen()).toContain('6 of 7 done');
	});
});
