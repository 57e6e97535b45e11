import {maskSecret} from '../concur/redact.js';

/** A value as the screen may show it: secrets masked unless the person asked to see them. */
export function shownValue(value: string, isSecret: boolean, isRevealing: boolean): string {
	return isSecret && !isRevealing ? maskSecret(value) : value;
}
