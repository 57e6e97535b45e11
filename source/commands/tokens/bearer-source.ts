import {statSync} from 'node:fs';
import {omitUndefined} from '../../optional-members.js';
import {type ProfileStore} from '../../store/profile/profile-store.js';
import {type Settings} from '../../store/profile/settings.js';
import {type SourcedValue} from '../../store/value-sources.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, profileWith, requireBaseUri, type LoadedProfile} from '../loaded-profile.js';
import {type HoldGrant} from '../signals/hold-signals.js';
import {
	toBearerToken, cachedBearer, minRemainingLife, notSetUpError, tokenRoute, type BearerToken,
	type TokenRoute, type EnvironmentRoute,
} from './cached-bearer.js';
import {type UnsavedToken} from './request-environment-token.js';

/** A bearer token for one call. */
export type CallBearer = BearerToken & {
	/** Whether it was issued for this call. */
	readonly isJustIssued: boolean;
};

/** A source of bearer tokens for calls, which gets a new one when SAP Concur no longer accepts the current one. */
export type BearerSource = {
	/** The current token. Throws `UserError` where there is none and none can be had. */
	readonly current: () => Promise<CallBearer>;
	/** A token other than the refused one: one grant, however many calls ask. Throws as `current` does. */
	readonly renewed: (refused: string) => Promise<CallBearer>;
	/** Where calls would go now, as far as is known without asking SAP Concur. */
	readonly geolocation: () => string;
	/** The secrets that must not appear in a log. */
	readonly secrets: () => readonly string[];
};

type Options = {
	/** The current address of the practice Concur. */
	readonly practiceOrigin?: string;
	readonly hold?: HoldGrant;
	/** The profile's own store, if one is already open. */
	readonly store?: ProfileStore;
};

function secretsOf({values, settings}: LoadedProfile): readonly string[] {
	return [
		values.clientSecret.value,
		values.companyRequestToken.value,
		values.refreshToken.value,
		settings.token?.object.refresh_token ?? '',
		settings.bearer?.accessToken ?? '',
	].filter(secret => secret !== '');
}

/** Identifies a version of a file. Where the file cannot be examined, reading the profile explains why. */
function versionOf(file: string): string {
	try {
		const found = statSync(file, {throwIfNoEntry: false, bigint: true});
		return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : 'none';
	} catch {
		return 'unknown';
	}
}

/** Returns the profile as it is on disk, reading it again whenever its file has changed. */
function watchProfile(invocation: Invocation): () => LoadedProfile {
	let seen = '';
	let profile: LoadedProfile | undefined;
	return () => {
		const version = versionOf(invocation.paths.settingsFile);
		if (!profile || version !== seen) {
			profile = loadProfile(invocation);
			seen = version;
		}

		return profile;
	};
}

/** Holds the bearer token obtained with the values from the environment, and its refresh token: in memory only. */
function createEnvironmentSource(load: () => LoadedProfile, {io}: Invocation) {
	let obtained: UnsavedToken | undefined;
	return {
		current: () => obtained && obtained.expiresAt - io.now() >= minRemainingLife ? obtained : undefined,
		async obtain(route: EnvironmentRoute) {
			const {requestEnvironmentToken} = await import('./request-environment-token.js');
			const profile = load();
			const refreshToken: SourcedValue = obtained
				? {...profile.values.refreshToken, value: obtained.refreshToken}
				: profile.values.refreshToken;
			obtained = await requestEnvironmentToken({...profile, values: {...profile.values, refreshToken}}, route);
			return obtained;
		},
	};
}

/**
Opens the source of a profile's bearer tokens: the cached one while at least five minutes of it are left, else one from
a refresh grant, made under the profile's lock and written to disk first. Concurrent calls share one grant.

Throws `UserError` where the profile has no token and no way to get one.
*/
export function openBearerSource(invocation: Invocation, {practiceOrigin, hold, store}: Options = {}): BearerSource {
	const {io} = invocation;
	const load = store ? () => profileWith(invocation, store.read()) : watchProfile(invocation);
	const fromEnvironment = createEnvironmentSource(load, invocation);
	const routeOf = (profile: LoadedProfile): Exclude<TokenRoute, 'none'> => {
		const route = tokenRoute(profile);
		if (route === 'none') {
			throw notSetUpError(invocation);
		}

		return route;
	};

	const findHeld = (profile: LoadedProfile, refused?: string): BearerToken | undefined => {
		const bearer = routeOf(profile) === 'profile' ? cachedBearer(profile, io.now()) : fromEnvironment.current();
		return bearer?.accessToken === refused ? undefined : bearer;
	};

	const requestBearer = async (refused?: string): Promise<BearerToken> => {
		const profile = load();
		const route = routeOf(profile);
		if (route !== 'profile') {
			return fromEnvironment.obtain(route);
		}

		const {refreshProfile} = await import('./refresh-profile.js');
		const isRefreshed = (settings: Settings) => findHeld({...profile, settings}, refused) !== undefined;
		return toBearerToken((await refreshProfile(profile, {isRefreshed, ...omitUndefined({hold, store})})).bearer);
	};

	const forCall = (bearer: BearerToken, isJustIssued: boolean): CallBearer => ({
		...bearer, isJustIssued, geolocation: practiceOrigin ?? bearer.geolocation,
	});

	let asking: Promise<BearerToken> | undefined;
	const find = async (refused?: string): Promise<CallBearer> => {
		for (;;) {
			const bearer = findHeld(load(), refused);
			if (bearer) {
				return forCall(bearer, false);
			}

			if (!asking) {
				asking = requestBearer(refused);
				try {
					return forCall(await asking, true);
				} finally {
					asking = undefined;
				}
			}

			// Started by another caller; if it fails, it fails for all of them.
			const answer = await asking;
			if (answer.accessToken !== refused) {
				return forCall(answer, true);
			}
		}
	};

	routeOf(load());
	// Earlier secrets are included: a line may be about a request that was sent with them.
	const seen = new Set<string>();
	return {
		current: async () => find(),
		renewed: async refused => find(refused),
		geolocation() {
			const profile = load();
			const {bearer, token} = profile.settings;
			return practiceOrigin ?? fromEnvironment.current()?.geolocation ?? (routeOf(profile) === 'profile'
				? bearer?.baseUri ?? token?.object.geolocation ?? token!.baseUri
				: requireBaseUri(profile).uri);
		},
		secrets() {
			const obtained = fromEnvironment.current();
			try {
				for (const secret of [...secretsOf(load()), obtained?.accessToken, obtained?.refreshToken]) {
					if (secret) {
						seen.add(secret);
					}
				}
			} catch {
				// A profile that can no longer be read has no new secrets.
			}

			return [...seen];
		},
	};
}
