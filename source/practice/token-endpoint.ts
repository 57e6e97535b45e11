import {jsonAnswer, type Answer} from './answer.js';
import {grantTokens} from './grant-tokens.js';
import {judgeGrant, type TokenForm} from './judge-grant.js';
import {type PracticeConcur} from './practice-concur.js';
import {mediaType, type PracticeRequest} from './practice-request.js';
import {refusalAnswer} from './refusals.js';

/** The form's fields; undefined when a field appears twice (RFC 6749, 3.2). */
function readForm(body: string): TokenForm | undefined {
	const fields = [...new URLSearchParams(body)];
	const form = Object.fromEntries(fields);
	return Object.keys(form).length === fields.length ? form : undefined;
}

/**
The token endpoint.
```
POST /oauth2/v0/token
Content-Type: application/x-www-form-urlencoded

client_id=…&client_secret=…&grant_type=password&username=<companyUUID>&password=<request token>&credtype=authtoken
```
@see https://developer.concur.com/api-reference/authentication/apidoc.html#obtain_token
*/
export async function answerToken(request: PracticeRequest, concur: PracticeConcur): Promise<Answer> {
	const form = mediaType(request) === 'application/x-www-form-urlencoded' ? readForm(request.body) : undefined;
	if (!form) {
		return refusalAnswer({code: 135});
	}

	const judged = judgeGrant(concur, form, request.faults.some(({kind}) => kind === 'rotate'));
	return 'code' in judged ? refusalAnswer(judged) : jsonAnswer(200, await grantTokens(concur, judged, request.origin));
}
