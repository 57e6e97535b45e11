import {randomUUID} from 'node:crypto';
import {type Fault} from '../control/faults.js';
import {appScopes} from '../state/app-choices.js';
import {updateApp, type PracticeConcur} from '../state/practice-concur.js';
import {jsonResponse, withHeaders, type PracticeResponse} from './response.js';
import {mediaType, type PracticeRequest} from './route.js';
import {refusalResponse} from './token-refusals.js';
import {authenticateBearer, issueTokens, type ValidatedGrant} from './tokens.js';
import {validateGrant, type TokenForm} from './validate-grant.js';

/**
Reads the form's fields; undefined if a field appears twice.
@see https://www.rfc-editor.org/rfc/rfc6749#section-3.2
*/
function readTokenForm(body: string): TokenForm | undefined {
	const fields = [...new URLSearchParams(body)];
	const form = Object.fromEntries(fields);
	return Object.keys(form).length === fields.length ? form : undefined;
}

/** The grant without the scopes that a fault removes; later refreshes lack them too. */
function withholdScopes(grant: ValidatedGrant, faults: readonly Fault[]): ValidatedGrant {
	const withheld = new Set(faults.flatMap(fault => fault.kind === 'without-scope' ? [fault.scope] : []));
	const keep = (scopes: readonly string[]) => scopes.filter(scope => !withheld.has(scope));
	return grant.kind === 'app'
		? {...grant, scopes: keep(grant.scopes)}
		: {...grant, scopes: keep(grant.scopes), grantedScopes: keep(grant.grantedScopes)};
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
export async function postToken(request: PracticeRequest, concur: PracticeConcur): Promise<PracticeResponse> {
	const isForm = mediaType(request) === 'application/x-www-form-urlencoded';
	const form = isForm ? readTokenForm(request.body) : undefined;
	if (!form) {
		return refusalResponse({code: 135});
	}

	const isRotated = request.faults.some(({kind}) => kind === 'rotate');
	const validated = validateGrant(concur, form, isRotated);
	return 'code' in validated
		? refusalResponse(validated)
		: jsonResponse(200, await issueTokens(concur, withholdScopes(validated, request.faults), request.origin));
}

/**
Revokes the connection that the bearer token belongs to; its refresh and bearer tokens become invalid at once. An app
token belongs to no connection.
@see https://developer.concur.com/api-reference/authentication/apidoc.html#revoke_token
*/
export async function deleteConnection(request: PracticeRequest, concur: PracticeConcur): Promise<PracticeResponse> {
	const bearer = await authenticateBearer(concur, request);
	if (!bearer) {
		const refused = jsonResponse(
			401,
			{error: 'invalid_token', error_description: 'A valid bearer token is needed.'},
		);
		return withHeaders(refused, {'www-authenticate': 'Bearer error="invalid_token"'});
	}

	if (bearer.kind === 'app') {
		const description = 'An app token has no connection to revoke.';
		return jsonResponse(403, {error: 'insufficient_scope', error_description: description});
	}

	updateApp(concur, bearer.app.appID, {connection: randomUUID()});
	return {status: 200, body: ''};
}

/**
Returns the public key that verifies tokens.
@see https://www.rfc-editor.org/rfc/rfc7517#section-5
*/
export async function getJwks(_request: PracticeRequest, concur: PracticeConcur): Promise<PracticeResponse> {
	const {keyId, publicJwk} = await concur.signingKey();
	return jsonResponse(200, {keys: [{...publicJwk, kid: keyId, use: 'sig', alg: 'RS256'}]});
}

/**
Returns the metadata that OpenID clients look up about the server.
@see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
*/
export function getDiscovery({origin}: PracticeRequest): PracticeResponse {
	return jsonResponse(200, {
		issuer: origin,
		token_endpoint: `${origin}/oauth2/v0/token`,
		jwks_uri: `${origin}/oauth2/v0/jwks`,
		grant_types_supported: ['password', 'refresh_token', 'client_credentials'],
		response_types_supported: ['id_token'],
		subject_types_supported: ['public'],
		id_token_signing_alg_values_supported: ['RS256'],
		token_endpoint_auth_methods_supported: ['client_secret_post'],
		scopes_supported: appScopes,
	});
}
