import {realpathSync} from 'node:fs';
import {userInfo} from 'node:os';
import process from 'node:process';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {isSingleExecutable} from '../../product.js';
import {homeFolder} from '../../store/profile/config-folder.js';
import {type Invocation} from '../invocation.js';
import {loadProfile} from '../loaded-profile.js';
import {composeSchedule, scheduleName, type Schedule, type ScheduledMachine} from './compose-schedule.js';
import {type ScheduleChange} from './install-schedule.js';
import {type ToolContext} from './run-tool.js';

/**
The home folder that systemd sets for this account; the environment's if the account is not listed on this machine.
*/
function accountHome({io}: Invocation): string {
	try {
		return userInfo().homedir;
	} catch {
		return homeFolder(io.environment);
	}
}

function thisMachine(invocation: Invocation): ScheduledMachine {
	return {
		platform: process.platform, home: accountHome(invocation), node: process.execPath,
		...(!isSingleExecutable() && {program: realpathSync(process.argv[1]!)}),
	};
}

function toolContext(invocation: Invocation): ToolContext {
	const {io: {environment}, repeatedOptions} = invocation;
	return {home: accountHome(invocation), environment, repeatedOptions};
}

/** Describes how to renew the profile's token daily on this machine, as `schedule` prints it. */
export function explainSchedule(invocation: Invocation): string {
	return describe(composeSchedule(invocation, invocation.io, thisMachine(invocation)), invocation);
}

function describe({crontab, units, notes}: Schedule, {repeatedOptions}: Invocation): string {
	const folder = '~/.config/systemd/user';
	const timer = units.at(-1);
	return [
		'# To install it (by systemd if available, otherwise by cron):',
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
		`# If Node.js or the program moves, set it up again. To see how: concur-tokens schedule${repeatedOptions}`,
		'',
	].join('\n');
}

export type ScheduleOptions = {readonly install?: boolean; readonly remove?: boolean};

/** Sets up the renewal or removes it, and prints what was done. */
async function changeSchedule(invocation: Invocation, isInstalled: boolean): Promise<ExitCode> {
	const {io, isJson} = invocation;
	const {by = null, files, done, notes} = await (isInstalled
		? setUpSchedule(invocation)
		: takeDownSchedule(invocation));
	io.writeOut(isJson
		? `${JSON.stringify({by, files, done, notes})}\n`
		: `${[...done, ...notes].join('\n')}\n`);
	return exitCodes.done;
}

async function takeDownSchedule(invocation: Invocation): Promise<ScheduleChange> {
	const {removeSchedule} = await import('./install-schedule.js');
	return removeSchedule(scheduleName(invocation), toolContext(invocation));
}

/** Sets up the daily renewal of the profile on this machine. Throws `UserError` where the machine refuses. */
export async function setUpSchedule(invocation: Invocation): Promise<ScheduleChange> {
	const {installSchedule} = await import('./install-schedule.js');
	const composed = composeSchedule(invocation, invocation.io, thisMachine(invocation));
	const statusCommand = `concur-tokens status${invocation.repeatedOptions}`;
	const name = scheduleName(invocation);
	const change = await installSchedule({...composed, statusCommand}, name, toolContext(invocation));
	const isWithoutToken = loadProfile(invocation).settings.token === undefined;
	return {
		...change,
		notes: [
			...change.notes,
			...composed.notes,
			...(isWithoutToken
				? [`The profile ${invocation.profile} has no refresh token yet. Finish the set-up `
					+ `first, or the renewal will fail: ${invocation.setupCommand}`]
				: []),
		],
	};
}

/**
Returns what renews the profile's token daily on this machine, if this program set it up; undefined where that cannot be
determined.
*/
export async function findRenewal(invocation: Invocation): Promise<ScheduleChange['by']> {
	try {
		const {findSchedule} = await import('./install-schedule.js');
		return await findSchedule(scheduleName(invocation), toolContext(invocation));
	} catch {
		// The program was moved during this session, or no process can be started.
		return undefined;
	}
}

/**
Prints the crontab line and the systemd units that renew the profile's token every day, or installs or removes the
renewal.

Throws `UserError` where the machine supports neither or refuses.
*/
export async function schedule(
	invocation: Invocation,
	{install = false, remove = false}: ScheduleOptions,
): Promise<ExitCode> {
	const {io, isJson} = invocation;
	if (install && remove) {
		throw new UserError(
			'--install and --remove cannot be combined.',
			'Give one of them: concur-tokens schedule --install',
			exitCodes.wrongUsage,
		);
	}

	if (install || remove) {
		return changeSchedule(invocation, install);
	}

	const composed = composeSchedule(invocation, io, thisMachine(invocation));
	const {crontab, units, notes} = composed;
	io.writeOut(isJson ? `${JSON.stringify({crontab, units, notes})}\n` : describe(composed, invocation));
	return exitCodes.done;
}
