import {type Explanation} from './call-outcome.js';
import {explainNoResponse} from './explain-no-response.js';
import {mayHaveBeenProcessed} from './retry-policy.js';
import {type NoResponse} from './send-request.js';

/**
Methods that have the same effect however often they are sent.

@see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
*/
const repeatableMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/**
Explains why no usable response to a call came from `host`, and what to do about it. A call that would have another
effect the second time is not to be made again unseen: it may have been carried out.
*/
export function explainUnansweredCall(
	{reason, variable}: Pick<NoResponse, 'reason' | 'variable'>,
	host: string,
	method: string,
): Explanation {
	const explanation = explainNoResponse(reason, host, variable);
	return mayHaveBeenProcessed({reason}) && !repeatableMethods.has(method)
		? {
			...explanation,
			remedy: `SAP Concur may have carried out this ${method} all the same: check that before you send it again.`,
		}
		: explanation;
}
