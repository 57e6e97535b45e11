import {useEffect, useMemo, useSyncExternalStore} from 'react';
import {useWindowSize} from 'ink';
import {createKeyboard} from '../session/keyboard.js';
import {type Session} from '../session/session.js';
import {KeyRouter, KeyboardContext} from './input/key-router.js';
import {idleClockInterval} from './memo-region.js';
import {Screen} from './screen.js';

// While a call runs its seconds are counted; otherwise only minutes are shown. Milliseconds.
const clockIntervals = {calling: 250, idle: idleClockInterval} as const;

type AppProps = {
	readonly session: Session;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Rows of the terminal that are left empty: a frame as tall as a Windows console leaves stale rows behind. */
	readonly spareRows: number;
};

/** The guided session on a terminal of the size that it has now. */
export function App({session, now, spareRows}: AppProps) {
	const state = useSyncExternalStore(session.subscribe, session.state);
	const keyboard = useMemo(() => createKeyboard(session, now), [session, now]);
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

	return (
		<KeyboardContext value={keyboard}>
			<KeyRouter keyboard={keyboard}/>
			<Screen state={state} columns={columns} rows={rows - spareRows}/>
		</KeyboardContext>
	);
}
