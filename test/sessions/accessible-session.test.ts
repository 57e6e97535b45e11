import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {setFault} from '../practice/opened-practice.js';
import {recordedTools, willingSystemd} from '../recorded-tools.js';
import {expectPlainLines, openedDialogue, repeatedLines} from './opened-dialogue.js';
import {clipboard, keys, openedHome} from './opened-terminal.js';
import {credentialsPage, openedRehearsal, requestTokenDialog, savedSettings} from './rehearsal.js';

describe.each([80, 120, 60])('in a terminal of %i columns', columns => {
	test('who hears the screen goes from the admin panel to a proven API call and what follows, '
		+ 'by plain words alone', async () => {
		const home = openedHome();
		const tools = recordedTools(home.folder, willingSystemd);
		home.environment['PATH'] = `${tools.folder}:${home.environment['PATH']}`;
		const dialogue = openedDialogue(home, {columns});
		const {hear, say, terminal} = dialogue;
		await hear('PRACTICE, profile default. 0 of 7 stages done.');
		await hear('1. Begin');
		say('1');
		await hear('stage 1 of 7: Log in to your Concur admin panel.');
		await hear('Page: http://127.0.0.1:');
		await hear('Step 1 of 3.');
		say('help');
		await hear('Press Enter to do what is asked');
		await hear('undo: undoes the last change: values, ticks, the stage.');
		await hear('Enter when done: ');
		say('copy');
		await hear('There is no value to copy here.');
		await hear('Enter when done: ');
		say('');
		await hear('Step 2 of 3.');
		say('undo');
		await hear('Undone: a tick.');
		await hear('Enter when done: ');
		say('');
		await hear('Enter when done: ');
		say('back');
		await hear('Step 1 of 3, done.');
		await hear('Press Enter to continue: ');
		say('');
		for (const step of ['2', '3']) {
			await hear(`Step ${step} of 3`);
			say('');
		}

		await hear('Stage 1 is done, on to stage 2.');
		await hear('1 of 7 stages done.');
		await hear('stage 2 of 7: Create a new app.');
		await hear('Step 1 of 7. Choose Create new app. Press Enter when done: ');
		say('done');
		await hear('Step 2 of 7.');
		say('practice');
		await hear('Issued by the practice panel: Client ID, Client Secret. On to stage 3.');
		await hear('stage 3 of 7');
		say('copy');
		await hear('Copied the Client ID');
		await expect.poll(() => clipboard(terminal)).toMatch(/^[\da-f-]{36}$/);
		say('practice');
		await hear('Issued by the practice panel: Company UUID, Request token. On to stage 4.');
		await hear('Folder, not chosen yet. Press Enter to use ');
		say('');
		await hear('Stage 4 is done, on to stage 5.');
		await hear('Write credentials.json. Press Enter to do this: ');
		say('yes');
		await hear('credentials.json, readable only by you. On to stage 6.');
		await hear('Get the refresh token. Press Enter to do this: ');
		say('');
		await hear('Requesting a refresh token from SAP Concur.');
		await hear('SAP Concur granted a refresh token. It is saved. On to stage 7.');
		await hear('Call the API. Press Enter to do this: ');
		say('');
		await hear('Calling the API.');
		await hear('All 7 stages are done.');
		await hear('Refresh token: until ');
		await hear('1. Copy the token command (concur-tokens token --practice).');
		say('1');
		await hear('Copied');
		await expect.poll(() => clipboard(terminal)).toBe('concur-tokens token --practice');
		for (const [number, done] of [
			['2', 'The command prints the bearer token ending in '], ['3', 'concur.env'],
			['4', 'In Postman, choose Import'], ['5', 'refreshTokenObjectFile.json, readable only by you.'],
		] as const) {
			await hear('Type a number (or where to list them again), or press Enter for ');
			say(number);
			await hear(done);
		}

		await hear('Enter for ');
		say('6');
		await hear('Yes: Set it up. No: Show me the lines instead.');
		say('no');
		await hear('Renew it daily:');
		await hear('Press Enter to continue, or type copy to copy these lines: ');
		say('copy');
		await hear('Copied');
		await expect.poll(() => clipboard(terminal)).toContain('OnCalendar=daily');
		await hear('Press Enter to continue, or type copy to copy these lines: ');
		say('');
		await hear('Enter for ');
		say('6');
		await hear('Answer yes or no: ');
		say('yes');
		await hear('Started: the timer concur-tokens.practice.timer.');
		expect(tools.calls()).toContain('systemctl --user enable --now concur-tokens.practice.timer');
		await hear('Press Enter to continue, or type copy to copy these lines: ');
		say('status');
		await hear('PRACTICE, profile default, 7 of 7 stages done.');
		await hear('Success: token proven, SAP Concur counted 7 users.');
		say('leave');
		expect(await terminal.ended).toMatchObject({exitCode: 0});
		expect(dialogue.lines().slice(-18).join('\n')).toContain('All 7 stages are done.');

		expectPlainLines(dialogue);
		// One question was called for twice, and two units of the timer begin alike.
		const calledForTwice = /^(?:Renew the refresh token once a day|\[Unit\]$)/;
		expect(repeatedLines(dialogue).filter(line => !calledForTwice.test(line))).toEqual([]);
		const {values, token} = savedSettings(home);
		for (const secret of [
			values.clientSecret, values.companyRequestToken, token?.object.refresh_token, token?.object.access_token,
		]) {
			expect(secret).toMatch(/.{8}/);
			expect(terminal.output()).not.toContain(secret);
		}
	});

	test('a wrong secret is told with cause and remedy, mended by a pasted page, '
		+ 'and the set-up goes on to the end', async () => {
		const {home, values} = await openedRehearsal();
		const wrong = '11111111-2222-4333-8444-555555555555';
		const dialogue = openedDialogue(home, {columns});
		const {hear, say, terminal} = dialogue;
		await hear('Type a number, or press Enter for 1: ');
		terminal.paste(credentialsPage({...values, clientSecret: wrong}));
		await hear('(7 lines pasted, press Enter to accept) ');
		say('');
		await hear('2 stages filled, on to stage 3: Client ID, Client Secret.');
		// A terminal without marks around a paste.
		terminal.press(requestTokenDialog(values).replaceAll('\n', '\r'));
		await hear('(4 lines pasted, press Enter to accept) ');
		say('');
		await hear('Filled from the paste: Company UUID, Request token.');
		await hear('Step 2 of 2.');
		say('');
		await hear('Stage 3 is done, on to stage 4.');
		await hear('Folder, not chosen yet. Press Enter to use ');
		say('');
		await hear('Write credentials.json');
		say('');
		await hear('Get the refresh token');
		say('');
		await hear('Error: The Client Secret does not belong to this Client ID');
		await hear('What to do: Paste the secret again.');
		await hear('Stages 2 and 6 need attention.');
		await hear('1. Go to stage 2');
		say('');
		await hear('Client Secret, refused by SAP Concur, ending in 5555. Press Enter to keep it: ');
		for (const letter of values.clientSecret) {
			terminal.press(letter);
		}

		say('');
		await hear('Client Secret: 36 characters, valid.');
		await hear('Stage 2 is done, stages 5 and 6 are open.');
		await hear('Enter when done: ');
		say('go 5');
		await hear('differs from the values shown here.');
		await hear('1. Replace the file with the values shown here');
		say('1');
		await hear('Replace ');
		await hear('Answer yes or no: ');
		say('perhaps');
		await hear('Please answer yes or no.');
		say('y');
		await hear('credentials.json, readable only by you.');
		await hear('Press Enter to do this: ');
		say('Ask once more');
		await hear('Not understood.');
		await hear('Press Enter to do this: ');
		say('back');
		await hear('Base URI, ');
		await hear('Press Enter to keep it: ');
		say('next');
		await hear('Get the refresh token. Press Enter to do this: ');
		say('');
		await hear('SAP Concur granted a refresh token.');
		await hear('Call the API');
		say('');
		await hear('All 7 stages are done.');
		terminal.press(keys.ctrl('D'));
		expect(await terminal.ended).toMatchObject({exitCode: 0});
		expectPlainLines(dialogue);
		for (const secret of [wrong, values.clientSecret, values.companyRequestToken]) {
			expect(terminal.output()).not.toContain(secret);
		}
	});

	test('who leaves and comes back hears how far they are and goes on there', async () => {
		const {home, values} = await openedRehearsal();
		const first = openedDialogue(home, {columns});
		await first.hear('Enter for 1: ');
		first.terminal.paste(credentialsPage(values));
		first.say('');
		await first.hear('on to stage 3');
		await first.hear('Step 1 of 2.');
		first.say('');
		await first.hear('Type or paste the Company UUID: ');
		first.terminal.press('x');
		await first.hear('x');
		first.terminal.press(keys.backspace);
		await first.hear('\b \b');
		first.terminal.press(...values.companyUUID, '\r');
		await first.hear('Company UUID: valid.');
		await first.hear('Secrets are not shown as you type.');
		await first.hear('Type or paste the Request token: ');
		first.terminal.press(keys.ctrl('C'));
		expect(await first.terminal.ended).toMatchObject({exitCode: 0});
		await first.hear('Saved: 2 of 7 stages done. Next is stage 3');

		const second = openedDialogue(home, {columns});
		await second.hear('Welcome back: 2 of 7 done, next is stage 3');
		await second.hear('1. Go on (stage 3');
		second.say('');
		await second.hear('PRACTICE, stage 3 of 7');
		await second.hear('Type or paste the Request token: ');
		second.terminal.press(...values.companyRequestToken, '\r');
		await second.hear(`Request token: ${values.companyRequestToken.length} characters, valid.`);
		second.say('undo');
		await second.hear('Undone: ');
		second.terminal.kill('SIGTERM');
		expect(await second.terminal.ended).toMatchObject({exitCode: 0});
		for (const dialogue of [first, second]) {
			expect(dialogue.terminal.output().replaceAll('\b \b', '')).not.toMatch(/[\u0000-\u0008]/);
			expect(dialogue.terminal.output()).not.toContain(values.companyRequestToken);
		}
	});
});

test('a call that waits is told once, and cancelled by a word or by Ctrl+C without losing anything', async () => {
	const {home, server, values} = await openedRehearsal();
	const dialogue = openedDialogue(home);
	const {hear, say, terminal} = dialogue;
	await hear('Enter for 1: ');
	say('paste');
	await hear('Paste now. Finish with an empty line or Ctrl+D:');
	say(...`${credentialsPage(values)}${requestTokenDialog(values)}`.split(/\r?\n/).filter(line => line !== ''), '');
	await hear('3 stages filled, on to stage 4');
	say('');
	await hear('Write credentials.json');
	say('');
	for (const cancelled of ['cancel\r', keys.ctrl('C')]) {
		await hear('Press Enter to do this: ');
		await setFault(server, {kind: 'status', status: 503, retryAfter: 30, path: 'token', calls: 1});
		say('');
		await hear('Requesting a refresh token from SAP Concur.');
		await hear('SAP Concur answered 503. Retrying in 30 s (attempt 2 of 4).');
		say('next');
		await hear('The call is still running. Type cancel to stop trying, or leave to save and quit.');
		terminal.press(cancelled);
		await hear('Warning: No more attempts will be made.');
		await hear('Warning: The call was cancelled. Nothing was changed.');
	}

	await hear('Press Enter to do this: ');
	say('');
	await hear('SAP Concur granted a refresh token. It is saved.');
	await hear('Call the API. Press Enter to do this: ');
	say('go 2');
	await hear('stage 2 of 7');
	terminal.paste('Client Secret: 11111111-2222-4333-8444-555555555555');
	say('');
	await hear(`Replace the Client Secret ending in ${values.clientSecret.slice(-4)} with the one ending in 5555?`);
	say('no');
	await hear('Nothing was changed.');
	say('show');
	await hear('Secrets are now shown in full.');
	await hear(`Client Secret: ${values.clientSecret}`);
	await hear('Enter when done: ');
	say('hide');
	await hear('Secrets are masked again.');
	await hear('Enter when done: ');
	say('leave');
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	expectPlainLines(dialogue);
});

test('an existing credentials.json is offered, and taken over after a yes', async () => {
	const {home, values, filesFolder} = await openedRehearsal();
	mkdirSync(filesFolder, {recursive: true});
	writeFileSync(path.join(filesFolder, 'credentials.json'), JSON.stringify({
		...values, grantType: 'password', credentialType: 'authtoken',
	}));
	const {hear, say, terminal} = openedDialogue(home);
	await hear('Import its values?');
	await hear('Answer yes or no: ');
	say('yes');
	await hear('3 stages filled, on to stage 4: ');
	await hear('5 of 7 stages done.');
	terminal.press(keys.ctrl('C'));
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	for (const secret of [values.clientSecret, values.companyRequestToken]) {
		expect(terminal.output()).not.toContain(secret);
	}
});

test.each([
	{TERM: 'dumb'}, {ACCESSIBLE: '1'}, {INK_SCREEN_READER: 'true'},
])('%j asks for plain lines, and a rehearsal begun there keeps to them', async environment => {
	const home = openedHome();
	const dialogue = openedDialogue(home, {arguments: [], environment});
	const {hear, say, terminal} = dialogue;
	await hear('concur-tokens guided set-up, profile default.');
	await hear('3. Rehearse first');
	say('3');
	await hear('concur-tokens guided set-up, PRACTICE, profile default.');
	await hear('Enter for 1: ');
	say('leave');
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	expectPlainLines(dialogue);
	// A terminal that knows no modes would print what switches them.
	expect(terminal.output().includes('\u001B')).toBe(environment.TERM !== 'dumb');
});
