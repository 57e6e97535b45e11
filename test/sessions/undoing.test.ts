import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {composeCredentials} from '../../source/concur/credentials.js';
import {begin} from './at-the-call.js';
import {keys, openedTerminal} from './opened-terminal.js';
import {credentialsPage, openedRehearsal, requestTokenDialog, savedSettings} from './rehearsal.js';

test('Ctrl+Z undoes a dozen changes of every kind, one by one, '
	+ 'and then says that there is nothing left', async () => {
	const {home, values, filesFolder} = await openedRehearsal();
	const companyUUID = '0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6';
	mkdirSync(filesFolder, {recursive: true});
	writeFileSync(
		path.join(filesFolder, 'credentials.json'),
		JSON.stringify(composeCredentials({...values, companyUUID})),
	);
	const terminal = openedTerminal({home, arguments: ['--practice']});
	await terminal.see(/Import\s+its\s+values\?/);
	terminal.press('n');
	await begin(terminal);

	const paste = (text: string) => [`\u001B[200~${text}\u001B[201~`];
	const changes: ReadonlyArray<{
		readonly pressed: readonly string[]; readonly seen: string | RegExp; readonly undone: string;
	}> = [
		{pressed: [keys.enter], seen: '› [ ] Sign in', undone: 'Undone: a tick.'},
		{pressed: [keys.enter], seen: '› [ ] The heading reads', undone: 'Undone: a tick.'},
		{pressed: [keys.pageDown], seen: 'Stage 2', undone: 'Back in stage 1.'},
		{pressed: [keys.enter], seen: '[✔] Choose Create new app', undone: 'Undone: a tick.'},
		{
			pressed: paste(credentialsPage(values)), seen: 'Filled from the paste: Client ID',
			undone: 'Undone: Client ID, Client Secret.',
		},
		{pressed: [keys.enter], seen: 'Stage 2 is done → stage 3', undone: 'Back in stage 2.'},
		{pressed: [keys.enter], seen: '› Company UUID', undone: 'Undone: a tick.'},
		{pressed: ['a', 'b', 'c'], seen: /› Company UUID +abc/, undone: 'Undone: Company UUID.'},
		{pressed: paste(companyUUID), seen: `› Company UUID   ${companyUUID}`, undone: 'Undone: Company UUID.'},
		{
			pressed: paste(requestTokenDialog(values)), seen: 'Filled from the paste: Company',
			undone: 'Undone: Company UUID, Request token.',
		},
		{pressed: [keys.pageDown], seen: 'Stage 4', undone: 'Back in stage 3.'},
		{
			pressed: [keys.enter], seen: '›  Replace the file with the values shown here',
			undone: 'Undone: Folder.',
		},
		{
			pressed: [keys.down, keys.enter], seen: `companyUUID: '${companyUUID}'`,
			undone: 'Undone: Company UUID.',
		},
	];
	for (const {pressed, seen} of changes) {
		terminal.press(...pressed);
		await terminal.see(seen);
	}

	await expect.poll(() => savedSettings(home), {timeout: 5000}).toMatchObject({
		values: {...values, companyUUID}, folder: filesFolder, stage: 'refresh-token',
	});
	for (const {undone} of changes.toReversed()) {
		const before = terminal.screen();
		terminal.press(keys.ctrl('Z'));
		await terminal.changed(before);
		await terminal.see(undone);
	}

	await terminal.see('› [ ] Press Ctrl+O to open the admin panel');
	terminal.press(keys.ctrl('Z'));
	await terminal.see('Nothing to undo.');
	await expect.poll(() => savedSettings(home), {timeout: 5000}).toMatchObject({
		values: {appID: '', clientSecret: '', companyUUID: '', companyRequestToken: ''}, folder: '',
		stage: 'login', ticks: [],
		former: {clientSecret: values.clientSecret},
	});
});
