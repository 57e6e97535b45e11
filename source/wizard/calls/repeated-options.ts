/** Completes the command that a saved sentence names with these options: it was written for whichever profile. */
export function withRepeatedOptions(text: string, options: string): string {
	return text.replace('concur-tokens doctor', command => `${command}${options}`);
}
