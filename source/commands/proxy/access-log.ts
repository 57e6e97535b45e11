import {stripControlCharacters} from '../../concur/untrusted-text.js';
import {redactSecrets, truncate} from '../../concur/redact.js';

/** One request, as logged when it is over. */
export type AccessLogEntry = {
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly method: string;
	/** Path and query, without the key; absent where it could be a key. */
	readonly path?: string;
	/** Absent where the caller disconnected before there was an answer. */
	readonly status?: number;
	readonly milliseconds: number;
	/** Why the proxy itself refused or failed. */
	readonly reason?: string;
};

const secretName = /token|secret|key|pass|auth|code|sign/i;

/** Masks a path's query: values that are long, or whose names suggest a secret, are left out. */
function maskedPath(path: string): string {
	const [plain = '', query] = path.split(/\?(.*)/s);
	if (query === undefined) {
		return plain;
	}

	const parts = query.split('&').map(part => {
		const [name = '', value = ''] = part.split(/=(.*)/s);
		return value === '' || (/^[\w.,:-]{1,24}$/.test(value) && !secretName.test(name)) ? part : `${name}=…`;
	});
	return `${plain}?${parts.join('&')}`;
}

/** Converts an entry to what is logged: printable and without secrets. */
export function toLogRecord(line: AccessLogEntry, secrets: readonly string[]) {
	const {at, method, path, status, milliseconds, reason} = line;
	const clean = (text: string) => truncate(redactSecrets(stripControlCharacters(text), secrets), 300);
	return {
		at: new Date(at).toISOString(),
		method: clean(method),
		path: path === undefined ? null : clean(maskedPath(path)),
		status: status ?? null,
		milliseconds: Math.round(milliseconds),
		reason: reason === undefined ? null : clean(reason),
	};
}

/** Formats a request as a line for people. */
export function formatLogEntry(line: AccessLogEntry, secrets: readonly string[]): string {
	const {at, method, path, status, milliseconds, reason} = toLogRecord(line, secrets);
	return [
		at.slice(11, 19),
		method,
		path ?? '…',
		status ?? 'disconnected',
		`${milliseconds} ms`,
		...(reason === null ? [] : [reason]),
	].join(' ');
}
