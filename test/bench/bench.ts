import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {spawn, type IPty} from '@lydell/node-pty';

/*
Measures start-up and the screen as ratios within one run, so that another machine gives comparable numbers.
Medians; the compared programs take turns, so that a busy moment hits both.
*/

const program = path.resolve(import.meta.dirname, '../../dist/cli.cjs');
const helloWorld = path.resolve(import.meta.dirname, 'hello-world.js');
const runs = 21;
const presses = 300;

const home = mkdtempSync(path.join(tmpdir(), 'bench-'));
const configFolder = path.join(home, 'config');
const environment = {
	PATH: process.env['PATH'] ?? '',
	HOME: home,
	TERM: 'xterm-256color',
	CONCUR_TOKENS_CONFIG_DIR: configFolder,
};

function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

function median(values: readonly number[]): number {
	return percentile(values, 0.5);
}

/** A finished profile with a token of kilobytes and 64 scopes. */
function writeProfile(): void {
	const now = Date.now();
	const values = {
		appID: '4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f',
		clientSecret: '9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d',
		companyUUID: '0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6',
		companyRequestToken: 'at-7h6g5f4e3d2c1b0a',
	};
	const {companyRequestToken: _, ...obtainedWith} = values;
	const accessToken = `eyJ${'a'.repeat(6500)}`;
	const scope = Array.from({length: 64}, (_entry, index) => `scope${index + 1}.area.read`).join(' ');
	const geolocation = 'https://us2.api.concursolutions.com';
	const facts = {
		url: `${geolocation}/oauth2/v0/token`,
		status: 200,
		latency: 412,
		correlationId: '6d0a8f34-4d2e-4a8c-9f0b-5c1a2b3c4d5e',
		attempts: 1,
		at: now,
	};
	mkdirSync(configFolder, {mode: 0o700});
	writeFileSync(
		path.join(home, 'credentials.json'),
		JSON.stringify({...values, grantType: 'password', credentialType: 'authtoken'}),
		{mode: 0o600},
	);
	writeFileSync(
		path.join(configFolder, 'default.json'),
		JSON.stringify({
			version: 1,
			baseUri: 'glz',
			values,
			enteredAt: {companyRequestToken: now},
			folder: home,
			stage: 'login',
			item: 0,
			ticks: [],
			createdAt: now,
			updatedAt: now,
			lastCall: {grant: 'password', kind: 'granted', facts},
			token: {
				object: {
					expires_in: 3600,
					scope,
					token_type: 'Bearer',
					access_token: accessToken,
					refresh_token: '2d725xipty0z7ha3vlpy8b2c3hqxmw',
					refresh_expires_in: Math.floor(now / 1000) + 15_811_200,
					geolocation,
					id_token: `eyJ${'b'.repeat(900)}`,
				},
				receivedAt: now,
				baseUri: geolocation,
				obtainedWith,
			},
			bearer: {accessToken, expiresAt: now + 3_600_000, tokenType: 'Bearer', baseUri: geolocation, scope},
		}),
		{mode: 0o600},
	);
}

function timeProcess(given: readonly string[]): number {
	const startedAt = performance.now();
	spawnSync(process.execPath, given, {env: environment, cwd: home});
	return performance.now() - startedAt;
}

type Screen = {readonly pty: IPty; readonly firstScreen: number; readonly bytes: number; readonly peak: number};

/** Peak memory of a process in MiB, from the system's own record; 0 where there is none. */
function peakMemory(processId: number): number {
	try {
		return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))![1]) / 1024;
	} catch {
		return 0;
	}
}

async function openScreen(given: readonly string[], complete: string): Promise<Screen> {
	const startedAt = performance.now();
	const pty = spawn(process.execPath, [...given], {
		cols: 120,
		rows: 40,
		cwd: home,
		env: environment,
		name: 'xterm-256color',
	});
	let output = '';
	return new Promise(resolve => {
		pty.onData(data => {
			const wasComplete = output.includes(complete);
			output += data;
			if (!wasComplete && output.includes(complete)) {
				resolve({
					pty,
					firstScreen: performance.now() - startedAt,
					bytes: Buffer.byteLength(output),
					peak: peakMemory(pty.pid),
				});
			}
		});
	});
}

/** Leaves by Ctrl+C, as a person does: a killed session's lock would hold up the next one. */
async function ended(pty: IPty): Promise<void> {
	return new Promise(resolve => {
		pty.onExit(() => {
			resolve();
		});
		pty.write('\u0003');
	});
}

/** Waits until nothing more comes for a while: the frame is painted. */
async function painted(pty: IPty, act: () => void): Promise<{readonly firstByte: number; readonly bytes: number}> {
	return new Promise(resolve => {
		const startedAt = performance.now();
		let lastAt = 0;
		let bytes = 0;
		let timer: NodeJS.Timeout;
		const listener = pty.onData(data => {
			lastAt = performance.now() - startedAt;
			bytes += Buffer.byteLength(data);
			clearTimeout(timer);
			timer = setTimeout(() => {
				listener.dispose();
				resolve({firstByte: lastAt, bytes});
			}, 12);
		});
		act();
	});
}

const rows: string[][] = [['measured', 'against', 'ratio', 'aim']];

function note(measured: string, against: string, ratio: string, aim: string): void {
	rows.push([measured, against, ratio, aim]);
}

function measureCommands(): void {
	const commands: ReadonlyArray<readonly [string, readonly string[]]> = [
		['`token` from cache', ['token']],
		['`status`', ['status']],
		['`check`', ['check']],
		['`--help`', ['--help']],
	];
	for (const [, given] of commands) {
		timeProcess([program, ...given]);
	}

	const bare: number[] = [];
	const times = commands.map((): number[] => []);
	for (let run = 0; run < runs; run++) {
		bare.push(timeProcess(['-e', '0']));
		for (const [index, [, given]] of commands.entries()) {
			times[index]!.push(timeProcess([program, ...given]));
		}
	}

	for (const [index, [name]] of commands.entries()) {
		note(
			`${name}, ${median(times[index]!).toFixed(0)} ms`,
			`bare \`node -e 0\`, ${median(bare).toFixed(0)} ms`,
			(median(times[index]!) / median(bare)).toFixed(2),
			'2.0',
		);
	}
}

async function measureFirstScreen(): Promise<number> {
	const session: Screen[] = [];
	const hello: Screen[] = [];
	for (let run = 0; run < runs; run++) {
		const one = await openScreen([program], 'Ctrl+C');
		session.push({...one, peak: peakMemory(one.pty.pid)});
		await ended(one.pty);
		const other = await openScreen([helloWorld], 'Hello, World');
		hello.push({...other, peak: peakMemory(other.pty.pid)});
		await ended(other.pty);
	}

	const [ours, theirs] = [
		median(session.map(({firstScreen}) => firstScreen)),
		median(hello.map(({firstScreen}) => firstScreen)),
	];
	note(
		`guided session to its first screen, ${ours.toFixed(0)} ms`,
		`Ink's hello world as modules, ${theirs.toFixed(0)} ms`,
		(ours / theirs).toFixed(2),
		'0.55',
	);
	const [peak, helloPeak] = [
		median(session.map(({peak: value}) => value)),
		median(hello.map(({peak: value}) => value)),
	];
	note(
		`its peak memory, ${peak.toFixed(0)} MiB`,
		`Ink's hello world, ${helloPeak.toFixed(0)} MiB`,
		(peak / helloPeak).toFixed(2),
		'1.3',
	);
	return median(session.map(({bytes}) => bytes));
}

async function measureKeys(fullRepaint: number): Promise<void> {
	const {pty} = await openScreen([program], 'Ctrl+C');
	// Stage 2 has the most items to move through.
	for (let stage = 7; stage > 2; stage--) {
		await painted(pty, () => {
			pty.write('\u001B[5~');
		});
	}

	const times: number[] = [];
	const bytes: number[] = [];
	for (let press = 0; press < presses; press++) {
		// Each press waits for the frame of the one before.
		const frame = await painted(pty, () => {
			pty.write('\t');
		});
		if (press >= 20) {
			times.push(frame.firstByte);
			bytes.push(frame.bytes);
		}
	}

	await ended(pty);
	note('a key press to the painted screen, median', '', `${median(times).toFixed(1)} ms`, '4 ms');
	note('the same, 99th percentile', '', `${percentile(times, 0.99).toFixed(1)} ms`, '8 ms');
	note(
		`bytes written a key press, ${median(bytes)}`,
		`a full repaint, ${fullRepaint}`,
		(median(bytes) / fullRepaint).toFixed(2),
		'0.13',
	);
}

writeProfile();
try {
	measureCommands();
	await measureKeys(await measureFirstScreen());
	const [head, ...rest] = rows.map(row => `| ${row.join(' | ')} |`);
	console.log([
			`Node.js ${process.versions.node}, ${process.platform}, medians of ${runs} runs, ${presses} key `
				+ 'presses at 120x40 with a token of 64 scopes:',
			'',
			head,
			'|---|---|---|---|',
			...rest,
		].join('\n'));
} finally {
	rmSync(home, {recursive: true, force: true});
}
