import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {setFault} from '../practice/opened-practice.js';
import {apiProfile, firstBearer} from './api-profile.js';
import {finishedProfile, letBearerAge} from './finished-profile.js';

const users = '/profile/identity/v4/Users?count=1';

describe('one authorized call', () => {
	test('prints the body as it came, with nothing on standard error', async () => {
		const {run, server} = await finishedProfile();
		const ran = await run(['api', users]);
		expect({...ran, stdout: ''}).toEqual({code: 0, signal: null, stdout: '', stderr: ''});
		expect(JSON.parse(ran.stdout)).toMatchObject({totalResults: 7});
		expect(ran.stdout).not.toMatch(/\n$/);
		expect((await run(['api', `${server.origin}${users}`])).stdout).toBe(ran.stdout);
		expect((await run(['api', users.slice(1)])).stdout, 'a path without its slash').toBe(ran.stdout);
	});

	test('renews a bearer token that has less than five minutes left', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile, 4 * 60_000);
		expect((await profile.run(['api', users])).code).toBe(0);
		expect(profile.refreshGrants()).toBe(1);
	});

	test.each([401, 403])('after a %i with the cached bearer token, one refresh and one more try', async status => {
		const profile = await finishedProfile();
		await setFault(profile.server, {kind: 'status', status, path: 'users', calls: 1});
		expect(await profile.run(['api', users])).toMatchObject({code: 0, stderr: ''});
		expect(profile.refreshGrants()).toBe(1);
	});

	test('a 403 with a bearer token that was just issued is the answer', async () => {
		const profile = await finishedProfile();
		await letBearerAge(profile);
		await setFault(profile.server, {kind: 'status', status: 403, path: 'users'});
		const ran = await profile.run(['api', users]);
		expect(ran).toMatchObject({code: 1});
		expect(profile.refreshGrants()).toBe(1);
	});

	test('binary bytes pass through unchanged, both ways', async () => {
		const bytes = Buffer.from(Array.from({length: 256}, (_, index) => index));
		const {run, arrived} = await apiProfile((_incoming, outgoing) => {
			outgoing.end(bytes.toString('latin1'), 'latin1');
		});
		expect((await run(['api', 'POST', '/receipts', '--input', '-'], {}, 'grüße\u0000')).stdout)
			.toBe(bytes.toString('utf8'));
		expect(arrived[0]).toMatchObject({
			method: 'POST', url: '/receipts',
			headers: {authorization: `Bearer ${firstBearer}`, 'content-type': 'application/json'},
			body: Buffer.from('grüße\u0000').toString('latin1'),
		});
	});
});
