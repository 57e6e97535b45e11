import {describe, expect, test} from 'vitest';
import {after, begunSession, facts, grantedToken, now, press, readyForTheCall} from '../wizard/wizard-builders.js';
import {drawScreen} from './opened-screen.js';

const pressEnter = press('accept');

function granted() {
	return after(readyForTheCall(), pressEnter, {
		kind: 'token-answered',
		grant: 'password',
		now,
		outcome: grantedToken(),
	});
}

test('the commands that the last stage names are those of the profile one is in', () => {
	const proven = after(
		{...granted(), facts: {...facts, repeatedOptions: ' --practice --profile sandbox'}},
		press('next-stage'),
		{
			kind: 'proof-answered',
			now,
			outcome: {kind: 'proven', totalResults: 7, facts: granted().lastCall!.facts},
		},
	);
	const screen = drawScreen(proven, 100, 30).replaceAll(/\s*│[^\n]*\n\s*/g, ' ');
	expect(screen).toContain('concur-tokens token --practice --profile sandbox');
});

describe('at 100x30', () => {
	test('stage and debug panel stand side by side', () => {
		expect(drawScreen(begunSession(), 100, 30)).toMatchInlineSnapshot(`
			" concur-tokens profile default                                         ──────────────   0 of 7 done
			› ○ 1 Log in to your Concur admin panel               │ ── Debug: 4 missing, API not called ────────
			  ○ 2 Create a new app                                │ credentialsObject {
			  ○ 3 Generate your company request token             │  ○ appID: '', to fill
			  ○ 4 Set up the Node.js app                          │  ○ clientSecret: '', to fill
			  ○ 5 Generate your credentials file                  │  ✔ grantType: 'password', valid
			  ○ 6 Generate your refresh token                     │  ○ companyUUID: '', to fill
			  ○ 7 Prove it: call the API                          │  ○ companyRequestToken: '', to fill
			── Stage 1: Log in to your Concur admin panel ─ ○ ────│  ✔ credentialType: 'authtoken'  valid
			 The values you need are issued in SAP Concur's admin │ }
			 panel. Press Enter to tick a step and move on.       │ Credentials object is not valid: 4 missing.
			 Page: https://www.concursolutions.com/nui/ocstool    │
			                                                      │ API status: not called
			 › [ ] Press Ctrl+O to open the admin panel           │
			       Your user needs the Web Services Administrator │
			       role or the Can Administer permission.         │
			   [ ] Sign in with your user ID, then your password  │
			   [ ] The heading reads "OAuth 2.0 Application       │
			       Management"                                    │
			       If it does not, ask SAP Concur support to      │
			       enable the tool, or, in data centres other     │
			       than us2, eu2 and apj1, to create the app for  │
			       you.                                           │
			                                                      │
			   Base URI       glz                    ✔ valid      │
			                                                      │
			    Go on to stage 2: Create a new app                │
			                                                      │

			 Enter tick  Tab next  PgDn next stage  Ctrl+O page  Ctrl+R show secrets      F1 help  Ctrl+C leave"
		`);
	});

	test('a granted token with 64 scopes stays readable and pushes nothing away', () => {
		expect(drawScreen(granted(), 100, 30)).toMatchInlineSnapshot(`
			" concur-tokens profile default          refresh token: 184 days left   ━━━━━━━━━━━━──   6 of 7 done
			  ✔ 1 Log in to your Concur admin panel               │ ── Debug: credentials valid, API 200 ───────
			  ✔ 2 Create a new app                                │  ✔ appID: '4f2c9a10-6f1…0a1b2c3d4e5f', valid
			  ✔ 3 Generate your company request token             │  ✔ clientSecret: '••••••••9c0d', valid
			  ✔ 4 Set up the Node.js app                          │  ✔ grantType: 'password', valid
			  ✔ 5 Generate your credentials file                  │  ✔ companyUUID: '0d1e2f3a-…2a3b4c5d6', valid
			  ✔ 6 Generate your refresh token       184 days left │  ✔ companyRequestToken: '•••••…•1b0a', valid
			› ○ 7 Prove it: call the API                          │  ✔ credentialType: 'authtoken'  valid
			── Stage 7: Prove it: call the API ─ ○ to do ─────────│ Credentials object is valid.
			 The refresh token is exchanged for a bearer token,   │ Status code = 200  412 ms, company token
			 which is used for one read-only call that counts     │ Correlation ID =
			 your users.                                          │   6d0a8f34-4d2e-4a8c-9f0b-5c1a2b3c4d5e
			                                                      │ Company UUID =
			 ›  Call the API                                      │   0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6
			                                                      │ Refresh Token Object {
			                                                      │   expires_in: 3600 (seconds),
			                                                      │   scope: 64 scopes, the first 2
			                                                      │     scope1.area.read scope2.area.read
			                                                      │   token_type: 'Bearer',
			                                                      │   access_token: '••••••••Xy9Z', 2407 chars
			                                                      │   refresh_token: '••••••••qxmw',
			                                                      │   refresh_expires_in: 1788363000,
			                                                      │     2026-09-02 15:30 UTC, in 184 days
			                                                      │   geolocation: 'https:…concursolutions.com',
			                                                      │   id_token: '••••••••bbbb', 903 chars
			                                                      │   companyUUID: '0d1e2f…e-8f70-8192a3b4c5d6',
			                                                      │ }
			                                                      │ Success: refresh token received.
			 ✔ SAP Concur granted a refresh token. It is saved. → stage 7
			 Enter run  Tab next  Ctrl+Y copy refresh token  Ctrl+Z undo                  F1 help  Ctrl+C leave"
		`);
	});

	test('while the call runs the seconds count and the attempt is named', () => {
		const calling = after(
			readyForTheCall(),
			pressEnter,
			{
				kind: 'call-progress',
				now: now + 3000,
				progress: {kind: 'waiting', attempt: 1, reason: 'SAP Concur answered 503.', delay: 12_000},
			},
			{kind: 'clock', now: now + 5000},
		);
		expect(drawScreen(calling, 100, 30)).toMatchInlineSnapshot(`
			" concur-tokens profile default request token: up to 23 h 49 min left   ━━━━━━━━━━────   5 of 7 done
			  ✔ 1 Log in to your Concur admin panel               │ ── Debug: credentials valid, API calling ───
			  ✔ 2 Create a new app                                │ credentialsObject {
			  ✔ 3 Generate your company request token             │  ✔ appID: '4f2c9a10-6f1…0a1b2c3d4e5f', valid
			  ✔ 4 Set up the Node.js app                          │  ✔ clientSecret: '••••••••9c0d', valid
			  ✔ 5 Generate your credentials file                  │  ✔ grantType: 'password', valid
			› ○ 6 Generate your refresh token                     │  ✔ companyUUID: '0d1e2f3a-…2a3b4c5d6', valid
			  ○ 7 Prove it: call the API                          │  ✔ companyRequestToken: '•••••…•1b0a', valid
			── Stage 6: Generate your refresh token ─ ○ to do ────│  ✔ credentialType: 'authtoken'  valid
			 ⠋ Asking SAP Concur: 5.0 s. Esc cancels.             │ }
			 ! SAP Concur answered 503. Retrying in 10 s (attempt │ Credentials object is valid.
			   2 of 4).                                           │
			                                                      │ API status: calling, 5 s
			   Base URI       glz                    ✔ valid      │ Next: attempt 2 of 4
			                                                      │
			 ›  Get the refresh token                             │
			                                                      │
			                                                      │
			                                                      │
			                                                      │
			                                                      │
			                                                      │
			                                                      │
			                                                      │
			                                                      │
			                                                      │
			                                                      │
			                                                      │

			 Esc cancel the call  Tab next  PgDn next stage  Ctrl+R show secrets          F1 help  Ctrl+C leave"
		`);
	});
});

describe('at 60x20', () => {
	test('one column holds the three regions', () => {
		expect(drawScreen(begunSession(), 60, 20)).toMatchInlineSnapshot(`
			" concur-tokens                                  0 of 7 done
			 ›○ 1    ○ 2    ○ 3    ○ 4    ○ 5    ○ 6    ○ 7
			── Stage 1: Log in to your Concur admin panel ─ ○ to do ────
			 The values you need are issued in SAP Concur's admin
			 panel. Press Enter to tick a step and move on.
			 Page: https://www.concursolutions.com/nui/ocstool

			 › [ ] Press Ctrl+O to open the admin panel
			       Your user needs the Web Services Administrator role
			       or the Can Administer permission.
			   [ ] Sign in with your user ID, then your password
			   [ ] The heading reads "OAuth 2.0 Application Management"
			       If it does not, ask SAP Concur support to enable the
			       tool, or, in data centres other than us2, eu2 and
			       apj1, to create the app for you.
			   Base URI       glz                          ✔ valid
			    Go on to stage 2: Create a new app
			── Debug: credentials 4 missing, API not called ────────────

			 Enter tick  Tab next                 F1 help  Ctrl+C leave"
		`);
	});

	test('a request token older than a day is in need of attention', () => {
		const state = after(
			{...readyForTheCall(), stage: 'request-token', item: 0},
			{kind: 'clock', now: now + 24 * 3600 * 1000},
		);
		expect(drawScreen(state, 60, 20)).toMatchInlineSnapshot(`
			" concur-tokens                  token expired   4 of 7 done
			  ✔ 1    ✔ 2   ›! 3    ✔ 4    ✔ 5    ○ 6    ○ 7
			── Stage 3: Generate your company req… ─ ! needs attention ─
			 A request token lets your app obtain tokens for your
			 company. It is valid for 24 hours.
			 Page:
			 https://www.concursolutions.com/nui/authadmin/companytokens

			 › [ ] Open the page (Ctrl+O), enter the App ID (Ctrl+Y
			       copies it) and choose Submit
			   Company UUID   0d1e2f3a-4b5c-…-8192a3b4c5d6 ✔ valid
			   Request token  ••••••••1b0a                 ! expired
			     ! This request token is older than 24 hours, so SAP
			       Concur no longer accepts it. Generate a new one and
			       paste it in its place.
			   [ ] Once both values are entered, choose OK on that page

			── Debug: credentials 1 expired, API not called ────────────

			 Enter tick  Tab next                 F1 help  Ctrl+C leave"
		`);
	});

	test('a smaller window asks for room', () => {
		expect(drawScreen(begunSession(), 50, 10)).toMatchInlineSnapshot(`
			"This window is 50x10. Enlarge it to at least
			60x16.
			Nothing is lost. Press Ctrl+C to save and leave.






			"
		`);
	});
});

test('PRACTICE is whole beside the request token that runs out, at every width', () => {
	const practice = {...readyForTheCall(), facts: {...facts, isPractice: true}};
	for (const columns of [60, 76, 79, 80, 81, 82, 99, 100, 120]) {
		expect(drawScreen(practice, columns, 24).split('\n')[0], `${columns} columns`).toContain(' PRACTICE ');
	}
});
