import {expect, test} from 'vitest';
import {openedHome} from '../sessions/opened-terminal.js';
import {finishedProfile, ranProgram} from './finished-profile.js';

test('CONCUR_PROFILE names the profile where no option does, and status says so', async () => {
	const {run, store} = await finishedProfile('sandbox');
	const environment = {CONCUR_PROFILE: 'sandbox'};
	expect((await run(['token'], environment)).stdout).toBe(`${store.read().bearer!.accessToken}\n`);
	expect((await run(['status'], environment)).stdout).toMatch(/^Profile sandbox \(environment, CONCUR_PROFILE\): /);
	expect((await run(['status', '--profile', 'other'], environment)).stdout).toMatch(/^Profile other: /);
	expect((await run(['status', '--profile', 'sandbox'], environment)).stdout).toMatch(/^Profile sandbox: /);
});

test('a command to repeat means the same profile, also the default beside the variable', async () => {
	const home = openedHome({CONCUR_PROFILE: 'sandbox'});
	expect((await ranProgram(['token'], {home})).stderr).toContain('concur-tokens --profile sandbox\n');
	expect((await ranProgram(['token', '--profile', 'default'], {home})).stderr)
		.toContain('concur-tokens --profile default\n');
});

test('a variable that holds no name is refused by its own name', async () => {
	const ran = await ranProgram(['status'], {home: openedHome({CONCUR_PROFILE: '../elsewhere'})});
	expect(ran).toMatchObject({code: 2, stdout: ''});
	expect(ran.stderr).toContain('CONCUR_PROFILE');
	expect((await ranProgram(['status'], {home: openedHome({CONCUR_PROFILE: ''})})).stdout)
		.toMatch(/^Profile default: /);
});
