import {type AllowedOfApp, type AppCredentials, type CompanyToken} from '../state/practice-concur.js';

/** A practice Concur that answers on loopback, here or in another process. */
export type PracticeServer = {
	/** Base URI for clients, e.g. `http://127.0.0.1:8770`. */
	readonly origin: string;
	readonly panelUrl: string;
	readonly companyTokensUrl: string;
	readonly controlUrl: string;
	/** Whether another process serves the folder, and this one uses it. */
	readonly isAttached: boolean;
	/** The certificate of the authority that signed its own, when it serves https: for `NODE_EXTRA_CA_CERTS`. */
	readonly authorityFile?: string;
	/** A script by which one Node.js process resolves Concur's names to it, when it serves https on port 443. */
	readonly namesPreload?: string;
	/** Creates an app that is allowed these; without them, both grants that a company token needs and every scope. */
	issueAppCredentials(allowed?: AllowedOfApp): Promise<AppCredentials>;
	/** A request token for an app; undefined when the App ID is not known. */
	issueRequestToken(appID: string): Promise<CompanyToken | undefined>;
	/** Stops listening at once; what it issued is on disk. A server of another process goes on. */
	close(): Promise<void>;
};

/** The addresses of a server's pages. */
export function addressesAt(origin: string) {
	return {
		origin,
		panelUrl: `${origin}/nui/ocstool`,
		companyTokensUrl: `${origin}/nui/authadmin/companytokens`,
		controlUrl: `${origin}/practice/control`,
	} as const;
}
