import {keyLabels} from '../key-labels.js';
import {keyBindings, type KeyName} from '../keys.js';
import {type WizardState} from '../wizard-state.js';
import {memoizeByContent} from './memoize-by-content.js';

/** A key that works now, and what it does. */
export type KeyHint = {readonly name: KeyName; readonly key: string; readonly label: string};

/** The keys that work now and are worth showing, most needed first. */
export const keyHints = memoizeByContent((state: WizardState): readonly KeyHint[] =>
	keyBindings.flatMap(({name, keys}) => {
		const text = keyLabels[name](state);
		return text ? [{name, key: keys[0]!, label: text}] : [];
	}));
