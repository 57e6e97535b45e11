import {type IncomingHttpHeaders} from 'node:http';
import {type Fault} from './faults.js';

/** A request after it was read and found to come from this machine. */
export type PracticeRequest = {
	readonly method: string;
	/** Scheme, host and port that the client reached the server by: issuer and geolocation of what it is given. */
	readonly origin: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	/** Named parts of the path, as in `/nui/ocstool/apps/:appID`. */
	readonly parameters: Readonly<Record<string, string>>;
	/** What goes wrong on purpose with this call. */
	readonly faults: readonly Fault[];
};

/** The media type of the body, without its parameters, in lower case; empty when none is named. */
export function mediaType(request: PracticeRequest): string {
	return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}
