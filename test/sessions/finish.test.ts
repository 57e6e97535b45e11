import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {type Settings} from '../../source/store/profile/settings.js';
import {openedAtTheCall} from './at-the-call.js';
import {keys, openedTerminal, type OpenedTerminal} from './opened-terminal.js';
import {openedRehearsal} from './rehearsal.js';

/** Moves to the next choice of the card, and makes it. */
async function choose(terminal: OpenedTerminal, label: string): Promise<void> {
	terminal.press(keys.down);
	await terminal.see(`›  ${label}`);
	terminal.press(keys.enter);
}

test('at the end everything is done from the card: the command, a try, three files, the daily renewal; and no secret is shown', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal, {columns: 120, rows: 40});
	const {home, filesFolder, values} = rehearsal;
	terminal.press(keys.enter);
	await terminal.see('›  Call the API');
	terminal.press(keys.enter);
	await terminal.see('›  Copy the token command');
	await terminal.see('122 granted');
	terminal.press(keys.enter);
	await terminal.see('Copied, if your terminal allows it: concur-tokens token --practice');
	expect(terminal.output())
		.toContain(`\u001B]52;c;${Buffer.from('concur-tokens token --practice').toString('base64')}`);

	await choose(terminal, 'Try it here');
	await terminal.see(/It prints ••••••••\S{4}, valid for another 59 min\./);

	const environmentFile = path.join(filesFolder, 'concur.env');
	await choose(terminal, 'Write an environment file');
	await terminal.see('Written, readable by you alone:');
	expect(statSync(environmentFile).mode & 0o777).toBe(0o600);
	const {token} = JSON.parse(readFileSync(path.join(home.configFolder, 'practice', 'default.json'), 'utf8')) as Settings;
	const refreshToken = token!.object.refresh_token;
	const read = execFileSync('sh', ['-c', `. '${environmentFile}'; printf %s "$CONCUR_REFRESH_TOKEN"`], {encoding: 'utf8'});
	expect(read).toBe(refreshToken);

	writeFileSync(environmentFile, 'mine');
	terminal.press(keys.enter);
	await terminal.see('y yes');
	terminal.press('n');
	await terminal.see('Nothing was changed.');
	expect(readFileSync(environmentFile, 'utf8')).toBe('mine');

	await choose(terminal, 'Export for Postman');
	await terminal.see(/In Postman:\s+Import/);
	const postman = JSON.parse(readFileSync(path.join(filesFolder, 'concur.postman_environment.json'), 'utf8')) as {
		values: ReadonlyArray<{value: string}>;
	};
	expect(postman.values.map(({value}) => value)).toContain(refreshToken);

	await choose(terminal, 'Export for SAP\'s samples');
	await terminal.see(/refreshTokenObjectFile\.json\s+is\s+written/);
	const sample = JSON.parse(readFileSync(path.join(filesFolder, 'refreshTokenObjectFile.json'), 'utf8')) as object;
	expect(sample).toMatchObject({refresh_token: refreshToken, companyUUID: values.companyUUID});

	await choose(terminal, 'Renew it daily');
	await terminal.see('›  Set it up');
	terminal.press('n');
	await terminal.see('Ctrl+Y copy it');
	await terminal.see('renew');
	terminal.press(keys.escape);
	await terminal.see('›  Renew it daily');

	await choose(terminal, 'Call the API again');
	await terminal.see(/Proven in .+ All seven stages are done\./);
	terminal.press(keys.up);
	await terminal.see('›  Leave');
	terminal.press(keys.enter);
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	await terminal.see('All 7 stages are done.');
	for (const secret of [values.clientSecret, values.companyRequestToken, refreshToken]) {
		expect(terminal.output()).not.toContain(secret);
	}

	const next = openedTerminal({home, arguments: ['--practice']});
	await next.see('›  Copy the token command');
	expect(next.screen()).not.toContain('Welcome');
});
