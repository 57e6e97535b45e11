import {type AppIdentity} from '../../concur/connection.js';
import {exitCodes, UserError} from '../../errors.js';
import {openExistingProfile, type ProfileStore} from '../../store/profile/profile-store.js';
import {type Settings} from '../../store/profile/settings.js';
import {type LoadedProfile} from '../loaded-profile.js';
import {printWarnings} from '../output/print-warnings.js';
import {withPractice} from '../practice/with-practice.js';
import {holdSignals, type HoldGrant} from '../signals/hold-signals.js';
import {callError} from './call-error.js';
import {refreshUnderLock} from './refresh-under-lock.js';
import {waitingNotice} from './waiting-notice.js';

/** App credentials from the environment, which override the saved ones. */
function environmentIdentity(values: LoadedProfile['values']): Partial<AppIdentity> {
	const fromEnvironment = (name: keyof AppIdentity) =>
		values[name].source === 'environment' ? {[name]: values[name].value} : {};
	return {...fromEnvironment('appID'), ...fromEnvironment('clientSecret'), ...fromEnvironment('companyUUID')};
}

/** The settings with the bearer token stored in them. */
type RefreshedSettings = Settings & {readonly bearer: NonNullable<Settings['bearer']>};

type ProfileRefreshOptions = {
	/** Whether another process has just obtained what is asked for. */
	readonly isRefreshed?: (settings: Settings) => boolean;
	/** For a caller that already handles signals. */
	readonly hold?: HoldGrant;
	/** The profile's own store, if one is already open. */
	readonly store?: ProfileStore;
};

/**
Refreshes the profile's token by a refresh grant, or uses what another process has just obtained. The new token is on
disk before this resolves.

Throws `UserError` when SAP Concur refuses or cannot be reached, and when the disk is full.
*/
export async function refreshProfile(
	profile: LoadedProfile,
	{
		isRefreshed, hold = async (work, endOf) => holdSignals(profile.io, work, {endOf}), store,
	}: ProfileRefreshOptions = {},
): Promise<RefreshedSettings> {
	const {io, paths, values} = profile;
	return withPractice(profile, async practice => {
		const refreshed = await refreshUnderLock({
			paths,
			store: store ?? openExistingProfile(paths, io.now),
			now: io.now,
			environment: environmentIdentity(values),
			...(practice && {practiceOrigin: practice.origin}),
			...(isRefreshed && {isRefreshed}),
			hold,
			onWait(pid) {
				io.writeError(waitingNotice(pid, paths.profile));
			},
		});
		if (refreshed.kind === 'answered') {
			const {outcome} = refreshed;
			if (outcome.kind !== 'granted') {
				throw callError(outcome, profile);
			}

			printWarnings(outcome, io);
		}

		const {bearer} = refreshed.settings;
		if (!bearer && refreshed.kind === 'refreshed-elsewhere') {
			throw new UserError(
				`Another program replaced the refresh token of profile ${paths.profile} while this one refreshed it.`,
				'Run the command again.',
				exitCodes.refused,
			);
		}

		if (!bearer) {
			throw new UserError(
				'The new refresh token is saved, but the disk has no room for the bearer token.',
				'Free up disk space, then run the command again.',
				exitCodes.machineRefused,
			);
		}

		return {...refreshed.settings, bearer};
	});
}
