import {spawnSync} from 'node:child_process';
import {
	chmodSync, copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {recordedTools, willingSystemd} from '../recorded-tools.js';
import {openedHome, program, type Home} from '../sessions/opened-terminal.js';
import {ranFile, ranProgram, type Ran} from './finished-profile.js';
import {jsonShapes} from './json-shapes.js';

type Machine = {
	readonly home: Home;
	/** What each tool was called with, in order. */
	readonly calls: () => readonly string[];
	readonly crontab: () => string;
	readonly unit: (name: string) => string;
	readonly run: (given: readonly string[], environment?: Record<string, string>) => Promise<Ran>;
};

type MachineOptions = {
	readonly hasSystemd?: boolean;
	readonly lingering?: 'yes' | 'no';
	/** The crontab that is there; undefined without cron. */
	readonly crontab?: string | undefined;
	/** What `systemctl --user enable` fails with. */
	readonly failure?: string;
	/** What `crontab -l` fails with. */
	readonly unreadable?: string;
};

/** A machine whose tools note what they are given, and do no more. */
function openedMachine(options: MachineOptions = {}): Machine {
	const {hasSystemd = false, lingering = 'yes', crontab, failure, unreadable} = options;
	const home = openedHome();
	const table = path.join(home.folder, 'crontab');
	const refusal = failure === undefined
		? {}
		: {systemctl: `case "$*" in *enable*) echo '${failure}' >&2; exit 1;; esac`};
	const systemd = hasSystemd
		? {...willingSystemd, loginctl: `echo Linger=${lingering}`, ...refusal}
		: {systemctl: 'echo "Failed to connect to bus" >&2; exit 1'};
	const list = unreadable === undefined
		? `test -s '${table}' && cat '${table}' || { echo "no crontab for ada" >&2; exit 1; }`
		: `echo '${unreadable}' >&2; exit 1`;
	const cron = crontab === undefined ? {} : {crontab: `case "$1" in -l) ${list};; -) cat > '${table}';; esac`};
	if (crontab !== undefined) {
		writeFileSync(table, crontab);
	}

	const tools = recordedTools(home.folder, {...systemd, ...cron});
	const folder = path.join(home.folder, '.config/systemd/user');
	return {
		home,
		calls: tools.calls,
		crontab: () => readFileSync(table, 'utf8'),
		unit: name => path.join(folder, name),
		run: async (given, environment = {}) => ranProgram(['schedule', ...given], {
			home, environment: {PATH: `${tools.folder}:/usr/bin:/bin`, ...environment},
		}),
	};
}

const command = `${process.execPath} ${program} renew --within 30d`;

describe('where the account has a systemd', () => {
	test('the units are written with absolute paths, and the timer is started', async () => {
		const machine = openedMachine({hasSystemd: true});
		const ran = await machine.run(['--install'], {HTTPS_PROXY: 'http://proxy.example:3128'});
		expect(ran).toMatchObject({code: 0, stderr: ''});
		const service = readFileSync(machine.unit('concur-tokens.service'), 'utf8');
		expect(service).toContain(`ExecStart="${process.execPath}" "${program}" "renew" "--within" "30d"`);
		expect(service).toContain(`Environment="CONCUR_TOKENS_CONFIG_DIR=${machine.home.configFolder}"`);
		expect(service).toContain('Environment="HTTPS_PROXY=http://proxy.example:3128"');
		expect(readFileSync(machine.unit('concur-tokens.timer'), 'utf8')).toContain('OnCalendar=daily');
		expect(machine.calls().filter(call => call.startsWith('systemctl'))).toEqual([
			'systemctl --user show-environment',
			'systemctl --user daemon-reload',
			'systemctl --user enable --now concur-tokens.timer',
		]);
		expect(ran.stdout).toContain(`Written: ${machine.unit('concur-tokens.service')}`);
		expect(ran.stdout).toContain('Started: the timer concur-tokens.timer');
		expect(ran.stdout).not.toContain('Lingering');
	});

	test('no secret is written, and the person is told which variable to set', async () => {
		const machine = openedMachine({hasSystemd: true});
		const ran = await machine.run(['--install'], {
			HTTPS_PROXY: 'http://ada:p4ssw0rd@proxy.example:3128', CONCUR_CLIENT_SECRET: 'top-secret',
		});
		const units = ['service', 'timer'].map(kind => machine.unit(`concur-tokens.${kind}`));
		const written = units.map(file => readFileSync(file, 'utf8')).join('');
		expect(`${written}${ran.stdout}`).not.toMatch(/p4ssw0rd|top-secret/);
		expect(ran.stdout).toContain('HTTPS_PROXY contains a password');
		expect(ran.stdout).toContain('CONCUR_CLIENT_SECRET');
	});

	test('a timer that would stop at logout says so, with what helps', async () => {
		const ran = await openedMachine({hasSystemd: true, lingering: 'no'}).run(['--install']);
		expect(ran.stdout).toContain('Lingering is off for this account: the timer stops when you log out.');
		expect(ran.stdout).toContain('loginctl enable-linger');
	});

	test('an account that is not set up yet is told that the renewal will fail', async () => {
		expect((await openedMachine({hasSystemd: true}).run(['--install'])).stdout).toContain('no refresh token yet');
	});

	test('each profile has a timer of its own, and --remove takes away its own alone', async () => {
		const machine = openedMachine({hasSystemd: true});
		await machine.run(['--install']);
		await machine.run(['--install', '--profile', 'sandbox']);
		const ran = await machine.run(['--remove', '--profile', 'sandbox']);
		expect(ran).toMatchObject({code: 0, stderr: ''});
		expect(ran.stdout).toContain(`Removed: ${machine.unit('concur-tokens-sandbox.timer')}`);
		expect(existsSync(machine.unit('concur-tokens-sandbox.service'))).toBe(false);
		expect(existsSync(machine.unit('concur-tokens.timer'))).toBe(true);
		expect(machine.calls()).toContain('systemctl --user disable --now concur-tokens-sandbox.timer');
		expect((await machine.run(['--remove', '--profile', 'sandbox'])).stdout).toBe('There was nothing to remove.\n');
	});

	test('without it, --remove takes the files away and says that a running timer goes on', async () => {
		const machine = openedMachine({hasSystemd: true});
		await machine.run(['--install']);
		const wanted = machine.unit('timers.target.wants/concur-tokens.timer');
		mkdirSync(path.dirname(wanted));
		symlinkSync(machine.unit('concur-tokens.timer'), wanted);
		const ran = await machine.run(['--remove'], {PATH: '/nowhere'});
		expect(ran.stdout).toBe([
			`Removed: ${machine.unit('concur-tokens.timer')}`,
			`Removed: ${machine.unit('concur-tokens.service')}`,
			'Your systemd can\'t be reached from here: a running timer continues until the machine restarts. '
				+ 'To stop it, log in and run: systemctl --user stop concur-tokens.timer',
			'',
		].join('\n'));
		expect(lstatSync(wanted, {throwIfNoEntry: false})).toBeUndefined();
	});

	test('an earlier line in the crontab is taken away, so that it does not run twice', async () => {
		const machine = openedMachine({hasSystemd: true, crontab: ''});
		const cron = openedMachine({crontab: ''});
		await cron.run(['--install']);
		writeFileSync(path.join(machine.home.folder, 'crontab'), `1 * * * * mine\n${cron.crontab()}`);
		expect((await machine.run(['--install'])).stdout).toContain('Removed the line from your crontab.');
		expect(machine.crontab()).toBe('1 * * * * mine\n');
	});

	test('a systemd that refuses is a failure, in its own words', async () => {
		const ran = await openedMachine({hasSystemd: true, failure: 'Unit is masked.'}).run(['--install']);
		expect(ran).toMatchObject({code: 5, stdout: ''});
		expect(ran.stderr).toContain('systemctl --user enable --now concur-tokens.timer failed: Unit is masked.');
		expect(ran.stderr).toMatch(/ To see how: concur-tokens schedule\n$/);
	});

	test('a unit that cannot be written starts nothing, and the next step names the profile', async () => {
		const machine = openedMachine({hasSystemd: true});
		const unit = machine.unit('concur-tokens-sandbox.service');
		mkdirSync(unit, {recursive: true});
		const ran = await machine.run(['--install', '--profile', 'sandbox']);
		expect(ran).toMatchObject({code: 5, stdout: ''});
		expect(ran.stderr).toBe(`concur-tokens: ${unit} could not be written: it is a folder. Nothing was started.
Rename the folder, or choose another location.
To try again: concur-tokens schedule --install --profile sandbox
`);
		expect(machine.calls().filter(call => call.includes('enable'))).toEqual([]);
	});
});

describe('where there is cron alone', () => {
	test('a line is added behind those that are there, once however often it is installed', async () => {
		const machine = openedMachine({crontab: 'MAILTO=ada\n1 * * * * mine\n'});
		expect(await machine.run(['--install'])).toMatchObject({code: 0, stderr: ''});
		await machine.run(['--install']);
		const lines = machine.crontab().split('\n');
		expect(lines.slice(0, 2)).toEqual(['MAILTO=ada', '1 * * * * mine']);
		expect(lines.filter(line => line.endsWith(command))).toHaveLength(1);
		expect(lines).toHaveLength(5);
		expect((await machine.run(['--remove'])).stdout).toBe('Removed the line from your crontab.\n');
		expect(machine.crontab()).toBe('MAILTO=ada\n1 * * * * mine\n');
	});

	describe('once a person has deleted the line, but not the comment above it', () => {
		const backup = '0 2 * * * /usr/local/bin/backup-my-database';
		const withoutLine = async () => {
			const machine = openedMachine({crontab: ''});
			await machine.run(['--install']);
			const [comment] = machine.crontab().split('\n');
			writeFileSync(path.join(machine.home.folder, 'crontab'), `${comment}\n${backup}\n`);
			return machine;
		};

		test('--remove takes away the comment alone, and the job below it stays', async () => {
			const machine = await withoutLine();
			expect((await machine.run(['--remove'])).stdout)
				.toBe('Removed the comment from your crontab; the line below it was gone already.\n');
			expect(machine.crontab()).toBe(`${backup}\n`);
		});

		test('--install leaves the job below it', async () => {
			const machine = await withoutLine();
			await machine.run(['--install']);
			const [first, comment, line, ...others] = machine.crontab().split('\n');
			expect({first, others}).toEqual({first: backup, others: ['']});
			expect(`${comment}\n${line}`).toMatch(new RegExp(`^# concur-tokens: .*\n.*${command}$`));
		});
	});

	test('an account without a crontab gets one', async () => {
		const machine = openedMachine({crontab: ''});
		const {by} = jsonShapes.scheduleChange.parse(JSON.parse((await machine.run(['--install', '--json'])).stdout));
		expect(by).toMatch(/^crontab(?:-idle)?$/);
		expect(machine.crontab()).toContain(command);
	});

	test('a crontab that can\'t be read is left alone', async () => {
		const machine =
			openedMachine({crontab: '1 * * * * mine\n', unreadable: 'you are not allowed to use this program'});
		const ran = await machine.run(['--install']);
		expect(ran).toMatchObject({code: 5});
		expect(ran.stderr).toContain('not allowed');
		expect(ran.stderr).toMatch(/ To see how: concur-tokens schedule\n$/);
		expect(machine.crontab()).toBe('1 * * * * mine\n');
	});
});

// A machine within this one, for root alone: its crontabs and its processes are its own.
const withinThisOne = ['--mount', '--propagation', 'private', '--pid', '--fork', '--mount-proc'] as const;
const isCronHere = spawnSync('crontab', ['-l']).error === undefined && existsSync('/var/spool/cron/crontabs')
	&& spawnSync('unshare', [...withinThisOne, 'true']).status === 0;

test('without cron, or where root may not divide the machine, the trial with cron says that it was left out', () => {
	if (!isCronHere) {
		console.warn('The trial with cron itself was left out. To run it, as root: apt-get install cron');
	}

	expect(withinThisOne).toContain('--mount');
});

describe.runIf(isCronHere)('cron itself', () => {
	const runWithin = async (home: Home, script: string) => {
		const tools = recordedTools(home.folder, {
			systemctl: 'echo "Failed to connect to bus" >&2; exit 1',
			'concur-tokens': `exec '${process.execPath}' '${program}' "$@"`,
		});
		return ranFile('unshare', [
			...withinThisOne, 'sh', '-ec', `mount -t tmpfs tmpfs /var/spool/cron/crontabs\n${script}`,
		], {env: {...home.environment, PATH: `${tools.folder}:/usr/bin:/bin`}, cwd: home.workFolder});
	};

	test('takes the line and gives it back, and the lines of others stay as they are', async () => {
		const home = openedHome({CONCUR_TOKENS_CONFIG_DIR: '/data/50% of "Ada\'s" $HOME'});
		const others = 'MAILTO=ada@example.com\n# mine\n*/7 * * * * /bin/echo 100\\%\n';
		const {code, stdout, stderr} = await runWithin(home, `
			printf '%s' '${others}' | crontab -
			concur-tokens schedule --install >&2
			concur-tokens schedule --install --profile sandbox >&2
			concur-tokens schedule --install >&2
			crontab -l
			echo ---
			concur-tokens schedule --remove >&2
			concur-tokens schedule --remove --profile sandbox >&2
			crontab -l
		`);
		const [installed, removed] = stdout.split('---\n');
		const isRefused = stderr.includes('concur-tokens:');
		expect({code, removed, isRefused}).toEqual({code: 0, removed: others, isRefused: false});
		const ours = String.raw`(?:# concur-tokens.*\n17 6 \* \* \* .* renew --within 30d\n){2}`;
		expect(installed).toMatch(new RegExp(String.raw`^MAILTO=ada@example\.com\n# mine\n.*\n${ours}$`));
	});

	test('a person is told where no daemon runs, and where no mail would tell of a failure', async () => {
		const home = openedHome();
		copyFileSync('/bin/sleep', path.join(home.folder, 'cron'));
		chmodSync(path.join(home.folder, 'cron'), 0o755);
		const {stdout} = await runWithin(home, `
			echo 'MAILTO=""' | crontab -
			concur-tokens schedule --install --profile sandbox
			echo ---
			'${path.join(home.folder, 'cron')}' 60 &
			concur-tokens schedule --install --profile sandbox
		`);
		const [without, running] = stdout.split('---\n');
		expect(without).toContain('No cron daemon seems to run on this machine');
		expect(running).not.toContain('No cron daemon');
		expect(running).toContain('Cron sends no mail here');
		expect(running).toContain('concur-tokens status --profile sandbox\n');
	});
});

test('a machine with neither is told', async () => {
	const machine = openedMachine();
	const ran = await machine.run(['--install'], {PATH: path.join(machine.home.folder, 'tools')});
	expect(ran).toMatchObject({code: 5, stdout: ''});
	expect(ran.stderr).toContain('neither a running systemd nor crontab');
});

test('both at once is wrong usage', async () => {
	expect(await openedMachine().run(['--install', '--remove'])).toMatchObject({code: 2});
});

test('units are the person\'s own to read and write', async () => {
	const machine = openedMachine({hasSystemd: true});
	await machine.run(['--install']);
	expect(statSync(machine.unit('concur-tokens.service')).mode & 0o077).toBe(0);
});
