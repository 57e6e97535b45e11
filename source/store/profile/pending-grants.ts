import {type ProfilePaths} from './profile-paths.js';
import {type Settings} from './settings.js';

/**
The settings without the notes of grants whose answer a running process is still waiting for. What is left was asked for
by a process that ended before the answer arrived.
*/
export async function withoutPendingGrants(settings: Settings, paths: ProfilePaths): Promise<Settings> {
	const {unansweredGrant, unansweredRequest} = settings;
	if (!unansweredGrant && !unansweredRequest) {
		return settings;
	}

	const {isHeldSince} = await import('./pid-lock.js');
	return {
		...settings,
		unansweredGrant: unansweredGrant && isHeldSince(paths.refreshLock, unansweredGrant.at)
			? undefined
			: unansweredGrant,
		unansweredRequest: unansweredRequest && isHeldSince(paths.sessionLock, unansweredRequest.at)
			? undefined
			: unansweredRequest,
	};
}
