import {existsSync, readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {runToolOrFail, throwOnFailure, runTool, type Machine} from './run-tool.js';

/** The line that tells ours from everybody else's in a crontab; the command is the line behind it. */
function marker(name: string): string {
	return `# ${name}: renews the SAP Concur refresh token`;
}

function withoutEntry(crontab: string, name: string): string {
	const lines = crontab.split('\n');
	return lines.filter((line, index) => line !== marker(name) && lines[index - 1] !== marker(name)).join('\n');
}

/** This account's crontab, empty where there is none; undefined without cron. Throws `UserError` for a refusal. */
export async function readCrontab(machine: Machine): Promise<string | undefined> {
	const ran = await runTool('crontab', ['-l'], machine);
	if (ran.isAbsent) {
		return undefined;
	}

	// An unreadable crontab must not be taken for an empty one: it would be replaced.
	if (ran.code !== 0 && !/no crontab/i.test(ran.stderr)) {
		throwOnFailure('crontab', ['-l'], ran);
	}

	return ran.code === 0 ? ran.stdout : '';
}

/** Puts the line behind those that are there; one that was there is replaced. Throws `UserError` for a refusal. */
export async function addCrontabLine(
	crontab: string,
	{line, name}: {readonly line: string; readonly name: string},
	machine: Machine,
): Promise<void> {
	const others = withoutEntry(crontab, name).replace(/\n*$/, '');
	const lines = [...(others === '' ? [] : [others]), marker(name), line, ''];
	await runToolOrFail('crontab', ['-'], machine, lines.join('\n'));
}

/** Whether the line was there, and is taken away. Throws `UserError` for a refusal. */
export async function removeCrontabLine(name: string, machine: Machine): Promise<boolean> {
	const crontab = await readCrontab(machine);
	if (!crontab?.split('\n').includes(marker(name))) {
		return false;
	}

	await runToolOrFail('crontab', ['-'], machine, withoutEntry(crontab, name));
	return true;
}

/** Whether the line is there; a machine that can't tell counts as one without. */
export async function hasCrontabLine(name: string, machine: Machine): Promise<boolean> {
	const {code, stdout} = await runTool('crontab', ['-l'], machine);
	return code === 0 && stdout.split('\n').includes(marker(name));
}

/** Whether a daemon reads crontabs; undefined where that can't be seen. */
function isCronRunning(): boolean | undefined {
	if (process.platform !== 'linux') {
		return undefined;
	}

	try {
		return readdirSync('/proc').filter(name => /^\d+$/.test(name)).some(id => {
			try {
				return /^(?:f?cron|crond)\n$/.test(readFileSync(`/proc/${id}/comm`, 'utf8'));
			} catch {
				// It has ended meanwhile.
				return false;
			}
		});
	} catch {
		return undefined;
	}
}

/** Whether what a command says is sent by mail: the last line that names a recipient decides. */
function isMailed(crontab: string): boolean {
	const recipient = [...crontab.matchAll(/^[ \t]*MAILTO[ \t]*=[ \t]*(.*)$/gm)].at(-1)?.[1];
	return !/^(?:""|'')?\s*$/.test(recipient ?? 'this account')
		&& ['/usr/sbin/sendmail', '/usr/lib/sendmail'].some(file => existsSync(file));
}

/** What to know of a line in this crontab, so that it does not fail unseen. */
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
