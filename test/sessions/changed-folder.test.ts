import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {ranProgram} from '../commands/finished-profile.js';
import {goToTheEnd, openedAtTheCall} from './at-the-call.js';
import {leftText} from './left-text.js';
import {keys, openedTerminal} from './opened-terminal.js';
import {openedRehearsal} from './rehearsal.js';

test('a credentials.json that is deleted or put back while the session is open is noticed without a key', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	const file = path.join(rehearsal.filesFolder, 'credentials.json');
	const text = readFileSync(file, 'utf8');
	await terminal.see('✔ 5 Generate your credentials file');
	rmSync(file);
	await terminal.see('○ 5 Generate your credentials file');
	writeFileSync(file, text);
	await terminal.see('✔ 5 Generate your credentials file');
	writeFileSync(file, '{');
	await terminal.see('! 5 Generate your credentials file');
});

test('the session as it is left, status and the next welcome name the same next stage', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	await goToTheEnd(terminal);
	rmSync(path.join(rehearsal.filesFolder, 'credentials.json'));
	await terminal.see('6 of 7 done');
	terminal.press(keys.ctrl('C'));
	await terminal.ended;
	await terminal.see('Next is stage 5, Generate your credentials file.');
	const status = await ranProgram(['status', '--practice'], rehearsal);
	expect(status.stdout).toContain('Next is stage 5, Generate your credentials file');
	const next = openedTerminal({home: rehearsal.home, arguments: ['--practice']});
	await next.see('Welcome back');
	expect(leftText(next.screen())).toContain('next is stage 5: Generate your credentials file');
});
