import {chownSync, mkdirSync, rmSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {exitCodes} from '../../source/errors.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {readProfile, refusedProfileError} from '../../source/store/profile/read-profile.js';
import {temporaryFolder} from '../temporary-folder.js';

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

function settingsIn(folder: string) {
	return profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: folder});
}

/** What a person is told who may not read the settings. */
function refusal(settingsFile: string, code = 'EACCES') {
	return refusedProfileError(
		{
			kind: 'unreadable',
			error: Object.assign(new Error(code), {code, syscall: 'open', path: settingsFile}),
		},
		{settingsFile},
	);
}

/** Somebody else than the owner of what this test makes. */
function becomeSomebodyElse(): void {
	const spy = vi.spyOn(process, 'getuid').mockReturnValue(4321);
	onTestFinished(() => {
		spy.mockRestore();
	});
}

describe('settings that may not be read are left alone, and the refusal says how to take them back', () => {
	test.each(['EACCES', 'EPERM'])('where the mode of the file keeps its owner out (%s)', code => {
		const {settingsFile} = settingsIn(temporaryFolder());
		writeFileSync(settingsFile, '{}');
		expect(refusal(settingsFile, code)).toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: `The settings file ${settingsFile} cannot be read: its mode denies you access.`,
			nextStep: `It was left unchanged. Restore your access: chmod 600 '${settingsFile}'`,
		});
	});

	test('where the mode of the folder does', () => {
		const folder = temporaryFolder();
		const {settingsFile} = settingsIn(folder);
		expect(refusal(settingsFile)).toMatchObject({
			message: `The settings file ${settingsFile} cannot be read: `
				+ `the mode of its folder ${folder} denies you access.`,
			nextStep: `It was left unchanged. Restore your access: chmod 700 '${folder}'`,
		});
	});

	test('where they belong to somebody else', () => {
		const folder = temporaryFolder();
		const {settingsFile} = settingsIn(folder);
		const owner = isRoot
			? 'root, perhaps because the program once ran with sudo.'
			: `another account (uid ${statSync(folder).uid}).`;
		becomeSomebodyElse();
		expect(refusal(settingsFile)).toMatchObject({
			message: `The settings file ${settingsFile} cannot be read: its folder ${folder} belongs to ${owner}`,
			nextStep: `It was left unchanged. Take ownership: sudo chown -R "$(id -u):$(id -g)" '${folder}'`,
		});
		writeFileSync(settingsFile, '{}');
		expect(refusal(settingsFile)).toMatchObject({
			message: `The settings file ${settingsFile} cannot be read: it belongs to ${owner}`,
			nextStep: `It was left unchanged. Take ownership: sudo chown "$(id -u):$(id -g)" '${settingsFile}'`,
		});
	});

	test.runIf(isRoot)('where they belong to neither this person nor root', () => {
		const {settingsFile} = settingsIn(temporaryFolder());
		writeFileSync(settingsFile, '{}');
		chownSync(settingsFile, nobody, nobody);
		expect(refusal(settingsFile).message).toContain(`it belongs to another account (uid ${nobody}).`);
	});

	test('where a folder above theirs does', () => {
		expect(refusal(path.join(temporaryFolder(), 'closed', 'deeper', 'default.json'))).toMatchObject({
			message: expect.stringContaining('a folder above it denies you access.') as string,
			nextStep: expect.stringContaining('CONCUR_TOKENS_CONFIG_DIR') as string,
		});
	});

	test('where the disk fails', () => {
		expect(refusal('/config/default.json', 'EIO')).toMatchObject({
			exitCode: exitCodes.machineRefused,
			message:
				'The settings file /config/default.json cannot be read: the disk reports a read or write error.',
			nextStep: 'It was left unchanged. Check the disk, or choose another location. '
				+ 'To use another settings folder, set CONCUR_TOKENS_CONFIG_DIR.',
		});
	});

	test('where a later version wrote them, or they are no file', () => {
		const paths = {settingsFile: '/config/default.json'};
		expect(refusedProfileError({kind: 'newer', version: 3}, paths)).toMatchObject({
			exitCode: exitCodes.machineRefused,
			message:
				'The settings file /config/default.json was written by a later version of concur-tokens (format 3).',
			nextStep: expect.stringContaining('Update concur-tokens') as string,
		});
		expect(refusedProfileError({kind: 'not-a-file', found: 'a named pipe'}, paths)).toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: '/config/default.json is a named pipe, not a settings file.',
			nextStep: expect.stringContaining('--profile NAME') as string,
		});
	});
});

describe('settings as the disk has them', () => {
	test('are absent before the first start, in a folder that is not there either', () => {
		expect(readProfile(settingsIn(path.join(temporaryFolder(), 'none')))).toEqual({kind: 'absent'});
	});

	test.each(['{"version": 1}', '{"version": 0}', '{"version": "2"}', 'null', '2', '"text"', '[2]'])(
		'that are %s are broken, not of a later version',
		text => {
			const {settingsFile} = settingsIn(temporaryFolder());
			writeFileSync(settingsFile, text);
			expect(readProfile({settingsFile})).toEqual({kind: 'broken'});
		},
	);

	test('that are far too large are no settings: they are not even read', () => {
		const {settingsFile} = settingsIn(temporaryFolder());
		writeFileSync(settingsFile, '');
		truncateSync(settingsFile, 4 * 1024 * 1024 + 1);
		expect(readProfile({settingsFile})).toEqual({kind: 'broken'});
		rmSync(settingsFile);
		mkdirSync(settingsFile);
		expect(readProfile({settingsFile})).toEqual({kind: 'not-a-file', found: 'a folder'});
	});
});
