import {accessSync, constants, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import {chromium, type Page} from 'playwright-core';
import {onTestFinished} from 'vitest';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** The browser of this machine: CHROMIUM_PATH, else one of the usual names. */
export function findChromium(): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(path.delimiter);
	const candidates =
		[process.env['CHROMIUM_PATH'] ?? '', ...names.flatMap(name => folders.map(folder => path.join(folder, name)))];
	return candidates.find(candidate => candidate !== '' && isExecutable(candidate));
}

export const chromiumPath = findChromium();

/**
A page in a real browser without a window, gone after the test.
Its policy is lifted for the accessibility checker, which is foreign script, unless `isPolicyKept`.
*/
export async function openedPage(
	colorScheme: 'light' | 'dark' = 'light',
	{isPolicyKept = false, permissions = []}: {readonly isPolicyKept?: boolean; readonly permissions?: string[]} = {},
): Promise<Page> {
	const browser = await chromium.launch({
		...(chromiumPath !== undefined && {executablePath: chromiumPath}),
		args: ['--no-sandbox'],
	});
	onTestFinished(async () => browser.close());
	const context = await browser.newContext({colorScheme, bypassCSP: !isPolicyKept, permissions});
	return context.newPage();
}

/** Signs in as a person does. */
export async function signIn(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await page.getByLabel('User ID').fill('ada');
	await page.getByRole('button', {name: 'Next'}).click();
	await page.getByLabel('Password').fill('no real one');
	await page.getByRole('button', {name: 'Sign In'}).click();
}

/** Fills in the form of a new app and sends it, up to the App Credentials page. */
export async function createApp(page: Page, name = 'Reports'): Promise<void> {
	await page.getByRole('link', {name: 'Create new app'}).click();
	await page.getByLabel('App Name').fill(name);
	await page.getByLabel('App Description').fill('Owned by Ada');
	await page.getByLabel('Development').check();
	await page.getByLabel('Web Services (WS) Client').check();
	await page.getByLabel('password').check();
	await page.getByLabel('refresh_token').check();
	for (const search of ['openid', 'identity.user']) {
		await page.getByLabel('Search scopes').fill(search);
		await page.getByRole('button', {name: 'Select all listed scopes'}).click();
	}

	await page.getByRole('button', {name: 'Submit'}).click();
	await page.getByRole('heading', {name: 'App Credentials'}).waitFor();
}

/** Everything on the page, as Select All and Copy give it. */
export async function copyPage(page: Page): Promise<string> {
	return page.evaluate<string>(`(() => {
		const selection = document.getSelection();
		selection.selectAllChildren(document.body);
		return selection.toString();
	})()`);
}

type Violation = {readonly id: string; readonly nodes: ReadonlyArray<{readonly html: string}>};

type Checker = {readonly run: () => Promise<{readonly violations: readonly Violation[]}>};

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with the page as it stands. */
export async function violations(page: Page): Promise<readonly string[]> {
	await page.evaluate(axe);
	return page.evaluate(async () => {
		const {axe: checker} = globalThis as unknown as {axe: Checker};
		const {violations: found} = await checker.run();
		return found.map(({id, nodes}) => `${id}: ${nodes[0]?.html ?? ''}`);
	});
}
