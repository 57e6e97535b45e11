import {type Io} from '../../io.js';
import {readNamedFile} from '../../named-file.js';
import {makePrivate} from '../../private-file.js';
import {plainSettings} from '../../store/profile/plain-settings.js';
import {resolveValues} from '../../store/value-sources.js';
import {resolveInvocation, type GlobalOptions} from '../invocation.js';
import {cachedBearer, printedBearer, tokenRoute} from './cached-bearer.js';

// More than that is no profile that one look decides. Bytes.
const maxFileSize = 1024 * 1024;

/** The options of `token` as scripts write them; undefined for any other command line. */
function plainOptions(given: readonly string[]): GlobalOptions | undefined {
	let isToken = false;
	let options: GlobalOptions = {profile: 'default'};
	for (let index = 0; index < given.length; index++) {
		const argument = given[index]!;
		if (argument === 'token' && !isToken) {
			isToken = true;
		} else if (argument === '--json') {
			options = {...options, json: true};
		} else if (argument === '--profile' || argument.startsWith('--profile=')) {
			const profile = argument === '--profile' ? given[++index] : argument.slice('--profile='.length);
			// A name that begins with a dash looks like an option: the parser knows what it is.
			if (profile === undefined || !/^\w/.test(profile)) {
				return undefined;
			}

			options = {...options, profile};
		} else {
			return undefined;
		}
	}

	return isToken ? options : undefined;
}

/**
What `token` prints where one look at the profile is enough: a cached bearer token that may be handed out. Undefined for
everything else, which the program proper decides, with the same functions.

It reads one small file. Throws what they throw; the program proper then throws the same.
*/
export function tokenAtOnce(given: readonly string[], io: Io): string | undefined {
	const options = io.environment['CONCUR_PROFILE'] ? undefined : plainOptions(given);
	if (!options) {
		return undefined;
	}

	const invocation = resolveInvocation(options, io);
	const {configFolder, settingsFile} = invocation.paths;
	makePrivate(configFolder, 0o700);
	makePrivate(settingsFile, 0o600);
	const found = readNamedFile(settingsFile, maxFileSize);
	const settings = found.kind === 'read' ? plainSettings(found.text) : undefined;
	if (!settings) {
		return undefined;
	}

	const profile = {settings, values: resolveValues(settings, io.environment)};
	const bearer = tokenRoute(profile) === 'profile' ? cachedBearer(profile, io.now()) : undefined;
	return bearer && printedBearer(bearer, invocation, io.now());
}
