import {type CredentialField} from '../concur/credentials.js';
import {type StageId} from '../concur/tutorial-stages.js';

/** What the person entered, and how far they are: the part of the session that outlives the program beside what calls leave behind. */
export type SavedProgress = {
	readonly baseUri: string;
	readonly values: Readonly<Record<CredentialField, string>>;
	/** Milliseconds since the epoch of each value's last change. */
	readonly enteredAt: Readonly<Partial<Record<CredentialField, number>>>;
	readonly folder: string;
	readonly stage: StageId;
	/** Position of the focused item within its stage. */
	readonly item: number;
	readonly ticks: readonly string[];
};
