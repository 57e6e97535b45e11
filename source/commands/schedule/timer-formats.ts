/** A variable that the scheduled command needs. */
export type Assignment = readonly [variable: string, value: string];

/** A file of systemd. */
export type Unit = {readonly file: string; readonly text: string};

function quoteForShell(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'"\'"\'')}'`;
}

/** Cron ends the command at a percent sign, and drops a backslash before one and before another backslash. */
function escapeForCron(command: string): string {
	return command.replaceAll(/[\\%]/g, String.raw`\$&`);
}

/** @see https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines */
function quoteForSystemd(text: string): string {
	return `"${text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;
}

/** A line for `crontab -e`. */
export function crontabLine(words: readonly string[], shown: readonly Assignment[]): string {
	const assignments = shown.map(([name, value]) => `${name}=${quoteForShell(value)}`);
	return `17 6 * * * ${escapeForCron([...assignments, ...words.map(word => quoteForShell(word))].join(' '))}`;
}

/** The service and its timer, for systemd of one account. */
export function systemdUnits(
	name: string,
	[node, ...words]: readonly [string, ...string[]],
	shown: readonly Assignment[],
): readonly Unit[] {
	// A dollar sign would begin a variable in an argument; in the path of the program it is a letter like any other.
	const command = [quoteForSystemd(node), ...words.map(word => quoteForSystemd(word).replaceAll('$', '$$$$'))];
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
				'Description=Check the SAP Concur refresh token once a day',
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
