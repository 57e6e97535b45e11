import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {begin, goToTheCall} from '../../sessions/at-the-call.js';
import {keys, openedHome, openedTerminal} from '../../sessions/opened-terminal.js';
import {openedPractice} from '../opened-practice.js';
import {chromiumPath, copyPage, createApp, openedPage, signIn, violations} from './opened-browser.js';

test('without Chromium the browser tests say that they were left out', () => {
	if (chromiumPath === undefined) {
		console.warn('The browser tests were left out: there is no Chromium here. '
			+ 'To run them: apt-get install chromium, or set CHROMIUM_PATH.');
	}

	expect(chromiumPath ?? 'left out').toBeTruthy();
});

describe.runIf(chromiumPath !== undefined)('a person in a browser', () => {
	test('makes an app, takes the credentials and the request token, pastes the pages into the guided session, '
		+ 'and ends with a proven call', async () => {
		const home = openedHome();
		const terminal = openedTerminal({home, arguments: ['--practice'], columns: 100, rows: 30});
		await begin(terminal);
		const panelUrl = /http:\/\/127\.0\.0\.1:\d+\/nui\/ocstool/.exec(terminal.screen())![0];
		const page = await openedPage();
		await signIn(page, panelUrl);
		for (let step = 0; step < 3; step++) {
			terminal.press(keys.enter);
		}

		await terminal.see('1 of 7 done');
		await createApp(page);
		terminal.paste(await copyPage(page));
		await terminal.see('Filled from the paste: Client ID, Client Secret.');
		await page.getByRole('link', {name: 'OK', exact: true}).click();
		terminal.press(keys.enter);
		await terminal.see('Stage 2 is done → stage 3');
		await page.goto(panelUrl.replace('ocstool', 'authadmin/companytokens'));
		terminal.press(keys.ctrl('Y'));
		await terminal.see('Copied the');
		const copied = /\]52;c;([\w+/=]+)/.exec(terminal.output())![1]!;
		await page.getByLabel('App ID').fill(Buffer.from(copied, 'base64').toString());
		await page.getByRole('button', {name: 'Submit'}).click();
		await page.getByRole('heading', {name: 'Success'}).waitFor();
		terminal.paste(await copyPage(page));
		await terminal.see('Filled from the paste: Company UUID, Request token.');
		terminal.press(keys.enter);
		await goToTheCall(terminal);
		terminal.press(keys.enter);
		await terminal.see('Concur granted a refresh token');
		await terminal.see('›  Call the API');
		terminal.press(keys.enter);
		await terminal.see('7 of 7 done');
	});

	test('works by keyboard alone: the search narrows the list, the errors lead to their fields', async () => {
		const page = await openedPage();
		await signIn(page, (await openedPractice()).panelUrl);
		await page.getByRole('link', {name: 'Create new app'}).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('button', {name: 'Submit'}).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('link', {name: 'Enter an App Name.'}).focus();
		await page.keyboard.press('Enter');
		await page.keyboard.type('Typed by keyboard');
		expect(await page.getByLabel('App Name').inputValue()).toBe('Typed by keyboard');
		await page.getByLabel('Search scopes').focus();
		await page.keyboard.type('receipts');
		expect(await page.locator('.scopes .choice:visible span > span').allInnerTexts()).toEqual([
			'receipts.read', 'receipts.write', 'receipts.writeonly', 'spenddocs.receipts.compliance.read',
			'spenddocs.receipts.compliance.write', 'spenddocs.receipts.compliance.writeonly', 'spenddocs.receipts.read',
			'spenddocs.receipts.write', 'spenddocs.receipts.writeonly', 'travel.receipts.read', 'travel.receipts.write',
		]);
		await page.keyboard.press('Enter');
		expect(page.url()).toContain('/nui/ocstool/new');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		expect(await page.locator('#count').textContent()).toBe('11 of 122 selected');
	});

	test('going back does not bring the secret back', async () => {
		const page = await openedPage();
		await signIn(page, (await openedPractice()).panelUrl);
		await createApp(page);
		const secret = await page.locator('.value').nth(1).textContent() ?? 'none';
		await page.getByRole('link', {name: 'OK', exact: true}).click();
		await page.goBack();
		await page.getByText('was shown once and cannot be shown again').waitFor();
		expect(await page.content()).not.toContain(secret);
	});

	test('hostile text in a name runs nowhere', async () => {
		const page = await openedPage();
		let hasRun = false;
		page.on('dialog', async dialog => {
			hasRun = true;
			await dialog.dismiss();
		});
		await signIn(page, (await openedPractice()).panelUrl);
		await createApp(page, '<img src=x onerror=alert(1)><script>alert(2)</script>');
		await page.getByRole('link', {name: 'OK', exact: true}).click();
		await page.getByRole('heading', {name: '<img src=x'}).waitFor();
		expect(hasRun).toBe(false);
	});

	test('on a phone nothing is cut off: no page scrolls sideways, no word of the list is broken, '
		+ 'and the banner spans the window', async () => {
		const server = await openedPractice();
		const page = await openedPage();
		await page.setViewportSize({width: 390, height: 800});
		const wide: string[] = [];
		const measure = async (what: string) => {
			await page.locator('.banner').waitFor();
			const [content, banner] = await page.evaluate<[number, number]>(`[
				document.documentElement.scrollWidth,
				document.querySelector(".banner").clientWidth,
			]`);
			if (content > 390 || banner !== 390) {
				wide.push(`${what}: content ${content}, banner ${banner}`);
			}
		};

		await page.goto(server.panelUrl);
		await measure('sign-in');
		await signIn(page, server.panelUrl);
		await createApp(page);
		await measure('credentials');
		await page.goto(server.panelUrl);
		await measure('list');
		const row = await page.locator('tbody tr').first().boundingBox();
		expect(row!.height).toBeLessThan(60);
		await page.getByRole('link', {name: 'Reports'}).click();
		await measure('app');
		await page.getByRole('link', {name: 'Generate a company request token'}).click();
		await page.getByRole('button', {name: 'Submit'}).click();
		await measure('request token dialog');
		await page.goto(server.controlUrl);
		await measure('control page');
		expect(wide).toEqual([]);
	});

	test.each(['light', 'dark'] as const)('no page has an accessibility violation, in %s', async colorScheme => {
		const server = await openedPractice();
		const page = await openedPage(colorScheme);
		const found: string[] = [];
		const look = async (what: string) => {
			found.push(...(await violations(page)).map(violation => `${what}: ${violation}`));
		};

		await page.goto(server.panelUrl);
		await look('sign-in');
		await page.getByRole('button', {name: 'Next'}).click();
		await look('sign-in with an error');
		await signIn(page, server.panelUrl);
		await look('empty list');
		await page.getByRole('link', {name: 'Create new app'}).click();
		await look('new app');
		await page.getByRole('button', {name: 'Submit'}).click();
		await look('new app with errors');
		await page.goto(server.panelUrl);
		await createApp(page);
		await look('credentials');
		await page.reload();
		await look('credentials that are gone');
		await page.goto(server.panelUrl);
		await look('list');
		await page.getByRole('link', {name: 'Reports'}).click();
		await look('app');
		await page.getByRole('button', {name: 'Generate new secret'}).click();
		await look('app with an error');
		await page.getByRole('link', {name: 'Generate a company request token'}).click();
		await look('request token');
		await page.getByRole('button', {name: 'Submit'}).click();
		await look('request token dialog');
		await page.goto(`${server.companyTokensUrl}?appID=nobody`);
		await page.getByRole('button', {name: 'Submit'}).click();
		await look('request token refused');
		await page.goto(server.controlUrl);
		await page.getByRole('button', {name: 'Set fault'}).click();
		await look('control page');
		await page.goto(`${server.origin}/nui/nowhere`);
		await look('page that is not there');
		expect(found).toEqual([]);
	});
});
