import {type FaultList} from '../control/faults.js';
import {type Ledger} from './ledger.js';
import {type SigningKey} from './signing-key.js';

/** The practice Concur as its endpoints and pages see it. */
export type PracticeConcur = {
	/** Scheme, host and port by which this machine reaches it. */
	readonly origin: string;
	/** The practice clock, milliseconds since the epoch. */
	readonly now: () => number;
	readonly ledger: Ledger;
	readonly faults: FaultList;
	readonly signingKey: () => Promise<SigningKey>;
	/** Tells one running server from another. */
	readonly instance: string;
	/** Kept in the folder: whoever can read it may issue values without the panel. */
	readonly controlKey: string;
	/** What the panel's cookies and form tokens are signed with; sign-ins end when the server stops. */
	readonly panelSecret: string;
};
