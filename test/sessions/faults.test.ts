import {expect, test} from 'vitest';
import {type FaultCommand} from '../../source/practice/control/faults.js';
import {advanceClock, setFault} from '../practice/opened-practice.js';
import {openedAtTheCall} from './at-the-call.js';
import {leftText} from './left-text.js';
import {keys} from './opened-terminal.js';
import {openedRehearsal} from './rehearsal.js';

test.each<readonly [string, FaultCommand, string]>([
	['a locked account', {kind: 'error', code: 14}, 'The account behind these credentials is locked.'],
	['an app without the grant', {kind: 'error', code: 60}, 'allow the grants password and refresh_token'],
	[
		'a company elsewhere whose data centre sends it away again',
		{kind: 'error', code: 16},
		'Your company is in another data centre.',
	],
	['maintenance', {kind: 'error', code: 134}, 'SAP Concur is undergoing scheduled maintenance for your company.'],
	[
		'too many calls, with ten minutes of patience asked for',
		{kind: 'status', status: 429, retryAfter: 600},
		'SAP Concur asked us to wait 10 minutes',
	],
	['an error page', {kind: 'html', status: 404}, 'A web page came back instead of SAP Concur\'s answer'],
	['an empty body', {kind: 'empty'}, 'The answer was empty.'],
	['a body that ends in the middle', {kind: 'cut-off'}, 'was cut off.'],
	['a dropped connection', {kind: 'drop'}, 'was cut off.'],
	['no refresh token', {kind: 'no-refresh-token'}, 'SAP Concur sent a bearer token but no refresh token.'],
])('%s is explained, and once it is over the same values are granted a token', async (_what, fault, words) => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	await setFault(rehearsal.server, fault);
	terminal.press(keys.enter);
	await terminal.see(/What to do:|✘ refused/);
	await terminal.see(/›\s+(?:Go to stage|Try again|Base URI)/);
	expect(leftText(terminal.screen())).toContain(words);
	await fetch(`${rehearsal.server.origin}/practice/faults`, {method: 'DELETE'});
	if (!terminal.screen().includes('›  Try again')) {
		terminal.press(keys.tab);
	}

	await terminal.see('›  Try again');
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');
});

test('numbers as strings, a rotated token and a moved geolocation are taken as they come', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	await setFault(rehearsal.server, {kind: 'string-numbers'}, {kind: 'moved-geolocation'}, {kind: 'rotate'});
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');
	await terminal.see('http://localhost:');
	await terminal.see('›  Call the API');
	terminal.press(keys.enter);
	await terminal.see('7 of 7 done');
});

test('a slow answer shows for how long one waits; Esc ends further attempts, '
	+ 'and what was under way is awaited and saved', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	await setFault(rehearsal.server, {kind: 'slow', milliseconds: 4000});
	terminal.press(keys.enter);
	await terminal.see(/calling, [1-9] s/);
	terminal.press(keys.escape);
	await terminal.see('Cancelled: no more attempts');
	await terminal.see('Concur granted a refresh token');
});

test('a request token older than a day on Concur\'s clock is refused, and leads back to its stage', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	await advanceClock(rehearsal.server, 25);
	terminal.press(keys.enter);
	await terminal.see('›  Go to stage 3');
	expect(leftText(terminal.screen())).toContain('the request token is older than 24 hours');
	terminal.press(keys.enter);
	await terminal.see('Stage 3');
	terminal.press(keys.ctrl('G'));
	await terminal.see('Issued by the practice panel');
});
