import {apiTitle} from '../../concur/catalogue/apis.js';
import {proofScopes} from '../../concur/tutorial.js';
import {pageAddress} from '../stages/page-address.js';
import {type WizardState} from '../wizard-state.js';
import {apiChoices, adviceFor, describeAccess} from './api-choice.js';

/** Composes a request to the administrator who creates the app. It contains none of its values and no secret. */
export function composeAdminRequest(state: WizardState): string {
	const choices = apiChoices(state);
	const {grants, scopes} = adviceFor(state);
	const asked = choices.length > 0 ? scopes : proofScopes;
	return [
		'Request to our SAP Concur administrator: an app for API access',
		'',
		'1. Create an app and send me its Client ID and Client Secret.',
		`   Page: ${pageAddress(state, 'admin-panel')}`,
		'   App Stage: Production',
		'   Application Type: Web Services (WS) Client',
		`   Allowed Grants: ${grants.join(', ')}`,
		'   Allowed Scopes:',
		...asked.map(scope => `     ${scope}`),
		...(choices.length > 0
			? [`   For: ${choices.map(choice => `${apiTitle(choice.api)} (${describeAccess(choice)})`).join(', ')}`]
			: ['   Add others only if our scripts need them.']),
		'',
		'2. Generate a company request token for that app and send me the Company UUID and the token.',
		`   Page: ${pageAddress(state, 'company-tokens')}`,
		'   The token is valid for 24 hours.',
		'',
		'The secret is shown only once. Send the secret and the token through a secure channel, not by e-mail.',
		'',
	].join('\n');
}
