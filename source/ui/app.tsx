import {useEffect, useRef, useSyncExternalStore} from 'react';
import {useWindowSize} from 'ink';
import {type PressMeaning} from './field-edit.js';
import {KeyRouter} from './key-router.js';
import {Screen} from './screen.js';
import {type Session} from './session.js';

// While a call runs its seconds are counted; otherwise only minutes are shown.
const clockIntervals = {calling: 250, idle: 5000} as const;

/** The guided session on a terminal of the size that it has now. */
export function App({session, now}: {readonly session: Session; readonly now: () => number}) {
	const state = useSyncExternalStore(session.subscribe, session.state);
	const {columns, rows} = useWindowSize();
	const pressMeaning = useRef<PressMeaning>('handled');
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
		<>
			<KeyRouter session={session} pressMeaning={pressMeaning} now={now}/>
			<Screen
				state={state}
				session={session}
				columns={columns}
				// A frame as tall as a Windows console leaves stale rows behind.
				rows={process.platform === 'win32' ? rows - 1 : rows}
				pressMeaning={pressMeaning}
				now={now}
			/>
		</>
	);
}
