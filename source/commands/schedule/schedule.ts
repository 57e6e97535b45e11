import {realpathSync} from 'node:fs';
import {homedir, userInfo} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {type Io} from '../../io.js';
import {isSingleExecutable} from '../../product.js';
import {configFolder} from '../../store/profile/profile-paths.js';
import {environmentVariables} from '../../store/value-sources.js';
import {profileOptions} from '../../wizard/profile-options.js';
import {type Invocation} from '../invocation.js';
import {loadProfile} from '../loaded-profile.js';
import {type ScheduleChange} from './install.js';
import {crontabLine, systemdUnits, type Assignment, type Unit} from './timer-formats.js';

/** What the daily renewal needs to know of this machine. */
export type ScheduledMachine = {
	readonly platform: string;
	/** Absolute path of Node.js, or of the single executable: cron and systemd search few folders. */
	readonly node: string;
	/** Absolute path of this program; absent where it is the executable itself. */
	readonly program?: string;
	/** The home folder that cron and systemd give to this person. */
	readonly home: string;
};

export type Schedule = {
	/** A line for `crontab -e`. */
	readonly crontab: string;
	/** Two units for systemd; empty where there is no systemd. */
	readonly units: readonly Unit[];
	/** What a person still has to do, or to know. */
	readonly notes: readonly string[];
};

type ScheduledIo = Pick<Io, 'environment' | 'workingDirectory'>;

const passedOn = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'NODE_EXTRA_CA_CERTS'] as const;

function mayHoldPassword(variable: string, value: string): boolean {
	return variable.toLowerCase() === 'https_proxy' && value.includes('@');
}

/**
Variables of this environment that the renewal depends on and that cron and systemd do not know.

A proxy's password is a secret: such an address is told by its variable's name alone.
*/
function neededVariables(
	{environment, workingDirectory}: ScheduledIo,
	home: string,
): {readonly shown: readonly Assignment[]; readonly hidden: readonly string[]} {
	const folder = configFolder(environment);
	const isUsual = folder === configFolder({HOME: home});
	const shown: Assignment[] = isUsual ? [] : [['CONCUR_TOKENS_CONFIG_DIR', folder]];
	const hidden: string[] = [];
	for (const name of passedOn) {
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

/** What a person still has to do, or to know. */
function notesFor(environment: Io['environment'], hidden: readonly string[]): readonly string[] {
	const ignored = environmentVariables.filter(variable => environment[variable]);
	const isNpx = environment['npm_command'] === 'exec';
	return [
		...hidden.map(variable =>
				`${variable} contains a password and is not printed: set it yourself, as a line ` +
				`${variable}=... above the crontab line, or as Environment= in the service.`),
		...(ignored.length > 0
			? [`Set here, but not there: ${ignored.join(', ')}. The renewal uses the values saved in the profile.`]
			: []),
		...(isNpx
			? [
					'npx keeps the program in a cache that can be emptied at any time: ' +
						'install it first with npm install -g concur-tokens, then run schedule again.',
				]
			: []),
	];
}

/** What the renewal of a profile is called among the units and in the crontab. */
function scheduleName({profile, practice}: Pick<Invocation, 'profile' | 'practice'>): string {
	// No profile can be called so that its name begins with a dot.
	return `concur-tokens${practice ? '.practice' : ''}${profile === 'default' ? '' : `-${profile}`}`;
}

/**
The daily `renew` of a profile for cron and for systemd, with absolute paths and without a secret.

Throws `UserError` on Windows, which has neither, and where a path has a line break, which neither can express.
*/
export function composeSchedule(
	{profile, practice}: Pick<Invocation, 'profile' | 'practice'>,
	io: ScheduledIo,
	{platform, node, program, home}: ScheduledMachine,
): Schedule {
	const options = profileOptions({profile, isPractice: practice})
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
	if ([...words, ...shown.map(([, value]) => value)].some(word => /[\r\n]/.test(word))) {
		throw new UserError(
			'A path or a variable that the renewal needs contains a line break, which neither cron nor systemd can '
				+ 'express.',
			'Rename the folder, or set the variable without it. To see them: concur-tokens doctor',
			exitCodes.machineRefused,
		);
	}

	const name = scheduleName({profile, practice});
	return {
		crontab: crontabLine(words, shown),
		units: platform === 'linux' ? systemdUnits(name, words, shown) : [],
		notes: notesFor(io.environment, hidden),
	};
}

function thisMachine(): ScheduledMachine {
	let home = homedir();
	try {
		home = userInfo().homedir;
	} catch {
		// A user whom the machine does not list, as in a container: the home of the environment is all there is.
	}

	return {
		platform: process.platform, home, node: process.execPath,
		...(!isSingleExecutable() && {program: realpathSync(process.argv[1]!)}),
	};
}

/** The lines that renew the profile's token daily on this machine, as `schedule` prints them. */
export function explainSchedule(invocation: Invocation): string {
	return describe(composeSchedule(invocation, invocation.io, thisMachine()), invocation);
}

function describe({crontab, units, notes}: Schedule, {repeatedOptions}: Invocation): string {
	const folder = '~/.config/systemd/user';
	const timer = units.at(-1);
	return [
		'# To have it set up for you, by systemd if it runs here, else by cron:',
		`#   concur-tokens schedule --install${repeatedOptions}`,
		'',
		'# By hand: a line for your crontab (crontab -e)',
		crontab,
		...(timer ? ['', '# Or a systemd timer, in two files.'] : []),
		...units.flatMap(({file, text}) => ['', `# ${folder}/${file}`, text.trimEnd()]),
		...(timer
			? ['', `# Enable it: systemctl --user daemon-reload && systemctl --user enable --now ${timer.file}`]
			: []),
		...(notes.length > 0 ? ['', ...notes.map(note => `# ${note}`)] : []),
		'',
		'# If Node.js or the program moves, run schedule again.',
		'',
	].join('\n');
}

export type ScheduleOptions = {readonly install?: boolean; readonly remove?: boolean};

/** Sets the renewal up, or takes it away, and tells what was done. */
async function changeSchedule(invocation: Invocation, isInstalled: boolean): Promise<ExitCode> {
	const {io, json} = invocation;
	const {by = null, files, done, notes} = await (isInstalled ? setUpSchedule(invocation) : takeAway(invocation));
	io.writeOut(json
		? `${JSON.stringify({by, files, done, notes})}\n`
		: `${[...done, ...notes].join('\n')}\n`);
	return exitCodes.done;
}

async function takeAway(invocation: Invocation): Promise<ScheduleChange> {
	const {removeSchedule} = await import('./install.js');
	const machine = {home: thisMachine().home, environment: invocation.io.environment};
	return removeSchedule(scheduleName(invocation), machine);
}

/** Sets the daily renewal of the profile up on this machine. Throws `UserError` where the machine refuses. */
export async function setUpSchedule(invocation: Invocation): Promise<ScheduleChange> {
	const {installSchedule} = await import('./install.js');
	const here = thisMachine();
	const composed = composeSchedule(invocation, invocation.io, here);
	const machine = {home: here.home, environment: invocation.io.environment};
	const change = await installSchedule(composed, scheduleName(invocation), machine);
	const isWithoutToken = loadProfile(invocation).settings.token === undefined;
	return {
		...change,
		notes: [
			...change.notes,
			...composed.notes,
			...(isWithoutToken
				? [`The profile ${invocation.profile} has no refresh token yet: finish the set-up, or the renewal will fail. `
					+ invocation.setupCommand]
				: []),
		],
	};
}

/** What renews the profile's token daily on this machine, as far as it was set up by this program. */
export async function findRenewal(invocation: Invocation): Promise<ScheduleChange['by']> {
	const {findSchedule} = await import('./install.js');
	const machine = {home: thisMachine().home, environment: invocation.io.environment};
	return findSchedule(scheduleName(invocation), machine);
}

/**
Prints the crontab line and the systemd units that renew the profile's token every day, or sets one of the two up.

Throws `UserError` where neither can be.
*/
export async function schedule(
	invocation: Invocation,
	{install = false, remove = false}: ScheduleOptions,
): Promise<ExitCode> {
	const {io, json} = invocation;
	if (install && remove) {
		throw new UserError(
			'--install and --remove can\'t both be meant.',
			'Give one of them: concur-tokens schedule --install',
			exitCodes.wrongUsage,
		);
	}

	if (install || remove) {
		return changeSchedule(invocation, install);
	}

	const composed = composeSchedule(invocation, io, thisMachine());
	const {crontab, units, notes} = composed;
	io.writeOut(json ? `${JSON.stringify({crontab, units, notes})}\n` : describe(composed, invocation));
	return exitCodes.done;
}
