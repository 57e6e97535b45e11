import {existsSync, readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {isRenewalLine} from './compose-schedule.js';
import {runToolOrFail, throwOnFailure, runTool, type ToolContext} from './run-tool.js';

/** The comment that identifies ours in a crontab; the command is on the next line, unless the user removed it. */
function marker(name: string): string {
	return `# ${name}: renews the SAP Concur refresh token`;
}

/** Whether the line at `index` is the command below our comment. */
function isEntry(lines: readonly string[], index: number, name: string): boolean {
	return lines[index - 1] === marker(name) && isRenewalLine(lines[index] ?? '', name);
}

/** The crontab without our comments and their commands; every other line stays. */
function withoutEntry(crontab: string, name: string): string {
	const lines = crontab.split('\n');
	return lines.filter((line, index) => line !== marker(name) && !isEntry(lines, index, name)).join('\n');
}

/**
Reads this account's crontab, empty where there is none; undefined without cron. Throws `UserError` where the tool
refuses.
*/
export async function readCrontab(context: ToolContext): Promise<string | undefined> {
	const ran = await runTool('crontab', ['-l'], context);
	if (ran.isAbsent) {
		return undefined;
	}

	// An unreadable crontab must not be mistaken for an empty one: it would be overwritten.
	if (ran.code !== 0 && !/no crontab/i.test(ran.stderr)) {
		throwOnFailure('crontab', ['-l'], ran, context);
	}

	return ran.code === 0 ? ran.stdout : '';
}

/** Appends the line to the crontab; an earlier one is replaced. Throws `UserError` where the tool refuses. */
export async function addCrontabLine(
	crontab: string,
	{line, name}: {readonly line: string; readonly name: string},
	context: ToolContext,
): Promise<void> {
	const others = withoutEntry(crontab, name).replace(/\n*$/, '');
	const lines = [...(others === '' ? [] : [others]), marker(name), line, ''];
	await runToolOrFail('crontab', ['-'], context, lines.join('\n'));
}

/**
Removes the line, and returns what was there of it: the line, or only the comment above it. Throws `UserError` where the
tool refuses.
*/
export async function removeCrontabLine(name: string, context: ToolContext): Promise<'line' | 'comment' | undefined> {
	const crontab = await readCrontab(context);
	const lines = crontab?.split('\n') ?? [];
	if (crontab === undefined || !lines.includes(marker(name))) {
		return undefined;
	}

	await runToolOrFail('crontab', ['-'], context, withoutEntry(crontab, name));
	return lines.some((_, index) => isEntry(lines, index, name)) ? 'line' : 'comment';
}

/** Whether the crontab has the line; false where that cannot be determined, and for one that is commented out. */
export async function hasCrontabLine(name: string, context: ToolContext): Promise<boolean> {
	const {code, stdout} = await runTool('crontab', ['-l'], context);
	const lines = stdout.split('\n');
	return code === 0 && lines.some((line, index) => isEntry(lines, index, name) && !line.trimStart().startsWith('#'));
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
