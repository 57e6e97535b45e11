import {describe, expect, test} from 'vitest';
import {
	after, begunSession, grantedToken, now, press, readyForTheCall, typed, values,
} from '../wizard/wizard-builders.js';
import {drawScreen} from './opened-screen.js';

const pressEnter = press('accept');
const nextStage = press('next-stage');

function refused() {
	return after(readyForTheCall(), pressEnter, {
		kind: 'token-answered',
		grant: 'password',
		now,
		outcome: {
			kind: 'refused',
			code: 64,
			error: 'invalid_client',
			description: 'Incorrect client secret',
			facts: {...grantedToken().facts, status: 401},
			explanation: {
				stage: 'app',
				cause: 'The Client Secret does not belong to this Client ID.',
				remedy: 'Paste the secret again. If it is gone, let the admin panel make a new one for the app.',
			},
		},
	});
}

function granted() {
	return after(readyForTheCall(), pressEnter, {
		kind: 'token-answered',
		grant: 'password',
		now,
		outcome: grantedToken(),
	});
}

describe('the screen is whole, aligned and as tall as the terminal', () => {
	test.each([
		[80, 24],
		[100, 30],
		[60, 20],
		[99, 25],
		[60, 16],
		[100, 17],
	])('at %ix%i, however much there is to show', (columns, rows) => {
		for (const state of [
			begunSession(),
			refused(),
			granted(),
			after(granted(), press('help')),
			after(granted(), press('debug')),
		]) {
			const frame = drawScreen(state, columns, rows).split('\n');
			expect(frame.length).toBe(rows);
			expect(Math.max(...frame.map(row => row.length))).toBeLessThanOrEqual(columns);
			expect(frame[0]).toContain('concur-tokens');
			expect(frame.at(-1)).toContain('Ctrl+C leave');
		}
	});
});

describe('at 80x24', () => {
	test('the first screen tells where one is, what to do first and which key does it', () => {
		expect(drawScreen(begunSession(), 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens                                     ──────────────   0 of 7 done
			› ○ 1 Log in to your Concur admin panel      ○ 5 Generate your credentials file
			  ○ 2 Create a new app                       ○ 6 Generate your refresh token
			  ○ 3 Generate your company request token    ○ 7 Prove it: call the API
			  ○ 4 Set up the Node.js app
			── Stage 1: Log in to your Concur admin panel ─ ○ to do ────────────────────────
			 The values you need are issued in SAP Concur's admin panel. Press Enter to
			 tick a step and move on.
			 Page: https://www.concursolutions.com/nui/ocstool  Ctrl+O opens it

			 › [ ] Press Ctrl+O to open the admin panel
			       Your user needs the Web Services Administrator role or the Can
			       Administer permission.
			   [ ] Sign in with your user ID, then your password
			   [ ] The heading reads "OAuth 2.0 Application Management"
			       If it does not, ask SAP Concur support to enable the tool, or, in data
			       centres other than us2, eu2 and apj1, to create the app for you.

			   Base URI       glz                                              ✔ valid

			    Go on to stage 2: Create a new app
			── Debug: credentials 4 missing, API not called ─────── Ctrl+D shows all of it ─

			 Enter tick  Tab next  PgDn next stage  Ctrl+O page       F1 help  Ctrl+C leave"
		`);
	});

	test('a pasted App Credentials page fills both fields; a suspicious secret is named and does not block', () => {
		const state = after(begunSession(), nextStage, {
			kind: 'pasted',
			now,
			text: `Client ID: ${values.appID}\nClient Secret: ${values.appID}`,
		});
		expect(drawScreen(state, 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens                                     ──────────────   0 of 7 done
			  ○ 1 Log in to your Concur admin panel      ○ 5 Generate your credentials file
			› ! 2 Create a new app                       ○ 6 Generate your refresh token
			  ○ 3 Generate your company request token    ○ 7 Prove it: call the API
			  ○ 4 Set up the Node.js app
			── Stage 2: Create a new app ─ ! needs attention ───────────────────────────────
			 The app identifies your scripts to SAP Concur. Its secret is shown only once:
			 paste it here before you leave that page.
			 Page: https://www.concursolutions.com/nui/ocstool  Ctrl+O opens it
			   ↑ 3 more above
			   [ ] Which APIs will you call? None chosen (as in the tutorial)
			   [ ] Grants              password, refresh_token
			   [ ] Scopes              only those your scripts need
			   [ ] Choose Submit. Copy both values before you choose OK
			 › Client ID      4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f             ! suspicious
			     ! is the same as the Client Secret: one of them is wrong
			   Client Secret  ••••••••4e5f                                     ! suspicious
			     ! is the same as the Client ID: one of them is wrong
			   [ ] Once both values are entered, choose OK on that page
			    Go on to stage 3: Generate your company request token
			    Copy the request for my administrator
			── Debug: credentials 2 missing, 2 suspicious, API not called ──────────────────
			 ✔ Filled from the paste: Client ID, Client Secret.
			 Enter accept  Tab next  PgDn next stage  Ctrl+O page     F1 help  Ctrl+C leave"
		`);
	});

	test('a refused call says why, what to do, and offers the stage that mends it', () => {
		expect(drawScreen(refused(), 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens     ━━━━━━━━ request token: up to 23 h 50 min left   4 of 7 done
			  ✔ 1 Log in to your Concur admin panel      ✔ 5 Generate your credentials file
			  ! 2 Create a new app                     › ! 6 Generate your refresh token
			  ✔ 3 Generate your company request token    ○ 7 Prove it: call the API
			  ✔ 4 Set up the Node.js app
			── Stage 6: Generate your refresh token ─ ! needs attention ────────────────────
			 ✘ The Client Secret does not belong to this Client ID.
			 What to do: Paste the secret again. If it is gone, let the admin panel make a
			 new one for the app.

			   Base URI       glz                                              ✔ valid

			 ›  Go to stage 2: Create a new app
			    Try again
			── Debug: credentials 1 refused, API 401 ────────────── Ctrl+D shows all of it ─
			Status code = 401  412 ms, company token
			Error = 64 invalid_client
			SAP Concur says: Incorrect client secret
			Correlation ID = 6d0a8f34-4d2e-4a8c-9f0b-5c1a2b3c4d5e
			No refresh token: refused.
			Company UUID = 0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6


			 Enter run  Tab next  PgDn next stage                     F1 help  Ctrl+C leave"
		`);
	});

	test('a question stands where the stage was', () => {
		const state = after(readyForTheCall(), press('previous-stage'));
		const other = {
			...state,
			folderReport: {
				...state.folderReport!,
				credentialsFile: {
					kind: 'read' as const,
					credentials: {...values, appID: 'another', grantType: 'password', credentialType: 'authtoken'},
					modifiedAt: now,
				},
			},
			item: 0,
		};
		expect(drawScreen(after(other, pressEnter), 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens     ━━━━━━━━ request token: up to 23 h 50 min left   4 of 7 done
			  ✔ 1 Log in to your Concur admin panel    › ○ 5 Generate your credentials file
			  ✔ 2 Create a new app                       ○ 6 Generate your refresh token
			  ✔ 3 Generate your company request token    ○ 7 Prove it: call the API
			  ✔ 4 Set up the Node.js app
			── Stage 5: Generate your credentials file ─ ○ to do ───────────────────────────

			   Replace /home/ada/concur/credentials.json? The values in that file will be
			   lost.

			 ›  Replace the file
			    Keep the file as it is


			── Debug: credentials valid, API not called ─────────── Ctrl+D shows all of it ─
			 ✔ appID: '4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f', valid
			 ✔ clientSecret: '••••••••9c0d', valid
			 ✔ grantType: 'password', valid
			 ✔ companyUUID: '0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6', valid
			 ✔ companyRequestToken: '••••••••1b0a', valid
			 ✔ credentialType: 'authtoken'  valid
			API status: not called

			 y replace  n keep  Esc back  Enter choose  Tab next               Ctrl+C leave"
		`);
	});

	test('help is searched: what was found is counted, and nothing found is said', () => {
		const search = (text: string) =>
			drawScreen(after(begunSession(), press('help'), typed(text)), 80, 16).split('\n').slice(1, 6).join('\n');
		expect(search('stage next')).toMatchInlineSnapshot(`
			"── Help ────────────────────────────────────────────────────────────── 2 found ─
			 › Search: stage next
			Keys
			  Tab, ↓          next item of this stage
			  PgDn, Ctrl+N    next stage; nothing is lost"
		`);
		expect(search('refund')).toMatchInlineSnapshot(`
			"── Help ────────────────────────────────────────────────────────────── 0 found ─
			 › Search: refund
			  Nothing found. Press Backspace or Esc, then type another word.

			"
		`);
	});

	test('help lists every key', () => {
		expect(drawScreen(after(begunSession(), press('help')), 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens                                     ──────────────   0 of 7 done
			── Help ────────────────────────────────────────────────────────────────────────
			 › Search: type a word
			Keys
			  Enter           tick or untick a step, accept a field, run an action; in the
			                  list of APIs, switch between read, read and write, and off
			  Ctrl+G          practice only: have the panel issue the values of this stage
			  Tab, ↓          next item of this stage
			  Shift+Tab, ↑    previous item of this stage
			  PgDn, Ctrl+N    next stage; nothing is lost
			  PgUp, Ctrl+P    previous stage; nothing is lost
			  Ctrl+O          open the page of this stage in the browser
			  F1, ?           show this help; type to search it
			  Ctrl+C          save and leave
			  Ctrl+Y          copy the current value to the clipboard, also over SSH
			  Ctrl+U          clear the field
			  Ctrl+Z          undo the last change: values, ticks, the stage
			  Ctrl+R          show or hide the secrets
			  Ctrl+D          open the whole debug panel
			  y               answer a question with yes
			  n               answer a question with no
			  36 more: ↓ or PgDn

			 Esc close  Tab down  Shift+Tab up                                 Ctrl+C leave"
		`);
	});
});
