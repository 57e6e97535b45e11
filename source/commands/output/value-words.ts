import {hideUserInfo} from '../../concur/foreign-text.js';
import {maskSecret} from '../../concur/redact.js';
import {type SourcedValue} from '../../store/value-sources.js';
import {valueDescriptions, type ValueName} from '../../concur/values.js';

/** A value as a terminal or a log may show it. */
export function maskedValue(name: ValueName, value: string): string {
	if (valueDescriptions[name].isSecret) {
		return maskSecret(value);
	}

	return name === 'baseUri' ? hideUserInfo(value) : value;
}

/** Where a value came from, in words. */
export function sourceWords({source, variable = '', overruled}: SourcedValue): string {
	switch (source) {
		case 'option': {
			return '--base-uri';
		}

		case 'environment': {
			return `environment, ${variable}${overruled === undefined ? '' : ` (not ${overruled}, which differs)`}`;
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
