import {describeFileError} from '../../disk/describe-file-error.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {openCalls} from '../calls/authorized-calls.js';
import {interceptSignals} from '../signals/intercept-signals.js';
import {type Invocation} from '../invocation.js';
import {parsePort} from '../../port.js';
import {quoteIfNeeded} from '../../store/files/shell-quoting.js';
import {loadProfile} from '../loaded-profile.js';
import {tokenRoute} from '../tokens/cached-bearer.js';
import {signalDebounce, terminationSignals, type TerminationSignal} from '../signals/termination-signals.js';
import {openBearerSource} from '../tokens/bearer-source.js';
import {withPractice} from '../practice/with-practice.js';
import {openProxyServer, type ProxyServer} from './proxy-server.js';
import {toLogRecord, formatLogEntry, type AccessLogEntry} from './access-log.js';

export type ProxyOptions = {
	readonly port?: string;
	readonly readOnly?: boolean;
	readonly allow?: readonly string[];
};

/**
Runs a grant that signals do not abort: it has its own time limit, and the proxy's signal listener lets requests finish.
*/
export const holdUntilAnswered = async <Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> =>
	work(new AbortController().signal);

function allowedPrefixes(allow: readonly string[]): readonly string[] {
	if (allow.some(prefix => !prefix.startsWith('/'))) {
		throw new UserError(
			'The prefix for --allow must begin with a slash.',
			'For example: concur-tokens proxy --allow /list/v4',
			exitCodes.wrongUsage,
		);
	}

	return allow;
}

/** A request to try the proxy with: under what is allowed, and with scopes that the token has, if they are known. */
async function exampleRequest(
	address: string,
	allowed: readonly string[],
	invocation: Invocation,
): Promise<string | undefined> {
	const [{suggestedPath}, {parseScopes}] = await Promise.all([
		import('../../concur/catalogue/suggest-call.js'),
		import('../../concur/parse-scopes.js'),
	]);
	const profile = loadProfile(invocation);
	const scope = tokenRoute(profile) === 'profile' ? profile.settings.token?.object.scope : undefined;
	const path = suggestedPath({granted: scope === undefined ? undefined : parseScopes(scope), allowed}) ?? allowed[0];
	return path === undefined ? undefined : `curl ${quoteIfNeeded(`${address}${path}`)}`;
}

function describe(
	{address}: ProxyServer,
	{readOnly = false, allow = []}: ProxyOptions,
	example: string | undefined,
): string {
	const limits = [
		...(readOnly ? ['GET and HEAD only'] : []),
		...(allow.length > 0 ? [`paths under ${allow.join(', ')} only`] : []),
	];
	return [
		address,
		'',
		`Use it as the base URL, without a token${example === undefined ? '.' : `: ${example}`}`,
		'Anyone who knows the address can call SAP Concur as this profile while the proxy runs.',
		...(limits.length > 0 ? [`Allowed: ${limits.join('; ')}.`] : []),
		'Press Ctrl+C to stop it.',
		'',
		'',
	].join('\n');
}

/**
Writes a line for each request to the output, whose disk may fill up: that ends neither the proxy nor what callers wait
for. It is told once, on standard error, and `isLost` then says that lines are missing.
*/
function openAccessLog({io, isJson}: Invocation, secrets: () => readonly string[]) {
	let isLost = false;
	return {
		isLost: () => isLost,
		write(line: AccessLogEntry) {
			try {
				if (isJson) {
					io.writeOut(`${JSON.stringify(toLogRecord(line, secrets()))}\n`);
				} else {
					io.writeText(`${formatLogEntry(line, secrets())}\n`);
				}
			} catch (error) {
				if (!isLost) {
					isLost = true;
					io.writeError(`The log cannot be written: ${describeFileError(error).reason}. `
						+ 'The proxy keeps running, but requests are missing from its log.\n');
				}
			}
		},
	};
}

/** Waits for a signal, lets the requests in progress finish, and cuts them off at a second signal. */
async function closeOnSignal(server: ProxyServer, {io}: Invocation): Promise<TerminationSignal> {
	return new Promise(resolve => {
		let first: {readonly signal: TerminationSignal; readonly at: number} | undefined;
		const close = async (signal: TerminationSignal, isNow: boolean) => {
			await server.close(isNow);
			// The program is about to end: the previous signal listeners are not restored, so that further signals
			// change nothing.
			resolve(signal);
		};

		interceptSignals(terminationSignals, signal => {
			if (first) {
				if (performance.now() - first.at > signalDebounce) {
					void close(first.signal, true);
				}

				return;
			}

			first = {signal, at: performance.now()};
			const count = server.pendingCount();
			if (count > 0) {
				io.writeError(`Finishing ${count === 1 ? '1 request' : `${count} requests`}. `
					+ 'Press Ctrl+C again to stop immediately.\n');
			}

			void close(signal, false);
		});
	});
}

/**
Runs a proxy to SAP Concur's API on loopback until Ctrl+C: it adds the profile's bearer token, renews it, and follows
the geolocation. The exit code says so if its log could not be written.

Throws `UserError` for wrong options, where the profile has no token, and where the port is not available.
*/
export async function proxy(invocation: Invocation, given: ProxyOptions): Promise<ExitCode> {
	const {io, isJson} = invocation;
	const port = given.port === undefined
		? undefined
		: parsePort(given.port, 'concur-tokens proxy --port 8771');
	const allowed = allowedPrefixes(given.allow ?? []);
	return withPractice(invocation, async practice => {
		const bearers = openBearerSource(invocation, {
			...(practice && {practiceOrigin: practice.origin}), hold: holdUntilAnswered,
		});
		const calls = openCalls(invocation, bearers);
		let hidden: readonly string[] = [];
		const log = openAccessLog(invocation, () => [...hidden, ...bearers.secrets()]);
		const server = await openProxyServer({
			calls, ...(port !== undefined && {port}), allowed, isReadOnly: given.readOnly ?? false,
			now: io.now, onRequest: log.write, repeatedOptions: invocation.repeatedOptions,
		});
		hidden = [server.key];
		const closed = closeOnSignal(server, invocation);
		io.writeOut(isJson
			? `${JSON.stringify({base_url: server.address, key: server.key, port: server.port})}\n`
			: describe(server, given, await exampleRequest(server.address, allowed, invocation)));
		try {
			const signal = await closed;
			return log.isLost()
				? exitCodes.machineRefused
				: (signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.done);
		} finally {
			await calls.close();
		}
	});
}
