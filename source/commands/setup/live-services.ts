import {Buffer} from 'node:buffer';
import process from 'node:process';
import {currentIdentity} from '../../concur/connection.js';
import {callRecord} from '../../concur/record-answer.js';
import {choicesOf, scopeNames} from '../../concur/catalogue/advise.js';
import {chooseProofs} from '../../concur/catalogue/choose-proofs.js';
import {proveApis} from '../../concur/prove-apis.js';
import {decisiveOutcome} from '../../concur/record-proofs.js';
import {obtainCompanyToken} from '../../concur/token-calls.js';
import {exitCodes, UserError} from '../../errors.js';
import {type Io} from '../../io.js';
import {type SessionServices} from '../../session/services.js';
import {inspectFolder} from '../../store/files/tutorial-folder.js';
import {writeCredentialsFile, writeSecretFile, writeTokenObjectFile} from '../../store/files/secret-files.js';
import {exportFiles} from '../../store/files/export-formats.js';
import {ignoreInGit, isExposedToGit} from '../../store/files/git-protection.js';
import {
	settingsAfterProofs, settingsAfterTokenAnswer, settingsWithRecord, withoutBearer,
} from '../../store/profile/settings-after-answer.js';
import {type ProfileStore} from '../../store/profile/profile-store.js';
import {type Settings} from '../../store/profile/settings.js';
import {exportedValues} from '../profile/export.js';
import {absolutePath} from '../invocation.js';
import {loadProfile} from '../loaded-profile.js';
import {provenAppToken} from '../tokens/app-token.js';
import {explainSchedule, setUpSchedule} from '../schedule/schedule.js';
import {findToken} from '../tokens/token.js';
import {refreshUnderLock} from '../tokens/refresh-under-lock.js';
import {type SessionPlan} from './session-plan.js';

/** Whether starting a browser here would show it to the person: not over SSH, and on Linux only with a display. */
function canOpenBrowser(environment: Io['environment']): boolean {
	if (environment['SSH_CONNECTION'] || environment['SSH_TTY']) {
		return false;
	}

	return (
		process.platform !== 'linux' ||
		Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'] ?? environment['WSL_DISTRO_NAME'])
	);
}

/** Opens a page in the person's browser; false where there is none, so that the address can be shown instead. */
async function openBrowser(url: string, environment: Io['environment']): Promise<boolean> {
	if (!canOpenBrowser(environment)) {
		return false;
	}

	try {
		const {default: open} = await import('open');
		const child = await open(url);
		// A browser that cannot be started says so only after the fact; without a listener that would end the program.
		child.on('error', () => {});
		return true;
	} catch {
		return false;
	}
}

/**
Everything the guided session does in the world, with each answer on disk before the session hears of it.

The interface, with what each service promises, is `source/session/services.ts`.
*/
export function liveServices(
	{invocation, facts, practice}: SessionPlan,
	store: ProfileStore,
): Omit<SessionServices, 'leave'> {
	const {io, paths} = invocation;
	const {environment} = facts;
	const toAbsolute = (folder: string) => absolutePath(folder, io);
	return {
		now: io.now,
		async save(progress) {
			const folder = progress.folder === '' ? '' : toAbsolute(progress.folder);
			await store.update(settings => ({
				...settings, ...progress, ticks: [...progress.ticks], chosenApis: [...progress.chosenApis], folder,
			}));
		},
		async inspectFolder(folder) {
			// Told under the name that the person typed, so that the session knows which question this answers.
			return {...(await inspectFolder(toAbsolute(folder))), folder};
		},
		writeCredentials: async (folder, credentials, overwrite) =>
			writeCredentialsFile(toAbsolute(folder), credentials, {overwrite}),
		async writeTokenObject(folder, {object, obtainedWith: {companyUUID}}, overwrite) {
			return writeTokenObjectFile(toAbsolute(folder), {...object, companyUUID}, {overwrite});
		},
		ignoreInGit: async folder => ignoreInGit(toAbsolute(folder)),
		async obtainToken({credentials, ...call}) {
			const {appID, clientSecret, companyUUID} = credentials;
			const reservation = await store.reserve();
			try {
				const outcome = await obtainCompanyToken({...call, credentials});
				const identity = {appID, clientSecret, companyUUID};
				const record = (settings: Settings) => settingsAfterTokenAnswer(settings, outcome, identity);
				const stored = await store.update(record, reservation, settings => withoutBearer(record(settings)));
				return {outcome, record: callRecord(stored)};
			} finally {
				reservation.release();
			}
		},
		async renewToken({signal, onProgress}) {
			const refreshed = await refreshUnderLock({
				paths,
				store,
				environment,
				onProgress,
				now: io.now,
				...(practice && {practiceOrigin: practice.origin}),
				hold: async work => work(signal),
			});
			if (refreshed.kind === 'refreshed-elsewhere') {
				throw new UserError(
					'Another process has refreshed the token in the meantime.',
					'Call the API again.',
					exitCodes.refused,
				);
			}

			return {outcome: refreshed.outcome, record: callRecord(refreshed.settings)};
		},
		async proveToken({token: company, grant, ...call}) {
			const {chosenApis} = store.read();
			const plans = chooseProofs(scopeNames(company.scope), choicesOf(chosenApis));
			const proven = await proveApis(plans, {
				...call,
				company,
				grant: async () => grant,
				appToken: async () => provenAppToken(loadProfile(invocation), {
					store,
					practiceOrigin: practice?.origin,
					hold: async work => work(call.signal),
				}),
			});
			// Every plan holds a call with the company's token, or the grant that it came by.
			const outcome = decisiveOutcome(proven)!;
			const settings = await store.update(current => {
				const {token, values} = current;
				const identity = token && currentIdentity(token.obtainedWith, {...values, ...environment});
				return identity ? settingsAfterProofs(current, proven, identity) : current;
			});
			return {outcome, record: callRecord(settings)};
		},
		async takeOverToken(token) {
			return callRecord(await store.update(settings => settingsWithRecord(settings, {token})));
		},
		async putBackRecord(record, instead) {
			return callRecord(await store.update(settings =>
				settings.token?.object.refresh_token === instead ? settingsWithRecord(settings, record) : settings));
		},
		async bearerToken() {
			const bearer = await findToken(invocation);
			return {...bearer, record: callRecord(store.read())};
		},
		async exportValues(format, folder, overwrite) {
			const [file] = exportFiles(format, exportedValues(invocation));
			const path = `${toAbsolute(folder)}/${file!.name}`;
			const outcome = await writeSecretFile(path, file!.text, {overwrite});
			return {...outcome, path, isExposed: await isExposedToGit(path)};
		},
		async setUpRenewal() {
			const {by, done, notes} = await setUpSchedule(invocation);
			return {by, done: [...done, ...notes]};
		},
		async explainRenewal() {
			return explainSchedule(invocation);
		},
		openPage: async url => openBrowser(url, io.environment),
		copy(text) {
			// OSC 52: the terminal puts it on the clipboard of the machine that the person sits at.
			io.writeOut(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
		},
		async issueValues(request) {
			return request.stage === 'app'
				? practice?.issueAppCredentials(request.allowed)
				: practice?.issueRequestToken(request.appID);
		},
	};
}
