import {type AppTokenOutcome, type FailedCall} from '../../concur/call-outcome.js';
import {type ProvenToken} from '../../concur/prove-apis.js';
import {obtainAppToken} from '../../concur/token-calls.js';
import {labelInSentence, valueDescriptions} from '../../concur/values.js';
import {exitCodes, UserError} from '../../errors.js';
import {withRefreshLock} from '../../store/profile/profile-lock.js';
import {openExistingProfile, type ProfileStore} from '../../store/profile/profile-store.js';
import {withReservedRoom} from '../../store/profile/reserved-room.js';
import {type Settings} from '../../store/profile/settings.js';
import {storedBearer} from '../../store/profile/settings-after-outcome.js';
import {missingAppValues, requireBaseUri, type LoadedProfile} from '../loaded-profile.js';
import {printWarnings} from '../output/print-warnings.js';
import {withPractice} from '../practice/with-practice.js';
import {holdSignals, type HoldGrant} from '../signals/hold-signals.js';
import {toBearerToken, cachedAppBearer, type BearerToken} from './cached-bearer.js';
import {callError} from './call-error.js';

type App = {readonly appID: string; readonly clientSecret: string};

type Granted = Extract<AppTokenOutcome, {kind: 'granted'}>;

/** An app's own token, or the call that failed to return one. */
type AppTokenResult =
	| {readonly kind: 'token'; readonly bearer: BearerToken; readonly warnings?: readonly string[]}
	| {readonly kind: 'failed'; readonly outcome: FailedCall<'client_credentials'>};

/** The app's effective credentials. Throws `UserError` where one is missing. */
function appOf(profile: LoadedProfile): App {
	const {values, setupCommand} = profile;
	const missing = missingAppValues(profile);
	if (missing.length > 0) {
		const [labels, variables] = [
			missing.map(name => labelInSentence(name)), missing.map(name => valueDescriptions[name].variables[0]),
		];
		throw new UserError(
			`An app token needs the ${labels.join(' and the ')}, which the profile does not have yet.`,
			`Finish the set-up: ${setupCommand}\nOr set ${variables.join(' and ')}.`,
			exitCodes.notFinished,
		);
	}

	return {appID: values.appID.value, clientSecret: values.clientSecret.value};
}

function appBearerOf({token, baseUri, facts}: Granted, {appID}: App): NonNullable<Settings['appBearer']> {
	return {appID, ...storedBearer({token, baseUri}, facts.at)};
}

function resultOf(outcome: AppTokenOutcome, app: App): AppTokenResult {
	if (outcome.kind !== 'granted') {
		return {kind: 'failed', outcome};
	}

	const {warnings} = outcome;
	return {kind: 'token', bearer: toBearerToken(appBearerOf(outcome, app)), ...(warnings && {warnings})};
}

type AppTokenOptions = {
	/** The profile's own store, if one is already open. */
	readonly store?: ProfileStore;
	/** The current address of the practice Concur. */
	readonly practiceOrigin?: string;
	/** Keeps the grant from being cut off; its signal ends further attempts. */
	readonly hold: HoldGrant;
};

/**
Returns an app's own token: the cached one while at least five minutes of it are left, else one from a
`client_credentials` grant, made by one process at a time and written to disk before it is returned. Where the
environment names the app, nothing is saved.

Throws `UserError` where the Client ID or the secret is missing, the lock is not free within a minute, or the disk is
full.

@see https://developer.concur.com/api-reference/authentication/apidoc.html#client_credentials
*/
async function getAppToken(profile: LoadedProfile, options: AppTokenOptions): Promise<AppTokenResult> {
	const {io, paths, settings, values} = profile;
	const {practiceOrigin, hold} = options;
	const app = appOf(profile);
	const baseUri = practiceOrigin ?? settings.token?.object.geolocation ?? requireBaseUri(profile).uri;
	if (values.appID.source === 'environment' || values.clientSecret.source === 'environment') {
		const ask = async (signal: AbortSignal) => obtainAppToken({...app, baseUri, signal});
		return resultOf(await hold(ask, outcome => outcome.kind === 'granted' ? 'not-saved' : outcome), app);
	}

	const store = options.store ?? openExistingProfile(paths, io.now);
	const findCached = (): AppTokenResult | undefined => {
		const bearer = cachedAppBearer(store.read(), app.appID, io.now());
		return bearer && {kind: 'token', bearer};
	};

	return withRefreshLock(paths, io.now, async () => {
		const cached = findCached();
		if (cached) {
			return cached;
		}

		return withReservedRoom(store, async room => hold(async signal => {
			const outcome = await obtainAppToken({...app, baseUri, signal});
			if (outcome.kind === 'granted') {
				const appBearer = appBearerOf(outcome, app);
				await store.update(current => ({...current, appBearer}), room);
			}

			return resultOf(outcome, app);
		}, answer => answer.kind === 'token' ? 'saved' : answer.outcome));
	}, findCached);
}

/**
Returns the app's own token for a command, printing any warnings about the answer.

Throws `UserError` as `getAppToken` does, and where SAP Concur refuses or cannot be reached.
*/
export async function requireAppToken(profile: LoadedProfile): Promise<BearerToken> {
	const {io} = profile;
	return withPractice(profile, async practice => {
		const answer = await getAppToken(profile, {
			...(practice && {practiceOrigin: practice.origin}),
			hold: async (work, endOf) => holdSignals(io, work, {holds: 'app-token', endOf}),
		});
		if (answer.kind === 'failed') {
			throw callError(answer.outcome, profile);
		}

		printWarnings(answer, io);
		return answer.bearer;
	});
}

/**
Returns the app's own token for a proof, or the call that failed to return one. Throws `UserError` as `getAppToken`
does.
*/
export async function getProofToken(
	profile: LoadedProfile,
	options: AppTokenOptions,
): Promise<ProvenToken | FailedCall<'client_credentials'>> {
	const answer = await getAppToken(profile, options);
	if (answer.kind === 'failed') {
		return answer.outcome;
	}

	const {accessToken, geolocation, scope} = answer.bearer;
	return {accessToken, baseUri: geolocation, scope};
}
