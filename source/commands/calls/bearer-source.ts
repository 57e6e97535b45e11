import {statSync} from 'node:fs';
import {type ProfileStore} from '../../store/profile/profile-store.js';
import {type Settings} from '../../store/profile/settings.js';
import {type SourcedValue} from '../../store/value-sources.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, profileWith, usableBaseUri, type LoadedProfile} from '../loaded-profile.js';
import {
	bearerToken, cachedBearer, minRemainingLife, notSetUp, tokenRoute, type BearerToken, type TokenRoute,
} from '../tokens/cached-bearer.js';
import {type HoldGrant} from '../tokens/termination-signals.js';
import {type UnsavedToken} from '../tokens/token-from-environment.js';

/** A bearer token for one call. */
export type CallBearer = BearerToken & {
	/** Whether it was issued for this very call. */
	readonly isJustIssued: boolean;
};

/** Where calls get their bearer token from, and get a new one when SAP Concur no longer accepts it. */
export type BearerSource = {
	/** The token that counts now. Throws `UserError` where there is none and none can be had. */
	readonly current: () => Promise<CallBearer>;
	/** Another one than the one that was refused: one grant, however many calls ask. Throws as `current`. */
	readonly renewed: (refused: string) => Promise<CallBearer>;
	/** Where calls would go now, as far as that is known without asking SAP Concur. */
	readonly geolocation: () => string;
	/** What no line of a log may show. */
	readonly secrets: () => readonly string[];
};

type Options = {
	/** Where the practice Concur answers now. */
	readonly practiceOrigin?: string | undefined;
	readonly hold?: HoldGrant;
	/** The profile's own store where one is open already. */
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

/** Tells one version of a file from another; what can't be looked at is for the reader of the profile to explain. */
function versionOf(file: string): string {
	try {
		const found = statSync(file, {throwIfNoEntry: false, bigint: true});
		return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : 'none';
	} catch {
		return 'unknown';
	}
}

/** The profile as it is on disk, read again whenever its file is another one than before. */
function watchedProfile(invocation: Invocation): () => LoadedProfile {
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

/** The bearer token obtained with the values from the environment, and the refresh token with it: in memory only. */
function environmentSource(load: () => LoadedProfile, {io}: Invocation) {
	let bought: UnsavedToken | undefined;
	return {
		current: () => bought && bought.expiresAt - io.now() >= minRemainingLife ? bought : undefined,
		async buy(route: 'environment-refresh' | 'environment-password') {
			const {tokenFromEnvironment} = await import('../tokens/token-from-environment.js');
			const profile = load();
			const refreshToken: SourcedValue = bought
				? {...profile.values.refreshToken, value: bought.refreshToken}
				: profile.values.refreshToken;
			bought = await tokenFromEnvironment({...profile, values: {...profile.values, refreshToken}}, route);
			return bought;
		},
	};
}

/**
Opens the source of a profile's bearer tokens: the cached one while five minutes of it are left, else one from a refresh
grant, under the profile's lock and on disk first. Any number of calls at once ask for one grant.

Throws `UserError` where the profile has no token and no way to one.
*/
export function openBearerSource(invocation: Invocation, {practiceOrigin, hold, store}: Options = {}): BearerSource {
	const {io} = invocation;
	const load = store ? () => profileWith(invocation, store.read()) : watchedProfile(invocation);
	const withoutHome = environmentSource(load, invocation);
	const routeOf = (profile: LoadedProfile): Exclude<TokenRoute, 'none'> => {
		const route = tokenRoute(profile);
		if (route === 'none') {
			throw notSetUp(invocation);
		}

		return route;
	};

	const held = (profile: LoadedProfile, refused?: string): BearerToken | undefined => {
		const bearer = routeOf(profile) === 'profile' ? cachedBearer(profile, io.now()) : withoutHome.current();
		return bearer?.accessToken === refused ? undefined : bearer;
	};

	const ask = async (refused?: string): Promise<BearerToken> => {
		const profile = load();
		const route = routeOf(profile);
		if (route !== 'profile') {
			return withoutHome.buy(route);
		}

		const {refreshProfile} = await import('../tokens/refresh-profile.js');
		const isRefreshed = (settings: Settings) => held({...profile, settings}, refused) !== undefined;
		return bearerToken((await refreshProfile(profile, {isRefreshed, hold, store})).bearer);
	};

	const forCall = (bearer: BearerToken, isJustIssued: boolean): CallBearer => ({
		...bearer, isJustIssued, geolocation: practiceOrigin ?? bearer.geolocation,
	});

	let asking: Promise<BearerToken> | undefined;
	const find = async (refused?: string): Promise<CallBearer> => {
		for (;;) {
			const bearer = held(load(), refused);
			if (bearer) {
				return forCall(bearer, false);
			}

			if (!asking) {
				asking = ask(refused);
				try {
					return forCall(await asking, true);
				} finally {
					asking = undefined;
				}
			}

			// Started by another caller; a failure applies to all of them.
			const answer = await asking;
			if (answer.accessToken !== refused) {
				return forCall(answer, true);
			}
		}
	};

	routeOf(load());
	// Those of before count too: a line may be about a request that was sent with them.
	const seen = new Set<string>();
	return {
		current: async () => find(),
		renewed: async refused => find(refused),
		geolocation() {
			const profile = load();
			const {bearer, token} = profile.settings;
			return practiceOrigin ?? withoutHome.current()?.geolocation ?? (routeOf(profile) === 'profile'
				? bearer?.baseUri ?? token?.object.geolocation ?? token!.baseUri
				: usableBaseUri(profile).uri);
		},
		secrets() {
			const bought = withoutHome.current();
			try {
				for (const secret of [...secretsOf(load()), bought?.accessToken, bought?.refreshToken]) {
					if (secret) {
						seen.add(secret);
					}
				}
			} catch {
				// A profile that can't be read any more has no new ones.
			}

			return [...seen];
		},
	};
}
