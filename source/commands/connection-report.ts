import {type Connection} from '../concur/connection.js';
import {formatDuration} from '../wizard/format-duration.js';

/** An instant as commands print it, to the minute; milliseconds since the epoch. */
export function formatInstant(instant: number): string {
	return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The state of the connection in words. `now` is milliseconds since the epoch. */
export function connectionWords(connection: Connection, now: number): string {
	switch (connection.kind) {
		case 'none': {
			return 'none yet';
		}

		case 'untried': {
			return 'not tried yet';
		}

		case 'proven': {
			return `accepted by SAP Concur ${formatDuration(now - connection.at)} ago, ${formatInstant(connection.at)}`;
		}

		case 'refused': {
			const by = [
				...(connection.status === undefined ? [] : [`status ${connection.status}`]),
				...(connection.code === undefined ? [] : [`code ${connection.code}`]),
			].join(', ');
			return `refused by SAP Concur ${formatInstant(connection.at)}${by === '' ? '' : ` (${by})`}`;
		}

		case 'expired': {
			return `expired ${formatInstant(connection.at)}`;
		}
	}
}

/** What is wrong with the connection and what mends it; undefined while nothing is. */
export function connectionRemedy(connection: Connection): {readonly cause: string; readonly remedy: string} | undefined {
	if (connection.kind === 'refused') {
		return connection.explanation;
	}

	return connection.kind === 'expired'
		? {
			cause: 'The refresh token was not used for six months and has expired.',
			remedy: 'Generate a new company request token and get a new refresh token with it.',
		}
		: undefined;
}

/** The connection as programs read it; instants in ISO 8601. */
export function connectionJson(connection: Connection): Readonly<Record<string, string | number | null>> {
	const problem = connectionRemedy(connection);
	return {
		state: connection.kind,
		at: 'at' in connection ? new Date(connection.at).toISOString() : null,
		status: connection.kind === 'refused' ? connection.status ?? null : null,
		code: connection.kind === 'refused' ? connection.code ?? null : null,
		cause: problem?.cause ?? null,
		remedy: problem?.remedy ?? null,
	};
}
