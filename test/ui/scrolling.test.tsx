import {render} from 'ink-testing-library';
import {expect, onTestFinished, test, vi} from 'vitest';
import {App} from '../../source/ui/app.js';
import {createSession} from '../../source/session/session.js';
import {begunSession, now} from '../wizard/wizard-builders.js';
import {idleServices} from './opened-screen.js';

const up = '\u001B[A';
const pageDown = '\u001B[6~';
const fixedNow = () => now;

test('whoever has pressed on past the end of a page comes back with the first press upwards', async () => {
	const session = createSession(begunSession(), idleServices);
	const {lastFrame, stdin, unmount} = render(<App session={session} now={fixedNow} spareRows={0}/>);
	onTestFinished(unmount);
	session.dispatch({kind: 'key', key: 'help', now});
	await vi.waitFor(() => {
		expect(lastFrame()).toContain('── Help');
	});
	for (let press = 0; press < 12; press++) {
		stdin.write(pageDown);
	}

	await vi.waitFor(() => {
		expect(lastFrame()).toContain('End of page');
	});
	stdin.write(up);
	await vi.waitFor(() => {
		expect(lastFrame()).toContain('1 more: ');
	});
});
