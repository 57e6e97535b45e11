import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test, vi} from 'vitest';
import {type Settings} from '../../source/store/profile/settings.js';
import {pendingFaults, setFault} from '../practice/opened-practice.js';
import {signedInVisitor} from '../practice/panel-visitor.js';
import {openedAtTheCall} from './at-the-call.js';
import {keys, openedTerminal, tabTo, type OpenedTerminal} from './opened-terminal.js';
import {openedRehearsal, type Rehearsal} from './rehearsal.js';

type Stored = Pick<Settings, 'values' | 'former' | 'token'>;

function stored({home}: Rehearsal): Stored {
	return JSON.parse(readFileSync(path.join(home.configFolder, 'practice', 'default.json'), 'utf8')) as Stored;
}

/** A new secret from the panel: from now on it alone works. */
async function renewedSecret({server, values: {appID}}: Rehearsal): Promise<string> {
	const person = await signedInVisitor(server);
	const {text} = await person.submit(`/nui/ocstool/apps/${appID}`, {action: 'renew-secret', sure: 'yes'});
	return /id="value-1">([^<]+)</.exec(text)![1]!;
}

/** A finished session, at its card. */
async function openedFinished(rehearsal: Rehearsal): Promise<OpenedTerminal> {
	const terminal = await openedAtTheCall(rehearsal);
	terminal.press(keys.enter);
	await terminal.see('›  Call the API');
	terminal.press(keys.enter);
	await terminal.see('7 of 7 done');
	return terminal;
}

/** Pastes another secret and says yes to it: a refresh with it is under way then. */
async function replaceSecret(terminal: OpenedTerminal, secret: string): Promise<void> {
	terminal.paste(`Client Secret: ${secret}`);
	await terminal.see('y replace');
	terminal.press('y');
}

async function untilStored(rehearsal: Rehearsal, isSo: (settings: Stored) => boolean): Promise<void> {
	await vi.waitFor(() => {
		expect(isSo(stored(rehearsal))).toBe(true);
	}, {timeout: 30_000, interval: 1});
}

/** Opens the session again, goes to stage 2 and does an action there. */
async function resumeWith(rehearsal: Rehearsal, action: string): Promise<OpenedTerminal> {
	const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 100, rows: 30});
	await terminal.see('Welcome back');
	terminal.press(keys.enter);
	await terminal.see(/Stage \d:|All 7 stages/);
	const opened = Number(/Stage (\d):/.exec(terminal.screen())?.[1] ?? 7);
	for (let stage = opened - 1; stage >= 2; stage--) {
		terminal.press(keys.pageUp);
		// One stage after the other, as a person who watches the screen.
		await terminal.see(`Stage ${stage}:`);
	}

	await tabTo(terminal, action);
	terminal.press(keys.enter);
	return terminal;
}

/** A session that was killed while it waited for the answer to another secret. */
async function killedWhileWaiting(rehearsal: Rehearsal, secret: () => Promise<string>): Promise<string> {
	const terminal = await openedFinished(rehearsal);
	const other = await secret();
	await setFault(rehearsal.server, {kind: 'no-answer', path: 'token', calls: 1});
	await replaceSecret(terminal, other);
	await untilStored(rehearsal, ({values}) => values.clientSecret === other);
	await vi.waitFor(async () => {
		expect(await pendingFaults(rehearsal.server)).toBe(0);
	}, {timeout: 30_000, interval: 5});
	terminal.kill('SIGKILL');
	await terminal.ended;
	expect(stored(rehearsal)).toMatchObject({
		values: {clientSecret: other}, former: {clientSecret: rehearsal.values.clientSecret},
	});
	return other;
}

test('kill -9 while a new secret waits for its proof keeps both; the next start '
	+ 'proves the new one and erases the old one', async () => {
	const rehearsal = await openedRehearsal();
	const secret = await killedWhileWaiting(rehearsal, async () => renewedSecret(rehearsal));
	await resumeWith(rehearsal, 'Prove the new secret by refreshing the token');
	await untilStored(rehearsal, ({former}) => former === undefined);
	expect(stored(rehearsal).values.clientSecret).toBe(secret);
	expect(stored(rehearsal).token!.obtainedWith.clientSecret).toBe(secret);
});

test('kill -9 once a new secret was proven finds it stored with the grant that proved it, and the old one erased, '
	+ 'in one write', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedFinished(rehearsal);
	await setFault(rehearsal.server, {kind: 'rotate'});
	const before = stored(rehearsal).token!.object.refresh_token;
	const secret = await renewedSecret(rehearsal);
	await replaceSecret(terminal, secret);
	// However early after it: whoever sees the new refresh token sees the secret that it was got with.
	await untilStored(rehearsal, ({token}) => token!.object.refresh_token !== before);
	terminal.kill('SIGKILL');
	await terminal.ended;
	const now = stored(rehearsal);
	expect(now.former).toBeUndefined();
	expect([now.values.clientSecret, now.token!.obtainedWith.clientSecret]).toEqual([secret, secret]);
});
