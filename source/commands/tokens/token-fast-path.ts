import {lstatSync} from 'node:fs';
import {sleepSync, type Io} from '../../io.js';
import {readRegularFile} from '../../disk/read-regular-file.js';
import {parsePlainSettings} from '../../store/profile/plain-settings.js';
import {resolveValues} from '../../store/value-sources.js';
import {globalOptions} from '../command-line/global-options.js';
import {resolveInvocation, type GlobalOptions, type Invocation} from '../invocation.js';
import {parsePlainCommandLine} from '../command-line/parse-plain-command-line.js';
import {restrictProfile} from '../../store/profile/restrict-profile.js';
import {cachedBearer, formatBearer, tokenRoute} from './cached-bearer.js';
import {claimingProcess, claimRefresh} from './refresh-claim.js';
import {waitingNotice, onLongWait} from './waiting-notice.js';

// Larger profiles are left to the main program. Bytes.
const maxFileSize = 1024 * 1024;

// What one look cannot decide is not handled here: the app's own token, another folder or base URI.
const readOptions: ReadonlySet<string> = new Set(['profile', 'json'] satisfies ReadonlyArray<keyof GlobalOptions>);

/** Parses the options of `token` as scripts write them; undefined for any other command line. */
function plainOptions(given: readonly string[]): GlobalOptions | undefined {
	if (given.length === 1 && given[0] === 'token') {
		return {};
	}

	const {globals} = parsePlainCommandLine(given, [{name: 'token'}], globalOptions) ?? {};
	return globals && Object.keys(globals).every(name => readOptions.has(name)) ? globals : undefined;
}

type TokenLookup =
	| {readonly kind: 'printed'; readonly text: string}
	/** The token has to be refreshed. */
	| {readonly kind: 'stale'}
	| {readonly kind: 'undecided'};

function lookUp({io, isJson, environment, paths: {settingsFile}}: Invocation): TokenLookup {
	const found = readRegularFile(settingsFile, maxFileSize);
	const settings = found.kind === 'read' ? parsePlainSettings(found.text) : undefined;
	const profile = settings && {settings, values: resolveValues(settings, environment)};
	if (!profile || tokenRoute(profile) !== 'profile') {
		return {kind: 'undecided'};
	}

	const bearer = cachedBearer(profile, io.now());
	return bearer ? {kind: 'printed', text: formatBearer(bearer, {isJson}, io.now())} : {kind: 'stale'};
}

// One grant with its retries. After that the main program reports the problem. Only the time slept counts: on a machine
// that is slow for everyone, the refreshing process gets longer. Milliseconds.
const maxWait = 60_000;

/**
While another process refreshes the token, waits for the stored result by checking a file's date. Returns `stale` if
this process has to refresh it.
*/
function awaitRefresh(invocation: Invocation): TokenLookup {
	const {settingsFile} = invocation.paths;
	const dateOf = () => lstatSync(settingsFile, {throwIfNoEntry: false})?.mtimeMs;
	let seen: number | undefined;
	const noticeWait = onLongWait(pid => {
		invocation.io.writeError(waitingNotice(pid, invocation.profile));
	});
	for (let waited = 0; waited < maxWait;) {
		const claim = claimRefresh(invocation.paths);
		const date = dateOf();
		// A token stored between the last look and the claim needs no refresh either.
		const look: TokenLookup = date === seen && claim === 'taken' ? {kind: 'stale'} : lookUp(invocation);
		if (look.kind !== 'stale' || claim !== 'taken') {
			return look;
		}

		seen = date;
		noticeWait({readPid: () => claimingProcess(invocation.paths), waited});

		// A quarter of the time waited so far: polling more often would, with hundreds of waiting processes, slow down
		// the one that refreshes.
		const pause = Math.min(500, 20 + (waited / 4)) * (0.5 + Math.random());
		sleepSync(pause);
		waited += pause;
	}

	return {kind: 'stale'};
}

/**
Returns what `token` prints where one look at the profile is enough: a cached bearer token that may be handed out.
Undefined for everything else, which the main program decides with the same functions.

Reads one small file, repeatedly while it waits. Throws what those functions throw; the main program then throws the
same.
*/
export function tryTokenFastPath(given: readonly string[], io: Io): string | undefined {
	const options = plainOptions(given);
	if (!options) {
		return undefined;
	}

	const invocation = resolveInvocation(options, io);
	restrictProfile(invocation.paths);
	const first = lookUp(invocation);
	const look = first.kind === 'stale' ? awaitRefresh(invocation) : first;
	return look.kind === 'printed' ? look.text : undefined;
}
