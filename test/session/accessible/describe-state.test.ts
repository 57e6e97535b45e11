import {expect, test} from 'vitest';
import {statusLines} from '../../../source/session/accessible/describe-state.js';
import {after, begunSession, grantedCall, press, readyForTheCall} from '../../wizard/wizard-builders.js';

test('someone who listens hears the rows of both objects that the debug panel shows', () => {
	const granted = after(readyForTheCall(), press('accept'), grantedCall());
	// The names of the scopes are long.
	expect(statusLines(granted).join('\n').replaceAll('.area.read', '')).toMatchInlineSnapshot(`
		"Profile default, 6 of 7 stages done.
		  1. Log in to your Concur admin panel: done.
		  2. Create a new app: done.
		  3. Generate your company request token: done.
		  4. Set up the Node.js app: done.
		  5. Generate your credentials file: done.
		  6. Generate your refresh token: done.
		  7. Prove it: call the API: to do.
		Refresh token: 184 days left.
		Credentials object:
		  appID: 4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f, valid.
		  clientSecret: ending in 9c0d, valid.
		  grantType: password, valid.
		  companyUUID: 0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6, valid.
		  companyRequestToken: ending in 1b0a, valid.
		  credentialType: authtoken, valid.
		Credentials object is valid.
		Status code = 200, 412 ms, company token.
		Correlation ID = 6d0a8f34-4d2e-4a8c-9f0b-5c1a2b3c4d5e
		Refresh token object:
		  expires_in: 3600 (seconds).
		  scope: 64 scopes: scope1, scope2, scope3, scope4, scope5 and 59 more (type status all to list them).
		  token_type: Bearer
		  access_token: ending in Xy9Z.
		  refresh_token: ending in qxmw.
		  refresh_expires_in: 1788363000, 2026-09-02 15:30 UTC, in 184 days.
		  geolocation: https://us2.api.concursolutions.com
		  id_token: ending in bbbb.
		  companyUUID: 0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6
		Success: refresh token received."
	`);
});

test('before anything is entered, each key is a gap to fill', () => {
	expect(statusLines(begunSession()).filter(line => line.includes('to fill'))).toEqual([
		'  appID: to fill.', '  clientSecret: to fill.', '  companyUUID: to fill.', '  companyRequestToken: to fill.',
	]);
});

test('a secret that is shown in full is not followed by a period that would be copied with it', () => {
	const granted = after(readyForTheCall(), press('accept'), grantedCall());
	const shown = statusLines({...granted, isRevealing: true});
	expect(shown).toContain(`  refresh_token: ${granted.token!.object.refresh_token}`);
	expect(shown).toContain(`  access_token: ${granted.token!.object.access_token}`);
});
