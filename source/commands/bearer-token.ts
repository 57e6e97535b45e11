import {type TokenOutcome} from '../concur/call-outcome.js';
import {connectionState, isTokenOf, isUsable, type AppIdentity, type Connection} from '../concur/connection.js';
import {maxAccessTokenLife} from '../concur/token-object.js';
import {exitCodes, UserError} from '../errors.js';
import {type Io} from '../io.js';
import {type Settings} from '../store/settings.js';
import {callFailure} from './call-failure.js';
import {setupCommand, type GlobalOptions} from './global-options.js';
import {type ReadValues} from './read-values.js';

/** A bearer token as a script may use it. */
export type BearerToken = {
	readonly accessToken: string;
	readonly tokenType: string;
	/** Milliseconds since the epoch. */
	readonly expiresAt: number;
	/** Where to send API calls. */
	readonly geolocation: string;
};

// A script that gets a token must have time to use it.
const leastLife = 5 * 60 * 1000;

/** The app's credentials as they count: the environment's, then the saved ones. */
export function appIdentity(values: ReadValues['values']): AppIdentity {
	return {appID: values.appID.value, clientSecret: values.clientSecret.value, companyUUID: values.companyUUID.value};
}

/** The state of the profile's connection to SAP Concur. `now` is milliseconds since the epoch. */
export function profileConnection({settings, values}: Pick<ReadValues, 'settings' | 'values'>, now: number): Connection {
	return connectionState(settings, appIdentity(values), now);
}

/** The cached bearer token while at least five minutes of it are left and the connection is neither refused nor expired. `now` is milliseconds since the epoch. */
export function cachedBearer(read: Pick<ReadValues, 'settings' | 'values'>, now: number): BearerToken | undefined {
	const {bearer} = read.settings;
	const left = bearer ? bearer.expiresAt - now : 0;
	// One that outlives a day was misread by an older version.
	return bearer && left >= leastLife && left <= maxAccessTokenLife * 1000 && isUsable(profileConnection(read, now))
		? {accessToken: bearer.accessToken, tokenType: bearer.tokenType, expiresAt: bearer.expiresAt, geolocation: bearer.baseUri}
		: undefined;
}

/** How a bearer token can be had: from the profile, from the environment alone with nothing written, or not yet. */
export type TokenRoute = 'profile' | 'environment-refresh' | 'environment-password' | 'none';

/** Which way to a bearer token the values open; what the environment says wins. */
export function tokenRoute({settings, values}: ReadValues): TokenRoute {
	const isFromEnvironment = (name: keyof typeof values) => values[name].source === 'environment';
	if (isFromEnvironment('refreshToken')) {
		return 'environment-refresh';
	}

	const {token} = settings;
	const isTokenOfThisApp = token && isTokenOf(token, {
		appID: isFromEnvironment('appID') ? values.appID.value : token.obtainedWith.appID,
		companyUUID: isFromEnvironment('companyUUID') ? values.companyUUID.value : token.obtainedWith.companyUUID,
	});
	if (isTokenOfThisApp) {
		return 'profile';
	}

	const four = ['appID', 'clientSecret', 'companyUUID', 'companyRequestToken'] as const;
	return four.every(name => values[name].value !== '') && four.some(name => isFromEnvironment(name)) ? 'environment-password' : 'none';
}

/** What to say where there is no token and no way to one. */
export function notSetUp(options: GlobalOptions, io: Io): UserError {
	return new UserError(
		`The profile ${options.profile} has no refresh token yet.`,
		`Finish the set-up: ${setupCommand(options, io.environment)}`,
		exitCodes.notFinished,
	);
}

/** Tells what of a granted answer was not taken as it came. */
export function tellWarnings(outcome: TokenOutcome, io: Io): void {
	if (outcome.kind === 'granted' && outcome.warnings) {
		io.writeError(`${outcome.warnings.join('\n')}\n`);
	}
}

/** Renews the profile's token, or takes over what another process has just renewed. The new one is on disk before this returns. Throws `UserError` when it is refused. */
export async function renewProfile(options: GlobalOptions, io: Io, {paths, values}: ReadValues, isRenewed?: (settings: Settings) => boolean): Promise<Settings> {
	const [{openProfile}, {renewToken}, {holdSignals}] = await Promise.all([
		import('../store/profile-store.js'), import('./renew-token.js'), import('./hold-signals.js'),
	]);
	const practice = options.practice ? await (await import('./practice.js')).startPractice(paths.practiceFolder, io.now) : undefined;
	try {
		const fromEnvironment = (name: 'appID' | 'clientSecret' | 'companyUUID') => values[name].source === 'environment' ? {[name]: values[name].value} : {};
		const renewed = await renewToken({
			paths,
			store: openProfile(paths, io.now).store,
			now: io.now,
			environment: {...fromEnvironment('appID'), ...fromEnvironment('clientSecret'), ...fromEnvironment('companyUUID')},
			practiceOrigin: practice?.origin,
			isRenewed,
			hold: async work => holdSignals(io, work),
		});
		if (renewed.kind === 'answered' && renewed.outcome.kind !== 'granted') {
			throw callFailure(renewed.outcome, options, io);
		}

		if (renewed.kind === 'answered') {
			tellWarnings(renewed.outcome, io);
		}

		if (!renewed.settings.bearer) {
			throw new UserError(
				'The new refresh token is stored, but the disk has no room for the bearer token.',
				'Make room on the disk, then run the command again.',
				exitCodes.machineRefused,
			);
		}

		return renewed.settings;
	} finally {
		await practice?.close();
	}
}
