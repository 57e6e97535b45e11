import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {setFault} from '../practice/opened-practice.js';
import {openedAtTheCall} from './at-the-call.js';
import {keys, type OpenedTerminal} from './opened-terminal.js';
import {openedRehearsal, savedSettings, type Rehearsal} from './rehearsal.js';

/** The refresh tokens that the server knows, as it keeps them. */
function issuedTokens({home}: Rehearsal): string {
	const file = path.join(home.configFolder, 'practice', 'server', 'practice-state.json');
	return existsSync(file)
		? JSON.stringify((JSON.parse(readFileSync(file, 'utf8')) as {refreshTokens: unknown}).refreshTokens)
		: '';
}

/** Presses Enter on a call whose answer is late, and waits until the server has carried it out. */
async function callInFlight(rehearsal: Rehearsal, terminal: OpenedTerminal, milliseconds: number): Promise<void> {
	await setFault(rehearsal.server, {kind: 'rotate', calls: 1}, {kind: 'slow', milliseconds, calls: 1});
	const before = issuedTokens(rehearsal);
	terminal.press(keys.enter);
	await expect.poll(() => issuedTokens(rehearsal), {timeout: 30_000, interval: 5}).not.toBe(before);
}

const grants = {
	/** The request token is traded for the first refresh token. */
	async password(milliseconds: number) {
		const rehearsal = await openedRehearsal();
		const terminal = await openedAtTheCall(rehearsal);
		await callInFlight(rehearsal, terminal, milliseconds);
		return {rehearsal, terminal, old: undefined};
	},
	/** The proof call begins with a refresh grant, which rotates the refresh token. */
	async proof(milliseconds: number) {
		const rehearsal = await openedRehearsal();
		const terminal = await openedAtTheCall(rehearsal);
		terminal.press(keys.enter);
		await terminal.see('Concur granted a refresh token');
		await terminal.see('›  Call the API');
		const old = savedSettings(rehearsal.home).token!.object.refresh_token;
		await callInFlight(rehearsal, terminal, milliseconds);
		return {rehearsal, terminal, old};
	},
};

const endings: ReadonlyArray<readonly [string, (terminal: OpenedTerminal) => void]> = [
	[
		'SIGINT',
		terminal => {
			terminal.kill('SIGINT');
		},
	],
	[
		'SIGTERM',
		terminal => {
			terminal.kill('SIGTERM');
		},
	],
	[
		'SIGHUP',
		terminal => {
			terminal.kill('SIGHUP');
		},
	],
	[
		'Ctrl+C',
		terminal => {
			terminal.press(keys.ctrl('C'));
		},
	],
	[
		'two Ctrl+C at once, as npm passes them on',
		terminal => {
			terminal.press(keys.ctrl('C'));
			terminal.kill('SIGINT');
		},
	],
];

describe.each(['password', 'proof'] as const)('between the rotation and the answer of a %s grant', grant => {
	test.each(endings)('%s ends the session once the new refresh token is stored', async (_name, end) => {
		const {rehearsal, terminal, old} = await grants[grant](1500);
		end(terminal);
		await terminal.see('Waiting up to 60 seconds for SAP Concur\'s answer');
		expect(await terminal.ended).toMatchObject({exitCode: 0});
		const settings = savedSettings(rehearsal.home);
		expect(settings.token?.object.refresh_token).toEqual(expect.any(String));
		expect(settings.token!.object.refresh_token).not.toBe(old);
		expect(settings.unansweredGrant).toBeUndefined();
	});

	test('Esc ends waiting and tries, and the answer is stored and shown all the same', async () => {
		const {rehearsal, terminal, old} = await grants[grant](1500);
		terminal.press(keys.escape);
		await terminal.see('No more attempts will be made.');
		const saved = 'The refresh token granted before it has been saved.';
		await terminal.see(grant === 'proof' ? saved : 'Status code = 200');
		const settings = savedSettings(rehearsal.home);
		expect(settings.token?.object.refresh_token).toEqual(expect.any(String));
		expect(settings.token!.object.refresh_token).not.toBe(old);
		await terminal.see(/✔ 6 Generate/);
	});

	test('a second Ctrl+C later gives up, and says what that means', async () => {
		const {rehearsal, terminal} = await grants[grant](45_000);
		terminal.press(keys.ctrl('C'));
		await terminal.see('Waiting up to 60 seconds for SAP Concur\'s answer');
		const again = setInterval(() => {
			terminal.press(keys.ctrl('C'));
		}, 200);
		expect(await terminal.ended).toMatchObject({exitCode: 130});
		clearInterval(again);
		await terminal.see('Gave up waiting');
		expect(savedSettings(rehearsal.home).values).toMatchObject(rehearsal.values);
	});

	test('a terminal that is closed leaves the new refresh token behind', async () => {
		const {rehearsal, terminal, old} = await grants[grant](1500);
		terminal.close();
		await terminal.ended;
		const settings = savedSettings(rehearsal.home);
		expect(settings.token?.object.refresh_token).toEqual(expect.any(String));
		expect(settings.token!.object.refresh_token).not.toBe(old);
	});
});
