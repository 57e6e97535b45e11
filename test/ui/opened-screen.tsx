import {render} from 'ink-testing-library';
import {Screen} from '../../source/ui/screen.js';
import {type SessionServices} from '../../source/session/services.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {now} from '../wizard/wizard-builders.js';

const idle = async () => undefined as never;

/** Services of a screen on which nothing is done. */
export const idleServices: SessionServices = {
	now: () => now,
	async save() {},
	inspectFolder: idle,
	folderStamp: async () => '',
	readStored: async () => undefined,
	storedStamp: async () => '',
	writeCredentials: idle,
	writeTokenObject: idle,
	ignoreInGit: idle,
	obtainToken: idle,
	renewToken: idle,
	proveToken: idle,
	importToken: idle,
	restoreRecord: idle,
	bearerToken: idle,
	exportValues: idle,
	explainRenewal: idle,
	setUpRenewal: idle,
	openPage: async () => 'no-browser',
	copy() {},
	issueValues: idle,
	leave() {},
};

/**
The whole frame of a state at a size, as the terminal shows it without colour. The library's terminal has 100
columns.
*/
export function drawScreen(state: WizardState, columns: number, rows: number): string {
	const {lastFrame, unmount} = render(<Screen state={state} columns={columns} rows={rows}/>);
	const frame = lastFrame() ?? '';
	unmount();
	return frame.replaceAll(/\u001B\[[\d;]*m|\u001B\]8;;[^\u0007]*\u0007/g, '')
		.split('\n')
		.map(row => row.trimEnd())
		.join('\n');
}
