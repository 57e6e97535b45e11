import {existsSync, mkdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {exitCodes, UserError} from '../../errors.js';
import {writeSecretFile} from '../../store/files/secret-file.js';
import {type Scheduler} from '../../wizard/wizard-state.js';
import {xdgConfigHome} from '../../store/profile/config-folder.js';
import {type Unit} from './compose-schedule.js';
import {
	addCrontabLine, crontabNotes, hasCrontabLine, isCronRunning, readCrontab, removeCrontabLine,
} from './crontab.js';
import {runToolOrFail, runTool, type ToolContext} from './run-tool.js';

/** What was set up or removed, in sentences that name each file and each command. */
export type ScheduleChange = {
	/** What runs the renewal: `crontab-idle` where no cron daemon runs; absent once nothing does. */
	readonly by?: Scheduler;
	readonly files: readonly string[];
	readonly done: readonly string[];
	readonly notes: readonly string[];
};

/** What is to be set up: the units where systemd is available, else the crontab line. */
type SchedulePlan = {
	readonly crontab: string;
	readonly units: readonly Unit[];
	/** The command that shows how the renewal went. */
	readonly statusCommand: string;
};

/** The folder of this account's units according to its systemd; undefined where this account has no systemd. */
async function unitFolder(context: ToolContext): Promise<string | undefined> {
	const {isAbsent, code, stdout} = await runTool('systemctl', ['--user', 'show-environment'], context);
	if (isAbsent || code !== 0) {
		return undefined;
	}

	const ofManager = (name: string) => new RegExp(`^${name}=(/.*)$`, 'm').exec(stdout)?.[1];
	return path.join(configHome(context, ofManager), 'systemd', 'user');
}

function configHome(
	{environment, home}: ToolContext,
	ofManager: (name: string) => string | undefined = () => undefined,
) {
	const managersHome = ofManager('HOME');
	return ofManager('XDG_CONFIG_HOME')
		?? (managersHome === undefined ? undefined : path.join(managersHome, '.config'))
		?? xdgConfigHome(environment)
		?? path.join(environment['HOME'] || home, '.config');
}

/** Notes for an account whose systemd ends with its last session. */
async function lingeringNotes(context: ToolContext): Promise<readonly string[]> {
	const given = ['show-user', String(process.getuid?.() ?? ''), '--property=Linger'];
	const {code, stdout} = await runTool('loginctl', given, context);
	const is = code === 0 ? 'is' : 'seems to be';
	return code === 0 && /^(?:Linger=)?yes$/m.test(stdout.trim())
		? []
		: [
			`Lingering ${is} off for this account: the timer stops when you log out. `
				+ 'To keep it running: loginctl enable-linger',
		];
}

const removalSentences = {
	line: 'Removed the line from your crontab.',
	comment: 'Removed the comment from your crontab; the line below it was gone already.',
} as const;

async function removeLine(name: string, context: ToolContext): Promise<readonly string[]> {
	const removed = await removeCrontabLine(name, context);
	return removed ? [removalSentences[removed]] : [];
}

async function installUnits(
	{units}: SchedulePlan,
	name: string,
	folder: string,
	context: ToolContext,
): Promise<ScheduleChange> {
	mkdirSync(folder, {recursive: true});
	const files: string[] = [];
	for (const {file, text} of units) {
		const target = path.join(folder, file);
		// The service must exist before its timer.
		const outcome = await writeSecretFile(target, text, {canOverwrite: true});
		if (outcome.kind === 'failed') {
			throw new UserError(
				`${target} could not be written: ${outcome.reason}. Nothing was started.`,
				`${outcome.remedy}\nTo try again: concur-tokens schedule --install${context.repeatedOptions}`,
				exitCodes.machineRefused,
			);
		}

		files.push(target);
	}

	await runToolOrFail('systemctl', ['--user', 'daemon-reload'], context);
	await runToolOrFail('systemctl', ['--user', 'enable', '--now', `${name}.timer`], context);
	return {
		by: 'systemd',
		files,
		done: [
			...files.map(file => `Written: ${file}`),
			`Started: the timer ${name}.timer. It runs renew once a day.`,
			...await removeLine(name, context),
		],
		notes: [
			...await lingeringNotes(context),
			`To see its last run: systemctl --user status ${name}.service`,
		],
	};
}

/**
Sets up the daily renewal on this machine: a timer of the account's own systemd, else a line in its crontab. An earlier
set-up is replaced.

Throws `UserError` where the machine has neither or refuses.
*/
export async function installSchedule(
	schedule: SchedulePlan,
	name: string,
	context: ToolContext,
): Promise<ScheduleChange> {
	const folder = schedule.units.length > 0 ? await unitFolder(context) : undefined;
	if (folder !== undefined) {
		return installUnits(schedule, name, folder, context);
	}

	const crontab = await readCrontab(context);
	if (crontab === undefined) {
		throw new UserError(
			'This account has neither a running systemd nor crontab.',
			'Let another scheduler run the command once a day. '
				+ `To see it: concur-tokens schedule${context.repeatedOptions}`,
			exitCodes.machineRefused,
		);
	}

	await addCrontabLine(crontab, {line: schedule.crontab, name}, context);
	return {
		by: crontabRunner(),
		files: [],
		done: ['Added to your crontab, for once a day:', `  ${schedule.crontab}`],
		notes: crontabNotes(crontab, schedule.statusCommand),
	};
}

/** A line in the crontab renews nothing while no cron daemon reads it. */
function crontabRunner(): Scheduler {
	return isCronRunning() === false ? 'crontab-idle' : 'crontab';
}

/** Returns what `installSchedule` has set up on this machine; undefined where that cannot be determined. */
export async function findSchedule(name: string, context: ToolContext): Promise<ScheduleChange['by']> {
	if (existsSync(path.join(configHome(context), 'systemd', 'user', `${name}.timer`))) {
		return 'systemd';
	}

	return await hasCrontabLine(name, context) ? crontabRunner() : undefined;
}

/** Removes what `installSchedule` has set up. Throws `UserError` where the machine refuses. */
export async function removeSchedule(name: string, context: ToolContext): Promise<ScheduleChange> {
	const running = await unitFolder(context);
	const folder = running ?? path.join(configHome(context), 'systemd', 'user');
	const files = [`${name}.timer`, `${name}.service`]
		.map(file => path.join(folder, file))
		.filter(file => existsSync(file));
	const isRunning = files.length > 0 && running !== undefined;
	if (isRunning) {
		await runToolOrFail('systemctl', ['--user', 'disable', '--now', `${name}.timer`], context);
	}

	// The link that `enable` created; `disable` may already have removed it.
	rmSync(path.join(folder, 'timers.target.wants', `${name}.timer`), {force: true});
	for (const file of files) {
		rmSync(file);
	}

	if (isRunning) {
		await runToolOrFail('systemctl', ['--user', 'daemon-reload'], context);
	}

	const done = [...files.map(file => `Removed: ${file}`), ...await removeLine(name, context)];
	return {
		files,
		done: done.length > 0 ? done : ['There was nothing to remove.'],
		notes: files.length > 0 && !isRunning
			? [
				'Your systemd can\'t be reached from here: a running timer continues until the machine restarts. '
					+ `To stop it, log in and run: systemctl --user stop ${name}.timer`,
			]
			: [],
	};
}
