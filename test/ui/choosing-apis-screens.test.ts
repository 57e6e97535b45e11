import {describe, expect, test} from 'vitest';
import {type ChosenApi} from '../../source/concur/catalogue/advise.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {after, begunSession, grantedToken, now, press, readyForTheCall, typed} from '../wizard/wizard-builders.js';
import {drawScreen} from './opened-screen.js';

const chosenApis: readonly ChosenApi[] = [{id: 'list-v4', access: 'read'}, {id: 'localities-v5', access: 'read'}];
const atQuestion = begunSession({stage: 'app', item: 3, ticks: ['app.new', 'app.name', 'app.type']});
const presses = (['accept', 'next-item', 'accept', 'accept'] as const).map(name => press(name));
const inList = after(atQuestion, press('choose-apis'), typed('list'), ...presses);

function granted(scope: string): WizardState {
	const {token, ...outcome} = grantedToken();
	return after({...readyForTheCall(), chosenApis}, {
		kind: 'token-answered', grant: 'password', now, outcome: {...outcome, token: {...token, scope}},
	});
}

const lacking = granted('spend.list.read identity.user.ids.read');
const calling = after(granted('spend.list.read locality.read'), press('accept'), {
	kind: 'api-proven', now, proof: {api: 'list-v4', verdict: 'proven', status: 200, latency: 84, detail: '3 lists'},
});
const refused: WizardState = {
	...calling,
	call: {kind: 'idle'},
	lastCall: {
		grant: 'bearer', kind: 'refused', facts: {...grantedToken().facts, status: 403},
		explanation: {
			stage: 'app', cause: 'The app lacks a scope: locality.read.',
			remedy: 'Add it to the app, then generate a new request token.',
		},
	},
	proofs: [
		{api: 'list-v4', verdict: 'proven', status: 200, latency: 84, detail: '3 lists'},
		{
			api: 'localities-v5', verdict: 'refused', status: 403, latency: 31,
			detail: 'The app lacks a scope: locality.read.',
			remedy: 'Add it to the app, then generate a new request token.', stage: 'app',
		},
	],
};
const {token: grantedObject} = granted('spend.list.read locality.read');
const finished: WizardState = {
	...refused,
	lastCall: undefined,
	item: 0,
	proof: {
		facts: grantedToken().facts, totalResults: 3, found: '3 lists',
		refreshToken: grantedObject!.object.refresh_token,
	},
	connection: {
		kind: 'accepted', grant: 'bearer', at: now, refreshToken: grantedObject!.object.refresh_token,
		clientSecret: refused.values.clientSecret,
	},
	proofs: [
		refused.proofs![0]!,
		{api: 'localities-v5', verdict: 'unproven', detail: 'It has no suitable read-only call, so it was not called.'},
	],
};

describe('at 80x24', () => {
	test('the question stands beside the form, with how to answer it', () => {
		expect(drawScreen(atQuestion, 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens                                     ──────────────   0 of 7 done
			  ○ 1 Log in to your Concur admin panel      ○ 5 Generate your credentials file
			› ○ 2 Create a new app                       ○ 6 Generate your refresh token
			  ○ 3 Generate your company request token    ○ 7 Prove it: call the API
			  ○ 4 Set up the Node.js app
			── Stage 2: Create a new app ─ ○ to do ─────────────────────────────────────────
			 The app identifies your scripts to SAP Concur. Its secret is shown only once:
			 paste it here before you leave that page.
			 Page: https://www.concursolutions.com/nui/ocstool  Ctrl+O opens it
			   [✔] Choose Create new app
			   [✔] Name, description   your company and team, and what the app is for
			   [✔] Stage, type         Production · Web Services (WS) Client
			 › [ ] Which APIs will you call? None chosen (as in the tutorial)
			       Press ↓ to open the list of APIs, Enter to go on.
			   [ ] Grants              password, refresh_token
			   [ ] Scopes              only those your scripts need
			   [ ] Choose Submit. Copy both values before you choose OK
			   Client ID                                                       ○ to fill
			   Client Secret                                                   ○ to fill
			   [ ] Once both values are entered, choose OK on that page
			    Copy the request for my administrator
			── Debug: credentials 4 missing, API not called ─────── Ctrl+D shows all of it ─

			 ↓ choose  Enter go on  Tab next  PgDn next stage         F1 help  Ctrl+C leave"
		`);
	});

	test('the list shows what is found and ticked, and beneath it what the form takes', () => {
		expect(drawScreen(inList, 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens                                     ──────────────   0 of 7 done
			── Which APIs will you call? ─────────────────────────────── 6 found, 2 chosen ─
			 › Search: list
			 Lists and places
			   [✔] List v4                                   read
			 › [✔] List Item v4                              read and write
			   [ ] List Item Bulk v4
			   [ ] Localities v5
			   [ ] Attendees v4
			   [ ] Attendee Types v4









			── For the form ───────────────────────────────────── Ctrl+Y copies the scopes ─
			 Grants   password, refresh_token
			 Scopes   spend.list.read, spend.listitem.write

			 Enter untick  Tab go on  Ctrl+Y copy scopes                       Ctrl+C leave"
		`);
	});

	test('a missing scope is named where the token was granted', () => {
		expect(drawScreen(lacking, 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens                       refresh token: 184 days left   4 of 7 done
			  ✔ 1 Log in to your Concur admin panel      ✔ 5 Generate your credentials file
			  ! 2 Create a new app                     › ! 6 Generate your refresh token
			  ✔ 3 Generate your company request token    ○ 7 Prove it: call the API
			  ✔ 4 Set up the Node.js app
			── Stage 6: Generate your refresh token ─ ! needs attention ────────────────────
			 ✔ The refresh token is saved in this profile.
			 ! Scopes: 2 granted, 2 needed, 1 missing. The token lacks locality.read,
			   needed by Localities v5. Add it to the app, then generate a new company
			   request token: a token's scopes are fixed when it is issued.
			   Base URI       glz                                              ✔ valid
			 ›  Go to stage 2: add the missing scopes
			    Go to stage 3: generate a new request token
			   ↓ 3 more below
			── Debug: credentials valid, API 200 ────────────────── Ctrl+D shows all of it ─
			Status code = 200  412 ms, company token
			Correlation ID = 6d0a8f34-4d2e-4a8c-9f0b-5c1a2b3c4d5e
			Success: refresh token received.
			  refresh_token: '••••••••qxmw', 184 days left
			  scope: 2 scopes spend.list.read identity.user.ids.read
			  geolocation: 'https://us2.api.concursolutions.com',
			Company UUID = 0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6
			 ✔ SAP Concur granted a refresh token. It is saved.
			 Enter run  Tab next  PgDn next stage                     F1 help  Ctrl+C leave"
		`);
	});

	test('each API has its row while the proof goes on, and a refusal its cause and remedy', () => {
		expect(drawScreen(calling, 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens                       refresh token: 184 days left   6 of 7 done
			  ✔ 1 Log in to your Concur admin panel      ✔ 5 Generate your credentials file
			  ✔ 2 Create a new app                       ✔ 6 Generate your refresh token
			  ✔ 3 Generate your company request token  › ○ 7 Prove it: call the API
			  ✔ 4 Set up the Node.js app
			── Stage 7: Prove it: call the API ─ ○ to do ───────────────────────────────────
			 ⠋ Asking SAP Concur: 0.0 s. Esc cancels.
			 ✔ List v4        200  84 ms  3 lists
			 • Localities v5              not called yet

			 ›  Call the API



			── Debug: credentials valid, API calling ────────────── Ctrl+D shows all of it ─
			API status: calling, 0 s
			  refresh_token: '••••••••qxmw', 184 days left
			  scope: 2 scopes spend.list.read locality.read
			  geolocation: 'https://us2.api.concursolutions.com',
			Company UUID = 0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6



			 Esc cancel the call  Tab next                            F1 help  Ctrl+C leave"
		`);
		expect(drawScreen(refused, 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens                       refresh token: 184 days left   6 of 7 done
			  ✔ 1 Log in to your Concur admin panel      ✔ 5 Generate your credentials file
			  ✔ 2 Create a new app                       ✔ 6 Generate your refresh token
			  ✔ 3 Generate your company request token  › ! 7 Prove it: call the API
			  ✔ 4 Set up the Node.js app
			── Stage 7: Prove it: call the API ─ ! needs attention ─────────────────────────
			 ✔ List v4        200  84 ms  3 lists
			 ✘ Localities v5: 403, 31 ms. The app lacks a scope: locality.read. What to do:
			   Add it to the app, then generate a new request token.

			 ›  Go to stage 2: Create a new app
			    Try again


			── Debug: credentials valid, API 403 ────────────────── Ctrl+D shows all of it ─
			Status code = 403  412 ms, proof call
			Correlation ID = 6d0a8f34-4d2e-4a8c-9f0b-5c1a2b3c4d5e
			Not proven: refused.
			  refresh_token: '••••••••qxmw', 184 days left
			  scope: 2 scopes spend.list.read locality.read
			  geolocation: 'https://us2.api.concursolutions.com',
			Company UUID = 0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6

			 Enter run  Tab next  Ctrl+Y copy refresh token           F1 help  Ctrl+C leave"
		`);
	});

	test('the name of an API is read whole on the card, however long', () => {
		const long: WizardState = {
			...finished,
			chosenApis: [...chosenApis, {id: 'document-compliance-gateway-v4', access: 'read'}],
			token: {...finished.token!, object: {
				...finished.token!.object, scope: 'spend.list.read locality.read receipts.read',
			}},
			proofs: [...finished.proofs!, {api: 'document-compliance-gateway-v4', verdict: 'unproven', detail: ''}],
		};
		for (const [columns, rows] of [[80, 24], [120, 40]] as const) {
			expect(drawScreen(long, columns, rows)).toMatch(/ {3}Document Compliance Gateway v4 {2}unproven: it/);
		}

		expect(drawScreen(long, 60, 20)).toContain('and 3 more: enlarge the window to see them');
	});

	test('the results of the APIs stand one below the other, whatever the APIs are called', () => {
		const long: WizardState = {
			...finished,
			chosenApis: [...chosenApis, {id: 'event-subscription-v4', access: 'read'}],
			proofs: [...finished.proofs!, {...finished.proofs![0]!, api: 'event-subscription-v4', detail: '0 topics'}],
		};
		const pane = drawScreen(long, 120, 40).split('\n').map(row => row.split('│')[0]!.trimEnd());
		const first = pane.findIndex(row => row.startsWith('   List v4'));
		expect(pane.slice(first, first + 4)).toEqual([
			'   List v4                200, 84 ms, 3 lists',
			'   Localities v5          unproven: it has no suitable',
			'                          read-only call',
			'   Event Subscription v4  200, 84 ms, 0 topics',
		]);
	});

	test('in a small window the card fills its rows: the last fact in view is cut, and the others are counted', () => {
		expect(drawScreen(finished, 61, 17)).toContain([
			'   Data centre   us2, https://us2.api.concursolutions.com',
			'   Refresh token until 2026-09-02 15:30 UTC, in 184 days;',
			'                 renewed by each use; daily renewal is not …',
			'   and 4 more: enlarge the window to see them',
			' ›  Copy the token command',
		].join('\n'));
	});

	test('the card counts scopes and APIs', () => {
		expect(drawScreen(finished, 80, 24)).toMatchInlineSnapshot(`
			" concur-tokens                       refresh token: 184 days left   7 of 7 done
			  ✔ 1 Log in to your Concur admin panel      ✔ 5 Generate your credentials file
			  ✔ 2 Create a new app                       ✔ 6 Generate your refresh token
			  ✔ 3 Generate your company request token  › ✔ 7 Prove it: call the API
			  ✔ 4 Set up the Node.js app
			── ✔ All 7 stages are done ─────────────────────────────────────────────────────
			   Proven        SAP Concur counted 3 lists just now
			   App           Client ID ending in 4e5f
			   Company       0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6
			   Data centre   us2, https://us2.api.concursolutions.com
			   Refresh token until 2026-09-02 15:30 UTC, in 184 days; renewed by each use;
			                 daily renewal is not set up
			   Scopes        2 granted, 2 needed
			   APIs          1 of 2 proven, 1 without a read-only call
			   List v4       200, 84 ms, 3 lists
			   Localities v5 unproven: it has no suitable read-only call
			 ›  Copy the token command      concur-tokens token
			    Try it here                 shows what that command prints, masked
			    Write an environment file   for shells, containers and pipelines
			    Export for Postman          a file to import as an environment
			   ↓ 4 more below
			── Debug: credentials valid, API not called ─────────── Ctrl+D shows all of it ─

			 Enter run  Tab next  Ctrl+Y copy refresh token           F1 help  Ctrl+C leave"
		`);
	});
});

describe('at 120x40', () => {
	test('the list has room for whole areas', () => {
		expect(drawScreen(after(atQuestion, press('choose-apis')), 120, 40)).toMatchInlineSnapshot(`
			" concur-tokens profile default                                                             ──────────────0 of 7 done
			── Which APIs will you call? ──────────────────────────────────────────────────────────────────────────────── 0 chosen ─
			 › Search: type a word
			 People
			 › [ ] Identity v4
			   [ ] Identity v4.1
			   [ ] SCIM v4
			   [ ] User Provisioning v4
			   [ ] User Retrieval v4
			   [ ] Spend Extension v4.1
			   [ ] Spend Form Fields v4.1
			   [ ] Spend User v4
			   [ ] Travel Extension v4
			   [ ] Legal Entity v4.1
			   [ ] User Locations v4
			   [ ] Connection Requests v3.2
			 Lists and places
			   [ ] List v4
			   [ ] List Item v4
			   [ ] List Item Bulk v4
			   [ ] Localities v5
			   [ ] Attendees v4
			   [ ] Attendee Types v4
			 Expense
			   [ ] Reports v4
			   [ ] Expenses v4
			   [ ] Allocations v4
			   [ ] Comments v4
			   [ ] Exceptions v4
			   [ ] Attendee Associations v4
			   [ ] Cash Advance Associations v4
			   [ ] Request Associations v4
			   [ ] Expense Tax v4
			   [ ] Workflows v4
			   [ ] Expense Configuration v4
			   ↓ 53 more below
			── For the form ────────────────────────────────────────────────────────────────────────────────────────────────────────
			 No APIs chosen: stage 2 follows the tutorial.

			 Enter tick for reading  Tab go on                                                                  Ctrl+C leave"
		`);
	});

	test('the steps of the form show what to choose there', () => {
		expect(drawScreen({...atQuestion, chosenApis, item: 5}, 120, 40)).toMatchInlineSnapshot(`
			" concur-tokens profile default                                                             ──────────────0 of 7 done
			  ○ 1 Log in to your Concur admin panel                       │ ── Debug: credentials 4 missing, API not called ────────
			› ○ 2 Create a new app                                        │ credentialsObject {
			  ○ 3 Generate your company request token                     │  ○ appID: '', to fill
			  ○ 4 Set up the Node.js app                                  │  ○ clientSecret: '', to fill
			  ○ 5 Generate your credentials file                          │  ✔ grantType: 'password', valid
			  ○ 6 Generate your refresh token                             │  ○ companyUUID: '', to fill
			  ○ 7 Prove it: call the API                                  │  ○ companyRequestToken: '', to fill
			── Stage 2: Create a new app ─ ○ to do ───────────────────────│  ✔ credentialType: 'authtoken'  valid
			 The app identifies your scripts to SAP Concur. Its secret is │ }
			 shown only once: paste it here before you leave that page.   │ Credentials object is not valid: 4 missing.
			 Page: https://www.concursolutions.com/nui/ocstool            │
			                                                              │ API status: not called
			   [✔] Choose Create new app                                  │
			   [✔] Name, description: your company and team, and what the │
			       app is for                                             │
			       This tells colleagues who owns the app and whom to ask │
			       before changing it.                                    │
			   [✔] Stage, type: Production · Web Services (WS) Client     │
			       Stages are Development, Test and Production. ICS is    │
			       for Integration with Concur Solutions.                 │
			   [✔] Which APIs will you call? 2 APIs chosen                │
			       Press ↓ to open the list of APIs, Enter to go on.      │
			   [ ] Grants: password, refresh_token                        │
			       Select both. The last two stages fail without them.    │
			 › [ ] Scopes: locality.read, spend.list.read                 │
			       The fewest scopes needed by the 2 APIs you chose, in   │
			       the order of the form.                                 │
			   [ ] Choose Submit. Copy both values before you choose OK   │
			   Client ID                                     ○ to fill    │
			     Paste it, or the whole App Credentials page: that fills  │
			     both fields.                                             │
			   Client Secret                                 ○ to fill    │
			     Shown only once. Paste it before you leave that page.    │
			   [ ] Once both values are entered, choose OK on that page   │
			    Copy the request for my administrator                     │
			                                                              │
			                                                              │

			 Enter tick  Tab next  PgDn next stage  Ctrl+O page  Ctrl+Y copy scopes  Ctrl+R show secrets      F1 helpCtrl+C leave"
		`);
	});
});

describe('at 60x20', () => {
	test('list, grants and scopes are in view', () => {
		expect(drawScreen(inList, 60, 20)).toMatchInlineSnapshot(`
			" concur-tokens                                  0 of 7 done
			── Which APIs will you call? ─────────── 6 found, 2 chosen ─
			 › Search: list
			 Lists and places
			   [✔] List v4                             read
			 › [✔] List Item v4                        read and write
			   [ ] List Item Bulk v4
			   [ ] Localities v5
			   [ ] Attendees v4
			   [ ] Attendee Types v4





			── For the form ───────────────── Ctrl+Y copies the scopes ─
			 Grants   password, refresh_token
			 Scopes   spend.list.read, spend.listitem.write

			 Enter untick  Tab go on  Ctrl+Y copy scopes   Ctrl+C leave"
		`);
	});

	test('a refusal is read whole', () => {
		expect(drawScreen(refused, 60, 20)).toMatchInlineSnapshot(`
			" concur-tokens                  184 days left   6 of 7 done
			  ✔ 1    ✔ 2    ✔ 3    ✔ 4    ✔ 5    ✔ 6   ›! 7
			── Stage 7: Prove it: call the API ─ ! needs attention ─────
			 ✔ List v4        200  84 ms  3 lists
			 ✘ Localities v5: 403, 31 ms. The app lacks a scope:
			   locality.read. What to do: Add it to the app, then
			   generate a new request token.

			 ›  Go to stage 2: Create a new app
			    Try again
			── Debug: credentials valid, API 403 ───────────────────────
			Status code = 403  412 ms, proof call
			Correlation ID = 6d0a8f34-4d2e-4a8c-9f0b-5c1a2b3c4d5e
			Not proven: refused.
			  refresh_token: '••••••••qxmw', 184 days left
			  scope: 2 scopes spend.list.read locality.read
			  geolocation: 'https://us2.api.concursolutions.com',
			Company UUID = 0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6

			 Enter run  Tab next                  F1 help  Ctrl+C leave"
		`);
	});
});
