import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {revokeConnection} from '../../source/concur/token-calls.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {openProfile} from '../../source/store/profile/profile-store.js';
import {letBearerAge, ranProgram} from '../commands/finished-profile.js';
import {setFault} from '../practice/opened-practice.js';
import {goToTheEnd, openedAtTheCall} from './at-the-call.js';
import {leftText} from './left-text.js';
import {keys, openedTerminal, type OpenedTerminal} from './opened-terminal.js';
import {credentialsPage, openedRehearsal, requestTokenDialog, type Rehearsal} from './rehearsal.js';

/** What is not said of a connection that SAP Concur refused. */
const claims = /It works|complete|7 of 7 done|All 7/i;

/** A session in which all seven stages are done. */
async function openedAtTheEnd(rehearsal: Rehearsal): Promise<OpenedTerminal> {
	const terminal = await openedAtTheCall(rehearsal);
	await goToTheEnd(terminal);
	expect(terminal.screen()).toContain('All 7 stages are done');
	return terminal;
}

/** Chooses at the end to call the API once more. */
async function callAgain(terminal: OpenedTerminal): Promise<void> {
	terminal.press(keys.up, keys.up);
	await terminal.see('›  Call the API again');
	terminal.press(keys.enter);
}

/** Somebody revokes the connection in another place, as an administrator may. */
async function revokeElsewhere({home, server}: Rehearsal): Promise<void> {
	const {bearer} = JSON.parse(readFileSync(path.join(home.configFolder, 'practice', 'default.json'), 'utf8')) as {
		bearer: {accessToken: string};
	};
	expect(await revokeConnection({accessToken: bearer.accessToken, baseUri: server.origin})).toMatchObject({
		kind: 'revoked',
	});
}

function seeCauseOnce(terminal: OpenedTerminal, cause: string, remedy: string): void {
	expect(terminal.screen()).not.toMatch(claims);
	const shown = leftText(terminal.screen());
	expect(shown.split(cause)).toHaveLength(2);
	expect(shown.split(`What to do: ${remedy}`)).toHaveLength(2);
}

/** Writes credentials.json anew after a new request token, gets a refresh token and proves it. */
async function goOnFromTheRequestToken(terminal: OpenedTerminal): Promise<void> {
	await terminal.see('›  Replace the file with the values shown here');
	terminal.press(keys.enter);
	await terminal.see('y replace');
	terminal.press('y');
	await terminal.see('›  Request a new refresh token');
	expect(terminal.screen()).not.toMatch(claims);
	expect(terminal.screen()).not.toContain('✘');
	await goToTheEnd(terminal);
	expect(terminal.output()).toContain('Files that you exported earlier');
	await terminal.see('All 7 stages are done');
}

test('a connection that was revoked elsewhere is no longer called complete, '
	+ 'and a new request token mends it', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheEnd(rehearsal);
	await revokeElsewhere(rehearsal);
	await callAgain(terminal);
	await terminal.see('Error = 108');
	await terminal.see('token refused');
	await terminal.see('4 of 7 done');
	await terminal.see('›  Go to stage 3');
	expect(terminal.screen()).not.toMatch(/days? left/);
	seeCauseOnce(
		terminal,
		'The refresh token has expired, was revoked, or is unknown.',
		'Generate a new company request token, then get a new refresh token with it.',
	);
	terminal.press(keys.enter);
	await terminal.see('Stage 3');
	await terminal.see('! outdated');
	await terminal.see('! The refresh token that you got with this');
	expect(terminal.screen()).not.toMatch(claims);
	expect(terminal.screen()).not.toContain('Go on to');
	await terminal.see('› Request token');
	terminal.press(keys.ctrl('G'));
	await terminal.see('Issued by the practice panel');
	await goOnFromTheRequestToken(terminal);
});

test('nor is one whose refusal Try it here meets', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheEnd(rehearsal);
	await revokeElsewhere(rehearsal);
	const paths = profilePaths('default', rehearsal.home.environment, {isPractice: true});
	await letBearerAge(openProfile(paths, Date.now));
	terminal.press(keys.down);
	await terminal.see('›  Try it here');
	terminal.press(keys.enter);
	await terminal.see('›  Go to stage 3');
	await terminal.see('4 of 7 done');
	seeCauseOnce(
		terminal,
		'The refresh token has expired, was revoked, or is unknown.',
		'Generate a new company request token, then get a new refresh token with it.',
	);
	terminal.press(keys.ctrl('C'));
	await terminal.ended;
	expect(terminal.output()).toContain('Saved: 4 of 7 stages done. Next is stage 3');
});

test('nor is one whose refusal another process has met: the open session shows it by itself', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheEnd(rehearsal);
	await revokeElsewhere(rehearsal);
	const {code} = await ranProgram(['renew', '--practice', '--within', '400d'], {home: rehearsal.home});
	expect(code).toBe(1);
	await terminal.see('›  Go to stage 3');
	await terminal.see('4 of 7 done');
	expect(terminal.screen()).not.toMatch(claims);
});

test('nor is one whose proof call is forbidden: one key leads to the '
	+ 'stage that asks for a new refresh token', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheEnd(rehearsal);
	await setFault(rehearsal.server, {kind: 'status', status: 403, path: 'users', calls: 1});
	await callAgain(terminal);
	await terminal.see('Status code = 403');
	await terminal.see('API call refused');
	await terminal.see('›  Go to stage 6');
	seeCauseOnce(terminal, 'SAP Concur forbids this call', 'Get a new refresh token and try again.');
	terminal.press(keys.enter);
	await terminal.see('Stage 6');
	await terminal.see('›  Request a new refresh token');
	seeCauseOnce(terminal, 'SAP Concur forbids this call', 'Get a new refresh token and try again.');
	await goToTheEnd(terminal);
});

test('a refused connection is still told by the next session', async () => {
	const rehearsal = await openedRehearsal();
	const first = await openedAtTheEnd(rehearsal);
	await revokeElsewhere(rehearsal);
	await callAgain(first);
	await first.see('4 of 7 done');
	first.press(keys.ctrl('C'));
	await first.ended;
	expect(first.screen()).not.toMatch(claims);
	const next = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 100, rows: 30});
	await next.see('Welcome back');
	await next.see('4 of 7 done · SAP Concur refused the connection');
	expect(next.screen()).not.toMatch(claims);
	next.press(keys.enter);
	await next.see('! The refresh token that you got with this');
	expect(next.screen()).not.toMatch(claims);
});

test('with stage 5 skipped, a proven connection is no complete set-up', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = openedTerminal({home: rehearsal.home, arguments: ['--practice'], columns: 100, rows: 30});
	await terminal.see('›  Begin');
	terminal.paste(credentialsPage(rehearsal.values));
	await terminal.see('2 stages filled → stage 3: Client ID, Client Secret.');
	terminal.paste(requestTokenDialog(rehearsal.values));
	await terminal.see('Filled from the paste: Company UUID, Request token.');
	terminal.press(keys.enter);
	await terminal.see('Stage 4');
	terminal.press(keys.enter);
	await terminal.see('›  Write credentials.json');
	terminal.press(keys.pageDown);
	await terminal.see('›  Get the refresh token');
	terminal.press(keys.enter);
	await terminal.see('Concur granted a refresh token');
	await terminal.see('›  Call the API');
	terminal.press(keys.enter);
	await terminal.see(/Proven in .+ → stage 5/);
	await terminal.see('6 of 7 done');
	await terminal.see('›  Write credentials.json');
	expect(terminal.screen()).not.toMatch(/complete|7 of 7|All 7/i);
	terminal.press(keys.pageDown, keys.pageDown);
	await terminal.see('›  Go on to stage 5');
	await terminal.see('It works');
	expect(leftText(terminal.screen())).toContain('Still open: stage 5');
	expect(terminal.screen()).not.toMatch(/complete|7 of 7|All 7/i);
	terminal.press(keys.ctrl('C'));
	await terminal.ended;
	await terminal.see('Next is stage 5');
	expect(terminal.screen()).not.toMatch(/complete|7 of 7|All 7/i);
});
