import {existsSync, readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {runToolOrFail, throwOnFailure, runTool, type Machine} from './run-tool.js';

/** The line that identifies ours in a crontab; the command is on the next line. */
function marker(name: string): string {
	return `# ${name}: renews the SAP Concur refresh token`;
}

function withoutEntry(crontab: string, name: string): string {
	const lines = crontab.split('\n');
	return lines.filter((line, index) => line !== marker(name) && lines[index - 1] !== marker(name)).join('\n');
}

/**
Reads this account's crontab, empty where there is none; undefined without cron. Throws `UserError` where the tool
refuses.
*/
export async function readCrontab(machine: Machine): Promise<string | undefined> {
	const ran = await runTool('crontab', ['-l'], machine);
	if (ran.isAbsent) {
		return undefined;
	}

	// An unreadable crontab must not be mistaken for an empty one: it would be overwritten.
	if (ran.code !== 0 && !/no crontab/i.test(ran.stderr)) {
		throwOnFailure('crontab', ['-l'], ran, machine);
	}

	return ran.code === 0 ? ran.stdout : '';
}

/** Appends the line to the crontab; an earlier one is replaced. Throws `UserError` where the tool refuses. */
export async function addCrontabLine(
	crontab: string,
	{line, name}: {readonly line: string; readonly name: string},
	machine: Machine,
): Promise<void> {
	const others = withoutEntry(crontab, name).replace(/\n*$/, '');
	const lines = [...(others === '' ? [] : [others]), marker(name), line, ''];
	await runToolOrFail('crontab', ['-'], machine, lines.join('\n'));
}

/** Removes the line and returns whether there was one. Throws `UserError` where the tool refuses. */
export async function removeCrontabLine(name: string, machine: Machine): Promise<boolean> {
	const crontab = await readCrontab(machine);
	if (!crontab?.split('\n').includes(marker(name))) {
		return false;
	}

	await runToolOrFail('crontab', ['-'], machine, withoutEntry(crontab, name));
	return true;
}

/** Whether the crontab has the line; false where that cannot be determined. */
export async function hasCrontabLine(name: string, machine: Machine): Promise<boolean> {
	const {code, stdout} = await runTool('crontab', ['-l'], machine);
	return code === 0 && stdout.split('\n').includes(marker(name));
}

/** Whether a cron daemon is running; undefined where that cannot be determined. */
export function isCronRunning(): boolean | undefined {
	if (process.platform !== 'linux') {
		return undefined;
	}

	try {
		return readdirSync('/proc').filter(name => /^\d+$/.test(name)).some(id => {
			try {
				return /^(?:f?cron|crond)\n$/.test(readFileSync(`/proc/${id}/comm`, 'utf8'));
			} catch {
				// The process has ended in the meantime.
				return false;
			}
		});
	} catch {
		return undefined;
	}
}

/** Whether cron mails the output of a command: the last line that names a recipient decides. */
function isMailed(crontab: string): boolean {
	const recipient = [...crontab.matchAll(/^[ \t]*MAILTO[ \t]*=[ \t]*(.*)$/gm)].at(-1)?.[1];
	return !/^(?:""|'')?\s*$/.test(recipient ?? 'this account')
		&& ['/usr/sbin/sendmail', '/usr/lib/sendmail'].some(file => existsSync(file));
}

/** Returns what the user should know about this crontab, so that the renewal does not fail unnoticed. */
export function crontabNotes(crontab: string, statusCommand: string): readonly string[] {
	return [
		...(isCronRunning() === false
			? ['No cron daemon seems to run on this machine: until one is started, nothing renews the token.']
			: []),
		isMailed(crontab)
			? 'Cron mails you when a renewal fails. To see the line: crontab -l'
			: `Cron sends no mail here, so failures go unnoticed. To see how renewals went: ${statusCommand}`,
	];
}
