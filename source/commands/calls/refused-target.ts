import {type RefusedTarget} from '../../concur/api-target.js';

/** What to do instead of a call that is not made; `options` are those that a suggested command must repeat. */
const remedies: Readonly<Record<RefusedTarget['why'], (options: string) => string>> = {
	tokens: options => `To get a bearer token: concur-tokens token${options}`,
	connections: options => `To revoke the connection: concur-tokens forget --revoke${options}`,
	'other-host': () => 'Give a path, or an address whose host is SAP Concur\'s.',
	'no-path': () => 'Give a path, for example /list/v4/lists',
	undecodable: () => 'Write the path without double percent-encoding.',
};

/** Returns what to do instead of a call that was refused locally, in the words of `api` and the proxy. */
export function refusedTargetRemedy({why}: RefusedTarget, repeatedOptions: string): string {
	return remedies[why](repeatedOptions);
}
