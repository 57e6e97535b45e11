import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {finishedProfile} from '../commands/finished-profile.js';
import {recordedTools, willingSystemd} from '../recorded-tools.js';
import {goToTheEnd, openedAtTheCall} from './at-the-call.js';
import {leftText, wrapped} from './left-text.js';
import {clipboard, keys, openedTerminal, program, type OpenedTerminal} from './opened-terminal.js';
import {openedRehearsal, savedSettings} from './rehearsal.js';
import {threeSizes} from './three-sizes.js';

/** Moves to the next choice of the card, and makes it. */
async function choose(terminal: OpenedTerminal, label: string): Promise<void> {
	terminal.press(keys.down);
	await terminal.see(`›  ${label}`);
	terminal.press(keys.enter);
}

describe.each(threeSizes)('at the end, in a terminal of $columns x $rows', size => {
	test('everything is done from the card: the command, a try, three files, the daily renewal; '
		+ 'and no secret is shown', async () => {
		const rehearsal = await openedRehearsal();
		const {home, filesFolder, values} = rehearsal;
		const tools = recordedTools(home.folder, willingSystemd);
		home.environment['PATH'] = `${tools.folder}:${home.environment['PATH']}`;
		const terminal = await openedAtTheCall(rehearsal, size);
		await goToTheEnd(terminal);
		for (const seen of [
			'Proven SAP Concur counted 7 users just now', values.companyUUID, 'renewed by each use',
			'Scopes 122 granted',
		]) {
			expect(leftText(terminal.screen())).toContain(seen);
		}

		terminal.press(keys.enter);
		await terminal.see(wrapped('Copied, if your terminal allows it: concur-tokens token --practice'));
		await expect.poll(() => clipboard(terminal)).toBe('concur-tokens token --practice');

		await choose(terminal, 'Try it here');
		await terminal.see(/The command prints the bearer token ••••••••\S{4},\s+valid\s+for\s+another\s+59\s+min\./);

		const environmentFile = path.join(filesFolder, 'concur.env');
		await choose(terminal, 'Write an environment file');
		await terminal.see(wrapped(`Wrote ${environmentFile}, readable only by you.`));
		expect(statSync(environmentFile).mode & 0o777).toBe(0o600);
		const refreshToken = savedSettings(home).token!.object.refresh_token;
		const script = `. '${environmentFile}'; printf %s "$CONCUR_REFRESH_TOKEN"`;
		const read = execFileSync('sh', ['-c', script], {encoding: 'utf8'});
		expect(read).toBe(refreshToken);

		writeFileSync(environmentFile, 'mine');
		terminal.press(keys.enter);
		await terminal.see('y replace');
		terminal.press('n');
		await terminal.see('Nothing was changed.');
		expect(readFileSync(environmentFile, 'utf8')).toBe('mine');

		await choose(terminal, 'Export for Postman');
		const postmanFile = path.join(filesFolder, 'concur.postman_environment.json');
		// The path is shortened, so that what to do has room.
		await terminal.see(wrapped('environment.json, readable only by you.'));
		await terminal.see(wrapped('In Postman, choose Import'));
		const postman = JSON.parse(readFileSync(postmanFile, 'utf8')) as {
			values: ReadonlyArray<{value: string}>;
		};
		expect(postman.values.map(({value}) => value)).toContain(refreshToken);

		await choose(terminal, 'Export for SAP\'s samples');
		const tokenFile = path.join(filesFolder, 'refreshTokenObjectFile.json');
		await terminal.see(wrapped(`Wrote ${tokenFile}, readable only by you.`));
		const sample = JSON.parse(readFileSync(tokenFile, 'utf8')) as object;
		expect(sample).toMatchObject({refresh_token: refreshToken, companyUUID: values.companyUUID});

		await choose(terminal, 'Renew it daily');
		await terminal.see('›  Set it up');
		terminal.press('n');
		await terminal.see('── Renew it daily');
		terminal.press(keys.ctrl('Y'));
		await terminal.see('Copied');
		await expect.poll(() => clipboard(terminal))
			.toContain('systemctl --user enable --now concur-tokens.practice.timer');
		terminal.press(keys.escape);
		await terminal.see('›  Renew it daily');
		terminal.press(keys.enter);
		await terminal.see('›  Set it up');
		terminal.press(keys.enter);
		await terminal.see('── The daily renewal is set up');
		expect(tools.calls().join('\n')).toContain('systemctl --user enable --now');
		expect(existsSync(path.join(home.folder, '.config/systemd/user'))).toBe(true);
		terminal.press(keys.escape);
		await terminal.see('›  Renew it daily');

		await choose(terminal, 'Call the API again');
		await terminal.see(/Proven in .+ All\s+7\s+stages\s+are\s+done\./);
		expect(leftText(terminal.screen())).toContain('checked daily by a systemd timer');
		terminal.press(keys.up);
		await terminal.see('›  Leave');
		terminal.press(keys.enter);
		expect(await terminal.ended).toMatchObject({exitCode: 0});
		await terminal.see('All 7 stages are done.');
		await terminal.see('concur-tokens token --practice');
		expect(terminal.emulator.buffer.active.type).toBe('normal');
		for (const secret of [values.clientSecret, values.companyRequestToken, refreshToken]) {
			expect(terminal.output()).not.toContain(secret);
		}
	});
});

test('who comes back to a finished set-up stands on the card, not on a welcome', async () => {
	const rehearsal = await openedRehearsal();
	const terminal = await openedAtTheCall(rehearsal);
	await goToTheEnd(terminal);
	terminal.press(keys.ctrl('C'));
	await terminal.ended;
	const next = openedTerminal({home: rehearsal.home, arguments: ['--practice']});
	await next.see('›  Copy the token command');
	expect(next.screen()).not.toContain('Welcome');
});

test('a session goes on where the program was moved meanwhile, and nobody can tell what renews the token', async () => {
	const {home} = await finishedProfile();
	const moved = path.join(home.folder, 'moved.mjs');
	writeFileSync(moved, 'process.argv[1] = "/moved/away/cli.cjs";');
	const terminal = openedTerminal({home, command: [process.execPath, '--import', moved, program]});
	await terminal.see('Welcome');
	terminal.press(keys.ctrl('C'));
	expect(await terminal.ended).toMatchObject({exitCode: 0});
});

test('who leaves while a tool of the machine hangs is back at the shell at once, and the tool is gone', async () => {
	const {home} = await finishedProfile();
	const owner = path.join(home.folder, 'owner');
	const tools = recordedTools(home.folder, {crontab: `echo $$ > '${owner}'; exec sleep 40`});
	home.environment['PATH'] = `${tools.folder}:${home.environment['PATH']}`;
	const shell = ['/bin/sh', '-c', '"$0" "$1"; echo back in the shell; read -r line', process.execPath, program];
	const terminal = openedTerminal({home, command: shell});
	await terminal.see('Welcome');
	await expect.poll(() => existsSync(owner) && readFileSync(owner, 'utf8')).toMatch(/\d+\n/);
	const isRunning = () => {
		const asked = ['-o', 'stat=', '-p', readFileSync(owner, 'utf8').trim()];
		// A process that has ended but that nobody has asked about is a zombie.
		return /^[^Z]/.test(spawnSync('ps', asked, {encoding: 'utf8'}).stdout.trim());
	};

	expect(isRunning()).toBe(true);
	const leftAt = performance.now();
	terminal.press(keys.ctrl('C'));
	await terminal.see('back in the shell');
	expect(performance.now() - leftAt).toBeLessThan(10_000);
	await expect.poll(isRunning).toBe(false);
	terminal.press(keys.enter);
	expect(await terminal.ended).toMatchObject({exitCode: 0});
});

test('a tool of the machine that hangs does not keep the session of plain lines from beginning', async () => {
	const {home} = await finishedProfile();
	const tools = recordedTools(home.folder, {crontab: 'exec sleep 40'});
	home.environment['PATH'] = `${tools.folder}:${home.environment['PATH']}`;
	const startedAt = performance.now();
	const terminal = openedTerminal({home, arguments: ['setup', '--accessible']});
	await terminal.see('Welcome back');
	expect(performance.now() - startedAt).toBeLessThan(20_000);
	expect(tools.calls()).toContain('crontab -l');
	terminal.press('leave', keys.enter);
	expect(await terminal.ended).toMatchObject({exitCode: 0});
});
