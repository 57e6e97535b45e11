import {render} from 'ink-testing-library';
import {expect, onTestFinished, test, vi} from 'vitest';
import {App} from '../../source/ui/app.js';
import {createSession} from '../../source/session/session.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {after, begunSession, grantedToken, now, press, readyForTheCall} from '../wizard/wizard-builders.js';
import {drawScreen, idleServices} from './opened-screen.js';

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

const withToken = after(readyForTheCall(), press('accept'), {
	kind: 'token-answered', grant: 'password', now, outcome: grantedToken(),
});

/** The rows of the open page that scroll, in a window of this height. */
function pageRows(state: WizardState, rows: number): readonly string[] {
	return drawScreen(state, 80, rows).split('\n').slice(2, -3).filter(row => !row.includes('Search:'));
}

function scrolledBy(state: WizardState, scroll: number): WizardState {
	const {overlay} = state;
	return 'scroll' in overlay ? {...state, overlay: {...overlay, scroll}} : state;
}

test.each([
	['the debug page', after(withToken, press('debug'))],
	['the debug page, with secrets shown', after(withToken, press('debug'), press('reveal'))],
	['the help', after(withToken, press('help'))],
])('%s shows in a small window what it shows in a tall one, row by row', (_page, state) => {
	const whole = pageRows(state, 100);
	const height = whole.findLastIndex(row => row !== '') + 1;
	const room = pageRows(state, 24).length;
	expect(height).toBeGreaterThan(room);
	for (let scroll = 0; scroll <= height - room; scroll += 4) {
		expect(pageRows(scrolledBy(state, scroll), 24)).toEqual(whole.slice(scroll, scroll + room));
	}
});
