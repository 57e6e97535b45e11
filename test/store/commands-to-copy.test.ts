import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {checkFiles} from '../../source/commands/doctor/machine-findings.js';
import {type UserError} from '../../source/errors.js';
import {tryLock} from '../../source/store/profile/pid-lock.js';
import {withWriteLock} from '../../source/store/profile/profile-lock.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {refusedProfileError} from '../../source/store/profile/read-profile.js';
import {temporaryFolder} from '../temporary-folder.js';

const now = Date.UTC(2026, 2, 2, 15, 30);

/** A settings folder whose name ends a carelessly quoted word, and would run a command of its own. */
function quotedFolder() {
	const folder = path.join(temporaryFolder(), 'Kim\'s "files" $(touch made) & more');
	mkdirSync(folder);
	return profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: folder});
}

/** Runs the command that a remedy ends with, in a folder where nothing else stands, as a person would who copies it. */
function runRemedy(remedy: string, begins: string): void {
	const work = temporaryFolder();
	execFileSync('sh', ['-c', remedy.slice(remedy.indexOf(begins))], {cwd: work, stdio: 'pipe'});
	expect(existsSync(path.join(work, 'made'))).toBe(false);
}

async function nextStepOf(work: Promise<unknown>): Promise<string> {
	const refusal = await work.then(() => expect.unreachable(), (error: unknown) => error as UserError);
	return refusal.nextStep;
}

function unreadable(settingsFile: string): string {
	const error = Object.assign(new Error('EACCES'), {code: 'EACCES', syscall: 'open', path: settingsFile});
	return refusedProfileError({kind: 'unreadable', error}, {settingsFile}).nextStep;
}

describe.skipIf(process.platform === 'win32')('a command to copy works whatever the path holds', () => {
	test('the one that restores access to the settings', () => {
		const {settingsFile} = quotedFolder();
		writeFileSync(settingsFile, '{}');
		chmodSync(settingsFile, 0o000);
		runRemedy(unreadable(settingsFile), 'chmod');
		expect(statSync(settingsFile).mode & 0o777).toBe(0o600);
	});

	test('the one that takes ownership of them', () => {
		const {settingsFile} = quotedFolder();
		writeFileSync(settingsFile, '{}');
		const spy = vi.spyOn(process, 'getuid').mockReturnValue(4321);
		onTestFinished(() => {
			spy.mockRestore();
		});
		// Not as root, who may be another person than the one that asked: the words are what counts.
		runRemedy(unreadable(settingsFile), 'chown');
		expect(unreadable(settingsFile)).toContain('sudo chown "$(id -u):$(id -g)" \'');
	});

	test('the one that removes a file in the way of a lock', async () => {
		const {writeLock} = quotedFolder();
		mkdirSync(path.dirname(writeLock), {recursive: true});
		writeFileSync(writeLock, '');
		runRemedy(await nextStepOf(tryLock(writeLock, now)), 'rm ');
		expect(existsSync(writeLock)).toBe(false);
	});

	test('the one that removes a lock that nobody holds', async () => {
		const paths = quotedFolder();
		mkdirSync(paths.writeLock, {recursive: true});
		const waiting = withWriteLock(paths, () => now, () => expect.unreachable(), 20);
		runRemedy(await nextStepOf(waiting), 'rmdir ');
		expect(existsSync(paths.writeLock)).toBe(false);
	});

	test('the one of doctor that closes a file to others', async () => {
		const paths = quotedFolder();
		writeFileSync(paths.settingsFile, '{}');
		chmodSync(paths.settingsFile, 0o644);
		const findings = await checkFiles(paths, '');
		const finding = findings.find(({check}) => check === 'Settings file');
		runRemedy(finding?.remedy ?? '', 'chmod');
		expect(statSync(paths.settingsFile).mode & 0o777).toBe(0o600);
	});
});
