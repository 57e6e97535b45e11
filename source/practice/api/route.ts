import {type IncomingHttpHeaders} from 'node:http';
import {type Fault, type FaultPath} from '../control/faults.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {type PracticeResponse} from './response.js';

/** A request after it was read and found to come from this machine. */
export type PracticeRequest = {
	readonly method: string;
	/** Scheme, host and port by which the client reached the server: issuer and geolocation of what it is given. */
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

/** An address of the server and what answers there. */
export type Route = {
	/** Parts that begin with a colon match one part of any name. */
	readonly path: string;
	readonly methods: Readonly<Record<string, RouteHandler>>;
	/** The names under which faults are set for it. */
	readonly faultPaths?: readonly FaultPath[];
};

/** The media type of the body, without its parameters, in lower case; empty when none is named. */
export function mediaType(request: PracticeRequest): string {
	return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}
