import {type IncomingHttpHeaders} from 'node:http';
import {type Fault, type FaultPath} from '../control/faults.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {type PracticeResponse} from './response.js';

/** A request that has been read and verified to come from this machine. */
export type PracticeRequest = {
	readonly method: string;
	/** Scheme, host and port by which the client reached the server, used as issuer and geolocation in its tokens. */
	readonly origin: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	/** Named parts of the path, as in `/nui/ocstool/apps/:appID`. */
	readonly parameters: Readonly<Record<string, string>>;
	/** The faults that apply to this request. */
	readonly faults: readonly Fault[];
};

export type RouteHandler = (
	request: PracticeRequest,
	concur: PracticeConcur,
) => PracticeResponse | Promise<PracticeResponse>;

/** A path on the server and its handlers. */
export type Route = {
	/** Segments that begin with a colon match any one segment. */
	readonly path: string;
	readonly methods: Readonly<Record<string, RouteHandler>>;
	/** The names under which faults can be set for it. */
	readonly faultPaths?: readonly FaultPath[];
};

/** The body's media type, without parameters, in lower case; empty if none is given. */
export function mediaType(request: PracticeRequest): string {
	return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}
