import path from 'node:path';
import {proxyVariables} from '../../concur/network-route.js';
import {hasControlCharacters} from '../../concur/untrusted-text.js';
import {exitCodes, UserError} from '../../errors.js';
import {type Io} from '../../io.js';
import {configFolder} from '../../store/profile/config-folder.js';
import {environmentVariables} from '../../store/value-sources.js';
import {profileOptions, type Invocation} from '../invocation.js';

/** A variable that the scheduled command needs. */
type Assignment = readonly [variable: string, value: string];

/** A systemd unit file. */
export type Unit = {readonly file: string; readonly text: string};

/** Quotes a word for a POSIX shell without backslashes, some of which cron drops. */
function quoteWithoutBackslash(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'"\'"\'')}'`;
}

/**
Escapes a command for cron, which ends it at a percent sign, and drops a backslash before one and before another
backslash.
*/
function escapeForCron(command: string): string {
	return command.replaceAll(/[\\%]/g, String.raw`\$&`);
}

/** @see https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines */
function quoteForSystemd(text: string): string {
	return `"${text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;
}

/** A line for `crontab -e`. */
function crontabLine(words: readonly string[], shown: readonly Assignment[]): string {
	const assignments = shown.map(([name, value]) => `${name}=${quoteWithoutBackslash(value)}`);
	return `17 6 * * * ${escapeForCron([...assignments, ...words.map(word => quoteWithoutBackslash(word))].join(' '))}`;
}

/**
Builds a command for systemd, which accepts quotes and backslashes in an argument of `env` but not in a program's path.
*/
function commandForSystemd([node, ...words]: readonly [string, ...string[]]): string {
	const [program, given] = /["'\\]/.test(node) ? ['/usr/bin/env', [node, ...words]] : [node, words];
	// A dollar sign would start a variable in an argument; in the path of the program it is an ordinary character.
	const quoted = given.map(word => quoteForSystemd(word).replaceAll('$', '$$$$'));
	return [quoteForSystemd(program), ...quoted].join(' ');
}

/** The service and its timer, for the systemd instance of one account. */
function systemdUnits(
	name: string,
	words: readonly [string, ...string[]],
	shown: readonly Assignment[],
): readonly Unit[] {
	return [
		{
			file: `${name}.service`,
			text: [
				'[Unit]',
				'Description=Renew the SAP Concur refresh token',
				'',
				'[Service]',
				'Type=oneshot',
				...shown.map(([variable, value]) => `Environment=${quoteForSystemd(`${variable}=${value}`)}`),
				`ExecStart=${commandForSystemd(words)}`,
				'',
			].join('\n'),
		},
		{
			file: `${name}.timer`,
			text: [
				'[Unit]',
				'Description=Renew the SAP Concur refresh token daily',
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

/** The facts about this machine that the daily renewal depends on. */
export type ScheduledMachine = {
	readonly platform: string;
	/** Absolute path of Node.js, or of the single executable: cron and systemd search only a few folders. */
	readonly node: string;
	/** Absolute path of this program; absent if it is the single executable. */
	readonly program?: string;
	/** The home folder that cron and systemd set for this user. */
	readonly home: string;
};

export type Schedule = {
	/** A line for `crontab -e`. */
	readonly crontab: string;
	/** Two units for systemd; empty where there is no systemd. */
	readonly units: readonly Unit[];
	/** What the user still has to do or should know. */
	readonly notes: readonly string[];
};

type ScheduledIo = Pick<Io, 'environment' | 'workingDirectory'>;

const forwardedVariables = [...proxyVariables, 'NO_PROXY', 'no_proxy', 'NODE_EXTRA_CA_CERTS'] as const;

function mayHoldPassword(variable: string, value: string): boolean {
	return (proxyVariables as readonly string[]).includes(variable) && value.includes('@');
}

/**
Variables of this environment that the renewal depends on and that cron and systemd do not set.

A proxy's password is a secret: for a URL with one, only the name of the variable is returned.
*/
function neededVariables(
	{environment, workingDirectory}: ScheduledIo,
	home: string,
): {readonly shown: readonly Assignment[]; readonly hidden: readonly string[]} {
	const folder = configFolder(environment);
	const isUsual = folder === configFolder({HOME: home});
	const shown: Assignment[] = isUsual ? [] : [['CONCUR_TOKENS_CONFIG_DIR', folder]];
	const hidden: string[] = [];
	for (const name of forwardedVariables) {
		const value = environment[name];
		if (!value) {
			continue;
		}

		if (mayHoldPassword(name, value)) {
			hidden.push(name);
		} else {
			shown.push([name, name === 'NODE_EXTRA_CA_CERTS' ? path.resolve(workingDirectory, value) : value]);
		}
	}

	return {shown, hidden};
}

/** What the user still has to do or should know. */
function notesFor(
	environment: Io['environment'],
	hidden: readonly string[],
	repeatedOptions: string,
): readonly string[] {
	const ignored = environmentVariables.filter(variable => environment[variable]);
	const isNpx = environment['npm_command'] === 'exec';
	return [
		...hidden.map(variable =>
				`${variable} contains a password and is not printed: set it yourself, as a line ` +
				`${variable}=... above the crontab line, or as Environment= in the service.`),
		...(ignored.length > 0
			? [`Set in this shell, but not for the renewal: ${ignored.join(', ')}. `
				+ 'It uses the values saved in the profile.']
			: []),
		...(isNpx
			? [
					'npx keeps the program in a cache that can be emptied at any time: ' +
						'install it first with npm install -g concur-tokens. '
						+ `Then run: concur-tokens schedule${repeatedOptions}`,
				]
			: []),
	];
}

/** Returns the name of a profile's renewal among the units and in the crontab. */
export function scheduleName({profile, isPractice}: Pick<Invocation, 'profile' | 'isPractice'>): string {
	// No profile's name begins with a dot.
	return `concur-tokens${isPractice ? '.practice' : ''}${profile === 'default' ? '' : `-${profile}`}`;
}

/**
Whether a crontab line runs the renewal of this name, at whatever hour and with whatever the user added; also one that
the user commented out.
*/
export function isRenewalLine(line: string, name: string): boolean {
	const found = /^[ \t]*#?[ \t]*(?:@[a-z]+|(?:[\w*,/-]+[ \t]+){4}[\w*,/-]+)[ \t].* renew --within \d/.test(line)
		? / (?<practice>--practice )?(?:--profile (?<profile>\S+) )?renew --within \d/.exec(line)
		: undefined;
	const {practice, profile = 'default'} = found?.groups ?? {};
	return found !== undefined && scheduleName({profile, isPractice: practice !== undefined}) === name;
}

/**
Composes the daily `renew` of a profile for cron and for systemd, with absolute paths and without secrets.

Throws `UserError` on Windows, which has neither, and where a path or a variable has control characters: a line break
would begin a line of its own, and what is printed must not change the state of a terminal.
*/
export function composeSchedule(
	{profile, isPractice, repeatedOptions}: Pick<Invocation, 'profile' | 'isPractice' | 'repeatedOptions'>,
	io: ScheduledIo,
	{platform, node, program, home}: ScheduledMachine,
): Schedule {
	const options = profileOptions({profile, isPractice})
		.split(' ')
		.filter(word => word !== '');
	const words = [
		node, ...(program === undefined ? [] : [program]), ...options, 'renew', '--within', '30d',
	] as const;
	if (platform === 'win32') {
		throw new UserError(
			'Windows has neither cron nor systemd.',
			`In Task Scheduler, create a daily task that runs: ${words.map(word => `"${word}"`).join(' ')}`,
			exitCodes.machineRefused,
		);
	}

	const {shown, hidden} = neededVariables(io, home);
	if ([...words, ...shown.map(([, value]) => value)].some(word => hasControlCharacters(word))) {
		throw new UserError(
			'A path or a variable that the renewal needs contains a line break or another control or invisible '
				+ 'character.',
			'Rename the folder, or remove the character from the variable.',
			exitCodes.machineRefused,
		);
	}

	const name = scheduleName({profile, isPractice});
	return {
		crontab: crontabLine(words, shown),
		units: platform === 'linux' ? systemdUnits(name, words, shown) : [],
		notes: notesFor(io.environment, hidden, repeatedOptions),
	};
}
