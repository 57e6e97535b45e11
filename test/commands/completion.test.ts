import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {keys, openedHome, openedTerminal, program, type OpenedTerminal} from '../sessions/opened-terminal.js';
import {ranProgram} from './finished-profile.js';

const prompt = 'ready>';

/** How each shell is started so that it reads nothing but the completion script. */
const starts: Readonly<Record<string, (script: string, folder: string) => readonly string[]>> = {
	bash(script, folder) {
		const file = path.join(folder, '.bashrc');
		writeFileSync(file, `source ${script}\nPS1='${prompt} '\nbind 'set bell-style none'\n`);
		return ['bash', '--noprofile', '--rcfile', file, '-i'];
	},
	zsh(script, folder) {
		writeFileSync(
			path.join(folder, '.zshrc'),
			`autoload -Uz compinit\ncompinit -u -D\nsource ${script}\nPROMPT='${prompt} '\n`,
		);
		return ['zsh', '-d', '-i'];
	},
	fish: script => [
		'fish',
		'--no-config',
		'-C',
		`source ${script}; function fish_prompt; echo -n '${prompt} '; end; function fish_right_prompt; end; set `
			+ '-g fish_greeting',
	],
};

/** A person's shell: the program on its path, the completion loaded, two profiles, files with blanks in their names. */
async function openedShell(shell: string): Promise<OpenedTerminal> {
	const home = openedHome();
	const commands = path.join(home.folder, '.bin');
	const work = path.join(home.folder, 'work');
	const script = path.join(home.folder, '.completion');
	mkdirSync(commands);
	mkdirSync(path.join(work, 'a folder'), {recursive: true});
	writeFileSync(path.join(work, 'my credentials.json'), '{}');
	writeFileSync(
		path.join(commands, 'concur-tokens'),
		`#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`,
		{mode: 0o755},
	);
	mkdirSync(home.configFolder);
	writeFileSync(path.join(home.configFolder, 'sandbox.json'), '{}');
	writeFileSync(path.join(home.configFolder, 'status.json'), '{}');
	writeFileSync(script, (await ranProgram(['completion', shell], {home})).stdout);
	const terminal = openedTerminal({
		home: {...home, workFolder: work},
		command: starts[shell]!(script, home.folder),
		columns: 110,
		rows: 40,
		environment: {
			PATH: `${commands}:${home.environment['PATH']!}`,
			ZDOTDIR: home.folder,
			XDG_CONFIG_HOME: home.folder,
			XDG_DATA_HOME: home.folder,
		},
	});
	await terminal.see(prompt);
	return terminal;
}

/** A fresh screen once the shell has made this of a line: Tab completes, a second Tab lists what there is. */
async function completed(terminal: OpenedTerminal, line: string, expected: string | RegExp, tabs = 1) {
	terminal.press(keys.ctrl('u'), keys.ctrl('l'));
	await terminal.see(/^\s*ready>\s*$/);
	terminal.press(`concur-tokens ${line}`);
	await terminal.see(`${prompt} concur-tokens ${line}`.trimEnd());
	terminal.press(...Array.from({length: tabs}, () => keys.tab));
	return terminal.see(expected);
}

/** The list that a shell offers, once all these words are in it: it is painted piece by piece. */
async function offered(terminal: OpenedTerminal, line: string, words: readonly string[]): Promise<string> {
	const all = new RegExp(words.map(word => String.raw`(?=.*\b${word}\b)`).join(''), 's');
	return completed(terminal, line, all, 2);
}

const installed = Object.keys(starts).filter(shell => spawnSync(shell, ['-c', 'exit']).status === 0);

test('the tests of a shell that is not installed say that they were left out', () => {
	for (const shell of Object.keys(starts).filter(name => !installed.includes(name))) {
		console.warn(`The completion tests of ${shell} were left out: it is not here. `
			+ `To run them: apt-get install ${shell}`);
	}

	expect(installed).toContain('bash');
});

test.each(['bash', 'zsh', 'fish'])(
	'the script for %s offers every command and every option that help lists',
	async shell => {
		const home = openedHome();
		const script = (await ranProgram(['completion', shell], {home})).stdout;
		const help = (await ranProgram(['--help'], {home})).stdout;
		const commands = [
			...help.slice(help.indexOf('Commands:'), help.indexOf('Examples:')).matchAll(/^ {2}(\w+)/gm),
		].map(match => match[1]!);
		expect(commands).toHaveLength(17);
		for (const command of commands) {
			const {stdout} = await ranProgram([command, '--help'], {home});
			for (const [option] of stdout.matchAll(/--(?!version)[a-z][a-z-]+/g)) {
				expect(script, `${command} ${option}`).toContain(shell === 'fish' ? `-l ${option.slice(2)} ` : option);
			}
		}
	},
);

describe.each(installed)('%s completes', shell => {
	test('commands, also behind the value of an option, which is no command', async () => {
		const terminal = await openedShell(shell);
		await offered(terminal, '', [
			'setup', 'status', 'check', 'token', 'renew', 'api', 'run', 'proxy', 'export',
			'doctor', 'practice', 'profiles', 'forget',
		]);
		for (const line of ['--profile default doc', '--dir /tmp --profile status doc']) {
			await completed(terminal, line, /doctor\s*$/m);
		}
	});

	test('the formats of export, wherever the options stand', async () => {
		const terminal = await openedShell(shell);
		for (const line of [
			'--profile default export ',
			'export --profile default ',
			'--profile status --json export ',
			'export --out x --force ',
		]) {
			const screen = await offered(terminal, line, ['env', 'postman', 'sap-sample']);
			expect(screen).not.toMatch(/doctor|my credentials/);
		}
	});

	test('options and their values: profiles and base URIs', async () => {
		const terminal = await openedShell(shell);
		await completed(terminal, '--profile san', '--profile sandbox');
		await completed(terminal, 'status --profile san', '--profile sandbox');
		await completed(terminal, '--base-uri us-', '--base-uri us-impl');
		await completed(terminal, '--base-uri=emea-', '--base-uri=emea-impl');
		await completed(terminal, 'export json --forc', 'json --force');
		await completed(terminal, 'renew --with', '--within');
		await completed(terminal, 'proxy --read', '--read-only');
		await completed(terminal, 'export env --shell fi', '--shell fish');
		await completed(terminal, 'schedule --inst', '--install');
	});

	test('APIs, several one after the other', async () => {
		const terminal = await openedShell(shell);
		await completed(terminal, 'scopes localit', /scopes localities-v5\s*$/m);
		await completed(terminal, 'prove list-v4 --json localit', /--json localities-v5\s*$/m);
	});

	test('files and folders, a name with blanks as one word', async () => {
		const terminal = await openedShell(shell);
		for (const line of [
			'check my',
			'check ./my',
			String.raw`check my\ cre`,
			'export --out my',
			'export json --out ./my',
		]) {
			await completed(terminal, line, /my\\ credentials\.json\s*$/m);
		}

		expect(
			await completed(terminal, 'status --dir ', /--dir a\\ folder\//),
			'folders alone where an option wants one',
		).not.toContain('credentials');
	});
});
