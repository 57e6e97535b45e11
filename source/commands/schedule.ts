import {realpathSync} from 'node:fs';
import {homedir, userInfo} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {configFolder, profilePaths} from '../store/profile-paths.js';
import {variables} from '../store/value-sources.js';
import {repeatedOptions, type GlobalOptions} from './global-options.js';

/** What the daily renewal needs to know of this machine. */
export type ScheduledMachine = {
	readonly platform: string;
	/** Absolute path of Node.js: cron and systemd search few folders. */
	readonly node: string;
	/** Absolute path of this program. */
	readonly program: string;
	/** The home folder that cron and systemd give to this person. */
	readonly home: string;
};

export type Schedule = {
	/** A line for `crontab -e`. */
	readonly crontab: string;
	/** Two units for systemd; empty where there is no systemd. */
	readonly units: ReadonlyArray<{readonly file: string; readonly text: string}>;
	/** What a person still has to do, or to know. */
	readonly notes: readonly string[];
};

const passedOn = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'NODE_EXTRA_CA_CERTS'] as const;

function mayHoldPassword(variable: string, value: string): boolean {
	return variable.toLowerCase() === 'https_proxy' && value.includes('@');
}

/** Variables of this environment that the renewal depends on and that cron and systemd do not know. A proxy's password is a secret: such an address is told by its variable's name alone. */
function neededVariables(io: Pick<Io, 'environment' | 'workingDirectory'>, home: string): {readonly shown: ReadonlyArray<readonly [string, string]>; readonly hidden: readonly string[]} {
	const folder = configFolder(io.environment);
	const shown: Array<readonly [string, string]> = folder === configFolder({HOME: home}) ? [] : [['CONCUR_TOKENS_CONFIG_DIR', folder]];
	const hidden: string[] = [];
	for (const name of passedOn) {
		const value = io.environment[name];
		if (!value) {
			continue;
		}

		if (mayHoldPassword(name, value)) {
			hidden.push(name);
		} else {
			shown.push([name, name === 'NODE_EXTRA_CA_CERTS' ? path.resolve(io.workingDirectory, value) : value]);
		}
	}

	return {shown, hidden};
}

function quoteForShell(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'"\'"\'')}'`;
}

/** Cron ends the command at a percent sign, and takes a backslash away from before one and from before another backslash. */
function escapeForCron(command: string): string {
	return command.replaceAll(/[\\%]/g, String.raw`\$&`);
}

/** @see https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines */
function quoteForSystemd(text: string): string {
	return `"${text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;
}

function crontabLine(words: readonly string[], shown: ReadonlyArray<readonly [string, string]>): string {
	const assignments = shown.map(([name, value]) => `${name}=${quoteForShell(value)}`);
	return `17 6 * * * ${escapeForCron([...assignments, ...words.map(word => quoteForShell(word))].join(' '))}`;
}

function systemdUnits(name: string, [node, ...words]: readonly string[], shown: ReadonlyArray<readonly [string, string]>): Schedule['units'] {
	// A dollar sign would begin a variable in an argument; in the path of the program it is a letter like any other.
	const command = [quoteForSystemd(node!), ...words.map(word => quoteForSystemd(word).replaceAll('$', '$$$$'))];
	return [
		{
			file: `${name}.service`,
			text: [
				'[Unit]',
				'Description=Keep the SAP Concur refresh token alive',
				'',
				'[Service]',
				'Type=oneshot',
				...shown.map(([variable, value]) => `Environment=${quoteForSystemd(`${variable}=${value}`)}`),
				`ExecStart=${command.join(' ')}`,
				'',
			].join('\n'),
		},
		{
			file: `${name}.timer`,
			text: [
				'[Unit]',
				'Description=Look at the SAP Concur refresh token once a day',
				'',
				'[Timer]',
				'OnCalendar=daily',
				'RandomizedDelaySec=1h',
				'Persistent=true',
				'',
				'[Install]',
				'WantedBy=timers.target',
				'',
			].join('\n'),
		},
	];
}

/**
The daily `renew` of a profile for cron and for systemd, with absolute paths and without a secret.

Throws `UserError` on Windows, which has neither, and where a path holds a line break, which neither can express.
*/
export function composeSchedule(options: Pick<GlobalOptions, 'profile' | 'practice'>, io: Pick<Io, 'environment' | 'workingDirectory'>, machine: ScheduledMachine): Schedule {
	const {platform, node, program, home} = machine;
	const words = [node, program, ...repeatedOptions(options).split(' ').filter(word => word !== ''), 'renew', '--within', '30d'];
	if (platform === 'win32') {
		throw new UserError(
			'Windows has neither cron nor systemd.',
			`In Task Scheduler, create a daily task that runs: ${words.map(word => `"${word}"`).join(' ')}`,
			exitCodes.machineRefused,
		);
	}

	const {shown, hidden} = neededVariables(io, home);
	const broken = [...words, ...shown.map(([, value]) => value)].some(word => /[\r\n]/.test(word));
	if (broken) {
		throw new UserError(
			'A path or a variable that the renewal needs holds a line break, which neither cron nor systemd can express.',
			'Rename the folder, or set the variable without it. See them: concur-tokens doctor',
			exitCodes.machineRefused,
		);
	}

	const name = ['concur-tokens', ...(options.practice ? ['practice'] : []), ...(options.profile === 'default' ? [] : [options.profile])].join('-');
	const leftOut = Object.values(variables).filter(variable => io.environment[variable]);
	return {
		crontab: crontabLine(words, shown),
		units: platform === 'linux' ? systemdUnits(name, words, shown) : [],
		notes: [
			...hidden.map(variable => `${variable} holds a password and is not printed: set it yourself, as a line ${variable}=… above the crontab's, or as Environment= in the service.`),
			...(leftOut.length > 0 ? [`${leftOut.join(', ')}: set here, but not there. The renewal uses what the profile has saved.`] : []),
			...(io.environment['npm_command'] === 'exec' ? ['npx keeps the program in a cache that is emptied now and then: install it first with npm install -g concur-tokens, then print this again.'] : []),
		],
	};
}

function thisMachine(): ScheduledMachine {
	let home = homedir();
	try {
		home = userInfo().homedir;
	} catch {
		// A user whom the machine does not list, as in a container: the home of the environment is all there is.
	}

	return {platform: process.platform, node: process.execPath, program: realpathSync(process.argv[1]!), home};
}

/** Prints the crontab line and the systemd units that renew the profile's token every day. Throws `UserError` where neither can be. */
export function schedule(options: GlobalOptions, io: Io): ExitCode {
	// Refuses a name that is none.
	profilePaths(options.profile, io.environment, {practice: options.practice});
	const {crontab, units, notes} = composeSchedule(options, io, thisMachine());
	if (options.json) {
		io.writeOut(`${JSON.stringify({crontab, units, notes})}\n`);
		return exitCodes.done;
	}

	const folder = '~/.config/systemd/user';
	const timer = units.at(-1);
	io.writeOut([
		'# A line for your crontab (crontab -e):',
		crontab,
		...(timer ? ['', '# Or a timer of systemd, in two files.'] : []),
		...units.flatMap(({file, text}) => ['', `# ${folder}/${file}`, text.trimEnd()]),
		...(timer ? ['', `# Switch it on: systemctl --user daemon-reload && systemctl --user enable --now ${timer.file}`] : []),
		...(notes.length > 0 ? ['', ...notes.map(note => `# ${note}`)] : []),
		'',
		'# When Node.js or the program moves, print this again.',
		'',
	].join('\n'));
	return exitCodes.done;
}
