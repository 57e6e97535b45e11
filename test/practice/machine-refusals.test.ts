import {Buffer} from 'node:buffer';
import {execFile, execFileSync, spawnSync} from 'node:child_process';
import {
	chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, onTestFinished, test} from 'vitest';
import {openPractice} from '../../source/practice/serving/open-practice.js';
import {ranProgram, type Ran} from '../commands/finished-profile.js';
import {openedHome, program, type Home} from '../sessions/opened-terminal.js';
import {issuedForm, openedPractice, postToken, temporaryFolder} from './opened-practice.js';

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
// Root may do everything: the program is then run by an account that owns nothing.
const asNobody = isRoot
	? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--inh-caps=-all']
	: [];

function succeeds(script: string): boolean {
	const [file, ...given] = [...asNobody, process.execPath, '--eval', script];
	return spawnSync(file, given).status === 0;
}

const canBecomeNobody = succeeds(`require('node:fs').accessSync(${JSON.stringify(program)})`);
const isPortClosed = canBecomeNobody && !succeeds(`
	require("node:net").createServer()
		.once("error", error => process.exit(error.code === "EACCES" ? 1 : 0))
		.listen(443, "127.0.0.1", () => process.exit(0))
`);

/** Runs the built program as an account without rights. */
async function ranByNobody(given: readonly string[], home: Home): Promise<Ran> {
	const [file, ...first] = [...asNobody, process.execPath, program];
	return new Promise(resolve => {
		execFile(file, [...first, ...given], {env: home.environment, timeout: 30_000}, (error, stdout, stderr) => {
			resolve({code: error
				? (typeof error.code === 'number' ? error.code : -1)
				: 0, signal: error?.signal ?? null, stdout, stderr});
		});
	});
}

/** A home that belongs to the account without rights. */
function poorHome(): Home {
	const home = openedHome();
	mkdirSync(home.configFolder);
	if (isRoot) {
		chownSync(home.folder, nobody, nobody);
		chownSync(home.configFolder, nobody, nobody);
	}

	return home;
}

function mounts(folder: string): boolean {
	return isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'none', folder]).status === 0;
}

function unmount(folder: string): void {
	execFileSync('umount', ['-l', folder]);
}

function canMount(): boolean {
	const folder = mkdtempSync(path.join(tmpdir(), 'practice-mount-'));
	const isMounted = mounts(folder);
	if (isMounted) {
		unmount(folder);
	}

	rmdirSync(folder);
	return isMounted;
}

/** Puts a file system of 32 KiB in a folder's place until the test ends. */
function makeSmall(folder: string): void {
	expect(mounts(folder)).toBe(true);
	onTestFinished(() => {
		unmount(folder);
	});
}

const isMountable = canMount();

test('where this machine allows everything the tests of its refusals say what was left out', () => {
	const leftOut: ReadonlyArray<readonly [boolean, string]> = [
		[!canBecomeNobody, 'a folder without permission: no account without rights can run the program'],
		[!isPortClosed, 'port 443 without the right to it'],
		[!isMountable, 'a full disk: no small file system can be mounted here'],
	];
	for (const [isLeftOut, what] of leftOut) {
		if (isLeftOut) {
			console.warn(`Left out: ${what}.`);
		}
	}

	expect(canBecomeNobody || 'left out').toBeTruthy();
});

test.runIf(isPortClosed)('a port that the account may not use is said, with what to do, and exit code 5', async () => {
	const ran = await ranByNobody(['practice', '--tls', '--port', '443'], poorHome());
	expect(ran).toMatchObject({code: 5, stdout: ''});
	expect(ran.stderr)
		.toContain('This account may not use port 443. Ports below 1024 require administrator rights.');
	expect(ran.stderr).toContain('practice --port N');
});

describe.runIf(canBecomeNobody)('a folder that the account may not use', () => {
	test('is named, with the remedy, and exit code 5', async () => {
		const home = poorHome();
		chmodSync(home.configFolder, 0o500);
		const ran = await ranByNobody(['practice'], home);
		expect(ran).toMatchObject({code: 5, stdout: ''});
		expect(ran.stderr).toContain(`${path.join(home.configFolder, 'practice')}`);
		expect(ran.stderr).toContain('permission denied');
		expect(ran.stderr).toContain('CONCUR_TOKENS_CONFIG_DIR');
		expect(ran.stderr).not.toContain('an unexpected error occurred');
	});

	test.runIf(isRoot)('an earlier sudo left its files there: they stay as they are', async () => {
		const home = poorHome();
		const folder = path.join(home.configFolder, 'practice', 'server');
		mkdirSync(folder, {recursive: true});
		for (const own of [path.dirname(folder), folder]) {
			chownSync(own, nobody, nobody);
		}

		const file = path.join(folder, 'practice-state.json');
		writeFileSync(file, 'what root keeps', {mode: 0o600});
		const ran = await ranByNobody(['practice'], home);
		expect(ran).toMatchObject({code: 5, stdout: ''});
		expect(ran.stderr).toContain(`${file} cannot be used: permission denied.`);
		expect(ran.stderr).toContain('chown');
		expect(readFileSync(file, 'utf8')).toBe('what root keeps');
		expect(readdirSync(folder)).toEqual(['practice-state.json']);
	});
});

test('a file in the folder\'s place is named, with exit code 5', async () => {
	const home = openedHome();
	mkdirSync(home.configFolder);
	writeFileSync(path.join(home.configFolder, 'practice'), '');
	const ran = await ranProgram(['practice'], {home});
	expect(ran).toMatchObject({code: 5, stdout: ''});
	expect(ran.stderr).toContain('part of its path is a file');
});

describe.runIf(isMountable)('a full disk', () => {
	test('ends the start with exit code 5', async () => {
		const home = openedHome();
		mkdirSync(home.configFolder);
		makeSmall(home.configFolder);
		writeFileSync(path.join(home.configFolder, 'filling'), Buffer.alloc(24 * 1024));
		const ran = await ranProgram(['practice', '--tls'], {home});
		expect(ran).toMatchObject({code: 5, stdout: ''});
		expect(ran.stderr).toContain('the disk is full');
		expect(ran.stderr).toContain('Free up disk space');
	});

	test('while it serves: the client is told, nothing is granted that is not kept, '
		+ 'and with room it goes on', async () => {
		const folder = temporaryFolder();
		makeSmall(folder);
		const lines: string[] = [];
		const server = await openPractice({folder, log(line) {
			lines.push(line);
		}});
		const form = await issuedForm(server);
		await postToken(server, form);
		const filling = path.join(folder, 'filling');
		let size = 0;
		try {
			for (; ; size += 1024) {
				writeFileSync(filling, Buffer.alloc(1024), {flag: 'a'});
			}
		} catch {
			expect(size).toBeGreaterThan(0);
		}

		const refused = await fetch(
			`${server.origin}/oauth2/v0/token`,
			{method: 'POST', body: new URLSearchParams(form)},
		);
		expect(refused.status).toBe(500);
		expect(await refused.text()).toContain('the disk is full');
		expect(lines.at(-2)).toContain('the disk is full');
		writeFileSync(filling, '');
		expect((await postToken(server, form)).status).toBe(200);
		await server.close();
	});
});

test('damaged files are kept under another name, which is told, and practice starts empty', async () => {
	const folder = temporaryFolder();
	const damaged = {'practice-state.json': '{"version": 1', 'signing-key.pem': 'half a key'};
	for (const [name, text] of Object.entries(damaged)) {
		writeFileSync(path.join(folder, name), text);
	}

	const lines: string[] = [];
	const server = await openPractice({folder, log(line) {
		lines.push(line);
	}});
	await postToken(server, await issuedForm(server));
	await server.close();
	const kept = readdirSync(folder).filter(name => name.includes('.broken-')).toSorted();
	expect(kept.map(name => readFileSync(path.join(folder, name), 'utf8'))).toEqual(Object.values(damaged));
	expect(lines[0]).toBe('The practice state file is damaged. '
		+ `It was renamed to ${path.join(folder, kept[0]!)}, and practice starts empty.`);
});

test('a port that is free again is used again; one that is taken meanwhile is not waited for', async () => {
	const folder = temporaryFolder();
	const first = await openPractice({folder});
	await first.close();
	const taken = await openedPractice({port: Number(new URL(first.origin).port)});
	const second = await openedPractice({folder});
	expect(second.origin).not.toBe(taken.origin);
});

test('of two that start at once in the same folder one serves, and the other uses it', async () => {
	const folder = temporaryFolder();
	const both = await Promise.all([openedPractice({folder}), openedPractice({folder})]);
	expect(both.filter(({isAttached}) => isAttached)).toHaveLength(1);
	expect(new Set(both.map(({origin}) => origin)).size).toBe(1);
	expect(readdirSync(folder).filter(name => name.includes('serving'))).toEqual(['serving.json']);
	await Promise.all(both.map(async server => server.close()));
	expect(readdirSync(folder)).not.toContain('serving.json');
});
