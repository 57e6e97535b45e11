import process from 'node:process';
import {type Io} from '../io.js';

/** Whether starting a browser here would show it to the person: not over SSH, and on Linux only with a display. */
export function canOpenBrowser(environment: Io['environment'], platform: string = process.platform): boolean {
	if (environment['SSH_CONNECTION'] || environment['SSH_TTY']) {
		return false;
	}

	return platform !== 'linux' || Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'] ?? environment['WSL_DISTRO_NAME']);
}

/** Opens a page in the person's browser; false where there is none, so that the address can be shown instead. */
export async function openBrowser(url: string, environment: Io['environment']): Promise<boolean> {
	if (!canOpenBrowser(environment)) {
		return false;
	}

	try {
		const {default: open} = await import('open');
		const child = await open(url);
		// A browser that cannot be started says so only after the fact; without a listener that would end the program.
		child.on('error', () => {});
		return true;
	} catch {
		return false;
	}
}
