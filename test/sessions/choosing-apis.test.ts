import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {createdApp, goodApp, signedInVisitor} from '../practice/panel-visitor.js';
import {begin, goToTheCall} from './at-the-call.js';
import {openedDialogue} from './opened-dialogue.js';
import {keys, openedHome, openedTerminal, tabTo, type OpenedTerminal} from './opened-terminal.js';
import {credentialsPage, openedRehearsal, requestTokenDialog, type Rehearsal} from './rehearsal.js';

/** What the terminal was asked to put on the clipboard last. */
function clipboard(terminal: OpenedTerminal): string {
	const copies = [...terminal.output().matchAll(/\u001B\]52;c;([\w+/=]+)\u0007/g)];
	return Buffer.from(copies.at(-1)?.[1] ?? '', 'base64').toString();
}

async function toTheQuestion(terminal: OpenedTerminal): Promise<void> {
	await begin(terminal);
	terminal.press(keys.pageDown);
	for (const step of ['Choose Create new app', 'Name, description', 'Stage, type']) {
		await terminal.see(`› [ ] ${step}`);
		terminal.press(keys.enter);
	}

	await terminal.see('› [ ] Which APIs will you call? None chosen');
}

/** Ticks an API for reading, and copies the scopes beneath the list. */
async function chooseForReading(terminal: OpenedTerminal, name: string): Promise<string> {
	terminal.press(keys.down);
	await terminal.see('Search: type a word');
	await terminal.type(name);
	await terminal.see('1 found');
	terminal.press(keys.enter);
	await terminal.see('1 chosen');
	terminal.press(keys.ctrl('Y'));
	await terminal.see('Copied the scopes to the clipboard');
	terminal.press(keys.tab);
	await terminal.see('› [ ] Grants');
	return clipboard(terminal);
}

type Scopes = readonly string[];

/** An app made in the panel, and pasted into the session up to the token call. */
async function pasteApp(terminal: OpenedTerminal, {server}: Rehearsal, scopes: Scopes): Promise<string> {
	const app = await createdApp(server, {...goodApp, scopes});
	terminal.paste(credentialsPage({appID: app.client_id, clientSecret: app.client_secret}));
	await terminal.see('Client ID, Client Secret.');
	terminal.press(keys.pageDown);
	await terminal.see('Stage 3');
	terminal.paste(requestTokenDialog((await server.issueRequestToken(app.client_id))!));
	await terminal.see('Filled from the paste: Company UUID, Request token.');
	terminal.press(keys.pageDown);
	await goToTheCall(terminal);
	terminal.press(keys.enter);
	return app.client_id;
}

test('one API chosen, its only scope copied into the panel: granted, proven, '
	+ 'and seven of seven with spend.list.read alone', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 100, rows: 30});
	await toTheQuestion(terminal);
	const scopes = await chooseForReading(terminal, 'list-v4');
	expect(scopes).toBe('spend.list.read');
	await terminal.see(/Scopes:? +spend\.list\.read/);
	await pasteApp(terminal, rehearsal, scopes.split(' '));
	await terminal.see('It is saved. → stage 7');
	await terminal.see(/List v4 +not called yet/);
	terminal.press(keys.enter);
	await terminal.see('7 of 7 done');
	await terminal.see('1 granted, 1 needed');
	await terminal.see('1 of 1 proven');
	await terminal.see(/List v4 +200, \d+ ms, 3 lists/);
});

test('in practice Ctrl+G issues an app with the scopes of the chosen API and no others', async () => {
	const terminal = openedTerminal({home: openedHome(), arguments: ['--practice'], columns: 100, rows: 30});
	await toTheQuestion(terminal);
	await chooseForReading(terminal, 'list-v4');
	terminal.press(keys.ctrl('G'));
	await terminal.see('Stage 3');
	terminal.press(keys.ctrl('G'));
	await goToTheCall(terminal);
	terminal.press(keys.enter);
	await terminal.see('It is saved. → stage 7');
	terminal.press(keys.enter);
	await terminal.see('1 granted, 1 needed');
});

test('a missing scope is named once the token is granted, and one key at a time leads to the end', async () => {
	const rehearsal = await openedRehearsal();
	const {server} = rehearsal;
	const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 120, rows: 40});
	await toTheQuestion(terminal);
	await chooseForReading(terminal, 'list-v4');
	const appID = await pasteApp(terminal, rehearsal, ['identity.user.ids.read']);
	await terminal.see('Scopes: 1 granted, 1 needed, 1 missing.');
	await terminal.see('The token lacks');
	await terminal.see('›  Go to stage 2: add the missing scopes');
	terminal.press(keys.enter);
	await terminal.see(/› \[.\] Scopes/);
	terminal.press(keys.ctrl('Y'));
	await terminal.see('Copied the scopes to the clipboard');
	const person = await signedInVisitor(server);
	await person.submit(`/nui/ocstool/apps/${appID}/edit`, {...goodApp, scopes: clipboard(terminal).split(' ')});

	terminal.press(keys.pageDown);
	await terminal.see('Stage 3');
	terminal.paste(requestTokenDialog((await server.issueRequestToken(appID))!));
	await terminal.see('Filled from the paste');
	terminal.press(keys.pageDown);
	await terminal.see('Stage 4:');
	terminal.press(keys.pageUp);
	await terminal.see('Stage 3:');
	await terminal.see('Go to stage 6: request a new refresh token');
	await tabTo(terminal, 'Go to stage 6');
	terminal.press(keys.enter);
	await terminal.see('›  Request a new refresh token');
	terminal.press(keys.enter);
	await terminal.see('It is saved.');
	await terminal.see('›  Call the API');
	terminal.press(keys.enter);
	await terminal.see(/List v4 +200,? +\d+ ms,? +3 lists/);
	await terminal.see('Replace the file with the values shown here');
	terminal.press(keys.enter);
	await terminal.see('y replace');
	terminal.press('y');
	await terminal.see('7 of 7 done');
	await terminal.see('1 granted, 1 needed');
});

test('whoever only presses Enter passes the question without choosing, '
	+ 'and the request for an administrator holds no secret', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 80, rows: 24});
	await toTheQuestion(terminal);
	terminal.press(keys.enter);
	await terminal.see('› [ ] Grants');
	terminal.press(keys.backTab);
	await terminal.see('› [✔] Which APIs will you call?');
	terminal.press(keys.backTab, keys.backTab, keys.backTab, keys.backTab);
	await terminal.see('›  Copy the request for my administrator');
	terminal.press(keys.enter);
	await terminal.see('The request contains no secrets.');
	await terminal.see('Request to our SAP Concur administrator');
	expect(clipboard(terminal)).toContain('Allowed Grants: password, refresh_token');
	expect(clipboard(terminal)).toContain('send me its Client ID and Client Secret');
	terminal.press(keys.enter);
	await terminal.see('Stage 2');
});

test('in the accessible session an API is chosen by a word, told with its scopes, and dropped again', async () => {
	const dialogue = openedDialogue(openedHome());
	const {hear, say} = dialogue;
	await hear('Begin');
	say('apis');
	await hear('No APIs are chosen, so stage 2 follows the tutorial.');
	await hear('API to add or remove (Enter when done): ');
	say('localities');
	await hear('Chosen: Localities v5, read.');
	await hear('Scopes for the form, 1: locality.read.');
	say('list item');
	await hear('found. Type an ID to choose it:');
	await hear('list-item-v4: List Item v4.');
	say('List Item v4');
	await hear('Chosen: List Item v4, read. Type list-item-v4 again to choose read and write.');
	say('lokalities');
	await hear('Closest matches:');
	say('localities-v5');
	await hear('Removed: Localities v5.');
	say('');
	say('go 2');
	await hear('stage 2 of 7');
	say('where');
	await hear('Which APIs will you call? 1 API chosen.');
	await hear('Scopes: spend.listitem.read.');
});
