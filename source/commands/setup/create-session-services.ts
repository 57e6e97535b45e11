import {Buffer} from 'node:buffer';
import {existsSync} from 'node:fs';
import {callRecord} from '../../concur/call-record.js';
import {withLostAnswer} from '../../concur/lost-answer.js';
import {type FolderReport} from '../../concur/tutorial.js';
import {type SessionServices} from '../../session/services.js';
import {fileStamp, folderStamp, inspectFolder} from '../../store/files/inspect-folder.js';
import {writeCredentialsFile, writeTokenObjectFile} from '../../store/files/credential-files.js';
import {writeSecretFile} from '../../store/files/secret-file.js';
import {renderExport} from '../../store/files/render-export.js';
import {ignoreInGit, isExposedToGit} from '../../store/files/git-protection.js';
import {settingsWithRecord} from '../../store/profile/settings-after-outcome.js';
import {type ProfileStore} from '../../store/profile/profile-store.js';
import {loadExportData} from '../profile/export.js';
import {absolutePath} from '../invocation.js';
import {profileWith} from '../loaded-profile.js';
import {explainSchedule, setUpSchedule} from '../schedule/schedule.js';
import {type CallServices} from './create-call-services.js';
import {type SessionPlan} from './session-plan.js';
import {openBrowser} from './open-browser.js';
import {settingsWithProgress, storedSession} from './settings-with-progress.js';

/** What is known about a folder that has no place on this machine. */
const noPlace: Omit<FolderReport, 'folder'> = {
	state: 'not-writable', hasSapSample: false, git: 'none',
	credentialsFile: {kind: 'absent'}, tokenObjectFile: {kind: 'absent'},
};

/**
Creates the services through which the guided session acts on its surroundings; calls to SAP Concur are in `calls`.

The interface, and what each service promises, is in `source/session/services.ts`.
*/
export function createSessionServices(
	{invocation, practice}: SessionPlan,
	store: ProfileStore,
	calls: () => Promise<CallServices>,
): Omit<SessionServices, 'leave'> {
	const {io, paths} = invocation;
	const toAbsolute = (folder: string) => absolutePath(folder, io);
	/** The folder's place; undefined if it has none on this machine, such as ~ for an account without a home. */
	const placeOf = (folder: string) => {
		try {
			return toAbsolute(folder);
		} catch {
			return undefined;
		}
	};

	return {
		now: io.now,
		async save(progress, before) {
			// Nothing else may go unsaved because of the folder.
			const folder = progress.folder === '' ? '' : placeOf(progress.folder) ?? progress.folder;
			await store.update(settings => settingsWithProgress(settings, {...progress, folder}, before));
		},
		async inspectFolder(folder) {
			// Reported under the name that the user typed, so that the session knows which request this answers.
			const place = placeOf(folder);
			return {...(place === undefined ? noPlace : await inspectFolder(place)), folder};
		},
		async folderStamp(folder) {
			const place = placeOf(folder);
			return place === undefined ? '' : folderStamp(place);
		},
		async readStored() {
			return existsSync(paths.settingsFile) ? storedSession(withLostAnswer(store.read())) : undefined;
		},
		storedStamp: async () => fileStamp(paths.settingsFile),
		writeCredentials: async (folder, credentials, canOverwrite) =>
			writeCredentialsFile(toAbsolute(folder), credentials, {canOverwrite}),
		async writeTokenObject(folder, {object, obtainedWith: {companyUUID}}, canOverwrite) {
			return writeTokenObjectFile(toAbsolute(folder), {...object, companyUUID}, {canOverwrite});
		},
		ignoreInGit: async folder => ignoreInGit(toAbsolute(folder)),
		obtainToken: async request => (await calls()).obtainToken(request),
		renewToken: async request => (await calls()).renewToken(request),
		proveToken: async request => (await calls()).proveToken(request),
		bearerToken: async () => (await calls()).bearerToken(),
		async importToken(token) {
			return callRecord(await store.update(settings => settingsWithRecord(settings, {token})));
		},
		async restoreRecord(record, instead) {
			return callRecord(await store.update(settings =>
				settings.token?.object.refresh_token === instead ? settingsWithRecord(settings, record) : settings));
		},
		async exportValues(format, folder, canOverwrite) {
			const [file] = renderExport(format, loadExportData(profileWith(invocation, store.read())));
			const path = `${toAbsolute(folder)}/${file!.name}`;
			const outcome = await writeSecretFile(path, file!.text, {canOverwrite});
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
			// OSC 52: the terminal copies it to the clipboard of the machine in front of the user.
			// @see https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h3-Operating-System-Commands
			io.writeOut(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
		},
		async issueValues(request) {
			return request.stage === 'app'
				? practice?.issueAppCredentials(request.allowed)
				: practice?.issueRequestToken(request.appID);
		},
	};
}
