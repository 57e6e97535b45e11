import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {type PracticeServer} from '../../practice/serving/practice-instance.js';
import {quoteIfNeeded} from '../../store/files/shell-quoting.js';
import {interceptSignals} from '../signals/intercept-signals.js';
import {type Invocation} from '../invocation.js';
import {terminationSignals, type TerminationSignal} from '../signals/termination-signals.js';

/**
Runs `work` with the practice Concur where the invocation asks for one, starting it here or attaching to the process
that already serves it, and releases it afterwards.

Throws what `work` throws, and `UserError` where the practice Concur cannot be opened.
*/
export async function withPractice<Result>(
	{isPractice, paths, io}: Invocation,
	work: (practice: PracticeServer | undefined) => Promise<Result>,
): Promise<Result> {
	if (!isPractice) {
		return work(undefined);
	}

	const {openPractice} = await import('../../practice/serving/open-practice.js');
	const practice = await openPractice({folder: paths.practiceFolder, now: io.now});
	try {
		return await work(practice);
	} finally {
		await practice.close();
	}
}

function describeTrust(
	{authorityFile, namesPreload}: PracticeServer,
	{repeatedOptions}: Invocation,
): readonly string[] {
	if (authorityFile === undefined) {
		return [];
	}

	const authority = quoteIfNeeded(authorityFile);
	return [
		'',
		'The certificate was signed on this machine; the signing key has been deleted. To make a client trust it:',
		`  NODE_EXTRA_CA_CERTS=${authority}          (Node.js)`,
		`  curl --cacert ${authority}`,
		'In Postman, choose the same file: Settings > Certificates > CA certificates',
		'',
		...(namesPreload === undefined
			? [
				'SAP\'s samples use Concur\'s host names and port 443. '
					+ `To run them: concur-tokens practice --tls --port 443${repeatedOptions}`,
			]
			: [
				'To run SAP\'s samples unchanged, with Concur\'s host names resolved to this machine in that process '
					+ 'only:',
				`  NODE_EXTRA_CA_CERTS=${authority} node --require ${quoteIfNeeded(namesPreload)} GetRefreshToken.js`,
			]),
	];
}

function describeAddresses(server: PracticeServer, invocation: Invocation): string {
	return [
		'PRACTICE: a stand-in for SAP Concur on this machine, not SAP.',
		`  Admin panel          ${server.panelUrl}`,
		`  Request token page   ${server.companyTokensUrl}`,
		`  Base URI             ${server.origin}`,
		`  Control page         ${server.controlUrl}`,
		...describeTrust(server, invocation),
		'',
		'Press Ctrl+C to stop. Everything issued is kept.',
		'',
	].join('\n');
}

/** Waits until the process is asked to stop: by Ctrl+C, `kill` or a closed terminal. */
async function waitForSignal(): Promise<TerminationSignal> {
	return new Promise(resolve => {
		const restore = interceptSignals(terminationSignals, signal => {
			restore();
			resolve(signal);
		});
	});
}

/**
Runs the practice Concur in the foreground until Ctrl+C.

Throws `UserError` when its port is in use, it is already running, or the machine refuses the port or the folder.
*/
export async function practice(
	invocation: Invocation,
	given: {readonly port?: number; readonly tls?: boolean},
): Promise<ExitCode> {
	const {io, paths} = invocation;
	const {openPractice} = await import('../../practice/serving/open-practice.js');
	const server = await openPractice({
		...given,
		folder: paths.practiceFolder,
		now: io.now,
		log(line) {
			io.writeText(`${line}\n`);
		},
	});
	if (server.isAttached) {
		throw new UserError(
			`The practice Concur is already running at ${server.origin}. Its admin panel is ${server.panelUrl}`,
			'Use that one, or stop it first. To run a second one beside it: concur-tokens practice --profile another',
			exitCodes.wrongUsage,
		);
	}

	const stopped = waitForSignal();
	io.writeText(describeAddresses(server, invocation));
	const signal = await stopped;
	await server.close();
	return signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.done;
}
