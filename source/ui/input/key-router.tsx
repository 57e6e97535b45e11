import {useInput, usePaste} from 'ink';
import {type Keyboard} from '../../session/keyboard.js';

/**
Hears every key before the field does, and hands it to the session's keyboard. It must be mounted before any
field.
*/
export function KeyRouter({keyboard}: {readonly keyboard: Keyboard}) {
	useInput(keyboard.press);
	usePaste(keyboard.paste);
	return null;
}
