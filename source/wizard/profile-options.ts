/** The options that a command line must repeat to mean the same profile, with a blank before each. */
export function profileOptions({
	profile,
	isPractice,
}: {
	readonly profile: string;
	readonly isPractice: boolean;
}): string {
	return `${isPractice ? ' --practice' : ''}${profile === 'default' ? '' : ` --profile ${profile}`}`;
}
