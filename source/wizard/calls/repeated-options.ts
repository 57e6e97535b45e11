import {type SessionFacts} from '../wizard-state.js';

/** The command line of a verb for this profile, as this person has to type it. */
export function suggestedCommand({program, repeatedOptions}: SessionFacts, verb: string): string {
	return `${program} ${verb}${repeatedOptions}`;
}

/** Completes the command that a saved sentence names with these options: it was written for whichever profile. */
export function withRepeatedOptions(text: string, options: string): string {
	return text.replace('concur-tokens doctor', command => `${command}${options}`);
}

