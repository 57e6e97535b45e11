import {type PracticeServices} from './practice.js';
import {currentIdentity} from '../concur/connection.js';
import {obtainCompanyToken} from '../concur/obtain-token.js';
import {proveToken} from '../concur/prove-token.js';
import {exitCodes, UserError} from '../errors.js';
import {type Io} from '../io.js';
import {inspectFolder, writeCredentialsFile, writeTokenObjectFile} from '../store/credentials-file.js';
import {ignoreInGit} from '../store/git-protection.js';
import {type ProfilePaths} from '../store/profile-paths.js';
import {type ProfileStore} from '../store/profile-store.js';
import {callRecord, settingsAfterProofAnswer, settingsAfterTokenAnswer, withoutBearer} from '../store/answered-settings.js';
import {type Settings} from '../store/settings.js';
import {type SessionServices} from '../ui/session-services.js';
import {openBrowser} from './open-browser.js';
import {renewToken} from './renew-token.js';

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

/** Everything the guided session does in the world, with each answer on disk before the session hears of it. */
export function createSessionServices({io, paths, store, practice, toAbsolute, environment}: SessionWorld): Omit<SessionServices, 'leave'> {
	return {
		now: io.now,
		async save(progress) {
			const folder = progress.folder === '' ? '' : toAbsolute(progress.folder);
			await store.update(settings => ({...settings, ...progress, ticks: [...progress.ticks], folder}));
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
			const reservation = await store.reserve();
			try {
				const outcome = await obtainCompanyToken({...call, credentials});
				const answered = {grant: 'password', identity: {appID, clientSecret, companyUUID}, now: io.now()} as const;
				const record = (settings: Settings) => settingsAfterTokenAnswer(settings, outcome, answered);
				return {outcome, record: callRecord(await store.update(record, reservation, settings => withoutBearer(record(settings))))};
			} finally {
				reservation.release();
			}
		},
		async renewToken({signal, onProgress}) {
			const renewed = await renewToken({
				paths, store, now: io.now, environment, practiceOrigin: practice?.origin, onProgress, hold: async work => work(signal),
			});
			if (renewed.kind === 'renewed-elsewhere') {
				throw new UserError('Another process renewed the token meanwhile.', 'Call the API again.', exitCodes.refused);
			}

			return {outcome: renewed.outcome, record: callRecord(renewed.settings)};
		},
		async proveToken(call) {
			const outcome = await proveToken(call);
			const settings = await store.update(current => {
				const {token, values} = current;
				const identity = token && currentIdentity(token.obtainedWith, {...values, ...environment});
				return identity ? settingsAfterProofAnswer(current, outcome, {identity, now: io.now()}) : current;
			});
			return {outcome, record: callRecord(settings)};
		},
		async takeOverToken(token) {
			// The cached bearer token, and what earlier calls were answered, belong to another refresh token.
			return callRecord(await store.update(settings => ({
				...settings, token, bearer: undefined, lastCall: undefined, connection: undefined, unansweredGrant: undefined,
			})));
		},
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
