import {type Buffer} from 'node:buffer';
import {spawn, type ChildProcess} from 'node:child_process';
import {openSync, readFileSync} from 'node:fs';
import {request, type IncomingHttpHeaders} from 'node:http';
import process from 'node:process';
import {expect, onTestFinished} from 'vitest';
import {program, type Home} from '../sessions/opened-terminal.js';

export type OpenedProxy = {
	/** With the key as its path. */
	readonly address: string;
	readonly key: string;
	readonly port: number;
	readonly child: ChildProcess;
	/** What it has printed, and what it has told on standard error. */
	readonly printed: () => string;
	readonly told: () => string;
	/** The lines of requests. */
	readonly lines: () => readonly string[];
	readonly ended: Promise<number | null>;
};

/** A proxy as a process of its own, which ends with the test; its output may go to a file. */
export async function openedProxy(
	home: Home,
	given: readonly string[] = [],
	logFile?: string,
): Promise<OpenedProxy> {
	const child = spawn(process.execPath, [program, 'proxy', ...given], {
		env: home.environment, cwd: home.folder,
		stdio: ['pipe', logFile === undefined ? 'pipe' : openSync(logFile, 'w'), 'pipe'],
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	let output = '';
	let told = '';
	const printed = () => logFile === undefined ? output : readFileSync(logFile, 'utf8');
	child.stdout?.on('data', (chunk: Buffer) => {
		output += chunk.toString();
	});
	child.stderr!.on('data', (chunk: Buffer) => {
		told += chunk.toString();
	});
	const ended = new Promise<number | null>(resolve => {
		child.once('close', resolve);
	});
	await expect.poll(() => printed() + told, {timeout: 60_000, interval: 20}).toMatch(/Ctrl\+C to stop it|^\{/);
	const [first = ''] = printed().split('\n');
	const address = first.startsWith('{') ? (JSON.parse(first) as {base_url: string}).base_url : first;
	const url = new URL(address);
	return {
		address, key: url.pathname.slice(1), port: Number(url.port), child, ended,
		printed,
		told: () => told,
		lines: () => printed().split('\n').filter(line => /^\d\d:\d\d:\d\d /.test(line)),
	};
}

export type Answered = {readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string};

/** A request as no library would send it: the path and the headers are as they are given. */
export async function asked(
	port: number,
	path: string,
	{method = 'GET', headers = {}, body = ''}: {
		readonly method?: string;
		readonly headers?: Readonly<Record<string, string>>;
		readonly body?: string;
	} = {},
): Promise<Answered> {
	return new Promise((resolve, reject) => {
		const sent = request({host: '127.0.0.1', port, path, method, headers}, incoming => {
			let text = '';
			incoming.on('data', (chunk: Buffer) => {
				text += chunk.toString('latin1');
			});
			incoming.once('error', reject);
			incoming.once('end', () => {
				resolve({status: incoming.statusCode ?? 0, headers: incoming.headers, body: text});
			});
		});
		sent.once('error', reject);
		sent.end(body);
	});
}
