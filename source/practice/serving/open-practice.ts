import {randomUUID} from 'node:crypto';
import {chmodSync, mkdirSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import {type AddressInfo} from 'node:net';
import process from 'node:process';
import {exitCodes, UserError} from '../../errors.js';
import {portFailure, privilegedPorts} from '../../port.js';
import {handleRequest} from '../api/handle-request.js';
import {createFaultList} from '../control/faults.js';
import {openLedger} from '../state/ledger.js';
import {createReadyApp, createRequestToken, type PracticeConcur} from '../state/practice-concur.js';
import {toUserError} from '../state/practice-files.js';
import {signingKeyLoader} from '../state/signing-key.js';
import {certificatePaths, openCertificate, type Certificate} from './certificate.js';
import {ownOrigin, portOf, writeNamesPreload} from './host-names.js';
import {
	addressesAt, attachPractice, claimFolder, isRunning, readInstance, releaseFolder, type PracticeServer,
} from './practice-instance.js';

type ListeningServer = {readonly server: http.Server; readonly port: number};

async function listenOn(port: number, certificate: Certificate | undefined): Promise<ListeningServer> {
	const server = certificate
		? https.createServer({cert: certificate.certificate, key: certificate.privateKey})
		: http.createServer();
	server.requestTimeout = 30_000;
	server.on('clientError', (_error, socket) => {
		socket.destroy();
	});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve({server, port: (server.address() as AddressInfo).port});
		});
	});
}

/**
Listens on loopback only: on the requested port, or else on the last one if it is free, or else on any free one. Throws
`UserError` if the requested port is in use or refused.
*/
async function listen(
	asked: number | undefined,
	last: number | undefined,
	certificate: Certificate | undefined,
): Promise<ListeningServer> {
	const port = asked ?? last ?? 0;
	try {
		return await listenOn(port, certificate);
	} catch (error) {
		if (asked === undefined && last !== undefined) {
			return listen(undefined, undefined, certificate);
		}

		throw portFailure(error, port, 'practice');
	}
}

/** Stops at once, closing connections that are kept alive or deliberately left without a response. */
async function stopListening(server: http.Server): Promise<void> {
	return new Promise(resolve => {
		server.close(() => {
			resolve();
		});
		server.closeAllConnections();
	});
}

/** How to open a practice Concur. */
export type PracticeOptions = {
	/** Where it stores what it has issued; created, for this account only, if it does not exist. */
	readonly folder: string;
	/** If omitted: the port of the last run if it is free, or else any free port. */
	readonly port?: number;
	readonly tls?: boolean;
	/** Returns milliseconds since the epoch; the practice clock is this plus an offset set on the control page. */
	readonly now?: () => number;
	/** Called with one line per request, with secrets masked. */
	readonly log?: (line: string) => void;
};

// The port of Concur's host names, which do not include one.
const concurPort = 443;

/** Finds another process's server for the folder; removes the record of a process that ended without doing so. */
async function findRunning(folder: string, port: number | undefined): Promise<PracticeServer | undefined> {
	const recorded = readInstance(folder);
	if (!recorded || !await isRunning(recorded)) {
		releaseFolder(folder, recorded?.instance);
		return undefined;
	}

	if (port !== undefined && portOf(recorded.origin) !== port) {
		throw new UserError(
			`The practice Concur of this folder is already running at ${recorded.origin} `
			+ `(process ${recorded.processId}).`,
			'Use that one (leave out --port), or stop it first.',
			exitCodes.wrongUsage,
		);
	}

	return attachPractice(folder, recorded);
}

async function openFolder(options: PracticeOptions): Promise<PracticeServer> {
	const {folder, port: askedPort, tls = false, now = Date.now, log = () => {}} = options;
	mkdirSync(folder, {recursive: true, mode: 0o700});
	chmodSync(folder, 0o700);
	const running = await findRunning(folder, askedPort);
	if (running) {
		return running;
	}

	const certificate = tls ? await openCertificate(folder) : undefined;
	const ledger = openLedger(folder, log);
	const {server, port} = await listen(askedPort, ledger.read().port, certificate);
	const concur: PracticeConcur = {
		origin: ownOrigin(tls, port),
		now: () => now() + ledger.read().clockOffset,
		ledger,
		faults: createFaultList(),
		signingKey: signingKeyLoader(folder),
		instance: randomUUID(),
		controlKey: randomUUID(),
		panelSecret: randomUUID(),
	};
	let namesPreload: string | undefined;
	try {
		if (!claimFolder(folder, {...concur, processId: process.pid, authority: certificate?.authority})) {
			// Another process has just claimed the folder.
			await stopListening(server);
			return await openFolder(options);
		}

		namesPreload = tls && port === concurPort ? writeNamesPreload(folder) : undefined;
		if (port >= privilegedPorts) {
			// Privileged ports are used only on request, never because they were used before.
			ledger.update(state => ({...state, port}));
		}
	} catch (error) {
		await stopListening(server);
		throw error;
	}

	server.on('request', (incoming, outgoing) => {
		void handleRequest(incoming, outgoing, concur, log);
	});
	return {
		...addressesAt(concur.origin),
		isAttached: false,
		...(tls && {authorityFile: certificatePaths(folder).authority}),
		...(namesPreload !== undefined && {namesPreload}),
		issueAppCredentials: async allowed => createReadyApp(concur, allowed),
		issueRequestToken: async appID => createRequestToken(concur, appID),
		async close() {
			try {
				releaseFolder(folder, concur.instance);
			} catch {
				// The next start detects a record that is left behind: no server answers to it.
			}

			await stopListening(server);
		},
	};
}

/**
Opens a folder's practice Concur on loopback, or attaches to the process that already serves it. Throws `UserError` if
the given port is in use (wrong usage), or if the machine refuses the port or the folder.
*/
export async function openPractice(options: PracticeOptions): Promise<PracticeServer> {
	try {
		return await openFolder(options);
	} catch (error) {
		throw toUserError(error);
	}
}
