import {randomUUID} from 'node:crypto';
import {chmodSync, mkdirSync} from 'node:fs';
import process from 'node:process';
import {exitCodes, UserError} from '../errors.js';
import {attachPractice} from './attach-practice.js';
import {certificatePaths, openCertificate, type Certificate} from './certificate.js';
import {createFaultList} from './fault-list.js';
import {explainFolderFailure} from './folder-failure.js';
import {ownOrigin, portOf} from './host-names.js';
import {createReadyApp, createRequestToken} from './issue-values.js';
import {openLedger} from './ledger.js';
import {listen, stopListening} from './listen.js';
import {writeNamesPreload} from './names-preload.js';
import {type PracticeConcur} from './practice-concur.js';
import {addressesAt, type PracticeServer} from './practice-server.js';
import {isServing} from './request-server.js';
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

// Where Concur's names lead when no port is named.
const concurPort = 443;

const privilegedPorts = 1024;

const anotherPort = 'Choose another port: concur-tokens practice --port N (leave --port out to take a free one).';

function explainPort(port: number, code = 'nothing'): UserError {
	switch (code) {
		case 'EADDRINUSE': {
			return new UserError(`Port ${port} is taken by another program.`, anotherPort, exitCodes.wrongUsage);
		}

		case 'EACCES': {
			const right = port < privilegedPorts ? ` Ports below ${privilegedPorts} need a right that an administrator gives.` : '';
			return new UserError(`Port ${port} may not be used by this account.${right}`, anotherPort, exitCodes.machineRefused);
		}

		default: {
			return new UserError(`Port ${port} cannot be listened on: the system says ${code}.`, anotherPort, exitCodes.machineRefused);
		}
	}
}

async function listenWhereAsked(asked: number | undefined, last: number | undefined, certificate: Certificate | undefined) {
	const port = asked ?? last ?? 0;
	try {
		return await listen(port, certificate);
	} catch (error) {
		if (asked === undefined && last !== undefined) {
			return listenWhereAsked(undefined, undefined, certificate);
		}

		throw explainPort(port, (error as NodeJS.ErrnoException).code);
	}
}

/** The server of another process that serves the folder; a note that one left behind without ending properly is removed. */
async function findRunning(folder: string, port: number | undefined): Promise<PracticeServer | undefined> {
	const serving = readServing(folder);
	if (!serving || !await isServing(serving)) {
		removeServing(folder, serving?.instance);
		return undefined;
	}

	if (port !== undefined && portOf(serving.origin) !== port) {
		throw new UserError(
			`The practice Concur of this folder already runs at ${serving.origin} (process ${serving.processId}).`,
			'Use that one (leave --port out), or stop it first.',
			exitCodes.wrongUsage,
		);
	}

	return attachPractice(folder, serving);
}

async function openFolder({folder, port: askedPort, tls = false, now = Date.now, log = () => {}}: PracticeOptions): Promise<PracticeServer> {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	chmodSync(folder, 0o700);
	const running = await findRunning(folder, askedPort);
	if (running) {
		return running;
	}

	const certificate = tls ? await openCertificate(folder) : undefined;
	const ledger = openLedger(folder, log);
	const {server, port} = await listenWhereAsked(askedPort, ledger.read().port, certificate);
	const concur: PracticeConcur = {
		origin: ownOrigin(tls, port),
		now: () => now() + ledger.read().clockOffset,
		ledger,
		faults: createFaultList(),
		signingKey: signingKeyIn(folder),
		instance: randomUUID(),
		controlKey: randomUUID(),
		formSecret: randomUUID(),
	};
	let namesPreload: string | undefined;
	try {
		if (!claimServing(folder, {...concur, processId: process.pid, authority: certificate?.authority})) {
			// Another process was faster by a moment.
			await stopListening(server);
			return await openFolder({folder, port: askedPort, tls, now, log});
		}

		namesPreload = tls && port === concurPort ? writeNamesPreload(folder) : undefined;
		if (port >= privilegedPorts) {
			// The others are taken where they are asked for, never because they were used before.
			ledger.update(state => ({...state, port}));
		}
	} catch (error) {
		await stopListening(server);
		throw error;
	}

	server.on('request', (incoming, outgoing) => {
		void respond(incoming, outgoing, concur, log);
	});
	return {
		...addressesAt(concur.origin),
		isAttached: false,
		...(tls && {authorityFile: certificatePaths(folder).authority}),
		...(namesPreload !== undefined && {namesPreload}),
		issueAppCredentials: async () => createReadyApp(concur),
		issueRequestToken: async appID => createRequestToken(concur, appID),
		async close() {
			try {
				removeServing(folder, concur.instance);
			} catch {
				// A note that stays behind is found out by the next start: nobody answers by its name.
			}

			await stopListening(server);
		},
	};
}

/**
Opens the practice Concur of a folder on loopback, or attaches to the process that already serves it.
Throws a UserError when the given port is taken (wrong usage), or when the machine refuses the port or the folder.
*/
export async function openPractice(options: PracticeOptions): Promise<PracticeServer> {
	try {
		return await openFolder(options);
	} catch (error) {
		throw explainFolderFailure(error, options.folder);
	}
}
