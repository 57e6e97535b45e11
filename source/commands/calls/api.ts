import {Buffer} from 'node:buffer';
import {headerValues, isReservedHeader, type Header, type ReceivedHeaders} from '../../concur/api-headers.js';
import {resolveApiTarget} from '../../concur/api-target.js';
import {explainApiRefusal} from '../../concur/explain-api-refusal.js';
import {hasControlCharacters, stripControlCharacters} from '../../concur/untrusted-text.js';
import {noResponseReason} from '../../concur/no-response-reason.js';
import {isSuccess} from '../../concur/parse-response.js';
import {quoteResponse} from '../../concur/redact.js';
import {parseScopes} from '../../concur/parse-scopes.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {withRepeatedOptions} from '../../wizard/calls/repeated-options.js';
import {type Invocation} from '../invocation.js';
import {sessionHint} from '../output/session-hint.js';
import {withPractice} from '../practice/with-practice.js';
import {addDoctorHint} from '../tokens/call-error.js';
import {openBearerSource} from '../tokens/bearer-source.js';
import {explainUnansweredCall} from '../../concur/explain-unanswered-call.js';
import {openCalls, type AnsweredApiCall, type ApiOutcome} from './authorized-calls.js';
import {refusedTargetRemedy} from './refused-target.js';
import {openInput} from './request-body.js';

export type ApiOptions = {
	/** The method, if any, and the path. */
	readonly path?: readonly string[];
	readonly input?: string;
	readonly header?: readonly string[];
	readonly include?: boolean;
};

const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const example = 'For example: concur-tokens api /list/v4/lists';

function methodAndAddress({path: words = [], input}: ApiOptions): readonly [method: string, address: string] {
	const [first, second, ...others] = words;
	if (others.length > 0) {
		throw new UserError('Give one method and one path.', example, exitCodes.wrongUsage);
	}

	if (second === undefined) {
		if (first === undefined || methods.includes(first.toUpperCase())) {
			throw new UserError('The path is missing.', example, exitCodes.wrongUsage);
		}

		return [input === undefined ? 'GET' : 'POST', first];
	}

	const method = first!.toUpperCase();
	if (!methods.includes(method)) {
		throw new UserError(
			`The method must be one of ${methods.join(', ')}.`,
			'For example: concur-tokens api POST /list/v4/lists --input list.json',
			exitCodes.wrongUsage,
		);
	}

	return [method, second];
}

function parseHeader(text: string): Header {
	const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*?)\s*$/s.exec(text) ?? [];
	if (name === '' || hasControlCharacters(value) || /[^\u0020-\u00FF]/.test(value)) {
		throw new UserError(
			'Write a header as NAME: VALUE.',
			'For example: -H "Accept: application/xml"',
			exitCodes.wrongUsage,
		);
	}

	if (isReservedHeader(name)) {
		throw new UserError(
			`The header ${name} cannot be set.`,
			'Leave it out: the call sets it itself.',
			exitCodes.wrongUsage,
		);
	}

	return [name.toLowerCase(), value];
}

function formatHead(status: number, headers: ReceivedHeaders): string {
	const lines = Object.entries(headers).flatMap(([name, value]) =>
		headerValues(value).map(one => `${name}: ${stripControlCharacters(one)}`));
	return `${[`HTTP/1.1 ${status}`, ...lines].join('\n')}\n\n`;
}

/** Decodes an answer for a terminal, without control characters that could change the terminal's state. */
function createTerminalFilter(): (bytes: Uint8Array) => Buffer {
	const decoder = new TextDecoder();
	return bytes => Buffer.from(decoder.decode(bytes, {stream: true}).replaceAll(/[^\P{C}\n\r\t]/gu, ''));
}

const lineFeed = 10;

/**
Prints the body as it arrives, until its end or until the reader is gone, and returns whether its last line is open; on
a terminal, what follows starts on a new line. Throws `UserError` where the answer breaks off.
*/
async function printBody(method: string, {body, bearer}: AnsweredApiCall, {io}: Invocation): Promise<boolean> {
	const shown = io.isOutputTerminal ? createTerminalFilter() : (bytes: Uint8Array) => bytes;
	let isLineOpen = false;
	try {
		for await (const chunk of body as AsyncIterable<Buffer>) {
			isLineOpen = chunk.at(-1) !== lineFeed;
			if (!await io.writeBytes(shown(chunk))) {
				return false;
			}
		}

		if (isLineOpen && io.isOutputTerminal) {
			io.writeOut('\n');
		}

		return isLineOpen && !io.isOutputTerminal;
	} catch (error) {
		const reason = noResponseReason(error);
		if (reason === 'other') {
			throw error;
		}

		const {cause, remedy} = explainUnansweredCall({reason}, new URL(bearer.geolocation).host, method);
		throw new UserError(`The answer was cut off. ${cause}`, remedy, exitCodes.notReachable);
	}
}

/** The scopes that the token lacks for a call that was forbidden, as far as the catalogue knows them. */
async function lackedScopes(
	method: string,
	address: string,
	{status, bearer}: AnsweredApiCall,
): Promise<readonly string[]> {
	const target = resolveApiTarget(address, bearer.geolocation);
	if (status !== 403 || target.kind === 'refused') {
		return [];
	}

	const {scopesLackedByCall} = await import('../../concur/catalogue/needed-scopes.js');
	return scopesLackedByCall(method, target.path, parseScopes(bearer.scope));
}

async function apiRefusalError(
	method: string,
	address: string,
	outcome: AnsweredApiCall,
	invocation: Invocation,
): Promise<UserError> {
	const {status, headers, bearer, correlationId} = outcome;
	const {cause, remedy, stage} = explainApiRefusal({
		status,
		grantedScopes: parseScopes(bearer.scope),
		lackedScopes: await lackedScopes(method, address, outcome),
		isJustIssued: bearer.isJustIssued,
		retryAfter: headerValues(headers['retry-after'])[0],
		at: invocation.io.now(),
	});
	const told = withRepeatedOptions(remedy, invocation.repeatedOptions);
	const isAboutToken = status === 401 || status === 403;
	return new UserError(
		`${cause} (status ${status}, correlation ID ${quoteResponse(correlationId, [bearer.accessToken], 80)})`,
		isAboutToken ? `${told}\n${sessionHint(invocation, stage)}` : told,
		exitCodes.refused,
	);
}

/** Turns a call that got no answer into the error that ends a command. */
function noResponseError(
	method: string,
	outcome: Extract<ApiOutcome, {kind: 'no-answer'}>,
	invocation: Invocation,
): UserError {
	const {cause, remedy} = explainUnansweredCall(outcome, outcome.host, method);
	return new UserError(cause, addDoctorHint(remedy, invocation), exitCodes.notReachable);
}

/**
Makes one call to SAP Concur's API at the token's own geolocation and writes the body of the answer to standard output,
unchanged.

Throws `UserError` for a call that is not made, for a refusal once its body is printed, and where no answer came.
*/
export async function api(invocation: Invocation, given: ApiOptions): Promise<ExitCode> {
	const {io, repeatedOptions} = invocation;
	const [method, address] = methodAndAddress(given);
	const headers = (given.header ?? []).map(text => parseHeader(text));
	return withPractice(invocation, async practice => {
		const bearers = openBearerSource(invocation, {...(practice && {practiceOrigin: practice.origin})});
		const calls = openCalls(invocation, bearers);
		try {
			const body = given.input === undefined ? undefined : await openInput(given.input, invocation);
			const isTyped = headers.some(([name]) => name === 'content-type');
			const outcome = await calls.call({
				method,
				address,
				body,
				headers: body && !isTyped ? [...headers, ['content-type', 'application/json']] : headers,
			});
			switch (outcome.kind) {
				case 'refused': {
					const remedy = refusedTargetRemedy(outcome, repeatedOptions);
					throw new UserError(outcome.reason, remedy, exitCodes.wrongUsage);
				}

				case 'no-answer': {
					throw noResponseError(method, outcome, invocation);
				}

				case 'open': {
					if (given.include) {
						io.writeOut(formatHead(outcome.status, outcome.headers));
					}

					const isLineOpen = await printBody(method, outcome, invocation);
					if (!isSuccess(outcome.status)) {
						if (isLineOpen) {
							// Both outputs often go to one terminal, and the body has to remain as it came.
							io.writeError('\n');
						}

						throw await apiRefusalError(method, address, outcome, invocation);
					}

					return exitCodes.done;
				}
			}
		} finally {
			await calls.close();
		}
	});
}
