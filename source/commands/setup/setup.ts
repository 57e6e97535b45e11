import {setTimeout as delay} from 'node:timers/promises';
import {withLostAnswer} from '../../concur/lost-answer.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {type Io} from '../../io.js';
import {type SessionServices} from '../../session/services.js';
import {type RunningSession, type Session} from '../../session/session.js';
import {acquireSessionLock, type BusySession, type HeldSessionLock} from '../../store/profile/profile-lock.js';
import {withoutPendingGrants} from '../../store/profile/pending-grants.js';
import {openProfile} from '../../store/profile/profile-store.js';
import {formatTime} from '../../wizard/format-time.js';
import {keyFor} from '../../wizard/keys/keys.js';
import {describeLoss} from '../../wizard/questions/unsaved-changes.js';
import {type Destination, type SessionFacts, type WizardState} from '../../wizard/wizard-state.js';
import {resolveInvocation, type Invocation} from '../invocation.js';
import {findRenewal} from '../schedule/schedule.js';
import {onTerminationSignal} from '../signals/termination-signals.js';
import {withPractice} from '../practice/with-practice.js';
import {holdSignals} from '../signals/hold-signals.js';
import {createSessionServices} from './create-session-services.js';
import {enterRawMode, leaveRawMode} from './raw-terminal.js';
import {plannedSettings, planSession, givenValues, type SessionPlan} from './session-plan.js';
import {createSessionStore} from './session-store.js';
import {describeSession} from './session-summary.js';
import {isPlainSession, createPlainTerminal} from './plain-terminal.js';

function requireTerminal({io, repeatedOptions}: Invocation): void {
	if (io.isInputTerminal && io.isOutputTerminal) {
		return;
	}

	throw new UserError(
		'The guided session needs a terminal, and there is none here.',
		`Run the command again in a terminal. To see how far the set-up is: concur-tokens status${repeatedOptions}`,
		exitCodes.wrongUsage,
	);
}

function inUseError(
	{io, profile, isPractice}: Invocation,
	{since, pid, isSilent}: BusySession,
): UserError {
	const start = since === undefined ? '' : ` since ${formatTime(since, io.now())}`;
	const owner = pid === undefined ? '' : ` (process ${pid})`;
	return new UserError(
		`The profile ${profile} is already open in another guided session${start}${owner}.`,
		(isSilent && pid !== undefined ? `It does not respond. If it was stopped, resume it: kill -CONT ${pid}\n` : '')
		+ `Continue there, or leave it with ${keyFor('leave')} first. `
		+ `For a second set-up: concur-tokens${isPractice ? ' --practice' : ''} --profile another`,
		exitCodes.wrongUsage,
	);
}

/** Waits for a pending answer and for pending writes. Throws `UserError` where the disk refused. */
async function finishSession(session: Session, io: Io): Promise<void> {
	if (session.isCalling()) {
		leaveRawMode();
		try {
			const {token} = session.state();
			await holdSignals(io, async () => session.finishCall(), {
				isAsked: true, holds: token ? 'refresh-token' : 'first-refresh-token',
			});
		} finally {
			await session.flush();
		}
	}

	await session.flush();
	const unsaved = session.unsaved();
	if (unsaved) {
		const lost = describeLoss(session.state(), unsaved.saved);
		throw new UserError(
			`The last changes of this session could not be saved: ${unsaved.reason}`,
			lost === undefined
				? 'Only your place in the set-up was lost; everything entered is kept.'
				: `Lost: ${lost}. Everything saved before is kept: enter these again in the next session.`,
			exitCodes.machineRefused,
		);
	}
}

type Frontend = (initial: WizardState, services: Omit<SessionServices, 'leave'>) => RunningSession;

/** Loads the session's front end: full screen, or plain lines, which need neither React nor Ink. */
async function loadFrontend(io: Io, isAccessible: boolean): Promise<Frontend> {
	if (isAccessible) {
		const {runAccessibleSession} = await import('../../session/accessible/run-accessible-session.js');
		return (initial, services) => runAccessibleSession(initial, services, createPlainTerminal(io));
	}

	const {runSession} = await import('../../ui/run-session.js');
	return runSession;
}

// A system tool answers quickly or hangs. Milliseconds.
const maxLookupTime = 3000;

/** Returns what renews the token daily, or `unknown` where the machine is slow to answer. */
async function findRenewalSoon(invocation: Invocation): Promise<SessionFacts['renewal']> {
	return Promise.race([findRenewal(invocation), delay(maxLookupTime, 'unknown' as const, {ref: false})]);
}

/** Opens the profile and runs the session in it; when the user leaves, returns the destination and the final state. */
async function runPlan(
	plan: SessionPlan,
	lock: HeldSessionLock,
	isAccessible: boolean,
): Promise<{readonly state: WizardState; readonly to: Destination}> {
	const {io, paths} = plan.invocation;
	let showWarning = (_sentence: string) => {};
	const {store: whole, notice} = openProfile(paths, io.now, sentence => {
		showWarning(sentence);
	});
	const store = createSessionStore(whole, lock, paths);
	const saved = withLostAnswer(await withoutPendingGrants(store.read(), paths));
	const settings = plannedSettings(saved, plan);
	const calls = async () => {
		const {createCallServices} = await import('./create-call-services.js');
		return createCallServices(plan, store);
	};

	const services = createSessionServices(plan, store, calls);
	// The first screen does not wait for the machine's answer; printed lines cannot be updated, so there the session
	// waits.
	const isAskedLater = settings.token !== undefined && !isAccessible;
	const [runSession, {startSession}, report, renewal] = await Promise.all([
		loadFrontend(io, isAccessible),
		import('../../wizard/start-session.js'),
		services.inspectFolder(settings.folder === '' ? plan.facts.defaultFolder : settings.folder),
		settings.token && isAccessible ? findRenewalSoon(plan.invocation) : undefined,
	]);
	const facts = {...plan.facts, renewal: isAskedLater ? 'unknown' as const : renewal};
	const started = startSession(settings, facts, report, io.now());
	const {session, left, end} = runSession({
		...started,
		...(notice !== undefined && {notice: {tone: 'warning', text: notice}}),
	}, services);
	showWarning = sentence => {
		session.dispatch({kind: 'failed', text: sentence});
	};

	// Loaded now, while this version is installed: another may replace it before anything is called. The first call
	// would report a failure.
	calls().catch(() => {});
	if (isAskedLater) {
		void findRenewal(plan.invocation).then(by => {
			session.dispatch({kind: 'renewal-found', by});
		});
	}

	const stopListening = onTerminationSignal(end);
	try {
		const to = await left;
		await finishSession(session, io);
		return {state: session.state(), to};
	} finally {
		stopListening();
	}
}

/**
Runs the guided session, full screen or in plain lines, until the user leaves; then prints a short summary on the normal
screen.

Throws `UserError` without a terminal, for unusable values in the environment, and where another session has this
profile open.
*/
export async function setup(
	invocation: Invocation,
	given: {readonly accessible?: boolean} = {},
): Promise<ExitCode> {
	const {io, paths, profile} = invocation;
	const isAccessible = given.accessible === true || isPlainSession(io.environment);
	requireTerminal(invocation);
	const values = givenValues(invocation);
	const lock = await acquireSessionLock(paths, io.now());
	if (lock.kind === 'busy') {
		throw inUseError(invocation, lock);
	}

	// From here on, input typed ahead must not be echoed onto the screen that is about to appear: the session reads it.
	enterRawMode();
	let left: Destination;
	try {
		left = await withPractice(invocation, async practice => {
			const {state, to} = await runPlan(planSession(invocation, values, practice), lock, isAccessible);
			if (to === 'terminal') {
				io.writeText(describeSession(state, invocation, isAccessible));
			}

			return to;
		});
	} finally {
		leaveRawMode();
		await lock.release();
	}

	return left === 'practice' ? setup(resolveInvocation({profile, practice: true}, io), given) : exitCodes.done;
}
