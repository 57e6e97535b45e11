import {connectionState, type AppIdentity, type Connection} from '../concur/connection.js';
import {type LoadedProfile} from './loaded-profile.js';

/** The app and the company as their values count. */
export function appIdentity(values: LoadedProfile['values']): AppIdentity {
	return {
		appID: values.appID.value,
		clientSecret: values.clientSecret.value,
		companyUUID: values.companyUUID.value,
	};
}

/** The state of the profile's connection to SAP Concur. `now` is milliseconds since the epoch. */
export function profileConnection(profile: Pick<LoadedProfile, 'settings' | 'values'>, now: number): Connection {
	return connectionState(profile.settings, appIdentity(profile.values), now);
}
