import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {
	composeSchedule, isRenewalLine, type Schedule, type ScheduledMachine,
} from '../../source/commands/schedule/compose-schedule.js';
import {openedHome, openedTerminal, program} from '../sessions/opened-terminal.js';
import {
	finishedProfile, letRefreshTokenAge, ranFile, ranProgram, type FinishedProfile, type Ran,
} from './finished-profile.js';
import {jsonShapes} from './json-shapes.js';

const linux: ScheduledMachine = {
	platform: 'linux',
	node: '/usr/bin/node',
	program: '/usr/lib/node_modules/concur-tokens/dist/cli.cjs',
	home: '/home/ada',
};

function composed(
	environment: Record<string, string> = {},
	machine: Partial<ScheduledMachine> = {},
	options: Partial<Parameters<typeof composeSchedule>[0]> = {},
): Schedule {
	return composeSchedule(
		{profile: 'default', isPractice: false, repeatedOptions: '', ...options},
		{environment: {HOME: '/home/ada', ...environment}, workingDirectory: '/home/ada/concur'},
		{...linux, ...machine},
	);
}

/** Runs a crontab line as cron does: five fields off, percent signs and backslashes unescaped, by sh. */
async function ranByCron(crontab: string, home: string): Promise<Ran> {
	const command = crontab
		.split(' ')
		.slice(5)
		.join(' ')
		.replaceAll(/\\([\\%])/g, '$1');
	const env = {PATH: '/usr/bin:/bin', HOME: home, SHELL: '/bin/sh'};
	return ranFile('/bin/sh', ['-c', command], {env, cwd: home});
}

/** A profile whose refresh token expires in ten days. */
async function dueProfile(): Promise<FinishedProfile> {
	const profile = await finishedProfile();
	await letRefreshTokenAge(profile, 10);
	return profile;
}

describe('the printed crontab line', () => {
	test('renews a due token, with nothing of this shell\'s path or variables, '
		+ 'and is silent when nothing is due', async () => {
		const profile = await dueProfile();
		const {crontab} = jsonShapes.schedule.parse(JSON.parse((await profile.run(['schedule', '--json'])).stdout));
		expect((await ranByCron(crontab, profile.home.folder)).stdout).toMatch(/^Renewed: /);
		expect(profile.refreshGrants()).toBe(1);
		expect(await ranByCron(crontab, profile.home.folder)).toMatchObject({code: 0, stdout: '', stderr: ''});
		expect(profile.refreshGrants()).toBe(1);
	});

	test('holds what cron and the shell would take apart: blanks, quotes, dollar and percent signs, '
		+ 'backslashes', async () => {
		const profile = await dueProfile();
		const odd = path.join(profile.home.folder, String.raw`50% of "Ada's" $HOME \\ \a`);
		cpSync(profile.home.configFolder, odd, {recursive: true});
		const {crontab} =
			JSON.parse((await profile.run(['schedule', '--json'], {CONCUR_TOKENS_CONFIG_DIR: odd})).stdout) as Schedule;
		expect((await ranByCron(crontab, profile.home.folder)).stdout).toMatch(/^Renewed: /);
		expect(profile.refreshGrants()).toBe(1);
	});

	test('tells a refusal on standard error, so that cron\'s mail says it', async () => {
		const home = openedHome();
		const {crontab} = JSON.parse((await ranProgram(['schedule', '--json'], {home})).stdout) as Schedule;
		const ran = await ranByCron(crontab, home.folder);
		expect(ran).toMatchObject({code: 3, stdout: ''});
		expect(ran.stderr).toContain('no refresh token yet');
	});

	test('names the program itself where a package manager\'s link to it is on the path', async () => {
		const home = openedHome();
		const link = path.join(home.folder, 'concur-tokens');
		symlinkSync(program, link);
		const {stdout} = await ranFile(process.execPath, [link, 'schedule'], {env: home.environment});
		expect(stdout).toContain(`${process.execPath} ${realpathSync(program)} renew --within 30d\n`);
	});

	test('is for the profile and the practice that were asked for', () => {
		expect(composed({}, {}, {profile: 'sandbox', isPractice: true}).crontab).toBe('17 6 * * * /usr/bin/node '
			+ '/usr/lib/node_modules/concur-tokens/dist/cli.cjs --practice --profile sandbox renew --within 30d');
	});

	test('brings along the proxy, the certificates and the place of the settings, '
		+ 'and none of it where nothing is set', () => {
		expect(composed({
				HTTPS_PROXY: 'http://proxy.example:3128',
				NO_PROXY: 'localhost,.example',
				NODE_EXTRA_CA_CERTS: 'ca file.pem',
				XDG_CONFIG_HOME: '/data/ada',
			}).crontab).toBe('17 6 * * * CONCUR_TOKENS_CONFIG_DIR=/data/ada/concur-tokens '
				+ 'HTTPS_PROXY=http://proxy.example:3128 NO_PROXY=localhost,.example ' +
				'NODE_EXTRA_CA_CERTS=\'/home/ada/concur/ca file.pem\' /usr/bin/node '
					+ '/usr/lib/node_modules/concur-tokens/dist/cli.cjs renew --within 30d');
		expect(composed().crontab)
			.toBe('17 6 * * * /usr/bin/node /usr/lib/node_modules/concur-tokens/dist/cli.cjs renew --within 30d');
	});
});

describe('a line of the crontab is taken for the renewal', () => {
	const {crontab} = composed({CONCUR_TOKENS_CONFIG_DIR: '/data/50% of "Ada\'s" $HOME'});
	test.each([
		['as it was written', crontab],
		['at another hour', crontab.replace('17 6', '*/30 0-5')],
		['at a named time', crontab.replace('17 6 * * *', '@daily')],
		['with what a person added', `${crontab} || mail -s failed ada`],
		['commented out', `#${crontab}`],
	])('%s', (_, line) => {
		expect(isRenewalLine(line, 'concur-tokens')).toBe(true);
	});

	test.each([
		['another command', '0 2 * * * /usr/local/bin/backup-my-database'],
		['another profile\'s', composed({}, {}, {profile: 'sandbox'}).crontab],
		['the practice\'s', composed({}, {}, {isPractice: true}).crontab],
		['a person\'s note', '# this used to renew --within 30d'],
		['a comment above another line', '# concur-tokens-sandbox: renews the SAP Concur refresh token'],
		['nothing', ''],
	])('but never %s', (_, line) => {
		expect(isRenewalLine(line, 'concur-tokens')).toBe(false);
	});

	test('of its own profile alone', () => {
		const options = {profile: 'sandbox', isPractice: true};
		expect(isRenewalLine(composed({}, {}, options).crontab, 'concur-tokens.practice-sandbox')).toBe(true);
	});
});

const proxyNames = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY', 'http_proxy', 'HTTP_PROXY'];
test.each(proxyNames)('a proxy that token would use, the renewal uses too: %s', variable => {
	const {crontab, units} = composed({[variable]: 'http://proxy.example:3128'});
	expect(crontab).toContain(` ${variable}=http://proxy.example:3128 `);
	expect(units[0]!.text).toContain(`Environment="${variable}=http://proxy.example:3128"`);
	const secret = composed({[variable]: 'http://ada:p4ssw0rd@proxy.example'});
	expect(JSON.stringify(secret)).not.toContain('p4ssw0rd');
	expect(secret.notes.join('\n')).toContain(`${variable} contains a password`);
});

describe('no secret is printed', () => {
	test('a proxy\'s password is not, and the person is told to set the variable by hand', () => {
		const schedule = composed({HTTPS_PROXY: 'http://ada:p4ssw0rd@proxy.example:3128'});
		expect(JSON.stringify(schedule)).not.toMatch(/p4ssw0rd|proxy\.example/);
		expect(schedule.notes.join('\n')).toContain('HTTPS_PROXY');
	});

	test('values of the environment are not, and the person is told that the renewal will not know them', () => {
		const schedule = composed({CONCUR_CLIENT_SECRET: 'top-secret'});
		expect(JSON.stringify(schedule)).not.toContain('top-secret');
		expect(schedule.notes.join('\n')).toContain('CONCUR_CLIENT_SECRET');
	});
});

describe('the systemd units', () => {
	test('escape what systemd would expand', () => {
		const {units} = composed(
			{CONCUR_TOKENS_CONFIG_DIR: String.raw`/data/50% "$a" \b`},
			{program: '/opt/$x/100%/cli.cjs'},
		);
		expect(units[0]!.text).toContain(String.raw`Environment="CONCUR_TOKENS_CONFIG_DIR=/data/50%% \"$a\" \\b"`);
		expect(units[0]!.text).toContain('ExecStart="/usr/bin/node" "/opt/$$x/100%%/cli.cjs" "renew" "--within" "30d"');
	});

	test('are units of their own for each profile', () => {
		expect(composed().units.map(({file}) => file)).toEqual(['concur-tokens.service', 'concur-tokens.timer']);
		expect(composed({}, {}, {profile: 'sandbox'}).units.map(({file}) => file)).toEqual([
			'concur-tokens-sandbox.service',
			'concur-tokens-sandbox.timer',
		]);
	});

	const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;

	test('without systemd, its own check of the units says that it was left out', () => {
		if (!systemd) {
			console.warn('systemd-analyze verify was left out: there is no systemd here.');
		}

		expect(composed().units).toHaveLength(2);
	});

	/** What systemd's own check says of units, in a folder of their own. */
	const checked = (units: Schedule['units'], home = openedHome()) => {
		const folder = path.join(home.folder, 'units');
		mkdirSync(folder);
		for (const {file, text} of units) {
			writeFileSync(path.join(folder, file), text);
		}

		const {status, stderr} = spawnSync(
			'systemd-analyze',
			['verify', '--man=no', ...units.map(({file}) => path.join(folder, file))],
			{encoding: 'utf8', env: {PATH: process.env['PATH'], SYSTEMD_UNIT_PATH: `${folder}:`}},
		);
		return {status, told: stderr.split('\n').filter(line => line.includes('concur-tokens'))};
	};

	test.runIf(systemd)('pass systemd\'s own check', async () => {
		const home = openedHome({CONCUR_TOKENS_CONFIG_DIR: '/data/50% of "Ada\'s" $HOME'});
		const {stdout} = await ranProgram(['schedule', '--json', '--profile', 'sandbox'], {home});
		expect(checked((JSON.parse(stdout) as Schedule).units, home)).toEqual({status: 0, told: []});
	});

	test.runIf(systemd)('pass it with a Node.js in a folder whose name systemd takes for no program', () => {
		const {units} = composed({}, {node: String.raw`/opt/Ada's "tools" \ $x 5%/node`});
		expect(units[0]!.text).toContain(String.raw`ExecStart="/usr/bin/env" "/opt/Ada's \"tools\" \\ $$x 5%%/node" `);
		expect(checked(units)).toEqual({status: 0, told: []});
	});

	test('are for Linux alone: macOS gets the crontab line, Windows what to enter in its Task Scheduler', () => {
		expect(composed({}, {platform: 'darwin'})).toMatchObject({
			units: [],
			crontab: expect.stringContaining('/usr/bin/node') as string,
		});
		expect(() => composed({}, {platform: 'win32', node: String.raw`C:\node.exe`})).toThrow(expect.objectContaining({
				exitCode: 5,
				nextStep: expect.stringContaining(String.raw`"C:\node.exe"`) as string,
			}) as Error);
	});

	test('a line break in a path or a variable is refused instead of printed as a second line', () => {
		expect(() => composed({CONCUR_TOKENS_CONFIG_DIR: '/data/a\n* * * * * evil'}))
			.toThrow('control or invisible characters');
		expect(() => composed({NO_PROXY: 'localhost\n* * * * * evil'})).toThrow(expect.objectContaining({
			message: expect.stringContaining('a line break') as string,
			nextStep: 'Rename the folder, or remove the character from the variable.',
		}) as Error);
	});

	test('nothing that changes the state of a terminal, or the direction of its text, is printed', () => {
		for (const character of ['\u001B]0;title\u0007', '\u009B2J', '\u202E']) {
			const environment = {HTTPS_PROXY: `http://proxy${character}:8080`};
			expect(() => composed(environment)).toThrow('control or invisible character');
		}
	});
});

test('who runs it from npx is told to install the program, and the command to run then', () => {
	const {notes} = composed({npm_command: 'exec'}, {}, {profile: 'sandbox', repeatedOptions: ' --profile sandbox'});
	expect(notes.join('\n'))
		.toMatch(/npm install -g concur-tokens\. Then run: concur-tokens schedule --profile sandbox$/);
});

test('a person reads both ways, each with its command', async () => {
	const {code, stdout, stderr} = await ranProgram(['schedule'], {home: openedHome()});
	expect({code, stderr}).toEqual({code: 0, stderr: ''});
	for (const words of [
		'crontab -e',
		'# ~/.config/systemd/user/concur-tokens.service',
		'OnCalendar=daily',
		'systemctl --user enable --now concur-tokens.timer',
	]) {
		expect(stdout).toContain(words);
	}
});

test('a person who runs renew by hand is told that there was nothing to do', async () => {
	const {home} = await finishedProfile();
	const terminal = openedTerminal({home, arguments: ['renew']});
	await terminal.see(/Nothing to do: the refresh token of profile default is valid until \d{4}-\d\d-\d\d/);
	expect((await terminal.ended).exitCode).toBe(0);
});
