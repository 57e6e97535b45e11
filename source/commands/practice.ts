import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {profilePaths} from '../store/profile-paths.js';
import {type GlobalOptions} from './global-options.js';
import {type PracticeServer} from '../practice/practice-server.js';

/** The practice Concur as the guided session uses it. */
export type PracticeServices = PracticeServer;

/** Opens the practice Concur of a folder for the guided session, or attaches to the process that already serves it. */
export async function startPractice(folder: string, now: () => number): Promise<PracticeServices> {
	const {openPractice} = await import('../practice/open-practice.js');
	return openPractice({folder, now});
}

/** A path as a shell's word: in quotes where it needs them. */
function shellWord(text: string): string {
	return /^[\w./:\\@%+,=-]+$/.test(text) ? text : `'${text.replaceAll('\'', String.raw`'\''`)}'`;
}

function describeTrust({authorityFile, namesPreload}: PracticeServer): readonly string[] {
	if (authorityFile === undefined) {
		return [];
	}

	const authority = shellWord(authorityFile);
	return [
		'',
		'The certificate was signed on this machine, by an authority whose key is gone. So that a client trusts it:',
		`  NODE_EXTRA_CA_CERTS=${authority}          (Node.js)`,
		`  curl --cacert ${authority}`,
		'In Postman: Settings, Certificates, CA certificates, the same file.',
		'',
		...(namesPreload === undefined
			? ['SAP\'s samples know Concur\'s names and port 443 alone. For them: concur-tokens practice --tls --port 443']
			: [
				'SAP\'s samples run unchanged; Concur\'s names lead here for this one process:',
				`  NODE_EXTRA_CA_CERTS=${authority} node --require ${shellWord(namesPreload)} GetRefreshToken.js`,
			]),
	];
}

function describeAddresses(server: PracticeServer): string {
	return [
		'PRACTICE: a Concur for rehearsal on this machine, not SAP.',
		`  Admin panel          ${server.panelUrl}`,
		`  Request token page   ${server.companyTokensUrl}`,
		`  Base URI             ${server.origin}`,
		`  Control page         ${server.controlUrl}`,
		...describeTrust(server),
		'',
		'Ctrl+C stops it; what it issued is kept.',
		'',
	].join('\n');
}

/**
Runs the practice Concur in the foreground until Ctrl+C.
Throws a UserError when its port is taken, it already runs, or the machine refuses the port or the folder.
*/
export async function practiceCommand(options: GlobalOptions & {port?: number; tls: boolean}, io: Io): Promise<ExitCode> {
	const {port, tls} = options;
	const folder = profilePaths(options.profile, io.environment, {practice: true}).practiceFolder;
	const [{openPractice}, {waitForStop}] = await Promise.all([import('../practice/open-practice.js'), import('../practice/wait-for-stop.js')]);
	const server = await openPractice({
		folder, port, tls, now: io.now, log(line) {
			io.writeOut(`${line}\n`);
		},
	});
	if (server.isAttached) {
		throw new UserError(
			`The practice Concur already runs at ${server.origin}: its panel is ${server.panelUrl}`,
			'Use that one, or stop it first. Another one beside it: concur-tokens practice --profile another',
			exitCodes.wrongUsage,
		);
	}

	const stopped = waitForStop();
	io.writeOut(describeAddresses(server));
	const signal = await stopped;
	await server.close();
	return signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.done;
}
