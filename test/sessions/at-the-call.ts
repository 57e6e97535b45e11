import {keys, openedTerminal, type OpenedTerminal} from './opened-terminal.js';
import {credentialsPage, requestTokenDialog, type Rehearsal} from './rehearsal.js';

/** Leaves the welcome of a first start for stage 1. */
export async function begin(terminal: OpenedTerminal): Promise<void> {
	await terminal.see('›  Begin');
	terminal.press(keys.enter);
	await terminal.see('Stage 1');
}

/** Goes from stage 4 to the token call: takes the folder shown and writes credentials.json into it. */
export async function goToTheCall(terminal: OpenedTerminal): Promise<void> {
	await terminal.see('Stage 4');
	terminal.press(keys.enter);
	await terminal.see('›  Write credentials.json');
	terminal.press(keys.enter);
	await terminal.see('›  Get the refresh token');
}

/**
A session in which everything is filled in by paste and credentials.json is written: one Enter away from the
token call.
*/
export async function openedAtTheCall(
	{home, values: issued}: Rehearsal,
	{
		columns = 100,
		rows = 30,
		values = issued,
	}: {readonly columns?: number; readonly rows?: number; readonly values?: Rehearsal['values']} = {},
): Promise<OpenedTerminal> {
	const terminal = openedTerminal({home, arguments: ['--practice'], columns, rows});
	await terminal.see('›  Begin');
	terminal.paste(credentialsPage(values));
	await terminal.see('2 stages filled → stage 3: Client ID, Client Secret.');
	terminal.paste(requestTokenDialog(values));
	await terminal.see('Filled from the paste: Company UUID, Request token.');
	terminal.press(keys.enter);
	await goToTheCall(terminal);
	return terminal;
}

/** From the token call to the card at the end: asks for the refresh token, and proves it. */
export async function goToTheEnd(terminal: OpenedTerminal): Promise<void> {
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');
	await terminal.see('›  Call the API');
	terminal.press(keys.enter);
	await terminal.see('7 of 7 done');
	await terminal.see('›  Copy the token command');
}
