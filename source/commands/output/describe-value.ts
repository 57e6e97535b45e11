import {hideUserInfo} from '../../concur/untrusted-text.js';
import {displayValue} from '../../concur/redact.js';
import {valueDescriptions, type ValueName} from '../../concur/values.js';
import {type SourcedValue} from '../../store/value-sources.js';

/** Masks a value so that a terminal or a log may show it. */
export function maskValue(name: ValueName, value: string): string {
	const shown = displayValue(value, valueDescriptions[name].isSecret, false);
	return name === 'baseUri' ? hideUserInfo(shown) : shown;
}

/** Describes where a value came from. */
export function describeSource({source, variable = '', overruled}: SourcedValue): string {
	switch (source) {
		case 'option': {
			return '--base-uri';
		}

		case 'environment': {
			return `environment, ${variable}${overruled === undefined ? '' : ` (${overruled} differs and is ignored)`}`;
		}

		case 'settings':
		case 'file': {
			return source;
		}

		case 'none': {
			return 'not set';
		}
	}
}
