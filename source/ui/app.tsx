import {useCallback, useEffect, useSyncExternalStore} from 'react';
import {useWindowSize} from 'ink';
import {type Session} from '../session/session.js';
import {idleClockInterval} from '../wizard/memoize-selector.js';
import {KeyRouter} from './input/key-router.js';
import {PageEndContext} from './pages/page.js';
import {Screen} from './screen.js';
import {useResumedTerminal} from './use-resumed-terminal.js';

// During a call its seconds are shown; otherwise only minutes are. Milliseconds.
const clockIntervals = {calling: 250, idle: idleClockInterval} as const;

type AppProps = {
	readonly session: Session;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Terminal rows to leave empty: a frame as tall as a Windows console would leave stale rows behind. */
	readonly spareRows: number;
};

/** The screen of the session's latest state. Nothing above it is rendered for a key press. */
function LatestScreen({session, now, spareRows}: AppProps) {
	const state = useSyncExternalStore(session.subscribe, session.state);
	const {columns, rows} = useWindowSize();
	const isCalling = state.call.kind === 'calling';
	useEffect(() => {
		const timer = setInterval(() => {
			session.dispatch({kind: 'clock', now: now()});
		}, isCalling ? clockIntervals.calling : clockIntervals.idle);
		return () => {
			clearInterval(timer);
		};
	}, [session, now, isCalling]);

	return <Screen state={state} columns={columns} rows={rows - spareRows}/>;
}

/** Shows the guided session at the terminal's current size. */
export function App({session, now, spareRows}: AppProps) {
	useResumedTerminal();
	const reportPageEnd = useCallback((maxScroll: number) => {
		session.dispatch({kind: 'page-ended', maxScroll});
	}, [session]);

	return (
		<KeyRouter session={session} now={now}>
			<PageEndContext value={reportPageEnd}>
				<LatestScreen session={session} now={now} spareRows={spareRows}/>
			</PageEndContext>
		</KeyRouter>
	);
}
