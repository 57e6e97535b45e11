import {stat} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {stripControlCharacters} from '../../concur/untrusted-text.js';
import {credentialsFileName, tokenObjectFileName} from '../../concur/tutorial.js';
import {type Io} from '../../io.js';
import {readRegularFile} from '../../disk/read-regular-file.js';
import {isSharedFolder} from '../../disk/file-permissions.js';
import {gitProtection} from '../../store/files/git-protection.js';
import {quoteIfNeeded} from '../../store/files/shell-quoting.js';
import {type ProfilePaths} from '../../store/profile/profile-paths.js';
import {oldestNode, isSupportedNode} from '../../product.js';
import {ok, problem, warning, type Finding} from './findings.js';

/** Checks whether this Node.js is new enough. */
export function checkNode(version: string = process.versions.node): Finding {
	return isSupportedNode(version)
		? ok('Node.js', `version ${version}`)
		: problem(
				'Node.js',
				`version ${version} is too old`,
				`Install Node.js ${oldestNode()} or later from https://nodejs.org.`,
			);
}

/** Checks whether others on this machine may read a file or folder that holds secrets. */
async function checkMode(check: string, file: string, remedy: string): Promise<readonly Finding[]> {
	const found = await stat(file).catch(() => undefined);
	// Windows has no such modes.
	if (!found || process.platform === 'win32') {
		return [];
	}

	const mode = (found.mode & 0o777).toString(8).padStart(4, '0');
	return (found.mode & 0o077) === 0
		? [ok(check, `${file} is readable only by you (${mode})`)]
		: [
				problem(
					check,
					`${file} can be read by others (${mode})`,
					remedy,
				),
			];
}

function restrictAdvice(mode: '600' | '700', file: string): string {
	return `Restrict the permissions: chmod ${mode} ${quoteIfNeeded(file)}`;
}

/** What to do about a settings folder that others can read. */
function folderAdvice(folder: string): string {
	try {
		return isSharedFolder(folder)
			? 'It contains other folders too. Set CONCUR_TOKENS_CONFIG_DIR to a dedicated folder.'
			: restrictAdvice('700', folder);
	} catch {
		return restrictAdvice('700', folder);
	}
}

function gitFinding(folder: string, protection: Awaited<ReturnType<typeof gitProtection>>): Finding {
	if (protection === 'unprotected') {
		return problem(
			'Git',
			`${folder} is a git work tree that does not ignore ${credentialsFileName}`,
			`Add ${credentialsFileName} and ${tokenObjectFileName} to its .gitignore; ` +
				'if either was committed, create a new secret.',
		);
	}

	return ok(
		'Git',
		protection === 'ignored'
			? `${folder} is a git work tree that ignores ${credentialsFileName}`
			: `${folder} is not a git work tree`,
	);
}

async function checkFolder(folder: string): Promise<readonly Finding[]> {
	if (folder === '') {
		return [];
	}

	const names = [credentialsFileName, tokenObjectFileName];
	const modes = await Promise.all(names.map(async name => {
		const file = path.join(folder, name);
		return checkMode(name, file, restrictAdvice('600', file));
	}));
	return [...modes.flat(), gitFinding(folder, await gitProtection(folder))];
}

/** Checks the files of a profile: their modes, and whether a git work tree could publish secrets. */
export async function checkFiles(paths: ProfilePaths, folder: string): Promise<readonly Finding[]> {
	const [settingsFolder, settings, others] = await Promise.all([
		checkMode('Settings folder', paths.configFolder, folderAdvice(paths.configFolder)),
		checkMode('Settings file', paths.settingsFile, restrictAdvice('600', paths.settingsFile)),
		checkFolder(folder),
	]);
	return [...settingsFolder, ...settings, ...others];
}

// All the certificate authorities that a system trusts take 250 KiB. Bytes.
const maxBundleSize = 4 * 1024 * 1024;

/** Checks whether the extra certificates that the environment names can be loaded. */
export async function checkCertificates({environment}: Pick<Io, 'environment'>): Promise<readonly Finding[]> {
	const file = environment['NODE_EXTRA_CA_CERTS'];
	if (!file) {
		return [];
	}

	const found = readRegularFile(file, maxBundleSize);
	const shown = stripControlCharacters(file);
	if (found.kind !== 'read') {
		return [
			problem(
				'Certificates',
				`NODE_EXTRA_CA_CERTS names ${shown}, which cannot be read`,
				'Correct the path, or unset the variable.',
			),
		];
	}

	return [
		found.text.includes('-----BEGIN CERTIFICATE-----')
			? ok('Certificates', `additional certificates from ${shown}`)
			: warning(
					'Certificates',
					`${shown} contains no certificate in PEM format`,
					'Convert it: openssl x509 -inform der -in FILE -out FILE.pem',
				),
	];
}
