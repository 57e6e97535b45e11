import {appScopes} from './app-choices.js';
import {jsonAnswer, type Answer} from './answer.js';
import {type PracticeConcur} from './practice-concur.js';
import {type PracticeRequest} from './practice-request.js';

/** The public key that tokens verify against (RFC 7517, 5). */
export async function answerJwks(_request: PracticeRequest, concur: PracticeConcur): Promise<Answer> {
	const {keyId, publicJwk} = await concur.signingKey();
	return jsonAnswer(200, {keys: [{...publicJwk, kid: keyId, use: 'sig', alg: 'RS256'}]});
}

/** OpenID Connect Discovery 1.0, 3. */
export function answerDiscovery({origin}: PracticeRequest): Answer {
	return jsonAnswer(200, {
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
