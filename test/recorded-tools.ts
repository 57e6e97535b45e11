import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';

export type RecordedTools = {
	/** The folder to put into PATH. */
	readonly folder: string;
	/** What each was called with, in order. */
	readonly calls: () => readonly string[];
};

/** Programs in a new folder below this one: each notes what it is given, then does what its line of shell says. */
export function recordedTools(below: string, scripts: Readonly<Record<string, string>>): RecordedTools {
	const folder = path.join(below, 'tools');
	const record = path.join(below, 'calls');
	mkdirSync(folder);
	writeFileSync(record, '');
	for (const [name, script] of Object.entries(scripts)) {
		const text = `#!/bin/sh\necho "${name} $*" >> '${record}'\n${script}\n`;
		writeFileSync(path.join(folder, name), text, {mode: 0o755});
	}

	return {folder, calls: () => readFileSync(record, 'utf8').trim().split('\n')};
}

/** A systemd that takes every unit, in an account that lingers. */
export const willingSystemd = {systemctl: 'exit 0', loginctl: 'echo Linger=yes'} as const;
