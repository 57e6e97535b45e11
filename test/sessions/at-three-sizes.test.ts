import {describe, expect, test} from 'vitest';
import {begin, goToTheEnd, openedAtTheCall} from './at-the-call.js';
import {keys, openedHome, openedTerminal} from './opened-terminal.js';
import {credentialsPage, openedRehearsal} from './rehearsal.js';
import {threeSizes} from './three-sizes.js';

const otherSecret = '11111111-2222-4333-8444-555555555555';

describe.each(threeSizes)('in a terminal of $columns x $rows', size => {
	test('the welcome names gain, needs and time; a paste leads to the first open stage, and Ctrl+Z back', async () => {
		const {home, values} = await openedRehearsal();
		const terminal = openedTerminal({home, arguments: ['--practice'], ...size});
		for (const seen of ['You get', 'You need', 'It takes', '›  Begin', 'Paste what I have']) {
			await terminal.see(seen);
		}

		terminal.paste(credentialsPage(values));
		await terminal.see('2 stages filled → stage 3: Client ID, Client Secret.');
		await terminal.see('Stage 3');
		terminal.press(keys.ctrl('Z'));
		await terminal.see('Undone: Client ID, Client Secret.');
	});

	test('a key that does nothing says so, F5 is no help, and help is searched by typing', async () => {
		const terminal = openedTerminal({home: openedHome(), arguments: ['--practice'], ...size});
		await begin(terminal);
		terminal.press(keys.ctrl('Y'));
		await terminal.see('There is no value to copy here.');
		terminal.press('\u001B[15~');
		await terminal.see('F5 does nothing here.');
		terminal.press('\u001BOP');
		await terminal.see('Search');
		terminal.press('secret');
		await terminal.see(/\d found/);
	});

	test('a refused secret is in focus, marked, with its cause beside it; mended, '
		+ 'the road ends at the card', async () => {
		const rehearsal = await openedRehearsal();
		const values = {...rehearsal.values, clientSecret: otherSecret};
		const terminal = await openedAtTheCall(rehearsal, {...size, values});
		terminal.press(keys.enter);
		await terminal.see('›  Go to stage 2');
		terminal.press(keys.enter);
		await terminal.see(/› Client Secret .*✘ refused/);
		await terminal.see(/does\s+not\s+belong\s+to\s+this\s+Client/);
		terminal.paste(rehearsal.values.clientSecret);
		await terminal.see(/Client Secret .*✔ valid/);
		terminal.press(keys.pageDown);
		await terminal.see('Stage 3');
		terminal.press(keys.pageDown);
		await terminal.see('Stage 4');
		terminal.press(keys.pageDown);
		await terminal.see('›  Replace the file with the values shown here');
		terminal.press(keys.enter);
		await terminal.see('›  Replace the file');
		terminal.press(keys.enter);
		await terminal.see(/›\s+(?:Get the refresh token|Try again)/);
		await goToTheEnd(terminal);
		terminal.paste(`Client Secret: ${otherSecret}`);
		await terminal.see(/ending\s+in\s+5555\?/);
		await terminal.see(`›  Keep the Client Secret ending in ${rehearsal.values.clientSecret.slice(-4)}`);
		terminal.press(keys.enter);
		await terminal.see('Nothing was changed.');
		expect(terminal.output()).not.toContain(rehearsal.values.clientSecret);
	});
});
