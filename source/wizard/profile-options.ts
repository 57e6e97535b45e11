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
