import {lstatSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {parseUntrustedJson} from '../../concur/untrusted-text.js';
import {errorCode} from '../../error-code.js';
import {exitCodes, UserError} from '../../errors.js';
import {describeFileError} from '../../disk/describe-file-error.js';
import {readRegularFile} from '../../disk/read-regular-file.js';
import {quoteForShell} from '../files/shell-quoting.js';
import {type ProfilePaths} from './profile-paths.js';
import {parsePlainSettings} from './plain-settings.js';
import {settingsSchema, type Settings} from './settings.js';

/** Settings that may be valid, but not for this program or this account; they are left untouched. */
type RefusedProfile =
	/** Written by a later version of this program. */
	| {readonly kind: 'newer'; readonly version: number}
	| {readonly kind: 'not-a-file'; readonly found: string}
	| {readonly kind: 'unreadable'; readonly error: unknown};

/** Settings that cannot be parsed: opening the profile for writing quarantines them. */
type BrokenProfile = {readonly kind: 'broken'};

export type ReadProfile =
	| {readonly kind: 'absent'}
	| {readonly kind: 'read'; readonly settings: Settings}
	| BrokenProfile
	| RefusedProfile;

// Settings are a few thousand bytes.
const maxFileSize = 4 * 1024 * 1024;

function parseSettings(text: string): ReadProfile {
	const settings = parsePlainSettings(text);
	if (settings) {
		return {kind: 'read', settings};
	}

	try {
		const json = parseUntrustedJson(text);
		const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : undefined;
		if (typeof version === 'number' && version > 1) {
			return {kind: 'newer', version};
		}

		const parsed = settingsSchema().safeParse(json);
		return parsed.success ? {kind: 'read', settings: parsed.data} : {kind: 'broken'};
	} catch {
		return {kind: 'broken'};
	}
}

/**
Reads a profile's settings from disk. It loads as little as possible, because `token` runs in loops; writing is done by
`profile-store.ts`.
*/
export function readProfile({settingsFile}: Pick<ProfilePaths, 'settingsFile'>): ReadProfile {
	const found = readRegularFile(settingsFile, maxFileSize);
	switch (found.kind) {
		case 'read': {
			return parseSettings(found.text);
		}

		case 'too-large': {
			return {kind: 'broken'};
		}

		case 'absent':
		case 'not-a-file':
		case 'unreadable': {
			return found;
		}
	}
}

/** The file or folder that denies this account access, with its owner; undefined if it is a folder further up. */
function inaccessiblePlace(file: string): {readonly place: string; readonly uid: number} | undefined {
	for (const place of [file, path.dirname(file)]) {
		try {
			return {place, uid: lstatSync(place).uid};
		} catch {
			// Even the file's status is denied, so it is the folder.
		}
	}

	return undefined;
}

function unreadableProfileError(settingsFile: string, error: unknown): UserError {
	const refusal = (why: string, remedy: string) =>
		new UserError(`The settings file ${settingsFile} cannot be read: ${why}`, remedy, exitCodes.machineRefused);
	const code = errorCode(error);
	if (code !== 'EACCES' && code !== 'EPERM') {
		const {reason, remedy} = describeFileError(error);
		return refusal(
			`${reason}.`,
			`It was left unchanged. ${remedy} To use another settings folder, set CONCUR_TOKENS_CONFIG_DIR.`,
		);
	}

	const closed = inaccessiblePlace(settingsFile);
	if (!closed) {
		return refusal(
			'a folder above it denies you access.',
			'It was left unchanged. Check the owners and modes of those folders (ls -ld), ' +
				'or set CONCUR_TOKENS_CONFIG_DIR to a folder of yours.',
		);
	}

	const {place, uid} = closed;
	const isFolder = place !== settingsFile;
	const word = quoteForShell(place);
	if (uid !== process.getuid?.()) {
		const owner =
			uid === 0
				? 'root, perhaps because the program once ran with sudo.'
				: `another account (uid ${uid}).`;
		return refusal(
			`${isFolder ? `its folder ${place}` : 'it'} belongs to ${owner}`,
			`It was left unchanged. Take ownership: sudo chown ${isFolder ? '-R ' : ''}"$(id -u):$(id -g)" ${word}`,
		);
	}

	return refusal(
		`${isFolder ? `the mode of its folder ${place}` : 'its mode'} denies you access.`,
		`It was left unchanged. Restore your access: chmod ${isFolder ? '700' : '600'} ${word}`,
	);
}

/** Why settings are left untouched, and what to do about it, as the error that ends a command. */
export function refusedProfileError(
	profile: RefusedProfile,
	{settingsFile}: Pick<ProfilePaths, 'settingsFile'>,
): UserError {
	switch (profile.kind) {
		case 'newer': {
			return new UserError(
				`The settings file ${settingsFile} was written by a later version of concur-tokens (format `
					+ `${profile.version}).`,
				'It was left unchanged. Update concur-tokens, then run the command again.',
				exitCodes.machineRefused,
			);
		}

		case 'not-a-file': {
			return new UserError(
				`${settingsFile} is ${profile.found}, not a settings file.`,
				'It was left unchanged. Move it away, or use another profile: --profile NAME',
				exitCodes.machineRefused,
			);
		}

		case 'unreadable': {
			return unreadableProfileError(settingsFile, profile.error);
		}
	}
}
