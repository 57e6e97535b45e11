import process from 'node:process';
import {resolveBaseUri} from '../concur/base-uris.js';
import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {lockForSession} from '../store/profile-lock.js';
import {profilePaths} from '../store/profile-paths.js';
import {openProfile} from '../store/profile-store.js';
import {type Settings} from '../store/settings.js';
import {environmentValues} from '../store/value-sources.js';
import {type Session} from '../ui/session.js';
import {type SessionFacts, type WizardState} from '../wizard/wizard-state.js';
import {absoluteFolder, chosenBaseUri, repeatedOptions, setupCommand, type GlobalOptions} from './global-options.js';
import {holdSignals} from './hold-signals.js';
import {onTerminationSignal} from './termination-signal.js';
import {startPractice, type PracticeServices} from './practice.js';
import {createSessionServices} from './session-services.js';
import {describeSession} from './session-summary.js';

// The admin panel's addresses: tutorial "Create Tokens Required for Concur API Access", stages 1 to 4.
const realPages = {
	'admin-panel': 'https://www.concursolutions.com/nui/ocstool',
	'company-tokens': 'https://www.concursolutions.com/nui/authadmin/companytokens',
	sample: 'https://github.com/SAP-samples/concur-api-samplecode',
};

function refuseWithoutTerminal(options: GlobalOptions, io: Io): void {
	if (io.isInputTerminal && io.isOutputTerminal && io.environment['TERM'] !== 'dumb') {
		return;
	}

	throw new UserError(
		'The guided session needs a terminal that it can fill, and there is none here.',
		`Open a terminal and run it there. To see how far the set-up is: concur-tokens status${repeatedOptions(options)}`,
		exitCodes.wrongUsage,
	);
}

function collectFacts(options: GlobalOptions, io: Io, practice: PracticeServices | undefined, practiceFolder: string): SessionFacts {
	const environment = practice ? {} : environmentValues(io.environment);
	const baseUri = environment.baseUri === undefined ? undefined : resolveBaseUri(environment.baseUri);
	if (baseUri?.kind === 'rejected') {
		throw new UserError(`CONCUR_BASE_URI: ${baseUri.reason}`, 'Correct the variable, or unset it.', exitCodes.wrongUsage);
	}

	const isOverridden = options.baseUri !== undefined;
	return {
		profile: options.profile,
		isPractice: practice !== undefined,
		pages: practice ? {...realPages, 'admin-panel': practice.panelUrl, 'company-tokens': practice.companyTokensUrl} : realPages,
		defaultFolder: options.dir === undefined ? (practice ? practiceFolder : absoluteFolder('.', io)) : absoluteFolder(options.dir, io),
		environment: isOverridden ? {...environment, baseUri: undefined} : environment,
	};
}

/** What the command line says counts more than what was saved. */
function applyOptions(settings: Settings, options: GlobalOptions, io: Io, practice: PracticeServices | undefined): Settings {
	const chosen = chosenBaseUri(options);
	const baseUri = practice?.origin ?? chosen?.id ?? chosen?.uri ?? settings.baseUri;
	return {...settings, baseUri, folder: options.dir === undefined ? settings.folder : absoluteFolder(options.dir, io)};
}

/** The terminal library decides about colour when it is loaded, and knows FORCE_COLOR alone. */
function honourNoColor(): void {
	if (process.env['NO_COLOR'] && process.env['FORCE_COLOR'] === undefined) {
		process.env['FORCE_COLOR'] = '0';
	}
}

async function runLocked(options: GlobalOptions, io: Io, practice: PracticeServices | undefined): Promise<WizardState> {
	const paths = profilePaths(options.profile, io.environment, {practice: options.practice});
	const facts = collectFacts(options, io, practice, paths.practiceFilesFolder);
	let tell = (_sentence: string) => {};
	const {store, isNew, notice} = openProfile(paths, io.now, sentence => {
		tell(sentence);
	});
	const settings = applyOptions(store.read(), options, io, practice);
	const services = createSessionServices({
		io, paths, store, practice, toAbsolute: folder => absoluteFolder(folder, io), environment: facts.environment,
	});
	honourNoColor();
	const [{runSession}, {startSession}, report] = await Promise.all([
		import('../ui/run-session.js'),
		import('../wizard/start-session.js'),
		services.inspectFolder(settings.folder === '' ? facts.defaultFolder : settings.folder),
	]);
	const started = startSession(settings, facts, report, io.now(), !isNew);
	const {session, left, end} = runSession(notice === undefined ? started : {...started, notice: {tone: 'warning', text: notice}}, services);
	tell = sentence => {
		session.dispatch({kind: 'failed', text: sentence});
	};

	const stopListening = onTerminationSignal(end);
	try {
		await left;
		await finishSession(session, io);
	} finally {
		stopListening();
	}

	return session.state();
}

/** Gives the terminal its usual mode back; one that was closed has none any more, and what is under way goes on all the same. */
function leaveRawMode(): void {
	try {
		process.stdin.setRawMode(false);
	} catch {
		// EIO: nobody is there.
	}
}

/** Waits for the answer that is under way and for what is not yet written. Throws `UserError` where the disk refused. */
async function finishSession(session: Session, io: Io): Promise<void> {
	if (session.isCalling()) {
		leaveRawMode();
		try {
			await holdSignals(io, async () => session.finishCall(), {isAsked: true});
		} finally {
			await session.flush();
		}
	}

	if (!await session.flush()) {
		throw new UserError(
			'The last changes of this session could not be saved.',
			`${session.state().notice?.text ?? ''} Then enter them again: what was saved before is kept.`.trim(),
			exitCodes.machineRefused,
		);
	}
}

/**
The guided session: full screen until the person leaves, then a short summary on the normal screen.

Throws `UserError` without a terminal, for unusable options, and where another session has this profile open.
*/
export async function setup(options: GlobalOptions, io: Io): Promise<ExitCode> {
	refuseWithoutTerminal(options, io);
	chosenBaseUri(options);
	const paths = profilePaths(options.profile, io.environment, {practice: options.practice});
	const lock = await lockForSession(paths, io.now());
	if (lock.kind === 'busy') {
		const since = lock.since === undefined ? '' : ` since ${new Date(lock.since).toLocaleTimeString()}`;
		throw new UserError(
			`Another guided session has the profile ${options.profile} open${since}${lock.pid === undefined ? '' : ` (process ${lock.pid})`}.`,
			`Go on there, or leave it with Ctrl+C first. A set-up beside it: concur-tokens${options.practice ? ' --practice' : ''} --profile another`,
			exitCodes.wrongUsage,
		);
	}

	// From here on nothing typed or pasted ahead may be echoed into the screen that is about to appear: the session reads it once it is there.
	process.stdin.setRawMode(true);
	let practice: PracticeServices | undefined;
	try {
		practice = options.practice ? await startPractice(paths.practiceFolder, io.now) : undefined;
		const state = await runLocked(options, io, practice);
		io.writeOut(describeSession(state, setupCommand(options, io.environment), repeatedOptions(options)));
		return exitCodes.done;
	} finally {
		leaveRawMode();
		await practice?.close();
		await lock.release();
	}
}
