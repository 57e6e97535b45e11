import {existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {reserveSpace, type ReservedSpace} from '../../source/disk/atomic-write.js';
import {exitCodes, UserError} from '../../source/errors.js';
import {keepAnswer} from '../../source/store/profile/keep-answer.js';
import {profilePaths, temporarySettingsPath} from '../../source/store/profile/profile-paths.js';
import {openProfile} from '../../source/store/profile/profile-store.js';
import {temporaryFolder} from '../temporary-folder.js';
import {deleteFiles, listProfiles, profileFiles} from '../../source/store/profile/profile-files.js';

const now = Date.UTC(2026, 2, 2, 15, 30);
const refusal = new UserError('It is a folder.', 'Move it away.', exitCodes.machineRefused);

function paths() {
	return profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: temporaryFolder()});
}

test('an answer that the settings cannot take is put beside them, is no profile, and is deleted with its own', () => {
	const its = paths();
	const room = reserveSpace(temporarySettingsPath(its, 'reserved'), 1000);
	const error = keepAnswer(its, refusal, {content: '{"its": "content"}', room, now});
	room.release();
	const kept = path.join(its.configFolder, 'default.kept-2026-03-02T15-30-00-000Z.json');
	expect(error).toMatchObject({
		message: 'It is a folder.',
		nextStep: 'Move it away.\nThen put SAP Concur\'s answer, which has the new token, into its place: '
			+ `mv -f '${kept}' '${its.settingsFile}'`,
		exitCode: exitCodes.machineRefused,
	});
	expect(readFileSync(kept, 'utf8')).toBe('{"its": "content"}');
	expect(listProfiles({CONCUR_TOKENS_CONFIG_DIR: its.configFolder}, {isPractice: false})).toEqual([]);
	deleteFiles(profileFiles(its, {isPractice: false}));
	expect(readdirSync(its.configFolder)).toEqual([]);
});

test('where nothing can be renamed it stays in the room that was taken for it, which no start clears away', () => {
	const its = paths();
	const reserved = temporarySettingsPath(its, 'reserved').replace(`.${process.pid}-`, '.999999999-');
	const room: ReservedSpace = {
		...reserveSpace(reserved, 1000),
		publish() {
			throw new Error('the folder is read-only');
		},
	};
	const {nextStep} = keepAnswer(its, refusal, {content: '{"its": "content"}', room, now});
	room.release();
	expect(nextStep).toContain(`mv -f '${reserved}' '${its.settingsFile}'`);
	openProfile(its, () => now);
	expect(readFileSync(reserved, 'utf8')).toBe('{"its": "content"}');
	expect(statSync(reserved).mode & 0o777).toBe(0o400);
});

test('where it cannot be kept at all, nothing says that it is', () => {
	const its = paths();
	const room = reserveSpace(temporarySettingsPath(its, 'reserved'), 1000);
	renameSync(its.configFolder, `${its.configFolder}-moved`);
	mkdirSync(its.configFolder);
	expect(keepAnswer(its, refusal, {content: '{"its": "content"}', room, now})).toMatchObject({
		message: 'It is a folder.',
		nextStep: 'Move it away.\nSAP Concur\'s answer could not be kept either. '
			+ 'If it then refuses the refresh token, get a new one in the guided session.',
	});
	room.release();
	expect(existsSync(its.settingsFile)).toBe(false);
});
