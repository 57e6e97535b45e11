import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {type PracticeServer} from '../../practice/serving/practice-instance.js';
import {quoteIfNeeded} from '../../store/files/shell-quoting.js';
import {interceptSignals} from '../signals/intercept-signals.js';
import {type Invocation} from '../invocation.js';
import {terminationSignals, type TerminationSignal} from '../signals/termination-signals.js';
import {omitUndefined} from '../../optional-members.js';
import {parsePort} from '../../port.js';

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

export type PracticeCommandOptions = {
	readonly port?: string;
	readonly tls?: boolean;
};

/**
Runs the practice Concur in the foreground until Ctrl+C.

Throws `UserError` for a wrong port, when its port is in use, it is already running, or the machine refuses the port or
the folder.
*/
export async function practice(
	invocation: Invocation,
	{port, tls}: PracticeCommandOptions,
): Promise<ExitCode> {
	const {io, paths} = invocation;
	const parsedPort = port === undefined ? undefined : parsePort(port, 'concur-tokens practice --port 8770');
	const {openPractice} = await import('../../practice/serving/open-practice.js');
	const server = await openPractice({
		...omitUndefined({port: parsedPort, tls}),
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
