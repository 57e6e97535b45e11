import process from 'node:process';
import {programVariables, valueDescriptions, valueNames} from '../../concur/values.js';
import {exitCodes, UserError, type CommandResult} from '../../errors.js';
import {quoteIfNeeded} from '../../store/files/shell-quoting.js';
import {openCalls} from '../calls/authorized-calls.js';
import {openBearerSource} from '../tokens/bearer-source.js';
import {type Invocation} from '../invocation.js';
import {withPractice} from '../practice/with-practice.js';
import {findProgram} from './find-program.js';
import {replaceProcess, type Program, supervise} from './start-program.js';

export type RunOptions = {readonly command?: readonly string[]; readonly proxy?: boolean};

/** Secrets in this environment that are not passed to a program that gets no token. */
const secretVariables: readonly string[] = [
	programVariables.accessToken,
	...valueNames.filter(name => valueDescriptions[name].isSecret).flatMap(name => valueDescriptions[name].variables),
];

function environmentOf({io}: Invocation, added: Readonly<Record<string, string>>, left: readonly string[] = []) {
	const entries = Object.entries({...io.environment, ...added}).flatMap(([name, value]) =>
		value === undefined || left.includes(name) ? [] : [[name, value] as const]);
	return Object.fromEntries(entries);
}

// Where the system looks for a program if PATH is not set.
const defaultPath = '/bin:/usr/bin';

/** Finds the named program as the system would. Throws `UserError` where there is none. */
function resolveProgram(name: string, {io}: Invocation): string {
	if (process.platform === 'win32') {
		return name;
	}

	const found = findProgram(name, io.environment['PATH'] ?? defaultPath, io.workingDirectory);
	switch (found.kind) {
		case 'found': {
			return found.file;
		}

		case 'not-found': {
			throw new UserError(
				`${name} was not found.`,
				'Check its name. It is looked for in the folders of PATH, unless you give its path.',
				exitCodes.notFound,
			);
		}

		case 'folder': {
			throw new UserError(
				`${found.file} is a folder, not a program.`,
				'Name the program in it. Put the command after --: concur-tokens run -- COMMAND',
				exitCodes.cannotRun,
			);
		}

		case 'not-executable': {
			throw new UserError(
				`${found.file} is not executable.`,
				`Make it executable: chmod +x ${quoteIfNeeded(found.file)}`,
				exitCodes.cannotRun,
			);
		}
	}
}

/** Runs the program with a base URL that needs no token; the proxy runs as long as the program does. */
async function runBehindProxy(invocation: Invocation, program: Omit<Program, 'environment'>): Promise<CommandResult> {
	const [{openProxyServer}, {holdUntilAnswered}] = await Promise.all([
		import('../proxy/proxy-server.js'),
		import('../proxy/proxy.js'),
	]);
	return withPractice(invocation, async practice => {
		const bearers = openBearerSource(invocation, {
			...(practice && {practiceOrigin: practice.origin}), hold: holdUntilAnswered,
		});
		const calls = openCalls(invocation, bearers);
		const {io: {now}, repeatedOptions} = invocation;
		const server = await openProxyServer({calls, now, repeatedOptions, onRequest() {}});
		try {
			return await supervise({
				...program,
				environment: environmentOf(invocation, {[programVariables.baseUrl]: server.address}, secretVariables),
			});
		} finally {
			await server.close(true);
			await calls.close();
		}
	});
}

/**
Runs a program with a bearer token and the base URL to use it at in its environment, or behind a proxy with just a base
URL. The exit code, the signals and the terminal are the program's own.

Throws `UserError` where there is no token, and where there is no such program.
*/
export async function run(invocation: Invocation, {command = [], proxy = false}: RunOptions): Promise<CommandResult> {
	const [name, ...rest] = command;
	if (name === undefined) {
		throw new UserError(
			'No program given. Put it after --.',
			'For example: concur-tokens run -- node report.js',
			exitCodes.wrongUsage,
		);
	}

	const program = {file: resolveProgram(name, invocation), words: [name, ...rest] as const};
	if (proxy) {
		return runBehindProxy(invocation, program);
	}

	return withPractice(invocation, async practice => {
		const bearers = openBearerSource(invocation, {...(practice && {practiceOrigin: practice.origin})});
		const {accessToken, geolocation} = await bearers.current();
		const environment = environmentOf(invocation, {
			[programVariables.accessToken]: accessToken, [programVariables.baseUrl]: geolocation,
		});
		// The practice Concur may run in this process.
		if (!practice) {
			replaceProcess({...program, environment}, invocation.io.now());
		}

		return supervise({...program, environment});
	});
}
