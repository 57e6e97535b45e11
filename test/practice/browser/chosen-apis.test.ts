import {Buffer} from 'node:buffer';
import {type Page} from 'playwright-core';
import {describe, expect, test} from 'vitest';
import {begin, goToTheCall} from '../../sessions/at-the-call.js';
import {keys, openedHome, openedTerminal, type OpenedTerminal} from '../../sessions/opened-terminal.js';
import {chromiumPath, openedPage, signIn} from './opened-browser.js';

/** What the terminal was asked to put on the clipboard last. */
function copiedInTerminal(terminal: OpenedTerminal): string {
	const copies = [...terminal.output().matchAll(/\u001B\]52;c;([\w+/=]+)\u0007/g)];
	return Buffer.from(copies.at(-1)?.[1] ?? '', 'base64').toString();
}

async function copyInTerminal(terminal: OpenedTerminal, label: string): Promise<string> {
	terminal.press(keys.ctrl('Y'));
	await terminal.see(`Copied the ${label} to the clipboard`);
	return copiedInTerminal(terminal);
}

/** What the page's button puts on the browser's clipboard. */
async function copyInBrowser(page: Page): Promise<string> {
	await page.getByRole('button', {name: 'Copy both'}).click();
	await page.getByText('go back to the terminal').waitFor();
	return page.evaluate<string>('navigator.clipboard.readText()');
}

/** Goes to the question of stage 2 by keyboard; gives the address of the panel. */
async function goToTheQuestion(terminal: OpenedTerminal): Promise<string> {
	await begin(terminal);
	const panelUrl = /http:\/\/127\.0\.0\.1:\d+\/nui\/ocstool/.exec(terminal.screen())![0];
	for (const step of ['Sign in', 'The heading reads']) {
		terminal.press(keys.enter);
		await terminal.see(`› [ ] ${step}`);
	}

	terminal.press(keys.enter);
	for (const step of ['Choose Create new app', 'Name, description', 'Stage, type']) {
		await terminal.see(`› [ ] ${step}`);
		terminal.press(keys.enter);
	}

	await terminal.see('› [ ] Which APIs will you call?');
	return panelUrl;
}

/** Ticks an API in the list for reading: it is looked for by its id. */
async function tick(terminal: OpenedTerminal, id: string, chosen: number): Promise<void> {
	await terminal.type(id);
	await terminal.see('1 found');
	terminal.press(keys.enter);
	await terminal.see(`${chosen} chosen`);
	terminal.press(keys.ctrl('U'));
	await terminal.see('Search: type a word');
}

/** Fills in the form of a new app: its grants are ticked, its scopes come as a pasted list. */
async function createApp(page: Page, grants: string, scopes: string): Promise<void> {
	await page.getByRole('link', {name: 'Create new app'}).click();
	await page.getByLabel('App Name').fill('Reports');
	await page.getByLabel('App Description').fill('Owned by Ada');
	await page.getByLabel('Production').check();
	await page.getByLabel('Web Services (WS) Client').check();
	for (const grant of grants.split(' ')) {
		await page.getByLabel(grant).check();
	}

	await pasteScopes(page, scopes);
	await page.getByRole('button', {name: 'Submit'}).click();
	await page.getByRole('heading', {name: 'App Credentials'}).waitFor();
}

async function pasteScopes(page: Page, scopes: string): Promise<void> {
	await page.getByText('Paste a list of scopes').click();
	await page.getByLabel('Scopes, separated by').fill(scopes);
	await page.getByRole('button', {name: 'Select these scopes'}).click();
}

/** A request token for the App ID that the session copies, pasted into the session. */
async function bringRequestToken(terminal: OpenedTerminal, page: Page, appID: string): Promise<void> {
	await page.getByLabel('App ID').fill(appID);
	await page.getByRole('button', {name: 'Submit'}).click();
	await page.getByRole('dialog', {name: 'Success'}).waitFor();
	terminal.paste(await copyInBrowser(page));
	await terminal.see('Filled from the paste');
}

describe.runIf(chromiumPath !== undefined)('the APIs that a person chooses', () => {
	test('go as grants and scopes into the browser\'s form, come back as credentials and a request token, '
		+ 'and are proven, a row each', async () => {
		const terminal = openedTerminal({home: openedHome(), arguments: ['--practice'], columns: 110, rows: 40});
		const panelUrl = await goToTheQuestion(terminal);
		terminal.press(keys.down);
		await terminal.see('Search: type a word');
		await tick(terminal, 'list-v4', 1);
		await tick(terminal, 'localities-v5', 2);
		await tick(terminal, 'event-subscription-v4', 3);
		const scopes = await copyInTerminal(terminal, 'scopes');
		expect(scopes).toBe('events.topic.read locality.read spend.list.read');
		terminal.press(keys.tab);
		await terminal.see('› [ ] Grants');
		const grants = await copyInTerminal(terminal, 'grants');
		expect(grants).toBe('password refresh_token client_credentials');

		const page =
			await openedPage('light', {isPolicyKept: true, permissions: ['clipboard-read', 'clipboard-write']});
		await signIn(page, panelUrl);
		await createApp(page, grants, scopes);
		terminal.paste(await copyInBrowser(page));
		await terminal.see('Filled from the paste: Client ID, Client Secret.');
		terminal.press(keys.pageDown);
		await terminal.see('Stage 3');
		const appID = await copyInTerminal(terminal, 'Client ID');
		await page.goto(panelUrl.replace('ocstool', 'authadmin/companytokens'));
		await bringRequestToken(terminal, page, appID);
		terminal.press(keys.pageDown);
		await goToTheCall(terminal);
		terminal.press(keys.enter);
		await terminal.see('It is saved. → stage 7');
		for (const api of ['List v4', 'Localities v5', 'Event Subscription v4']) {
			await terminal.see(new RegExp(`${api} +not called yet`));
		}

		terminal.press(keys.enter);
		await terminal.see('7 of 7 done');
		await terminal.see('3 granted, 3 needed');
		await terminal.see('3 of 3 proven');
		await terminal.see(/List v4 +200, \d+ ms, 3 lists/);
		await terminal.see(/Localities v5 +200, \d+ ms, 8 countries/);
		await terminal.see(/Event Subscription v4 +200, \d+ ms, 0 topics/);
	});

	test('whose scope the app lacks lead back to the form: it is added there, '
		+ 'and a new request token opens the API', async () => {
		const terminal = openedTerminal({home: openedHome(), arguments: ['--practice'], columns: 110, rows: 40});
		const panelUrl = await goToTheQuestion(terminal);
		terminal.press(keys.down);
		await terminal.see('Search: type a word');
		await tick(terminal, 'list-v4', 1);
		terminal.press(keys.tab);
		await terminal.see('› [ ] Grants');

		const page =
			await openedPage('light', {isPolicyKept: true, permissions: ['clipboard-read', 'clipboard-write']});
		await signIn(page, panelUrl);
		await createApp(page, 'password refresh_token', 'locality.read');
		terminal.paste(await copyInBrowser(page));
		await terminal.see('Filled from the paste: Client ID, Client Secret.');
		terminal.press(keys.pageDown);
		await terminal.see('Stage 3');
		const appID = await copyInTerminal(terminal, 'Client ID');
		const tokensUrl = panelUrl.replace('ocstool', 'authadmin/companytokens');
		await page.goto(tokensUrl);
		await bringRequestToken(terminal, page, appID);
		terminal.press(keys.pageDown);
		await goToTheCall(terminal);
		terminal.press(keys.enter);
		await terminal.see(/1 missing\.[\S\s]*spend\.list\.read, needed by List v4\./);
		await terminal.see('! 6 Generate your refresh token');
		await terminal.see('4 of 7 done');

		await terminal.see('›  Go to stage 2: add the missing scopes');
		terminal.press(keys.enter);
		await terminal.see(/› \[.\] Scopes/);
		const scopes = await copyInTerminal(terminal, 'scopes');
		await page.goto(panelUrl);
		await page.getByRole('link', {name: 'Reports'}).click();
		await page.getByRole('link', {name: 'Edit app'}).click();
		await pasteScopes(page, scopes);
		await page.getByRole('button', {name: 'Save'}).click();
		await page.getByRole('link', {name: 'Edit app'}).waitFor();

		terminal.press(keys.enter);
		await terminal.see('[✔] Scopes');
		terminal.press(keys.pageDown);
		await terminal.see('Stage 3');
		await page.goto(tokensUrl);
		await bringRequestToken(terminal, page, appID);
		terminal.press(keys.pageDown, keys.pageUp);
		await terminal.see('Go to stage 6: request a new refresh token');
		while (!terminal.screen().includes('›  Go to stage 6')) {
			const before = terminal.screen();
			terminal.press(keys.tab);
			// One key after the other, as a person who watches the screen.
			await terminal.changed(before);
		}

		terminal.press(keys.enter);
		await terminal.see('›  Request a new refresh token');
		terminal.press(keys.enter);
		await terminal.see('✔ 6 Generate your refresh token');
		await terminal.see('›  Call the API');
		terminal.press(keys.enter);
		await terminal.see('Replace the file with the values shown here');
		terminal.press(keys.enter);
		await terminal.see('y replace');
		terminal.press('y');
		await terminal.see('7 of 7 done');
		await terminal.see('2 granted, 1 needed');
	});
});
