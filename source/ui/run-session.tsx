import process from 'node:process';
import {render} from 'ink';
import {type Destination, type WizardState} from '../wizard/wizard-state.js';
import {createSession, type RunningSession} from '../session/session.js';
import {type SessionServices} from '../session/services.js';
import {asciiOutput} from '../terminal-symbols.js';
import {App} from './app.js';
import {batchFrames} from './batch-frames.js';

/** Shows the guided session full screen until the person leaves. */
export function runSession(initial: WizardState, services: Omit<SessionServices, 'leave'>): RunningSession {
	let unmount = () => {};
	let destination: Destination = 'terminal';
	const session = createSession(initial, {
		...services,
		leave(to) {
			destination = to;
			unmount();
		},
	});
	const spareRows = process.platform === 'win32' ? 1 : 0;
	const instance = render(<App session={session} now={services.now} spareRows={spareRows}/>, {
		alternateScreen: true,
		exitOnCtrlC: false,
		incrementalRendering: true,
		interactive: true,
		// Frames are at least 1/maxFps of a second apart. A key press must not have to wait for that.
		maxFps: 250,
		patchConsole: true,
		stdout: batchFrames(asciiOutput(process.stdout)),
	});
	unmount = () => {
		instance.unmount();
	};

	return {
		session,
		left: (async () => {
			await instance.waitUntilExit();
			return destination;
		})(),
		end() {
			unmount();
		},
	};
}
