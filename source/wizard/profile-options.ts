/** The options that a command line must repeat to use the same profile, each with a space before it. */
export function profileOptions({
	profile,
	isPractice,
}: {
	readonly profile: string;
	readonly isPractice: boolean;
}): string {
	return `${isPractice ? ' --practice' : ''}${profile === 'default' ? '' : ` --profile ${profile}`}`;
}

/** Completes the command that a saved sentence names with these options: it was written for whichever profile. */
export function withRepeatedOptions(text: string, options: string): string {
	return text.replace('concur-tokens doctor', command => `${command}${options}`);
}
