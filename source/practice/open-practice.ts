import {randomUUID} from 'node:crypto';
import {chmodSync, mkdirSync} from 'node:fs';
import process from 'node:process';
import {exitCodes, UserError} from '../errors.js';
import {isServing} from './request-server.js';
import {attachPractice} from './attach-practice.js';
import {certificatePaths, openCertificate, type Certificate} from './certificate.js';
import {createFaultList} from './fault-list.js';
import {createReadyApp, createRequestToken} from './issue-values.js';
import {openLedger} from './ledger.js';
import {listen, stopListening} from './listen.js';
import {type PracticeConcur} from './practice-concur.js';
import {addressesAt, type PracticeServer} from './practice-server.js';
import {respond} from './respond.js';
import {claimServing, readServing, removeServing} from './serving-file.js';
import {signingKeyIn} from './signing-key.js';

export type PracticeOptions = {
	/** Where it keeps what it issued; made, for this person alone, when it is not there. */
	readonly folder: string;
	/** Without one: the port of the last run if it is free, else a free one. */
	readonly port?: number;
	readonly tls?: boolean;
	/** Milliseconds since the epoch; the practice clock is this plus an offset that the control page moves. */
	readonly now?: () => number;
	/** One line a request, secrets masked. */
	readonly log?: (line: string) => void;
};

async function listenWhereAsked(asked: number | undefined, last: number | undefined, certificate: Certificate | undefined) {
	try {
		return await listen(asked ?? last ?? 0, certificate);
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (asked === undefined && last !== undefined) {
			return listen(0, certificate);
		}

		throw new UserError(
			code === 'EACCES' ? `Port ${asked} may not be used by this account.` : `Port ${asked} is taken by another program.`,
			'Choose another port: concur-tokens practice --port N (leave --port out to take a free one).',
			exitCodes.wrongUsage,
		);
	}
}

/** The server of another process that serves the folder; a note that one left behind without ending properly is removed. */
async function findRunning(folder: string, port: number | undefined): Promise<PracticeServer | undefined> {
	const serving = readServing(folder);
	if (!serving || !await isServing(serving)) {
		removeServing(folder, serving?.instance);
		return undefined;
	}

	if (port !== undefined && new URL(serving.origin).port !== String(port)) {
		throw new UserError(
			`The practice Concur of this folder already runs at ${serving.origin} (process ${serving.processId}).`,
			'Use that one (leave --port out), or stop it first.',
			exitCodes.wrongUsage,
		);
	}

	return attachPractice(folder, serving);
}

/**
Opens the practice Concur of a folder on loopback, or attaches to the process that already serves it.
Throws a UserError when the given port is taken.
*/
export async function openPractice({folder, port: askedPort, tls = false, now = Date.now, log = () => {}}: PracticeOptions): Promise<PracticeServer> {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	chmodSync(folder, 0o700);
	const running = await findRunning(folder, askedPort);
	if (running) {
		return running;
	}

	const certificate = tls ? await openCertificate(folder) : undefined;
	const ledger = openLedger(folder, log);
	const {server, port} = await listenWhereAsked(askedPort, ledger.read().port, certificate);
	const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
	const instance = randomUUID();
	const controlKey = randomUUID();
	const serving = {instance, origin, controlKey, processId: process.pid, ...(certificate && {certificate: certificate.certificate})};
	if (!claimServing(folder, serving)) {
		// Another process was faster by a moment.
		await stopListening(server);
		return openPractice({folder, port: askedPort, tls, now, log});
	}

	const concur: PracticeConcur = {
		origin,
		now: () => now() + ledger.read().clockOffset,
		ledger,
		faults: createFaultList(),
		signingKey: signingKeyIn(folder),
		instance,
		controlKey,
		formSecret: randomUUID(),
	};
	ledger.update(state => ({...state, port}));
	server.on('request', (incoming, outgoing) => {
		void respond(incoming, outgoing, concur, log);
	});
	return {
		...addressesAt(origin),
		isAttached: false,
		...(tls && {certificateFile: certificatePaths(folder).certificate}),
		issueAppCredentials: async () => createReadyApp(concur),
		issueRequestToken: async appID => createRequestToken(concur, appID),
		async close() {
			removeServing(folder, instance);
			await stopListening(server);
		},
	};
}
