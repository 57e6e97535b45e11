import {type ChildProcess} from 'node:child_process';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {type Io} from '../../io.js';
import {type OpenedPage} from '../../session/services.js';

/** Whether the user would see a browser that is started here: not over SSH, and on Linux only with a display. */
function canOpenBrowser(environment: Io['environment']): boolean {
	if (environment['SSH_CONNECTION'] || environment['SSH_TTY']) {
		return false;
	}

	return (
		process.platform !== 'linux' ||
		Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'] ?? environment['WSL_DISTRO_NAME'])
	);
}

// What opens a browser either fails at once or has done its work; it may run as long as the browser. Milliseconds.
const maxOpeningTime = 1500;

/** Whether a program that was started has not failed within a short time. */
async function hasStarted(child: ChildProcess): Promise<boolean> {
	const ended = new Promise<boolean>(resolve => {
		// A failure to start the browser is reported asynchronously; without a listener it would end the program.
		child.on('error', () => {
			resolve(false);
		});
		child.once('exit', code => {
			resolve(code === 0);
		});
	});
	return child.exitCode === null
		? Promise.race([ended, delay(maxOpeningTime, true, {ref: false})])
		: child.exitCode === 0;
}

/** Opens a page in the user's browser, or returns why its address has to be shown instead. */
export async function openBrowser(url: string, environment: Io['environment']): Promise<OpenedPage> {
	if (!canOpenBrowser(environment)) {
		return 'no-browser';
	}

	try {
		const {default: open} = await import('open');
		return await hasStarted(await open(url)) ? 'opening' : 'failed';
	} catch {
		return 'failed';
	}
}
