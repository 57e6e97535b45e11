import {type Readable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import {nextApiStep} from '../../concur/retry-policy.js';
import {headerValues, type Header} from '../../concur/api-headers.js';
import {resolveApiTarget, type RefusedTarget} from '../../concur/api-target.js';
import {openConnections} from '../../concur/network-route.js';
import {correlationHeader} from '../../concur/requests.js';
import {type NoResponse} from '../../concur/send-request.js';
import {apiLimits, sendStreamedRequest, type StreamedResponse} from '../../concur/send-streamed-request.js';
import {type Invocation} from '../invocation.js';
import {type BearerSource, type CallBearer} from '../tokens/bearer-source.js';

export type RequestBody = {
	/** Bytes; absent where it is not known in advance. */
	readonly length?: number;
	/** Whether it can be read again. */
	readonly canRepeat: boolean;
	readonly open: () => Readable | Uint8Array;
};

type AuthorizedRequest = {
	readonly method: string;
	/** A path, or a full URL at SAP Concur. */
	readonly address: string;
	/** Without the headers that the call sets itself. */
	readonly headers: readonly Header[];
	readonly body: RequestBody | undefined;
	readonly signal?: AbortSignal;
};

/** An answer with its headers, whatever it says; its body is still to be read. */
export type AnsweredApiCall = StreamedResponse & {readonly bearer: CallBearer; readonly correlationId: string};

export type ApiOutcome =
	| AnsweredApiCall
	| (NoResponse & {readonly host: string})
	| RefusedTarget;

/** Calls with the profile's bearer token. */
export type AuthorizedCalls = {
	/** Throws `UserError` where no bearer token can be had, and an `AbortError` where a pause was cut short. */
	readonly call: (request: AuthorizedRequest) => Promise<ApiOutcome>;
	readonly close: () => Promise<void>;
};

// A bearer token that was refused right after it was issued is not replaced again for this long. Milliseconds.
const rejectedFor = 60_000;

function buildHeaders({headers, body}: AuthorizedRequest, {accessToken}: CallBearer) {
	const given = headers.find(([name]) => name.toLowerCase() === correlationHeader)?.[1];
	const correlationId = given ?? crypto.randomUUID();
	const names = new Set(headers.map(([name]) => name.toLowerCase()));
	const byDefault = (name: string, value: string): readonly Header[] => names.has(name) ? [] : [[name, value]];
	const sent: readonly Header[] = [
		...headers,
		['authorization', `Bearer ${accessToken}`],
		...byDefault('accept', 'application/json'),
		// The body is passed on as received, so no compression is requested.
		...byDefault('accept-encoding', 'identity'),
		...byDefault(correlationHeader, correlationId),
		...(body?.length === undefined ? [] : [['content-length', String(body.length)] as const]),
	];
	return {sent, correlationId};
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The state of a call: the bearer token that it is made with, and what has been tried so far. */
type CallState = {
	readonly bearer: CallBearer;
	readonly hasRenewed: boolean;
	readonly isResent: boolean;
	readonly pauses: number;
};

/**
Makes authorized calls to SAP Concur's API: each call goes to the token's own geolocation, with the profile's bearer
token, which is renewed where the answer calls for it.

    GET /list/v4/lists HTTP/1.1
    host: us2.api.concursolutions.com
    authorization: Bearer …
    concur-correlationid: <a UUID that we generate>

@see https://developer.concur.com/api-reference/authentication/apidoc.html
*/
export function openCalls({io}: Invocation, bearers: BearerSource): AuthorizedCalls {
	const connections = openConnections(io.environment, apiLimits);
	let rejectedBearer: {readonly accessToken: string; readonly until: number} | undefined;
	const isRejected = ({accessToken}: CallBearer) =>
		rejectedBearer?.accessToken === accessToken && performance.now() < rejectedBearer.until;

	/** Sends one request and returns its answer. */
	const send = async (
		request: AuthorizedRequest,
		path: string,
		bearer: CallBearer,
	): Promise<Exclude<ApiOutcome, RefusedTarget>> => {
		const url = new URL(`${new URL(bearer.geolocation).origin}${path}`);
		const connection = await connections.connect(url);
		if (connection.kind === 'unusable') {
			const {variable} = connection;
			return {kind: 'no-answer', reason: 'proxy-address', variable, latency: 0, host: url.host};
		}

		const {sent, correlationId} = buildHeaders(request, bearer);
		const {method, body, signal} = request;
		const answer = await sendStreamedRequest(
			{method, url: url.href, headers: sent, body: body?.open()},
			connection.dispatcher,
			{isBehindProxy: connection.kind === 'proxy', signal},
		);
		return answer.kind === 'open'
			? {...answer, bearer, correlationId: String(answer.headers[correlationHeader] ?? correlationId)}
			: {...answer, ...(connection.kind === 'proxy' && {variable: connection.variable}), host: url.host};
	};

	/** How to retry after no answer; undefined to give up. */
	const afterNoResponse = (
		{method, body}: AuthorizedRequest,
		{reason}: NoResponse,
		state: CallState,
	): CallState | undefined => {
		// The server may close a kept-alive connection at the very moment that it is used again.
		const isStale = reason === 'connection-lost' && !state.isResent;
		return isStale && !body && safeMethods.has(method) ? {...state, isResent: true} : undefined;
	};

	/** How to retry after an answer; undefined where the answer is passed on. */
	const afterAnswer = async (
		{body, signal}: AuthorizedRequest,
		{status, headers, discard}: AnsweredApiCall,
		state: CallState,
	): Promise<CallState | undefined> => {
		const {bearer, hasRenewed, pauses} = state;
		const step = nextApiStep({
			status,
			retryAfter: headerValues(headers['retry-after'])[0],
			canRepeat: body === undefined || body.canRepeat,
			isJustIssued: bearer.isJustIssued,
			isRejected: isRejected(bearer),
			hasRenewed,
			pauses,
			at: io.now(),
		});
		switch (step.kind) {
			case 'pass-on': {
				if (hasRenewed && (status === 401 || status === 403)) {
					rejectedBearer = {accessToken: bearer.accessToken, until: performance.now() + rejectedFor};
				}

				return undefined;
			}

			case 'renew': {
				await discard();
				return {...state, hasRenewed: true, bearer: await bearers.renewed(bearer.accessToken)};
			}

			case 'pause': {
				await discard();
				await delay(step.pause, undefined, signal && {signal});
				return {...state, pauses: pauses + 1};
			}
		}
	};

	return {
		async call(request) {
			const judged = resolveApiTarget(request.address, bearers.geolocation());
			if (judged.kind === 'refused') {
				return judged;
			}

			let state: CallState = {
				bearer: await bearers.current(), hasRenewed: false, isResent: false, pauses: 0,
			};
			for (;;) {
				const target = resolveApiTarget(request.address, state.bearer.geolocation);
				if (target.kind === 'refused') {
					return target;
				}

				const outcome = await send(request, target.path, state.bearer);
				const next = outcome.kind === 'open'
					? await afterAnswer(request, outcome, state)
					: afterNoResponse(request, outcome, state);
				if (!next) {
					return outcome;
				}

				state = next;
			}
		},
		close: connections.close,
	};
}
