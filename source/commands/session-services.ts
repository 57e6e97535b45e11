import {type PracticeServices} from './practice.js';
import {obtainCompanyToken} from '../concur/obtain-token.js';
import {type TokenOutcome} from '../concur/call-outcome.js';
import {proveToken} from '../concur/prove-token.js';
import {type Io} from '../io.js';
import {inspectFolder, writeCredentialsFile, writeTokenObjectFile} from '../store/credentials-file.js';
import {ignoreInGit} from '../store/git-protection.js';
import {type ProfilePaths} from '../store/profile-paths.js';
import {type ProfileStore} from '../store/profile-store.js';
import {grantedSettings} from '../store/granted-settings.js';
import {type SessionServices} from '../ui/session-services.js';
import {openBrowser} from './open-browser.js';
import {renewToken, type AppIdentity} from './renew-token.js';

export type SessionWorld = {
	readonly io: Io;
	readonly paths: ProfilePaths;
	readonly store: ProfileStore;
	/** The server of a practice session. */
	readonly practice?: PracticeServices;
	/** A folder as the person typed it, made absolute. */
	readonly toAbsolute: (folder: string) => string;
	/** Values that count instead of saved ones: the environment's. */
	readonly environment: Readonly<Partial<Record<'appID' | 'clientSecret' | 'companyUUID', string>>>;
};

/** Everything the guided session does in the world, with the token on disk before the session hears of it. */
export function createSessionServices({io, paths, store, practice, toAbsolute, environment}: SessionWorld): Omit<SessionServices, 'leave'> {
	const keep = async (outcome: TokenOutcome, obtainedWith: AppIdentity): Promise<TokenOutcome> => {
		if (outcome.kind === 'granted') {
			await store.update(settings => grantedSettings(settings, outcome, obtainedWith, io.now()));
		}

		return outcome;
	};

	return {
		now: io.now,
		async save(progress) {
			const folder = progress.folder === '' ? '' : toAbsolute(progress.folder);
			await store.update(settings => {
				// Another process may have renewed the token meanwhile: the one received last counts.
				const isOlder = (settings.token?.receivedAt ?? 0) > (progress.token?.receivedAt ?? 0);
				return {...settings, ...progress, ticks: [...progress.ticks], folder, token: isOlder ? settings.token : progress.token};
			});
		},
		async inspectFolder(folder) {
			// Told under the name that the person typed, so that the session knows which question this answers.
			return {...await inspectFolder(toAbsolute(folder)), folder};
		},
		writeCredentials: async (folder, credentials, overwrite) => writeCredentialsFile(toAbsolute(folder), credentials, {overwrite}),
		writeTokenObject: async (folder, token, overwrite) =>
			writeTokenObjectFile(toAbsolute(folder), {...token.object, companyUUID: token.obtainedWith.companyUUID}, {overwrite}),
		ignoreInGit: async folder => ignoreInGit(toAbsolute(folder)),
		async obtainToken({credentials, ...call}) {
			const {appID, clientSecret, companyUUID} = credentials;
			return keep(await obtainCompanyToken({...call, credentials}), {appID, clientSecret, companyUUID});
		},
		async renewToken(call) {
			const renewed = await renewToken({
				...call, paths, store, now: io.now, environment, practiceOrigin: practice?.origin,
			});
			if (renewed.kind === 'renewed-elsewhere') {
				throw new Error('a renewal on demand is never left to others');
			}

			return renewed.outcome;
		},
		async takeOverToken(token) {
			// The bearer token that is cached is another refresh token's.
			await store.update(settings => ({...settings, token, bearer: undefined}));
		},
		proveToken,
		openPage: async url => openBrowser(url, io.environment),
		copy(text) {
			// OSC 52: the terminal puts it on the clipboard of the machine that the person sits at.
			io.writeOut(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
		},
		async issueValues(request) {
			return request.stage === 'app' ? practice?.issueAppCredentials() : practice?.issueRequestToken(request.appID);
		},
	};
}
