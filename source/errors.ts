/** Exit codes that scripts rely on; the README documents them. */
export const exitCodes = {
	done: 0,
	refused: 1,
	wrongUsage: 2,
	notFinished: 3,
	notReachable: 4,
	/** Disk full, no permission, output not written: neither SAP Concur nor the values are to blame. */
	machineRefused: 5,
	/** `run` found its program, but the system cannot run it; the same code as in every shell. */
	cannotRun: 126,
	/** `run` did not find its program; the same code as in every shell. */
	notFound: 127,
	interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** How the program ends: with its own exit code, or in the same way as the program that it ran. */
export type CommandResult =
	| ExitCode
	| {readonly kind: 'exited'; readonly code: number}
	| {readonly kind: 'killed'; readonly signal: NodeJS.Signals};

/** An expected failure that ends a command: what is wrong, then what to do next. Never carries a secret. */
export class UserError extends Error {
	override readonly name = 'UserError';

	constructor(
		message: string,
		readonly nextStep: string,
		readonly exitCode: ExitCode,
	) {
		super(message);
	}
}
