/** Exit codes that scripts rely on; the README documents them. */
export const exitCodes = {
	done: 0,
	refused: 1,
	wrongUsage: 2,
	notFinished: 3,
	notReachable: 4,
	/** Disk full, permission missing, output not written: neither Concur nor the values are to blame. */
	machineRefused: 5,
	/** `run` found its program, but the system cannot run it; as every shell says it. */
	cannotRun: 126,
	/** `run` did not find its program; as every shell says it. */
	notFound: 127,
	interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** How the program ends: with a code of its own, or as the program that it ran has ended. */
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
