import {createContext} from 'react';
import {type Keyboard} from '../../session/keyboard.js';

/** A keyboard on which nothing is pressed: what a field has that is drawn without a session. */
const silent: Keyboard = {
	press() {},
	paste() {},
	typed: () => false,
	listen: () => () => {},
};

/** The session's keyboard, for the field that is typed into. */
export const KeyboardContext = createContext<Keyboard>(silent);
