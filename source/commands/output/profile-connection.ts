import {connectionState, type AppIdentity, type Connection} from '../../concur/connection.js';
import {lostRefresh} from '../../concur/lost-answer.js';
import {formatTime} from '../../wizard/format-time.js';
import {withRepeatedOptions} from '../../wizard/calls/repeated-options.js';
import {type LoadedProfile} from '../loaded-profile.js';

/** Returns the app and the company according to the effective values. */
export function appIdentity(values: LoadedProfile['values']): AppIdentity {
	return {
		appID: values.appID.value,
		clientSecret: values.clientSecret.value,
		companyUUID: values.companyUUID.value,
	};
}

/** Returns the state of the profile's connection to SAP Concur. `now` is milliseconds since the epoch. */
export function profileConnection(profile: Pick<LoadedProfile, 'settings' | 'values'>, now: number): Connection {
	return connectionState(profile.settings, appIdentity(profile.values), now);
}

/** Describes the state of the connection. `now` is milliseconds since the epoch. */
export function describeConnection(connection: Connection, now: number): string {
	switch (connection.kind) {
		case 'none': {
			return 'none yet';
		}

		case 'untried': {
			return 'not tested yet';
		}

		case 'proven': {
			return `accepted by SAP Concur ${formatTime(connection.at, now)}`;
		}

		case 'refused': {
			const by = [
				...(connection.status === undefined ? [] : [`status ${connection.status}`]),
				...(connection.code === undefined ? [] : [`code ${connection.code}`]),
			].join(', ');
			return `refused by SAP Concur ${formatTime(connection.at, now)}${by === '' ? '' : ` (${by})`}`;
		}

		case 'unanswered': {
			return `refresh requested ${formatTime(connection.at, now)}; the answer was lost`;
		}

		case 'expired': {
			return `expired ${formatTime(connection.at, now)}`;
		}
	}
}

/** What is wrong, and how to fix it. */
export type Problem = {readonly cause: string; readonly remedy: string};

/**
Returns what is wrong with the connection and how to fix it, in which a command has the options of the profile;
undefined if nothing is.
*/
export function connectionProblem(connection: Connection, repeatedOptions: string): Problem | undefined {
	if (connection.kind === 'refused') {
		const {cause, remedy} = connection.explanation;
		return {cause, remedy: withRepeatedOptions(remedy, repeatedOptions)};
	}

	if (connection.kind === 'unanswered') {
		return lostRefresh;
	}

	return connection.kind === 'expired'
		? {
			cause: 'The refresh token was not used for six months and has expired.',
			remedy: 'Generate a new company request token and use it to get a new refresh token.',
		}
		: undefined;
}

/** Returns the connection as JSON for programs; instants are in ISO 8601. */
export function connectionJson(
	connection: Connection,
	repeatedOptions: string,
): Readonly<Record<string, string | number | null>> {
	const problem = connectionProblem(connection, repeatedOptions);
	return {
		state: connection.kind,
		at: 'at' in connection ? new Date(connection.at).toISOString() : null,
		status: connection.kind === 'refused' ? connection.status ?? null : null,
		code: connection.kind === 'refused' ? connection.code ?? null : null,
		cause: problem?.cause ?? null,
		remedy: problem?.remedy ?? null,
	};
}
