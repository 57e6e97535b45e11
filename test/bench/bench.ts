import {Buffer} from 'node:buffer';
import {spawn as spawnProcess, spawnSync} from 'node:child_process';
import {createServer} from 'node:http';
import {type AddressInfo} from 'node:net';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
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
const runs = 30;
const parallel = 200;
const root = path.resolve(import.meta.dirname, '../..');
const presses = 300;

const home = mkdtempSync(path.join(tmpdir(), 'bench-'));
const configFolder = path.join(home, 'config');
const environment = {
	PATH: process.env['PATH'] ?? '',
	HOME: home,
	TERM: 'xterm-256color',
	CONCUR_TOKENS_CONFIG_DIR: configFolder,
	GH_CONFIG_DIR: path.join(home, 'gh'),
};

function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

function median(values: readonly number[]): number {
	return percentile(values, 0.5);
}

/** A finished profile with a token of kilobytes and 64 scopes, granted by `origin`. */
function writeProfile(origin = 'https://us2.api.concursolutions.com', bearerLife = 3_600_000): void {
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
	const geolocation = origin;
	const facts = {
		url: `${geolocation}/oauth2/v0/token`,
		status: 200,
		latency: 412,
		correlationId: '6d0a8f34-4d2e-4a8c-9f0b-5c1a2b3c4d5e',
		attempts: 1,
		at: now,
	};
	mkdirSync(configFolder, {recursive: true, mode: 0o700});
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
			stage: 'proof',
			item: 0,
			ticks: ['login.4'],
			chosenApis: [],
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
			bearer: {accessToken, expiresAt: now + bearerLife, tokenType: 'Bearer', baseUri: geolocation, scope},
		}),
		{mode: 0o600},
	);
}

function timeProcess(file: string, given: readonly string[]): number {
	const startedAt = performance.now();
	spawnSync(file, given, {env: environment, cwd: home});
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
		const listener = pty.onData(data => {
			output += data;
			if (output.includes(complete)) {
				// What comes from now on is not to be searched: that takes longer with each frame.
				listener.dispose();
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

/** Waits until nothing more comes for `quiet` milliseconds: the frame is painted. */
async function painted(
	pty: IPty,
	act: () => void,
	quiet = 12,
): Promise<{readonly firstByte: number; readonly bytes: number}> {
	return new Promise(resolve => {
		const startedAt = performance.now();
		let lastAt = 0;
		let bytes = 0;
		let timer: NodeJS.Timeout;
		// A process that sleeps long is woken late, which is no time of the program's.
		const stayAwake = setInterval(() => {}, 1);
		const listener = pty.onData(data => {
			lastAt = performance.now() - startedAt;
			bytes += Buffer.byteLength(data);
			clearTimeout(timer);
			timer = setTimeout(() => {
				clearInterval(stayAwake);
				listener.dispose();
				resolve({firstByte: lastAt, bytes});
			}, quiet);
		});
		act();
	});
}

/** Bytes of the largest frame that comes: after a resize, the whole screen and then what has moved in it. */
async function largestFrame(pty: IPty, act: () => void): Promise<number> {
	const frameEnd = '\u001B[?2026l';
	let output = '';
	const listener = pty.onData(data => {
		output += data;
	});
	await painted(pty, act, 300);
	listener.dispose();
	return Math.max(...output.split(frameEnd).map(frame => Buffer.byteLength(frame)));
}

const rows: string[][] = [['measured', 'against', 'ratio', 'target']];

function note(measured: string, against: string, ratio: string, target: string): void {
	rows.push([measured, against, ratio, target]);
}

type Contender = {
	readonly name: string;
	readonly file: string;
	readonly given: readonly string[];
	readonly target: string;
};

/** GitHub's own client with a token in its file, where it is installed. */
function githubClient(): readonly Contender[] {
	const {status} = spawnSync('gh', ['--version']);
	if (status !== 0) {
		return [];
	}

	mkdirSync(environment.GH_CONFIG_DIR);
	writeFileSync(
		path.join(environment.GH_CONFIG_DIR, 'hosts.yml'),
		`github.com:\n    user: someone\n    oauth_token: gho_${'0'.repeat(36)}\n    git_protocol: https\n`,
	);
	return [{name: '`gh auth token`', file: 'gh', given: ['auth', 'token'], target: ''}];
}

/** The single executable, where `npm run package` has made one, installed as the README has it. */
function executable(): readonly Contender[] {
	const archive = existsSync(path.join(root, 'release'))
		? readdirSync(path.join(root, 'release')).find(name => name.endsWith('.tar.gz'))
		: undefined;
	if (archive === undefined) {
		return [];
	}

	spawnSync('tar', ['-xzf', path.join(root, 'release', archive), '-C', home, '--strip-components=1']);
	const file = path.join(home, '.local/bin/concur-tokens');
	spawnSync('install', ['-D', path.join(home, 'concur-tokens'), file]);
	return [{name: '`token` of the single executable', file, given: ['token'], target: '1.0'}];
}

function measureCommands(): void {
	const node = process.execPath;
	const bareNode: Contender = {name: 'bare `node -e 0`', file: node, given: ['-e', '0'], target: ''};
	const gh = githubClient();
	const contenders: readonly Contender[] = [
		bareNode,
		{name: '`token` from cache', file: node, given: [program, 'token'], target: '1.20'},
		{name: '`status`', file: node, given: [program, 'status'], target: '1.45'},
		{name: '`check`', file: node, given: [program, 'check'], target: '1.45'},
		{name: '`--help`', file: node, given: [program, '--help'], target: '1.30'},
		...executable(),
		...gh,
	];
	const times = contenders.map((): number[] => []);
	// The first round warms what is kept on disk.
	for (let run = -1; run < runs; run++) {
		for (const [index, {file, given}] of contenders.entries()) {
			const time = timeProcess(file, given);
			if (run >= 0) {
				times[index]!.push(time);
			}
		}
	}

	const against = (index: number, other: number, target: string) => {
		const [ours, theirs] = [median(times[index]!), median(times[other]!)];
		note(
			`${contenders[index]!.name}, ${ours.toFixed(0)} ms`,
			`${contenders[other]!.name}, ${theirs.toFixed(0)} ms`,
			(ours / theirs).toFixed(2),
			target,
		);
	};

	for (const [index, {target}] of contenders.entries()) {
		if (target !== '') {
			against(index, 0, target);
		}
	}

	if (gh.length > 0) {
		against(1, contenders.length - 1, '0.85');
	}
}

/** Runs many processes side by side, and tells how long all of them take and what they print. */
async function timeParallel(given: readonly string[]): Promise<{time: number; printed: ReadonlySet<string>}> {
	const startedAt = performance.now();
	const printed = await Promise.all(Array.from({length: parallel}, async () => {
		const child = spawnProcess(process.execPath, given, {
			env: environment, cwd: home, stdio: ['ignore', 'pipe', 'inherit'],
		});
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => {
			output += chunk.toString();
		});
		await once(child, 'close');
		return output;
	}));
	return {time: performance.now() - startedAt, printed: new Set(printed)};
}

/** Many calls at once with an expired bearer token: one of them refreshes it, and all print the new one. */
async function measureParallel(): Promise<void> {
	let grants = 0;
	const server = createServer((_request, response) => {
		grants++;
		response.writeHead(200, {'content-type': 'application/json'});
		response.end(JSON.stringify({
			expires_in: 3600,
			scope: 'LIST',
			token_type: 'Bearer',
			access_token: `granted-${grants}`,
			refresh_token: `refresh-${grants}`,
		}));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const bare: number[] = [];
	const ours: number[] = [];
	for (let run = 0; run < 3; run++) {
		bare.push((await timeParallel(['-e', '0'])).time);
		writeProfile(origin, -1000);
		grants = 0;
		const {time, printed} = await timeParallel([program, 'token']);
		ours.push(time);
		if (grants !== 1 || printed.size !== 1) {
			throw new Error(`${grants} grants, and ${printed.size} different outputs`);
		}
	}

	server.close();
	note(
		`${parallel} \`token\` at once, bearer expired: one grant, ${(median(ours) / 1000).toFixed(1)} s`,
		`${parallel} bare \`node -e 0\` at once, ${(median(bare) / 1000).toFixed(1)} s`,
		(median(ours) / median(bare)).toFixed(2),
		'1.5',
	);
	writeProfile();
}

async function measureFirstScreen(): Promise<void> {
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
}

async function measureKeys(): Promise<void> {
	const {pty} = await openScreen([program], 'Ctrl+C');
	// From the welcome to stage 7, and back to stage 2, which has the most items to move through.
	for (let stage = 8; stage > 2; stage--) {
		await painted(pty, () => {
			pty.write('\u001B[5~');
		});
	}

	// A larger window is painted anew, and back at its size the same screen as before.
	await painted(pty, () => {
		pty.resize(121, 40);
	}, 300);
	const repaint = await largestFrame(pty, () => {
		pty.resize(120, 40);
	});
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
		`a full repaint of the same screen, ${repaint}`,
		(median(bytes) / repaint).toFixed(2),
		'0.13',
	);
}

writeProfile();
try {
	// `npm run bench -- commands` measures that part alone: commands, parallel, screen, or keys of the screen.
	const parts = process.argv.slice(2);
	const isWanted = (part: string) => parts.length === 0 || parts.includes(part);
	if (isWanted('commands')) {
		measureCommands();
	}

	if (isWanted('parallel')) {
		await measureParallel();
	}

	if (isWanted('screen')) {
		await measureFirstScreen();
	}

	if (isWanted('screen') || isWanted('keys')) {
		await measureKeys();
	}

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
