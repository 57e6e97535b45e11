import {type TokenOutcome} from '../../concur/call-outcome.js';
import {currentIdentity} from '../../concur/connection.js';
import {callRecord, recordRequest} from '../../concur/call-record.js';
import {resolveChoices} from '../../concur/catalogue/advise.js';
import {chooseProofs} from '../../concur/catalogue/choose-proofs.js';
import {proveApis} from '../../concur/prove-apis.js';
import {decisiveOutcome} from '../../concur/record-proofs.js';
import {parseScopes} from '../../concur/parse-scopes.js';
import {obtainCompanyToken} from '../../concur/token-calls.js';
import {exitCodes, UserError} from '../../errors.js';
import {type RecordedGrant, type SessionServices} from '../../session/services.js';
import {
	settingsAfterProofs, settingsAfterOutcome, withCallRecord, withoutBearer,
} from '../../store/profile/settings-after-outcome.js';
import {type ProfileStore} from '../../store/profile/profile-store.js';
import {withReservedRoom} from '../../store/profile/reserved-room.js';
import {type Settings} from '../../store/profile/settings.js';
import {openBearerSource} from '../tokens/bearer-source.js';
import {profileWith} from '../loaded-profile.js';
import {getProofToken} from '../tokens/app-token.js';
import {refreshUnderLock} from '../tokens/refresh-under-lock.js';
import {type SessionPlan} from './session-plan.js';
import {storedSession} from './settings-with-progress.js';

/** The services of the session that call SAP Concur. */
export type CallServices = Pick<SessionServices, 'obtainToken' | 'renewToken' | 'proveToken' | 'bearerToken'>;

function recordedGrant(outcome: TokenOutcome, settings: Settings): RecordedGrant {
	return {outcome, ...storedSession(settings)};
}

/**
Creates the session's services that call SAP Concur; each answer is on disk before the session receives it. Loaded after
the first screen: nothing is called before that, and loading the code for calls would delay the screen.
*/
export function createCallServices({invocation, facts, practice}: SessionPlan, store: ProfileStore): CallServices {
	const {io, paths} = invocation;
	const {environment} = facts;
	return {
		async obtainToken({credentials, ...call}) {
			const {appID, clientSecret, companyUUID} = credentials;
			return withReservedRoom(store, async room => {
				await store.update(settings => withCallRecord(settings, recordRequest(callRecord(settings), io.now())));
				const outcome = await obtainCompanyToken({...call, credentials});
				const identity = {appID, clientSecret, companyUUID};
				const record = (settings: Settings) => settingsAfterOutcome(settings, outcome, identity);
				const stored = await store.update(record, room, settings => withoutBearer(record(settings)));
				return recordedGrant(outcome, stored);
			});
		},
		async renewToken({signal, onProgress}) {
			const refreshed = await refreshUnderLock({
				paths,
				store,
				environment,
				onProgress,
				now: io.now,
				...(practice && {practiceOrigin: practice.origin}),
				hold: async work => work(signal),
			});
			if (refreshed.kind === 'refreshed-elsewhere') {
				throw new UserError(
					'Another process refreshed the token first.',
					'Call the API again.',
					exitCodes.refused,
				);
			}

			return recordedGrant(refreshed.outcome, refreshed.settings);
		},
		async proveToken({token: company, grant, ...call}) {
			const {chosenApis} = store.read();
			const plans = chooseProofs(parseScopes(company.scope), resolveChoices(chosenApis));
			const proven = await proveApis(plans, {
				...call,
				company,
				grant: async () => grant,
				appToken: async () => getProofToken(profileWith(invocation, store.read()), {
					store,
					...(practice && {practiceOrigin: practice.origin}),
					hold: async work => work(call.signal),
				}),
			});
			// Every plan includes a call with the company's token, or the grant that issued it.
			const outcome = decisiveOutcome(proven)!;
			const settings = await store.update(current => {
				const {token, values} = current;
				const identity = token && currentIdentity(token.obtainedWith, {...values, ...environment});
				return identity ? settingsAfterProofs(current, proven, identity) : current;
			});
			return {outcome, record: callRecord(settings)};
		},
		bearerToken: async () => openBearerSource(invocation, {store}).current(),
	};
}
