/** Exit codes that scripts rely on; the README documents them. */
export const exitCodes = {
	done: 0,
	refused: 1,
	wrongUsage: 2,
	notFinished: 3,
	notReachable: 4,
	/** Disk full, permission missing, output not written: neither Concur nor the values are to blame. */
	machineRefused: 5,
	interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

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
