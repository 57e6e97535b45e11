import {type Page} from 'playwright-core';
import {describe, expect, test} from 'vitest';
import {parsePaste} from '../../../source/wizard/paste/smart-paste.js';
import {openedPractice, pendingFaults} from '../opened-practice.js';
import {chromiumPath, createApp, openedPage, signIn} from './opened-browser.js';

const clipboard = ['clipboard-read', 'clipboard-write'];

/** The values that the page shows. */
async function shownValues(page: Page): Promise<readonly string[]> {
	return page.locator('.value').allTextContents();
}

async function readClipboard(page: Page): Promise<string> {
	return page.evaluate<string>('navigator.clipboard.readText()');
}

/** A browser without the clipboard of secure contexts, as on a host name of the company's own over http. */
async function withoutSecureContext(page: Page): Promise<void> {
	await page.addInitScript('Object.defineProperty(Navigator.prototype, "clipboard", {get: () => undefined})');
}

describe.runIf(chromiumPath !== undefined)('the panel leads, with its policy in force', () => {
	test('both credentials are copied at once, as the session reads them, and the page says where to go', async () => {
		const page = await openedPage('light', {isPolicyKept: true, permissions: clipboard});
		await signIn(page, (await openedPractice()).panelUrl);
		await createApp(page);
		expect(await page.getByRole('status').first().textContent()).toContain('Step 2 of 3: copy both values');
		const [appID, clientSecret] = await shownValues(page);
		await page.getByRole('button', {name: 'Copy both'}).press('Enter');
		await page.getByText('Step 2 of 3: go back to the terminal').waitFor();
		const copied = await readClipboard(page);
		expect(copied).toBe(`Client ID: ${appID}\nClient Secret: ${clientSecret}`);
		expect(parsePaste(copied)).toEqual({kind: 'named', values: {appID, clientSecret}});
		const button = page.getByRole('button', {name: 'Copied both'});
		expect(await button.textContent()).toBe('Copied');
		expect(await page.evaluate('document.activeElement.textContent')).toBe('Copied');
	});

	test('one value is copied alone; the button of the one before is itself again', async () => {
		const page = await openedPage('light', {isPolicyKept: true, permissions: clipboard});
		await signIn(page, (await openedPractice()).panelUrl);
		await createApp(page);
		const [appID, clientSecret] = await shownValues(page);
		await page.getByRole('button', {name: 'Copy Client ID'}).click();
		await page.getByText('Client ID is on the clipboard.').waitFor();
		expect(await readClipboard(page)).toBe(appID);
		await page.getByRole('button', {name: 'Copy Client Secret'}).click();
		await page.getByText('Client Secret is on the clipboard.').waitFor();
		expect(await readClipboard(page)).toBe(clientSecret);
		await page.getByRole('button', {name: 'Copy Client ID'}).waitFor();
		await page.getByRole('button', {name: 'Copied Client Secret'}).waitFor();
	});

	test('the dialog of the request token takes the focus, copies without a secure context, '
		+ 'and Escape closes it', async () => {
		const server = await openedPractice();
		const {appID} = await server.issueAppCredentials();
		const page = await openedPage('light', {isPolicyKept: true});
		await withoutSecureContext(page);
		await signIn(page, `${server.companyTokensUrl}?appID=${appID}`);
		await page.goto(`${server.companyTokensUrl}?appID=${appID}`);
		await page.getByRole('button', {name: 'Submit'}).click();
		await page.getByRole('dialog', {name: 'Success'}).waitFor();
		expect(await page.evaluate('document.activeElement.id')).toBe('success');
		const [companyUUID, companyRequestToken] = await shownValues(page);
		await page.getByRole('button', {name: 'Copy both'}).click();
		await page.getByText('Step 3 of 3: go back to the terminal').waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({state: 'detached'});
		await page.getByLabel('App ID').focus();
		await page.keyboard.press('Control+V');
		expect(parsePaste((await page.getByLabel('App ID')
			.inputValue()).replace('Company Request', '\nCompany Request')))
			.toEqual({kind: 'named', values: {companyUUID, companyRequestToken}});
	});

	test('a browser that copies nothing is no success: the page says how to copy by hand', async () => {
		const page = await openedPage('light', {isPolicyKept: true});
		await withoutSecureContext(page);
		await page.addInitScript('document.execCommand = () => false');
		await signIn(page, (await openedPractice()).panelUrl);
		await createApp(page);
		await page.getByRole('button', {name: 'Copy both'}).click();
		await page.getByText('Select the values and copy them with the keyboard.').waitFor();
		expect(await page.getByText('Copied').count()).toBe(0);
	});

	test('scopes are found by the API that they open, and a pasted list ticks what '
		+ 'it names and says what it does not know', async () => {
		const page = await openedPage('light', {isPolicyKept: true});
		await signIn(page, (await openedPractice()).panelUrl);
		await page.getByRole('link', {name: 'Create new app'}).click();
		await page.getByLabel('Search scopes and APIs').fill('list item v4 read');
		expect(await page.locator('.scopes .choice:visible span > span').allInnerTexts())
			.toEqual(['spend.listitem.read']);
		await page.getByLabel('Search scopes and APIs').fill('no such thing');
		await page.getByText('No scopes match.').waitFor();
		await page.getByText('Paste a list of scopes').click();
		await page.getByLabel('Scopes, separated by')
			.fill('spend.list.read, spend.lists.read\nidentity.user.ids.read user_read');
		await page.getByRole('button', {name: 'Select these scopes'}).click();
		await page.getByText('2 scopes are selected. Not documented, so not selected: spend.lists.read, user_read.')
			.waitFor();
		expect(await page.locator('#count').textContent()).toBe('2 of 122 selected');
		await page.getByLabel('Show selected only').check();
		expect(await page.locator('.scopes .choice:visible span > span').allInnerTexts()).toEqual([
			'identity.user.ids.read', 'spend.list.read',
		]);
		await page.getByRole('button', {name: 'Clear all listed scopes'}).click();
		expect(await page.locator('#count').textContent()).toBe('0 of 122 selected');
	});

	test('the fault form shows the fields of the chosen fault and no others, and sets it', async () => {
		const server = await openedPractice();
		const page = await openedPage('light', {isPolicyKept: true});
		await page.goto(server.controlUrl);
		const fields = async (kind: string) => {
			await page.getByLabel('What goes wrong').selectOption(kind);
			return page.locator('form:has(#kind) label:visible').allInnerTexts();
		};

		const [first, calls] =
			['What goes wrong', 'Number of calls (leave empty to keep the fault until it is cleared)'];
		expect(await fields('error'))
			.toEqual([first, 'Error code', 'Geolocation (leave empty for this server)', calls]);
		expect(await fields('rotate')).toEqual([first, calls]);
		expect(await fields('slow')).toEqual([first, 'Delay in milliseconds', 'Where', calls]);
		expect(await fields('without-scope')).toEqual([first, 'Scope to remove', calls]);
		expect(await fields('status'))
			.toEqual([first, 'HTTP status', 'Retry-After in seconds (leave empty for none)', 'Where', calls]);
		await page.getByLabel('Where').selectOption('List v4');
		await page.getByRole('button', {name: 'Set fault'}).click();
		await page.getByText('status (status 503, retryAfter 5) on List v4, 1 more call').waitFor();
		expect(await pendingFaults(server)).toBe(1);
	});

	test('a rehearsal is started by its name and says what to do in the terminal', async () => {
		const server = await openedPractice();
		const page = await openedPage('light', {isPolicyKept: true});
		await page.goto(server.controlUrl);
		await page.getByRole('button', {name: 'Rehearse Wrong secret'}).click();
		await page.getByText('Set: Wrong secret. Go back to the terminal.').waitFor();
		await page.getByText('error (code 64) on the token endpoint, 1 more call').waitFor();
		await page.getByRole('button', {name: 'Back to normal'}).click();
		await page.getByText('No faults are set: everything works.').waitFor();
	});

	test('a focused button has a ring of another colour than its own, with a gap between them', async () => {
		for (const colorScheme of ['light', 'dark'] as const) {
			const page = await openedPage(colorScheme, {isPolicyKept: true});
			await signIn(page, (await openedPractice()).panelUrl);
			await page.keyboard.press('Tab');
			const link = page.getByRole('link', {name: 'Create new app'});
			await link.focus();
			const look = await page.evaluate<Record<string, string>>('({...getComputedStyle(document.activeElement)})');
			expect(look['outlineStyle']).toBe('solid');
			expect(look['outlineOffset']).toBe('3px');
			expect(look['outlineColor']).not.toBe(look['backgroundColor']);
		}
	});
});
