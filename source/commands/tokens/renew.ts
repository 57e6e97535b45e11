import {storedTokenExpiry} from '../../concur/connection.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {type Settings} from '../../store/profile/settings.js';
import {formatExpiry} from '../../wizard/format-time.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, type LoadedProfile} from '../loaded-profile.js';
import {profileConnection} from '../output/profile-connection.js';
import {notSetUpError, tokenRoute} from './cached-bearer.js';

// Milliseconds.
const units: Readonly<Record<string, number>> = {m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000};

/** Parses a duration such as 90m, 12h, 30d or 4w into milliseconds. Throws `UserError` for anything else. */
function parseDuration(text: string, option: string): number {
	const match = /^(\d{1,6})([mhdw])$/.exec(text.trim().toLowerCase());
	if (!match) {
		throw new UserError(
			`${option} takes a number followed by m, h, d or w.`,
			`For example: ${option} 30d`,
			exitCodes.wrongUsage,
		);
	}

	return Number(match[1]) * units[match[2]!]!;
}

/** Whether nothing is known of the refresh token's age: it has no date, and was not granted in answer to a refresh. */
function isUndated({token, connection}: Settings): boolean {
	const isFromAnswer = connection?.kind === 'accepted' && connection.refreshToken === token?.object.refresh_token;
	return storedTokenExpiry({token})?.isExact === false && !isFromAnswer;
}

/** Refreshes the profile's token when `isDue` says so; undefined where there was nothing to do. */
async function renewWhereDue(
	profile: LoadedProfile,
	isDue: (settings: Settings) => boolean,
): Promise<Settings | undefined> {
	if (!isDue(profile.settings)) {
		return undefined;
	}

	const before = profile.settings.token?.receivedAt;
	const {refreshProfile} = await import('./refresh-profile.js');
	return refreshProfile(profile, {
		isRefreshed: current => !isDue(current) || current.token?.receivedAt !== before,
	});
}

/** Returns the error for a profile without a refresh token of its own, whether or not the environment sets one. */
function nothingToRenewError(profile: LoadedProfile): UserError {
	const keepProfile = 'To have it renewed and saved, set up a profile in a folder on a persistent disk, and '
		+ 'name that folder in CONCUR_TOKENS_CONFIG_DIR.';
	switch (tokenRoute(profile)) {
		case 'environment-refresh': {
			return new UserError(
				'The refresh token comes from CONCUR_REFRESH_TOKEN, where a new one cannot be stored.',
				'Each use renews it. If SAP Concur replaces it instead, the command that used it says so. '
					+ keepProfile,
				exitCodes.notFinished,
			);
		}

		case 'environment-password': {
			return new UserError(
				'There is no refresh token to renew: the environment sets a company request token.',
				`It can be used many times within its 24 hours. ${keepProfile}`,
				exitCodes.notFinished,
			);
		}

		case 'profile':
		case 'none': {
			return notSetUpError(profile);
		}
	}
}

/**
Renews the refresh token when it expires within the given time, for cron and timers, and prints one line about it.
Prints nothing where there was nothing to do and the output is not a terminal.

Throws `UserError` when the set-up is not finished, or SAP Concur refuses or cannot be reached.
*/
export async function renew(invocation: Invocation, given: {readonly within: string}): Promise<ExitCode> {
	const {io} = invocation;
	const within = parseDuration(given.within, '--within');
	const profile = loadProfile(invocation);
	const end = storedTokenExpiry(profile.settings);
	if (end === undefined) {
		throw nothingToRenewError(profile);
	}

	// A refused connection is tried again, and one whose answer was lost: only SAP Concur can say whether it works. A
	// token of unknown age may expire any day.
	const renewed = await renewWhereDue(profile, settings => isUndated(settings)
		|| (storedTokenExpiry(settings)?.at ?? 0) - io.now() <= within
		|| ['refused', 'unanswered'].includes(profileConnection({...profile, settings}, io.now()).kind));
	const newEnd = (renewed && storedTokenExpiry(renewed)) ?? end;
	if (invocation.isJson) {
		io.writeOut(`${JSON.stringify({
			profile: invocation.profile,
			renewed: renewed !== undefined,
			refresh_expires_at: new Date(newEnd.at).toISOString(),
			refresh_expires_at_latest: !newEnd.isExact,
		})}\n`);
	} else if (renewed || io.isOutputTerminal) {
		// If nothing was done and no one is watching, cron would send a mail each day.
		const life = formatExpiry(newEnd, io.now());
		io.writeText(renewed
			? `Renewed: the refresh token of profile ${invocation.profile} is now valid until ${life}.\n`
			: `Nothing to do: the refresh token of profile ${invocation.profile} is valid until ${life}.\n`);
	}

	return exitCodes.done;
}
