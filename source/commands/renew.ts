import {refreshTokenExpiry} from '../concur/token-object.js';
import {exitCodes, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {type Settings} from '../store/settings.js';
import {formatDuration} from '../wizard/format-duration.js';
import {notSetUp, profileConnection, renewProfile} from './bearer-token.js';
import {type GlobalOptions} from './global-options.js';
import {readValues} from './read-values.js';
import {readTimeSpan} from './time-span.js';

function refreshTokenEnd({token}: Settings): number | undefined {
	return token && refreshTokenExpiry(token.object, token.receivedAt);
}

/**
Renews the refresh token when it expires within the given span, for cron and timers: one line says what was done. Where nothing was to do and the output is no terminal, it says nothing.

Throws `UserError` when the set-up is not finished, Concur refuses, or cannot be reached.
*/
export async function renew(options: GlobalOptions & {readonly within: string}, io: Io): Promise<ExitCode> {
	const within = readTimeSpan(options.within, '--within');
	const read = readValues(options, io);
	const end = refreshTokenEnd(read.settings);
	if (end === undefined) {
		throw notSetUp(options, io);
	}

	// A connection that was refused is asked about again: only SAP Concur can say that it is mended.
	const isDue = (settings: Settings) => refreshTokenEnd(settings)! - io.now() <= within
		|| profileConnection({...read, settings}, io.now()).kind === 'refused';
	const wasDue = isDue(read.settings);
	const before = read.settings.token?.receivedAt;
	const settings = wasDue ? await renewProfile(options, io, read, current => !isDue(current) || current.token?.receivedAt !== before) : read.settings;
	const newEnd = refreshTokenEnd(settings)!;
	const day = new Date(newEnd).toISOString().slice(0, 10);
	const life = formatDuration(newEnd - io.now());
	if (options.json) {
		io.writeOut(`${JSON.stringify({profile: options.profile, renewed: wasDue, refresh_expires_at: new Date(newEnd).toISOString()})}\n`);
	} else if (wasDue || io.isOutputTerminal) {
		// Nothing done and nobody looking: cron would send a mail each day.
		io.writeOut(wasDue
			? `Renewed: the refresh token of profile ${options.profile} now lives until ${day}, ${life}.\n`
			: `Nothing to do: the refresh token of profile ${options.profile} lives until ${day}, ${life}.\n`);
	}

	return exitCodes.done;
}
